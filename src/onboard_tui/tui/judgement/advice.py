"""What the customer believes against what we advise, and who decided which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.advice import advice_that_applies
from onboard_tui.tui.advice import pair_lines
from onboard_tui.tui.judgement.lines import QUESTION, key_of, paragraph, says, signed, title
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def advice_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give each pair of believed and advised."""
    pairs = advice_that_applies(opened.assessment)
    if pairs:
        yield title(f"BELIEVED AGAINST ADVISED · {len(pairs)}")
    for number, pair in enumerate(pairs):
        if number:
            yield says(Content())
        whose = pair.followed.value if pair.followed else ""
        ask = one_line(opened.script.question_by_id[pair.question].ask, MUTED)
        lines = paragraph([ask, *pair_lines(pair)])
        yield signed(SIDES[whose], lines, key=key_of(QUESTION, pair.question, "advice"))
