"""The interview under the cursor of the list: where it stands, and all of what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import DECISIONS, OUTCOMES, VERDICTS
from onboard_tui.tui.when_due import when_due

if TYPE_CHECKING:
    from datetime import date

    from onboard_tui.store.first_page import Listed

LINES = 4
"""Lines of it; the last of what there is to say takes those that are left."""


class Summary(Widget):
    """As many lines for every interview, so that the list above stays where it is."""

    DEFAULT_CSS: ClassVar[str] = f"""
    Summary {{
        height: {LINES};
    }}
    """

    listed: reactive[Listed | None] = reactive(None)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        """The day from which "3 d overdue" is counted."""

    def render(self) -> Content:
        """Give the lines; the last one that there is room for ends in an ellipsis where there is more."""
        if self.listed is None:
            return Content()
        width = max(1, self.content_size.width)
        *heading, last = in_detail(self.listed, self.today)
        room = LINES - len(heading)
        wrapped = last.wrap(width)
        if len(wrapped) > room:
            wrapped[room - 1] = (wrapped[room - 1] + Content("…")).truncate(width, ellipsis=True)
        return Content("\n").join(
            [*(line.truncate(width, ellipsis=True) for line in heading), *wrapped[:room]]
        )


def in_detail(row: Listed, today: date) -> list[Content]:
    """Say of one interview who it is with, where it stands, what is due, and last what to ask next."""
    who = one_line(row.customer, "bold") + one_line(f"  {row.relationship}" if row.relationship else "")
    between = " · " if row.relationship else "  "
    who += one_line(f"{between}{row.script_title} · {row.done} of {row.total} answered", MUTED)
    lines = [who, stands(row)]
    if row.next_due is not None:
        when = when_due(row.next_due, today)
        lead = when.word if row.next_due < today else f"Due {when.word}"
        lines.append(Content.styled(f"{lead}  ", when.style) + one_line(row.next_due_what))
    if row.next_ask and row.decision not in DECISIONS:
        lines.append(plain("Ask next  ", MUTED) + one_line(row.next_ask))
    elif row.next_due is None:
        left = "Nothing is due." if row.decision in DECISIONS else "Everything is answered."
        lines.append(plain(f"{left} Press d to read the contract.", MUTED))
    return lines


def stands(row: Listed) -> Content:
    """Say the decision in full, where one stands; else the verdict so far with its rule."""
    verdict, decision = VERDICTS.get(row.verdict), DECISIONS.get(row.decision)
    flags = "no red flag" if not row.open_flags else f"{row.open_flags} red flag{'s' * (row.open_flags > 1)}"
    rule = f"by rule {row.rule}" if row.rule else ""
    if decision is not None:
        said = decision.sign() + one_line(f" {row.status}", decision.style)
        outcome = OUTCOMES.get(row.outcome)
        if outcome is not None:
            said += Content(" · ") + outcome.content()
        changed = row.against is (row.verdict == row.decision)
        beside = f"the verdict is now {verdict.word.lower()}" if changed and verdict else rule
        return said + plain("".join(f" · {words}" for words in (beside, flags) if words), MUTED)
    so_far = "" if row.completed else " so far"
    reopened = f" · {row.status}" if row.status else ""
    told = f"{so_far}{rule and ', '}{rule} · {flags}{reopened}"
    return (verdict.content() if verdict else plain("no verdict yet", MUTED)) + one_line(told, MUTED)
