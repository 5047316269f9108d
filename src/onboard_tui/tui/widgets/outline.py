"""The left side of the interview: where we are in the script, and the red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.entries import Source
from onboard_tui.script.model import HEAVIEST_FIRST
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import ANSWER_STATES, FLAG_STATES, GUESS, HERE, SEVERITIES
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import short_name

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Question, Section
    from onboard_tui.tui.signs import Sign
    from onboard_tui.workspace.open_interview import OpenInterview

DONE = "✓"


class OutlinePanel(VerticalScroll, can_focus=False):
    """Sections with their questions, and below them what speaks against the deal."""

    DEFAULT_CSS: ClassVar[str] = """
    OutlinePanel { padding: 0 1; }
    OutlinePanel > .panel-title { height: 1; color: $text-muted; text-style: bold; }
    OutlinePanel > #flags-title { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Make the two lists."""
        yield Static(Content("OUTLINE"), classes="panel-title")
        yield Rows(id="outline")
        yield Static(Content("FLAGS"), classes="panel-title", id="flags-title")
        yield Rows(id="flags")

    def show(self, opened: OpenInterview, here: str | None) -> None:
        """Show where things stand, with the section of one question opened."""
        outline = outline_rows(opened, here)
        at = next((index for index, row in enumerate(outline) if row.key == here), None)
        self.query_one("#outline", Rows).set_rows(outline, cursor=at)
        flags = self.query_one("#flags", Rows)
        rows = flag_rows(opened)
        flags.set_rows(
            rows, cursor=flags.cursor if flags.cursor is not None and flags.cursor < len(rows) else None
        )

    def blank(self) -> None:
        """Show nothing, for share mode."""
        self.query_one("#outline", Rows).set_rows(())
        self.query_one("#flags", Rows).set_rows(())


def outline_rows(opened: OpenInterview, here: str | None) -> list[Row]:
    """Give a row for each section, and for each question of the section that we are in."""
    standing = opened.standing
    by_section: dict[str, list[Question]] = {}
    for question in opened.script.questions:
        if standing.state(question.id) is not AnswerState.NOT_APPLICABLE and (
            standing.shown(question.id) or standing.recorded(question.id)
        ):
            by_section.setdefault(question.section, []).append(question)
    current = opened.script.question_by_id[here].section if here else None
    rows: list[Row] = []
    for section in opened.script.sections:
        questions = by_section.get(section.id, [])
        if questions:
            rows.append(_section_row(section, questions, standing, open_now=section.id == current))
            if section.id == current:
                rows += [_question_row(question, opened, here) for question in questions]
    return rows


def _section_row(section: Section, questions: list[Question], standing: Standing, *, open_now: bool) -> Row:
    done = sum(standing.state(question.id) is not AnswerState.NOT_ASKED for question in questions)
    sign = "▾" if open_now else DONE if done == len(questions) else "▸"
    style = "$text-success" if sign == DONE else MUTED
    title = one_line(section.title, "bold" if open_now else "")
    return Row(
        f"section:{section.id}",
        Content.styled(f"{sign} ", style),
        title,
        Content.styled(f"{done}/{len(questions)}", MUTED),
    )


def _question_row(question: Question, opened: OpenInterview, here: str | None) -> Row:
    sign = HERE if question.id == here else answer_sign(opened.standing, question.id)
    lead = Content("  ") + sign.sign() + Content(" ")
    return Row(
        question.id,
        lead,
        one_line(short_name(question, opened.script), "bold" if question.id == here else ""),
    )


def answer_sign(standing: Standing, question_id: str) -> Sign:
    """Give the sign of where a question stands; our own guess has one of its own."""
    state = standing.state(question_id)
    recorded = standing.recorded(question_id)
    if state is AnswerState.ANSWERED and recorded is not None and recorded.source is Source.OUR_GUESS:
        return GUESS
    return ANSWER_STATES[state.value]


def flag_rows(opened: OpenInterview) -> list[Row]:
    """Give a row for each raised flag, the heaviest first, and one that counts what is not known yet."""
    flags = opened.assessment.flags
    raised = sorted(
        (flag for flag in flags if flag.raised), key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity)
    )
    rows = []
    for flag in raised:
        state = FLAG_STATES[flag.state.value]
        lead = SEVERITIES[flag.rule.severity.value].sign() + Content(" ")
        rows.append(Row(flag.id, lead, one_line(flag.name), Content.styled(state.word, state.style)))
    unknown = sum(flag.state is FlagState.UNKNOWN for flag in flags)
    if not raised:
        rows.append(
            Row("none", Content.styled("✓ ", "$text-success"), Content("none raised"), choosable=False)
        )
    if unknown:
        rows.append(
            Row(
                "unknown",
                Content.styled("? ", MUTED),
                Content.styled(f"{unknown} not known yet", MUTED),
                choosable=False,
            )
        )
    return rows
