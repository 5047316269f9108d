"""Where an answer is given: the right field for each type of question, and how it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from onboard_tui.errors import AnswerError
from onboard_tui.interview.understand import as_typed
from onboard_tui.script.model import QuestionType
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import one_line, plain
from onboard_tui.tui.widgets.choices import Choices, can_be_chosen
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.table_rows import TableRows
from onboard_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input, TextArea

    from onboard_tui.interview.entries import Recorded
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value
    from onboard_tui.workspace.open_interview import OpenInterview

IN_WORDS = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class Given:
    """What the field holds, understood: a value, or that there is none."""

    value: Value | None
    state: AnswerState = AnswerState.ANSWERED
    """Another one where the words say that there is no answer, as in "don't know"."""
    removed: tuple[str, ...] = ()
    """What was taken out of the words."""


class AnswerField(Vertical):
    """One field, made over for each question, with a line below that says how it is understood."""

    DEFAULT_CSS: ClassVar[str] = """
    AnswerField { height: auto; }
    AnswerField > #echo { height: auto; padding: 0 1; color: $text-muted; }
    """

    class Submitted(Message):
        """Enter was pressed in a field that takes it for itself."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: OpenInterview | None = None
        self.question: Question | None = None
        self.suggestion = ""
        self._at_first = ""
        self._below = Content()
        self.when_changed: Callable[[], None] = nothing
        """Called when something was typed or picked; not a message, for it happens with every key."""

    def compose(self) -> ComposeResult:
        """Make one field of each kind; a question shows one of them."""
        for kind, name in ((Words, "words"), (OneLine, "line"), (Choices, "choices"), (TableRows, "table")):
            field = kind(id=name)
            field.display = False
            yield field
        yield Static(id="echo")

    @property
    def here(self) -> Widget:
        """The field of the present question."""
        return self.query_one(f"#{self.kind}")

    @property
    def kind(self) -> str:
        """Which of the four fields the present question has."""
        question = self.question
        if question is None or question.type in IN_WORDS:
            return "words"
        if question.type is QuestionType.TABLE:
            return "table"
        return "choices" if can_be_chosen(question) else "line"

    def ask(
        self,
        opened: OpenInterview,
        question: Question,
        recorded: Recorded | None,
        *,
        typed: str = "",
        suggestion: str = "",
        shared: bool = False,
    ) -> None:
        """Show the field for a question, with what was typed or recorded before."""
        self.opened, self.question, self.suggestion = opened, question, suggestion
        for name in ("words", "line", "choices", "table"):
            self.query_one(f"#{name}").display = name == self.kind
        with self.prevent(Words.Changed, OneLine.Changed, Choices.Changed, TableRows.Changed):
            self._clear(shared=shared)
            if recorded is not None and recorded.value is not None:
                self._show_value(recorded.value)
            self._at_first = self.typed
            if typed:
                self.restore(typed)
        if self.kind == "line":
            self._select(whole=not typed)
        self._update_echo()

    def _select(self, *, whole: bool) -> None:
        """Have the next key replace a saved answer, but go on with half an answer."""
        line = self.query_one("#line", OneLine)
        line.select_on_focus = whole
        if whole:
            line.select_all()

    def _clear(self, *, shared: bool) -> None:
        question, opened = self.question, self.opened
        if question is None or opened is None:
            return
        match self.kind:
            case "words":
                words = self.query_one(Words)
                words.one_line = question.type is QuestionType.TEXT
                words.set_class(words.one_line, "-one-line")
                words.load_text("")
                words.placeholder = one_line(self.suggestion)
            case "line":
                line = self.query_one("#line", OneLine)
                line.value = ""
                line.placeholder = self.suggestion or hint_for(question, opened.script.currency)
            case "choices":
                self.query_one(Choices).ask(question, marked=not shared)
            case _:
                self.query_one(TableRows).ask(opened, question, shared=shared)

    def _show_value(self, value: Value) -> None:
        question, opened = self.question, self.opened
        if question is None or opened is None:
            return
        match self.kind:
            case "choices":
                self.query_one(Choices).pick_values(value if isinstance(value, tuple) else (value,))
            case "table":
                self.query_one(TableRows).show_value(value)
            case _:
                self.restore(as_typed(question, value, opened.script))

    @property
    def typed(self) -> str:
        """What the field holds, as text that `restore` puts back."""
        match self.kind:
            case "words":
                return self.query_one(Words).text
            case "line":
                return self.query_one("#line", OneLine).value
            case "choices":
                value = self.query_one(Choices).value
                return (
                    ",".join(map(str, value))
                    if isinstance(value, tuple)
                    else ""
                    if value is None
                    else str(value)
                )
            case _:
                return self.query_one(TableRows).typed

    @property
    def dirty(self) -> bool:
        """Whether the field holds something else than when the question was asked."""
        return self.typed != self._at_first

    def is_saved(self) -> None:
        """Take note that what the field holds is saved."""
        self._at_first = self.typed

    def restore(self, typed: str) -> None:
        """Put text back that was typed before."""
        match self.kind:
            case "words":
                words = self.query_one(Words)
                words.load_text(typed)
                words.move_cursor(words.document.end)
            case "line":
                line = self.query_one("#line", OneLine)
                line.value = typed
                line.cursor_position = len(typed)
            case "choices":
                choices = self.query_one(Choices)
                names = set(typed.split(","))
                choices.pick_values(tuple(each.value for each in choices.choices if str(each.value) in names))
            case _:
                self.query_one(TableRows).restore(typed)

    def given(self) -> Given | None:
        """Give what the field holds; none where it is empty. Raises `AnswerError`."""
        match self.kind:
            case "choices":
                value = self.query_one(Choices).value
                return None if value is None else Given(value)
            case "table":
                return Given(self.query_one(TableRows).value())
            case _:
                if not self.typed.strip() or self.opened is None or self.question is None:
                    return None
                understood = self.opened.understand(self.question.id, self.typed)
                return Given(understood.value, understood.state, understood.removed)

    def accept_suggestion(self) -> bool:
        """Put the suggestion into an empty field; whether there was one to put."""
        if not self.suggestion or self.typed.strip():
            return False
        self.restore(self.suggestion)
        return True

    def complain(self, error: AnswerError) -> None:
        """Say below the field why the answer was not taken."""
        self._put_echo(plain(f"! {error}", "$text-error"))

    def say(self, sentence: str) -> None:
        """Say something below the field."""
        self._put_echo(plain(sentence, "$text-warning"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once how a number or a day is understood."""
        event.stop()
        self._update_echo()
        self.when_changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave enter to the screen."""
        event.stop()
        self.post_message(self.Submitted())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Let it be known that something was typed."""
        event.stop()
        self._update_echo()
        self.when_changed()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Spare the rest of the screen a message for each key."""
        event.stop()

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """Let it be known that something was picked."""
        event.stop()
        self._update_echo()
        self.when_changed()

    def on_table_rows_changed(self, event: TableRows.Changed) -> None:
        """Let it be known that the rows are others."""
        event.stop()
        self._update_echo()
        self.when_changed()

    def _update_echo(self) -> None:
        self._put_echo(self._echo())

    def _put_echo(self, content: Content) -> None:
        """Change the line below the field; the rest of the screen is laid out anew only if it has to be."""
        line = self.query_one("#echo", Static)
        if content.is_same(self._below):
            return
        width = line.content_size.width
        same_height = bool(width) and rows_of(content, width) == rows_of(self._below, width)
        self._below = content
        line.update(content, layout=not same_height)

    def _echo(self) -> Content:
        question, opened = self.question, self.opened
        if question is None or opened is None or self.kind == "choices":
            return Content()
        if self.kind == "table":
            return plain(TABLE_HINT if self.query_one(TableRows).typed_rows else "")
        if self.kind == "words":
            return Content() if question.type is QuestionType.TEXT else Content("ctrl+j begins a new line")
        if not self.typed.strip():
            return one_line("enter takes the suggestion" if self.suggestion else "")
        try:
            return one_line(f"= {opened.understand(question.id, self.typed).echo}", "$text-success")
        except AnswerError as error:
            return plain(f"? {error.sentence}", "$text-warning")


def nothing() -> None:
    """Do nothing."""


def rows_of(content: Content, width: int) -> int:
    """Give how many rows a content takes."""
    return len(content.wrap(width)) if content else 0


TABLE_HINT = "enter edit · a add · x remove · shift+↑↓ move"


def hint_for(question: Question, currency: str) -> str:
    """Say what may be typed for a question."""
    unit = f" ({question.unit})" if question.unit else ""
    match question.type:
        case QuestionType.MONEY:
            return f"an amount in {currency}: 12,500 or 12.5k"
        case QuestionType.PERCENT:
            return "a share: 80%"
        case QuestionType.DATE:
            return "a day: 24 Feb, end of march, in 3 weeks"
        case QuestionType.INTEGER:
            return f"a whole number{unit}"
        case QuestionType.SCALE:
            return f"a whole number from {question.min} to {question.max}"
        case _:
            return f"a number{unit}"
