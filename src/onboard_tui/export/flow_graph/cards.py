"""What the picture is made of: a card for each question and flag, in bands by section."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.export.flow_graph.fit import lines_of
from onboard_tui.export.questionnaire.shown import IN_SOME_CASES, ours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.export.questionnaire.shown import Shown
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import FlagRule, Question

WIDTH: Final = 206.0
"""Of a question's card."""
INDENT: Final = 16.0
"""By which a flag stands in under the question that raises it."""
PAD: Final = 8.0
HEAD: Final = 15.0
"""Height of a card's first line."""
WORDS: Final = 11.0
"""Font size of a question's words."""
SMALL: Final = 9.0
"""Font size of ids and conditions."""
LEADING: Final = 1.25
GAP: Final = 10.0
"""Between two cards."""
CLOSE: Final = 5.0
"""Between a question and its flags."""
BAND_HEAD: Final = 38.0
TITLE: Final = 13.0
_MOST_WORDS, _MOST_CONDITION = 4, 5
"""Lines of a question's words and of a condition; the whole text comes up where the picture is read on a screen."""
_CONTINUED: Final = " (continued)"
_OTHER_FLAGS: Final = "Flags that read no question"


class Look(Enum):
    """What a card stands for."""

    QUESTION = "question"
    OURS = "ours"
    FLAG = "flag"


@dataclass(frozen=True)
class Card:
    """A question or a flag, its texts broken into lines."""

    key: str
    look: Look
    head: str
    name: str
    """Its id."""
    words: tuple[str, ...]
    condition: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    """The keys of the questions that its condition reads."""
    whole: str = ""
    """All that is said, for whoever asks for it."""
    talk: str = ""
    """The number of the conversation it is asked in."""
    gate: bool = False

    @property
    def width(self) -> float:
        """The width; that of a flag leaves room for the line to it."""
        return WIDTH - INDENT if self.look is Look.FLAG else WIDTH

    @cached_property
    def condition_height(self) -> float:
        """The height that the condition takes; above a question it stands on a strip of its own."""
        around = 2.0 if self.look is Look.FLAG else PAD
        return len(self.condition) * SMALL * LEADING + around if self.condition else 0.0

    @cached_property
    def height(self) -> float:
        """The height of the whole card."""
        return HEAD + len(self.words) * WORDS * LEADING + PAD + self.condition_height


@dataclass(frozen=True)
class Band:
    """The cards of a section, or of a part of it, from top to bottom."""

    title: str
    groups: tuple[tuple[Card, ...], ...]
    """Each question with the flags that stand under it."""

    @property
    def heading(self) -> tuple[str, ...]:
        """The title in lines."""
        return lines_of(self.title, WIDTH, TITLE, 2)

    @cached_property
    def cards(self) -> tuple[tuple[float, Card], ...]:
        """The cards, each with how far below the band's top it begins."""
        top, placed = BAND_HEAD, []
        for group in self.groups:
            for card in group:
                placed.append((top, card))
                top += card.height + CLOSE
            top += GAP - CLOSE
        return tuple(placed)

    @cached_property
    def height(self) -> float:
        """The height with its title."""
        return BAND_HEAD + sum(self._heights)

    @cached_property
    def _heights(self) -> tuple[float, ...]:
        """The height that each question takes with its flags, and with the gap below."""
        return tuple(sum(card.height + CLOSE for card in group) + GAP - CLOSE for group in self.groups)

    def split(self, height: float) -> tuple[Band, Band | None]:
        """Give as much of it as fits into a height, at least one question, and what is left."""
        if self.height <= height:
            return self, None
        room, many = height - BAND_HEAD, 0
        for taken in self._heights:
            room -= taken
            if many and room < 0:
                break
            many += 1
        left = self.groups[many:]
        title = self.title.removesuffix(_CONTINUED) + _CONTINUED
        return Band(self.title, self.groups[:many]), Band(title, left) if left else None


def bands_of(shown: Shown) -> tuple[Band, ...]:
    """Give the sections in the script's order, each with its questions and, for the seller, the flags they raise."""
    flags = _flags_by_question(shown) if shown.coach else {}
    questions = [each for each in shown.script.questions if shown.shows(each)]
    bands = []
    for section in shown.script.sections:
        inside = [each for each in questions if each.section == section.id]
        groups = tuple((_question_card(each, shown), *flags.get(each.id, ())) for each in inside)
        bands += [Band(section.title, groups)] if groups else []
    if "" in flags:
        bands.append(Band(_OTHER_FLAGS, tuple((card,) for card in flags[""])))
    return tuple(bands)


def _question_card(question: Question, shown: Shown) -> Card:
    words = shown.words(question)
    condition, reads = _condition(question.when, shown)
    return Card(
        key=question.id,
        look=Look.OURS if ours(question) else Look.QUESTION,
        head=shown.numbers[question.id],
        name=question.id if shown.coach else "",
        words=lines_of(words, WIDTH - 2 * PAD, WORDS, _MOST_WORDS),
        condition=lines_of(condition, WIDTH - 2 * PAD, SMALL, _MOST_CONDITION),
        reads=reads,
        whole=f"{shown.numbers[question.id]} {words}{f' - asked {condition}' if condition else ''}",
        talk=shown.talks.get(question.pass_id, ""),
        gate=question.gate,
    )


def _condition(when: Expression | None, shown: Shown) -> tuple[str, tuple[str, ...]]:
    """Say a condition in few words, questions by their numbers, and give the questions that it reads."""
    if when is None:
        return "", ()
    said = shown.condition(when, shown.numbers)
    if said is None:
        return IN_SOME_CASES, ()
    behind = dependencies_of(shown.script).behind(when)
    return f"if {said}", tuple(each.id for each in shown.script.questions if each.id in behind)


def _flags_by_question(shown: Shown) -> Mapping[str, tuple[Card, ...]]:
    """Give the flags by the last question that each reads; under the empty id those that read none."""
    found: dict[str, tuple[Card, ...]] = {}
    for flag in shown.script.flags:
        card = _flag_card(flag, shown)
        last = card.reads[-1] if card.reads else ""
        found[last] = (*found.get(last, ()), card)
    return found


def _flag_card(flag: FlagRule, shown: Shown) -> Card:
    condition, reads = _condition(flag.raise_when, shown)
    room = WIDTH - INDENT - 2 * PAD
    return Card(
        key=f"flag {flag.id}",
        look=Look.FLAG,
        head=flag.severity.value,
        name=flag.id,
        words=lines_of(flag.title, room, WORDS, 3),
        condition=lines_of(condition, room, SMALL, _MOST_CONDITION),
        reads=reads,
        whole=f"{flag.title} ({flag.severity.value}) - raised {condition}",
    )
