"""What hangs on the day: the flags and questions that the same answers make otherwise on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.expression import FlagState
from onboard_tui.script.model import FlagRule
from onboard_tui.tui.judgement.lines import FLAG, QUESTION, day, key_of, paragraph, signed, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, FLAG_STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from onboard_tui.deal.day import HangsOnDay
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.signs import Sign
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def day_rows(seen: Seen) -> Iterator[Row]:
    """Give what would not be the same on every day of the next year."""
    hanging = seen.beside.hanging_on_day
    if hanging:
        today = day(seen.opened, seen.opened.assessment.as_of)
        yield title(f"WHAT HANGS ON THE DAY · {len(hanging)}", f"judged as of {today}")
    for each in hanging:
        yield signed(_sign(each.state), paragraph(_lines(seen.opened, each)), key=_key(each))


def _sign(state: object) -> Sign:
    return FLAG_STATES[state.value] if isinstance(state, FlagState) else ANSWER_STATES[str(state)]


def _key(each: HangsOnDay) -> str:
    if isinstance(each.state, FlagState) and each.state.raised:
        return key_of(FLAG, each.id, "day")
    asked = each.dates[0] if each.dates else each.id
    return key_of(QUESTION, asked, "day") if each.dates or not isinstance(each.rule, FlagRule) else ""


def _lines(opened: OpenInterview, each: HangsOnDay) -> Iterator[Content]:
    rule = each.rule
    yield one_line(rule.title if isinstance(rule, FlagRule) else rule.ask)
    now = _sign(each.state).word
    if each.changes_on is None or each.becomes is None:
        yield plain(f"{now} today, and on every day of the next year", MUTED)
    else:
        then = plain(_sign(each.becomes).word, "bold")
        yield plain(f"{now} today, ", MUTED) + then + plain(f" from {day(opened, each.changes_on)} on", MUTED)
    if each.plan_due is not None:
        yield plain(f"the plan is due on {day(opened, each.plan_due)}", MUTED)
