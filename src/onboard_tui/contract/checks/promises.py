"""What each side promises: the balance, payment without performance, rights of one side, and who is bound first."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.checks.checked import Checked, key_of
from onboard_tui.contract.document import Balance, Blocks, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.contract.pack_model import Clause

_ONE_SIDED: Final[Mapping[str, str]] = {
    "liability_cap": "Only {side} owes no more than a limit",
    "ending": "Only {side} may end the agreement",
    "price_change": "Only {side} may change the price",
    "indemnity": "Only {side} is kept free of what others claim",
}
_SIDES: Final[Mapping[str, str]] = {"ours": "our side", "theirs": "the customer's side"}


def balance_of(checked: Checked) -> Balance:
    """Count the promises that can be measured and cost something when they are missed, on each side."""
    counts = Counter[str]()
    for clause in checked.standing.values():
        rows = checked.assessment.standing.value(clause.binds_each) if clause.binds_each else ()
        counts[clause.binds] += len(rows) if clause.binds_each and isinstance(rows, tuple) else 1
    return Balance(counts["ours"], counts["theirs"])


def pay_only(checked: Checked) -> Iterator[Finding]:
    """Find promises to pay of which nothing that they are paid for binds us."""
    for clause in checked.standing.values():
        if clause.pays_for and not any(_performs(other, clause) for other in checked.standing.values()):
            titles = [_title(name, checked) for name in clause.pays_for]
            text = (
                f"The customer promises to pay, and nothing in {' and '.join(titles)} costs us anything when we"
                " miss. Ask what should happen then, and put it into the paper."
            )
            yield _about(clause, checked, "pay_only", text, key_of("pay_only", clause.id), Blocks.FINAL)


def _performs(other: Clause, paid: Clause) -> bool:
    return other.binds == "ours" and bool({other.id, other.part} & set(paid.pays_for))


def _title(name: str, checked: Checked) -> str:
    pack = checked.bound.pack
    return f"“{pack.part_by_id[name].title if name in pack.part_by_id else pack.clause_by_id[name].title}”"


def one_sided(checked: Checked) -> Iterator[Finding]:
    """Find the rights that the paper gives to one side only, and words by hand where both sides have one."""
    holders: dict[str, set[str]] = {}
    givers: dict[str, Clause] = {}
    for clause in checked.standing.values():
        for right, holder in clause.grants.items():
            holders.setdefault(right, set()).update(_SIDES if holder == "both" else (holder,))
            givers.setdefault(right, clause)
    for right, sides in holders.items():
        if len(sides) == 1:
            (side,) = sides
            text = f"{_ONE_SIDED[right].format(side=_SIDES[side])}. Give it to both, or say why it is so."
            key = key_of("one_sided", right, side)
            yield _about(givers[right], checked, "one_sided", text, key)
    yield from _reworded_rights(checked)


def _reworded_rights(checked: Checked) -> Iterator[Finding]:
    seen: set[str] = set()
    for passage in checked.passages:
        clause = checked.standing.get(passage.clause)
        if (
            passage.edited
            and clause is not None
            and "both" in clause.grants.values()
            and clause.id not in seen
        ):
            seen.add(clause.id)
            text = "This held for both sides, and its words were changed by hand. See that it still does."
            yield checked.found_in(passage, "one_sided", text)


def seller_first(checked: Checked) -> Iterator[Finding]:
    """Find out whether the first party bound in the part for duties is the customer."""
    plan = checked.bound.pack.checks.seller_first
    if plan is None:
        return
    said = re.compile(rf"\b(?:({re.escape(plan.ours)})|{re.escape(plan.theirs)})\b", re.IGNORECASE)
    for passage in checked.passages:
        found = said.search(passage.ours) if passage.part == plan.part else None
        if found is not None:
            if found[1] is None:
                text = "The first promise here is the customer's. Let ours come first."
                yield checked.found_in(passage, "seller_first", text, at=found.start())
            return


def _about(
    clause: Clause, checked: Checked, check: str, text: str, key: str, blocks: Blocks = Blocks.NOTHING
) -> Finding:
    """Give a finding about a whole clause, at its first words."""
    passage = checked.first_of(clause.id)
    return Finding(key, check, text, passage.document, clause.id, passage.number, blocks=blocks)
