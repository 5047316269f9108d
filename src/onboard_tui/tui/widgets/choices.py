"""The field for an answer that is chosen: yes or no, one option, several options, a place on a scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from onboard_tui.script.model import QuestionType
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import MARKS
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value

LONGEST_SCALE = 11
"""Steps that a scale may have to be chosen from; a longer one is typed."""
ROOMY_ROWS = 36
FEW = 8
"""A screen of so many rows has room for blank lines between so few choices."""
SECOND_DIGIT_WITHIN = 0.8
"""Seconds within which a second digit belongs to the first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    number: int
    """What is typed for it."""
    value: bool | int | str
    words: str
    mark: str | None = None
    letter: str = ""
    """A letter that chooses it too."""


def can_be_chosen(question: Question) -> bool:
    """Whether a question is answered by choosing, not by typing."""
    if question.type is QuestionType.SCALE:
        return 1 <= len(choices_of(question)) <= LONGEST_SCALE
    return question.type in {QuestionType.YES_NO, QuestionType.SINGLE, QuestionType.MULTI}


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Give what can be chosen for a question, in order."""
    if question.type is QuestionType.YES_NO:
        return (Choice(1, True, "Yes", letter="y"), Choice(2, False, "No", letter="n"))  # noqa: FBT003 - the value of an answer
    if question.type is QuestionType.SCALE:
        lowest, highest = question.min, question.max
        if lowest is None or highest is None:
            return ()
        steps = range(int(str(lowest)), int(str(highest)) + 1)
        return tuple(Choice(step, step, question.labels.get(step, "")) for step in steps)
    return tuple(
        Choice(number, option.id, option.text, option.mark)
        for number, option in enumerate(question.options, start=1)
    )


class Choices(Rows):
    """Options to pick by number, by arrows or by a click; enter is left to the screen, which saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", "Pick", show=False, id="choices.pick"),
    ]

    class Changed(Message):
        """Something else is picked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.choices: tuple[Choice, ...] = ()
        self.picked: frozenset[int] = frozenset()
        """Places in `choices`."""
        self.several = False
        self.marked = True
        """Whether the marks are shown, which only the seller may see."""
        self._digits = ("", 0.0)

    def ask(self, question: Question, *, marked: bool) -> None:
        """Show what can be chosen for a question; nothing is picked."""
        self.choices = choices_of(question)
        self.several = question.type is QuestionType.MULTI
        self.marked = marked
        self.picked = frozenset()
        self._digits = ("", 0.0)
        self.gap = int(self.app.size.height >= ROOMY_ROWS and len(self.choices) <= FEW)
        self._show(cursor=None)

    def pick_values(self, values: tuple[object, ...]) -> None:
        """Pick the choices with those values."""
        self.picked = frozenset(
            index
            for index, choice in enumerate(self.choices)
            if any(type(value) is type(choice.value) and value == choice.value for value in values)
        )
        self._show(cursor=min(self.picked, default=None))

    @property
    def value(self) -> Value | None:
        """What is picked, as the value of an answer; none where nothing is."""
        values = tuple(self.choices[index].value for index in sorted(self.picked))
        if self.several:
            return tuple(str(value) for value in values)
        return values[0] if values else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave enter to the screen."""
        return action != "choose" and super().check_action(action, parameters)

    def _show(self, *, cursor: int | None) -> None:
        self.set_rows([self._row(index) for index in range(len(self.choices))], cursor=cursor)

    def _row(self, index: int) -> Row:
        choice = self.choices[index]
        picked = index in self.picked
        sign = ("[✓]" if picked else "[ ]") if self.several else ("●" if picked else "○")
        lead = Content.assemble(
            (f"{choice.number:>2} ", "bold $accent" if picked else MUTED),
            (f"{sign} ", "bold $accent" if picked else MUTED),
        )
        mark = MARKS[choice.mark].sign() if self.marked and choice.mark else Content()
        return Row(str(index), lead, one_line(choice.words, "bold" if picked else ""), mark)

    def enter_rows(self) -> None:
        """Let the cursor appear only when it is moved, so that enter never answers by accident."""

    def action_move(self, step: int) -> None:
        """Move the cursor; where one thing is chosen, choose by it."""
        super().action_move(step)
        self._follow_cursor()

    def action_first(self) -> None:
        """Go to the first choice."""
        super().action_first()
        self._follow_cursor()

    def action_last(self) -> None:
        """Go to the last choice."""
        super().action_last()
        self._follow_cursor()

    def _follow_cursor(self) -> None:
        if not self.several and self.cursor is not None:
            self._pick(self.cursor)

    def action_pick(self) -> None:
        """Pick, or no longer pick, what the cursor is on."""
        if self.cursor is not None:
            self._pick(self.cursor)

    def action_choose(self) -> None:
        """Pick what was clicked."""
        self.action_pick()

    def on_key(self, event: Key) -> None:
        """Pick by number, or yes and no by their letters."""
        if event.character is None:
            return
        index = self._by_digit(event.character, event.time) if event.character.isdecimal() else None
        if index is None:
            letters = [choice.letter for choice in self.choices]
            index = letters.index(event.character) if event.character in letters else None
        if index is not None:
            event.stop()
            event.prevent_default()
            self._pick(index)

    def _by_digit(self, digit: str, at: float) -> int | None:
        numbers = [str(choice.number) for choice in self.choices]
        before, when = self._digits
        typed = before + digit if at - when < SECOND_DIGIT_WITHIN else digit
        if typed not in numbers:
            typed = digit
        if typed not in numbers:
            return None
        if len(typed) > 1 and self.several:
            self.picked ^= {numbers.index(before)}
        self._digits = (typed, at)
        return numbers.index(typed)

    def _pick(self, index: int) -> None:
        self.picked = self.picked ^ {index} if self.several else frozenset({index})
        self._show(cursor=index)
        self.post_message(self.Changed())
