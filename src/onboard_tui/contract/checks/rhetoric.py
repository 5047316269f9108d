"""The rhetoric check: our own words in a paper that call the relationship more than the customer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.deal.ladders import ReadingState, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.checks.checked import Checked
    from onboard_tui.contract.document import Finding

PARTNER: Final = "partner"
"""The id of the rung that has to be reached before a paper may use the word."""

NO_CUSTOMER_YET: Final = "no customer yet"

_WORD = "partner*"


def rhetoric(checked: Checked) -> Iterator[Finding]:
    """Find each sentence of ours that says "partner" while the customer does not treat us as one.

    Nothing in a script without a ladder that has a rung of that id and our own word for it.
    """
    said = list(checked.say([_WORD]))
    seen_as = _seen_as(checked) if said else None
    if seen_as is None:
        return
    for passage, found in said:
        text = f"The paper says “{found[0]}”; how they see us: {seen_as}."
        yield checked.found_in(passage, "rhetoric", text, at=found.start())


def _seen_as(checked: Checked) -> str | None:
    """Say how the customer sees us, beside our own word: `supplier (we say: partner)`; nothing for a partner."""
    for reading in readings(checked.assessment, earlier=checked.earlier):
        if reading.ladder.claim is not None and reading.ladder.rung(PARTNER) is not None:
            if reading.rung is not None and reading.rung.id == PARTNER:
                return None
            return NO_CUSTOMER_YET if reading.state is ReadingState.NOT_APPLICABLE else reading.words
    return None
