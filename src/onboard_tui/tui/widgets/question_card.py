"""The middle of the interview: one question, large and calm, and the field for its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.deal.ages import age_of
from onboard_tui.interview.entries import Source
from onboard_tui.interview.locks import locked
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.understand import as_typed
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, GUESS
from onboard_tui.tui.widgets.answer_field import AnswerField
from onboard_tui.tui.widgets.details import Details
from onboard_tui.tui.words import filled, for_the_seller_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from onboard_tui.script.model import Question
    from onboard_tui.workspace.open_interview import OpenInterview


class QuestionCard(VerticalScroll, can_focus=False):
    """Made over in place for each question; nothing of it is built anew."""

    DEFAULT_CSS: ClassVar[str] = """
    QuestionCard { align-horizontal: center; }
    QuestionCard > #card { height: auto; max-width: 92; padding: 1 2; }
    QuestionCard #where { height: auto; color: $text-muted; }
    QuestionCard #say { height: auto; color: $text-muted; text-style: italic; margin-top: 1; }
    QuestionCard #ask { height: auto; text-style: bold; margin: 1 0; }
    QuestionCard #recorded { height: auto; padding: 0 1; }
    QuestionCard Details { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Make the parts that each question fills."""
        with Vertical(id="card"):
            yield Static(id="where")
            yield Static(id="say")
            yield Static(id="ask")
            yield AnswerField()
            yield Static(id="recorded")
            yield Details()

    @property
    def field(self) -> AnswerField:
        """The field for the answer."""
        return self.query_one(AnswerField)

    @property
    def details(self) -> Details:
        """The row of details."""
        return self.query_one(Details)

    def show(self, opened: OpenInterview, question: Question, *, shared: bool) -> None:
        """Show a question, with what was typed or recorded for it."""
        recorded = opened.standing.recorded(question.id)
        typed = opened.typing().get(question.id, "")
        suggested = opened.suggestion(question.id)
        section = opened.script.section_by_id[question.section]
        self._put("#where", where(question, section.title, shared=shared))
        self._put(
            "#say",
            filled(section.say, opened, shared=shared)
            if section.say and not _begun(opened, section.id)
            else Content(),
        )
        self._put("#ask", filled(question.ask, opened, shared=shared))
        if shared:
            self._put("#recorded", Content())
        else:
            self.show_record(opened, question)
        self.field.ask(
            opened,
            question,
            recorded,
            typed=typed,
            suggestion=as_typed(question, suggested, opened.script),
            shared=shared,
        )
        self.details.display = not shared
        if shared:
            self.details.blank()
        else:
            self.details.show(
                recorded, typing=self.field.kind in {"words", "line"}, ours=for_the_seller_only(question)
            )
        self.scroll_home(animate=False)

    def show_record(self, opened: OpenInterview, question: Question) -> None:
        """Show what is on record for the question beside its value; for the seller only."""
        self._put("#recorded", state_line(question, opened))

    def _put(self, name: str, content: Content) -> None:
        part = self.query_one(name, Static)
        part.update(content)
        part.display = bool(content)


def where(question: Question, section: str, *, shared: bool) -> Content:
    """Say which section a question is of and, to the seller, what hangs on it."""
    line = one_line(section)
    if shared:
        return line
    if question.gate:
        line += Content("   ◇ gate")
    elif question.required:
        line += Content("   required")
    return line


def _begun(opened: OpenInterview, section: str) -> bool:
    return any(
        opened.standing.state(each.id) is not AnswerState.NOT_ASKED
        and opened.standing.recorded(each.id) is not None
        for each in opened.script.questions
        if each.section == section
    )


def state_line(question: Question, opened: OpenInterview) -> Content:
    """Say what is recorded for the question, by whom and until when; or that it does not apply now."""
    recorded = opened.standing.recorded(question.id)
    parts: list[Content] = []
    if opened.typing().get(question.id):
        parts.append(plain("… typed before and not saved yet", "$text-warning"))
    if opened.standing.state(question.id) is AnswerState.NOT_APPLICABLE:
        parts.append(ANSWER_STATES[AnswerState.NOT_APPLICABLE.value].content())
        if opened.standing.kept_aside(question.id) is not None:
            parts.append(plain("what was answered is kept aside", MUTED))
    if recorded is not None:
        guess = recorded.state is AnswerState.ANSWERED and recorded.source is Source.OUR_GUESS
        parts.append((GUESS if guess else ANSWER_STATES[recorded.state.value]).content())
        if recorded.owner:
            parts.append(one_line(recorded.owner, MUTED))
        if recorded.until is not None:
            day = notation_for(opened.script.language).date(recorded.until, weekday=True)
            parts.append(one_line(f"by {day}", MUTED))
        if recorded.by_attempt:
            parts.append(plain("changed by steering", MUTED))
    parts += _remarks(question, opened)
    return Content("  ·  ").join(parts)


def _remarks(question: Question, opened: OpenInterview) -> Iterator[Content]:
    """Say what else there is to know about changing the answer."""
    lock = locked(opened.standing, question.id)
    if lock:
        yield one_line(lock, "$text-warning")
    age = age_of(opened.assessment, question.id)
    if age:
        yield plain(f"{age}, from before it was reopened", "$text-warning")
    if question.id in opened.interview.dealings.advice_by_question:
        yield plain("we advised on it", "$text-primary")
