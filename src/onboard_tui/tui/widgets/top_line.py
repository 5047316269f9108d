"""The top line of a screen: whose interview this is, how far it is, and where the deal stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from onboard_tui.tui.plain import FAINT, MUTED, one_line
from onboard_tui.tui.signs import VERDICTS

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview

BAR_CELLS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """What the top line says."""

    customer: str
    titles: tuple[str, ...] = ()
    """Script, conversation, screen: as many as there is room for, the last ones first."""
    done: int | None = None
    total: int = 0
    verdict: str | None = None
    """The verdict so far; none in share mode."""
    lead: str = "so far"


def where_it_stands(opened: OpenInterview) -> tuple[str, str]:
    """Give the verdict of a top line and what it is called: a decided deal keeps the one it was decided with."""
    from onboard_tui.interview.progress import progress

    decision = opened.interview.dealings.decision
    if decision is not None:
        return decision.verdict.value, "decided with"
    walked = progress(opened.standing)
    return opened.assessment.verdict.kind.value, "so far" if walked.done < walked.total else "verdict"


class TopLine(Widget):
    """One line that gives up its less important parts where there is little room."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    TopLine {
        dock: top;
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    """

    heading: reactive[Heading | None] = reactive(None)

    def render(self) -> Content:
        """Give the richest version that fits."""
        if self.heading is None:
            return Content()
        width = self.content_size.width
        for left, right in versions(self.heading):
            gap = width - left.cell_length - right.cell_length
            if gap >= 2:
                return left + Content(" " * gap) + right
        left, right = versions(self.heading)[-1]
        room = max(4, width - right.cell_length - 1)
        short = left.truncate(room, ellipsis=True)
        return short + Content(" " * max(1, width - short.cell_length - right.cell_length)) + right


def versions(heading: Heading) -> list[tuple[Content, Content]]:
    """Give left and right parts, from the fullest version to the shortest: titles go first, then the bar."""
    most = len(heading.titles)
    order = [*((parts, True) for parts in range(most, 0, -1)), (min(most, 1), False), (0, True), (0, False)]
    return [(_left(heading, parts), _right(heading, bar=bar)) for parts, bar in order]


def _left(heading: Heading, parts: int) -> Content:
    titles = heading.titles[len(heading.titles) - parts :]
    return one_line(heading.customer, "bold") + Content("").join(
        one_line(f" · {title}", MUTED) for title in titles
    )


def _right(heading: Heading, *, bar: bool) -> Content:
    parts: list[Content] = []
    if heading.done is not None:
        count = Content(f"{heading.done}/{heading.total}")
        parts.append(_bar(heading.done, heading.total) + Content(" ") + count if bar else count)
    if heading.verdict is not None:
        parts.append(one_line(f"{heading.lead}: ", MUTED) + VERDICTS[heading.verdict].content())
    return Content("   ").join(parts)


def _bar(done: int, total: int) -> Content:
    full = round(BAR_CELLS * done / total) if total else 0
    return Content.assemble(("━" * full, "$accent"), ("─" * (BAR_CELLS - full), FAINT))
