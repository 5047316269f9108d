"""The catalogue: what a customer may order under an agreement, at what price, and whom it would fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.pack_model import Condition
from onboard_tui.contract.reading import Keys
from onboard_tui.errors import ContractError
from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.problems import Weight, in_order
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.symbols import symbols_of
from onboard_tui.script.yaml_nodes import Mapping as Group
from onboard_tui.script.yaml_nodes import Node, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

FILE_NAME: Final = "catalogue.yaml"
LARGEST_FILE: Final = 1024 * 1024
MOST_LEAD_DAYS: Final = 3650


@dataclass(frozen=True, slots=True)
class Offer:
    """One service of the catalogue."""

    id: str
    title: str
    """As it stands in agreements and on orders."""
    unit: str = ""
    monthly_each: Decimal | None = None
    once_each: Decimal | None = None
    lead_days: int = 0
    """Days from the order to the first day of use."""
    person_each: bool = False
    """Whether each one ordered is one more person who is to use it."""
    fits_when: Condition | None = None
    """When it fits a customer, over the answers of their interview."""
    because: str = ""
    """What to say to a customer whom it fits."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be ordered, and who may order it."""

    version: str
    """Of the price list."""
    offers: tuple[Offer, ...]
    orderers: str = ""
    """The table of those who may order, with the columns `name` and `limit`."""
    named_when: Condition | None = None
    """When only those may order, each up to the limit; where it does not hold, an order is a quote that is taken."""

    def offer(self, name: str) -> Offer | None:
        """Give the offer of that id or title, in upper or lower case."""
        wanted = " ".join(name.split()).casefold()
        return next((each for each in self.offers if wanted in {each.id, each.title.casefold()}), None)


def open_catalogue(path: Path) -> Catalogue:
    """Read a catalogue that has to be right; raises ContractError, which lists what is wrong."""
    catalogue, problems = load_catalogue(path)
    errors = [each for each in problems if each.severity is Weight.ERROR]
    if catalogue is None or errors:
        listed = "\n".join(map(str, errors))
        raise ContractError(f"The catalogue {path.name} cannot be used:\n{listed}")
    return catalogue


def load_catalogue(path: Path) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """Read a catalogue; everything wrong with it comes back at once, in order."""
    problems: list[Problem] = []
    top = Node(Source(str(path), ""), 0, 0)
    try:
        data = path.read_bytes()
        text = data.decode("utf-8").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        return None, (pack_problem("P101", top, "", f"The catalogue cannot be read: {error}."),)
    if len(data) > LARGEST_FILE:
        return None, (pack_problem("P101", top, "", f"The file has more than {LARGEST_FILE:,} bytes."),)
    reading = read_yaml(text.replace("\r\n", "\n"), str(path))
    problems += reading.problems
    if not isinstance(reading.root, Group):
        return None, in_order(problems)
    catalogue = _catalogue(Keys(reading.root, "", problems))
    return catalogue, in_order(problems)


def _catalogue(keys: Keys) -> Catalogue:
    ordering = keys.group("ordering")
    offers = tuple(_offer(each) for each in keys.groups("services", needed=True))
    seen: set[str] = set()
    for each in offers:
        for name in {each.id, each.title.casefold()} - {""}:
            if name in seen:
                message = f"“{name}” stands in the catalogue twice."
                keys.refuse("P106", keys.node_of("services"), message, key="services")
            seen.add(name)
    catalogue = Catalogue(
        version=keys.text("version", needed=True),
        offers=offers,
        orderers=ordering.text("people", needed=True) if ordering else "",
        named_when=_condition(ordering, "when") if ordering else None,
    )
    if ordering:
        ordering.finish()
    keys.finish()
    return catalogue


def _offer(keys: Keys) -> Offer:
    offer = Offer(
        id=keys.slug("id"),
        title=keys.text("title", needed=True),
        unit=keys.text("unit"),
        monthly_each=_amount(keys, "monthly_each"),
        once_each=_amount(keys, "once_each"),
        lead_days=keys.whole("lead_days", 0),
        person_each=keys.flag("person_each", default=False),
        fits_when=_condition(keys, "fits_when"),
        because=keys.text("because"),
    )
    if not 0 <= offer.lead_days <= MOST_LEAD_DAYS:
        message = f"Lead days go from 0 to {MOST_LEAD_DAYS:,}."
        keys.refuse("P104", keys.node_of("lead_days"), message, key="lead_days")
    keys.finish()
    return offer


def _condition(keys: Keys, key: str) -> Condition | None:
    source = keys.text(key)
    return Condition(source, keys.node_of(key), f"{keys.path}.{key}".strip(".")) if source else None


def _amount(keys: Keys, key: str) -> Decimal | None:
    """Give an amount as it is written, to the cent."""
    written = keys.text(key)
    if not written:
        return None
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 12:
        keys.refuse("P104", keys.node_of(key), f"“{written}” is no amount; write it as 3.50.", key=key)
        return None
    return amount


def conditions_of(catalogue: Catalogue, script: Script) -> tuple[Problem, ...]:
    """Give what is wrong with the catalogue's conditions, read with the names of a script."""
    symbols = symbols_of(script)
    problems: list[Problem] = []
    for condition in _conditions(catalogue):
        found = parse_expression(condition.source, symbols, Kind.YES_NO, condition.spot, path=condition.path)
        if not isinstance(found, Expression):
            problems += found
    return in_order(problems)


def _conditions(catalogue: Catalogue) -> Iterable[Condition]:
    written = (catalogue.named_when, *(offer.fits_when for offer in catalogue.offers))
    return (each for each in written if each is not None)


def holds(condition: Condition | None, standing: Standing) -> bool:
    """Tell whether a condition is known to hold; one over other questions than the interview's own never does."""
    found = None if condition is None else _read(condition, standing.script)
    return found is not None and found.evaluate(standing) is True


def asks_for(condition: Condition | None, script: Script) -> bool:
    """Tell whether a script has all the questions that a condition is over."""
    return condition is None or _read(condition, script) is not None


def _read(condition: Condition, script: Script) -> Expression | None:
    symbols = symbols_of(script)
    found = parse_expression(condition.source, symbols, Kind.YES_NO, condition.spot, path=condition.path)
    return found if isinstance(found, Expression) else None
