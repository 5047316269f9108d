"""What the customer believes against what we advise, and who decided which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.advice import advice_that_applies
from onboard_tui.tui.advice import pair_lines
from onboard_tui.tui.judgement.lines import QUESTION, key_of, paragraph, signed, title
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from onboard_tui.interview.dealings import Advised
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def advice_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give each pair of believed and advised."""
    pairs = advice_that_applies(opened.assessment)
    if pairs:
        yield title(f"BELIEVED AGAINST ADVISED · {len(pairs)}")
    for pair in pairs:
        whose = pair.followed.value if pair.followed else ""
        yield signed(
            SIDES[whose], paragraph(_lines(opened, pair)), key=key_of(QUESTION, pair.question, "advice")
        )


def _lines(opened: OpenInterview, pair: Advised) -> Iterator[Content]:
    yield one_line(opened.script.question_by_id[pair.question].ask, MUTED)
    yield from pair_lines(pair)
