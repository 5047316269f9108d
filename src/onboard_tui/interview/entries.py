"""The entries of an interview's append-only log, and their JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import DEALING_KINDS, Dealing, Fate, FollowUpKind, Side
from onboard_tui.interview.logged import Logged
from onboard_tui.interview.paperwork import PAPERWORK_KINDS, OrderLine, PaperworkEntry
from onboard_tui.interview.values import Json, restored, stored
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.script.model import Script
    from onboard_tui.script.scope import Value


class Source(StrEnum):
    """How we know an answer."""

    CUSTOMER_SAID = "customer_said"
    CUSTOMER_DOCUMENT = "customer_document"
    WE_SAW_IT = "we_saw_it"
    OUR_GUESS = "our_guess"


class Reaction(StrEnum):
    """What the customer said to a steering attempt."""

    ACCEPTS = "accepts"
    IN_PART = "in_part"
    WANTS_TIME = "wants_time"
    INSISTS = "insists"


class Postponement(StrEnum):
    """Why the seller did not steer at once."""

    LATER = "later"
    DOES_NOT_APPLY = "does_not_apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Logged):
    """An answer, or the lack of one, to a question."""

    question: str
    state: AnswerState = AnswerState.ANSWERED
    """`not_asked` takes an answer away without giving another."""
    value: Value | None = None
    """With `dont_know`: the option that says so, where one was chosen."""
    source: Source = Source.CUSTOMER_SAID
    said_by: str = ""
    quote: str = ""
    """The customer's own words."""
    note: str = ""
    """The seller's words; never shown in share mode."""
    owner: str = ""
    """Who finds out, for `later` and `dont_know`."""
    until: date | None = None
    by_attempt: str = ""
    """The id of the steering attempt after which the answer changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Logged):
    """A recorded answer was taken back."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redone(Logged):
    """An answer that was taken back was put in place again."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(Logged):
    """An answer was dropped because its question stopped applying (`clear_when_hidden`)."""

    question: str
    caused_by: str
    """The id of the entry after which the question no longer applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steered(Logged):
    """An attempt to steer the customer away from what a flag warns of."""

    flag: str
    script: int
    """Which of the steering scripts was used; they count from 1."""
    with_whom: str = ""
    """Blank where an answers file does not say."""
    reaction: Reaction
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside(Logged):
    """The seller did not steer at once."""

    flag: str
    choice: Postponement
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(Logged):
    """A mitigation agreed with the customer."""

    flag: str
    agreed_by: str = ""
    """Without this name or the owner's the plan has no effect."""
    owner: str = ""
    due: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotFix(Logged):
    """The seller says, or no longer says, that we cannot put right what a flag of kind `ours` warns of."""

    flag: str
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Logged):
    """Text that was typed as an answer and not saved yet; it counts for nothing but being typed on."""

    question: str
    text: str = ""
    """Blank where the text was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated(Logged):
    """The interview moved to another version of its script; one step, which can be taken back."""

    before: str
    """The SHA-256 of the script's text until then."""
    after: str
    """The SHA-256 of the script's text from then on."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new id of each question that goes on under another one, by the id that it had until then."""
    dropped: tuple[str, ...] = ()
    """The questions, by the ids until then, whose answers count no more: retired, or to be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bygone(Logged):
    """Stands in a log that moved for an entry that counts for nothing under the present script; it is never kept."""


Entry: TypeAlias = (
    Recorded
    | Undone
    | Redone
    | Cleared
    | Steered
    | SetAside
    | Planned
    | CannotFix
    | Typed
    | Migrated
    | Bygone
    | Dealing
    | PaperworkEntry
)

KINDS: Mapping[str, type[Entry]] = {
    "recorded": Recorded,
    "undone": Undone,
    "redone": Redone,
    "cleared": Cleared,
    "steered": Steered,
    "set_aside": SetAside,
    "planned": Planned,
    "cannot_fix": CannotFix,
    "typed": Typed,
    "migrated": Migrated,
    **DEALING_KINDS,
    **PAPERWORK_KINDS,
}
"""The names under which entries are kept."""

_KIND_OF: Mapping[type[Entry], str] = {made: kind for kind, made in KINDS.items()}


def kind_of(entry: Entry) -> str:
    """Give the name under which an entry is kept."""
    return _KIND_OF[type(entry)]


def entry_to_json(entry: Entry) -> dict[str, Json]:
    """Give an entry as a JSON object: every field that says something, but not the kind (see `kind_of`)."""
    kept: dict[str, Json] = {}
    for each in fields(entry):
        value = getattr(entry, each.name)
        if value is None or value == "":
            continue
        if each.name == "lines":
            value = tuple(line.row for line in value)
        kept[each.name] = value.isoformat() if isinstance(value, datetime) else stored(value)
    return kept


def entry_from_json(script: Script, kind: str, data: Mapping[str, Any]) -> Entry:
    """Read back what `entry_to_json` gave.

    Raises AnswerError where it cannot be an entry of an interview that is run with the script.
    """
    made = KINDS.get(kind)
    if made is None:
        raise AnswerError(
            f"The log holds an entry of the unknown kind {kind!r}.",
            way_out="It was written by a newer version of onboard-tui; open it with that one.",
        )
    try:
        given = fields_from_json(made, data)
        if made is Recorded:
            question = script.question_by_id[given["question"]]
            given["value"] = restored(question, data.get("value"))
        return made(**given)
    except (KeyError, TypeError, ValueError) as error:
        raise AnswerError(
            f"The entry {str(data.get('id', '?'))[:40]} of the log ({kind}) cannot be read: {error}.",
            way_out="Restore the newest backup.",
        ) from error


def fields_from_json(made: type[Entry], data: Mapping[str, Any]) -> dict[str, Any]:
    """Read back the fields of an entry; raises KeyError, TypeError or ValueError where they cannot be its own."""
    known = {each.name for each in fields(made)}
    return {name: _field(name, value) for name, value in data.items() if name in known}


def _field(name: str, kept: Any) -> Any:
    read = _READERS.get(name)
    if read is not None:
        return None if kept is None else read(kept)
    if not isinstance(kept, str):
        raise TypeError(f"{name} is no text")
    return kept


def _text(kept: Any) -> str:
    if not isinstance(kept, str):
        raise TypeError(f"{kept!r} is no text")
    return kept


def _moment(kept: Any) -> datetime:
    moment = datetime.fromisoformat(kept)
    if moment.tzinfo is None:
        raise ValueError("the time has no zone")
    return moment.astimezone(UTC)


def _whole(kept: Any) -> int:
    if type(kept) is not int:
        raise TypeError(f"{kept!r} is no whole number")
    return kept


def _truth(kept: Any) -> bool:
    if not isinstance(kept, bool):
        raise TypeError(f"{kept!r} is neither true nor false")
    return kept


def _exact(kept: Any) -> Decimal:
    try:
        return Decimal(_text(kept))
    except InvalidOperation:
        raise ValueError(f"{kept!r} is no number") from None


def _texts(kept: Any) -> tuple[str, ...]:
    if not isinstance(kept, list):
        raise TypeError(f"{kept!r} is no list")
    return tuple(map(_text, kept))


def _order_lines(kept: Any) -> tuple[OrderLine, ...]:
    if not isinstance(kept, list):
        raise TypeError(f"{kept!r} is no list")
    return tuple(OrderLine(**{name: _field(name, value) for name, value in each.items()}) for each in kept)


def _named_texts(kept: Any) -> dict[str, str]:
    if not isinstance(kept, dict):
        raise TypeError(f"{kept!r} is no group of texts")
    return {_text(name): _text(text) for name, text in kept.items()}


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "at": _moment,
    "state": AnswerState,
    "value": lambda kept: kept,
    "source": Source,
    "until": date.fromisoformat,
    "script": _whole,
    "reaction": Reaction,
    "on": date.fromisoformat,
    "choice": lambda kept: VerdictKind(kept) if kept in set(VerdictKind) else Postponement(kept),
    "due": date.fromisoformat,
    "holds": _truth,
    "verdict": VerdictKind,
    "fate": Fate,
    "side": Side,
    "followed": Side,
    "kind": FollowUpKind,
    "review": date.fromisoformat,
    "call_on": date.fromisoformat,
    "first_day": date.fromisoformat,
    "forecast": _exact,
    "margin": _exact,
    "hourly": _exact,
    "collected": _exact,
    "reputation": _exact,
    "hours": _exact,
    "target": lambda kept: _exact(kept) if isinstance(kept, str) else _whole(kept),
    "licensed": _whole,
    "active": _whole,
    "level": _whole,
    "happened": _truth,
    "ask_again": _texts,
    "flags": _named_texts,
    "facts": _named_texts,
    "number": _whole,
    "people": _whole,
    "starts": date.fromisoformat,
    "lines": _order_lines,
    "quantity": _exact,
    "monthly_each": _exact,
    "once_each": _exact,
    "month": date.fromisoformat,
    "missed": _texts,
    "renamed": _named_texts,
    "dropped": _texts,
}
