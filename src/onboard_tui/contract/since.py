"""What became different in a paper since an earlier version of it, and what made it so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.sections import compare, compared_sections, said
from onboard_tui.contract.trace import told
from onboard_tui.deal.assessment import assess
from onboard_tui.interview.reading_plan import reading_plan
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from onboard_tui.contract.document import Block, Draft
    from onboard_tui.contract.sections import Section
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.standing import Standing


class How(StrEnum):
    """What became of a section."""

    CHANGED = "changed"
    NEW = "new"
    LEFT_OUT = "left_out"


class Because(StrEnum):
    """What made a section different."""

    ANSWERS = "answers"
    BY_HAND = "by_hand"
    DEAL = "deal"
    """Something recorded about flags or the deal that is no answer."""
    PACK = "pack"
    """The pack, the program or our own name."""
    SCRIPT = "script"
    """The interview moved to another version of its script; what the pack changed besides is not told apart."""
    DAY = "day"
    """The day that the paper is of."""


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer as it was and as it is, in words."""

    question: str
    ask: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section that reads differently, and why."""

    key: str
    """The same in every draft; see `sections.Section`."""
    document: str
    """Id of the document that it is of."""
    title: str
    number: str
    clause: str
    """The clause that all of it is of; empty where it is of several, or made from others."""
    how: How
    because: tuple[Because, ...] = ()
    answers: tuple[ChangedAnswer, ...] = ()
    """The answers that made it so, in script order."""


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Everything that differs between two versions of a paper."""

    sections: tuple[ChangedSection, ...]
    """In the order of the paper; those left out come last."""
    answers: tuple[ChangedAnswer, ...] = ()
    """All answers that changed, also those that no section reads, in script order."""

    def __len__(self) -> int:
        return len(self.sections)


@dataclass(frozen=True, slots=True)
class Version:
    """A paper, and the interview that it was drafted from, judged on the paper's day."""

    draft: Draft
    assessment: Assessment


def sections_that_differ(before: Draft, after: Draft) -> tuple[ChangedSection, ...]:
    """Give the sections that read differently, without what made them so."""
    changes, new = compare(before, after), compared_sections(after)
    return tuple(
        ChangedSection(
            section.key, section.document, section.title, _number(section), section.clause or "", how
        )
        for section, how in (
            *((new[key], How.CHANGED if key in changes.changed else How.NEW) for key in new),
            *((section, How.LEFT_OUT) for section in changes.gone.values()),
        )
        if section.key in changes.keys
    )


def _number(section: Section) -> str:
    """Give the number that a section begins with."""
    numbers = (getattr(block, "number", "") for block in section.blocks if not isinstance(block, Heading))
    return section.number or next((number for number in numbers if number), "")


def changes_between(
    before: Version, after: Version, redraft: Callable[[Assessment], Draft | None]
) -> ChangeList:
    """Give what differs between two versions of a paper, each section with what made it so.

    `redraft` drafts an interview with the pack of today, or gives nothing where it has no such paper. What both
    interviews make with today's pack, and the earlier one on the later day, tells the pack's changes and the day's
    from those of the answers.
    """
    then = assess(before.assessment.interview, after.assessment.as_of)
    differ = sections_that_differ(before.draft, after.draft)
    if not differ:
        return ChangeList((), tuple(_changed_answers(then.standing, after.assessment.standing)))
    same_day = redraft(before.assessment)
    on_the_day = redraft(then) if then.as_of != before.assessment.as_of else same_day
    by_pack = compare(before.draft, same_day).keys if same_day else frozenset()
    by_day = compare(same_day, on_the_day).keys if same_day and on_the_day else frozenset()
    today = redraft(after.assessment) if on_the_day else None
    causes = _Causes(on_the_day or before.draft, then, today or after.draft, after.assessment)
    moved = before.draft.script_sha256 != after.draft.script_sha256
    otherwise = Because.SCRIPT if moved else Because.PACK
    sections = []
    for each in differ:
        because = (
            *causes.because.get(each.key, ()),
            *([otherwise] if each.key in by_pack else []),
            *([Because.DAY] if each.key in by_day else []),
        )
        answers = causes.behind.get(each.key, ())
        sections.append(replace(each, because=because or (otherwise,), answers=answers))
    return ChangeList(tuple(sections), tuple(causes.answers.values()))


def _changed_answers(then: Standing, now: Standing) -> Iterator[ChangedAnswer]:
    """Give the answers that count for something else than they did."""
    for question in now.script.questions:
        states = [each.state(question.id) for each in (then, now)]
        values = [each.value(question.id) for each in (then, now)]
        if states[0] is not states[1] or values[0] != values[1]:
            before, after = (told(each, question.id).answer for each in (then, now))
            yield ChangedAnswer(question.id, question.ask, before, after)


class _Causes:
    """What was recorded between two versions, and what it did to each section."""

    def __init__(self, before: Draft, then: Assessment, after: Draft, now: Assessment) -> None:
        self._before = before
        self._after = after
        self._then = then.standing
        self._now = now.standing
        self.answers = {each.question: each for each in _changed_answers(self._then, self._now)}
        self.because: dict[str, tuple[Because, ...]] = {}
        self.behind: dict[str, tuple[ChangedAnswer, ...]] = {}
        origins = (*before.origins, *after.origins)
        self._reads: dict[str, set[str]] = {origin.clause: set() for origin in origins}
        for origin in origins:
            self._reads[origin.clause] |= self._with_what_hides(origin.questions)
        self._explain()

    def _with_what_hides(self, questions: Iterable[str]) -> set[str]:
        """Give questions with those that made some of them apply, or apply no more."""
        reads = reading_plan(self._now.script).reads
        found = set(questions)
        waiting = [name for name in found if self._came_or_went(name)]
        while waiting:
            new = set(reads.get(waiting.pop(), ())) - found
            found |= new
            waiting += [
                name
                for name in new
                if name not in self._now.script.question_by_id or self._came_or_went(name)
            ]
        return found

    def _came_or_went(self, question: str) -> bool:
        hidden = [each.state(question) is AnswerState.NOT_APPLICABLE for each in (self._then, self._now)]
        return hidden[0] is not hidden[1]

    def _explain(self) -> None:
        """Find what made each section different; what is made from others changed for their reasons."""
        old, new = compared_sections(self._before), compared_sections(self._after)
        made = []
        for key in compare(self._before, self._after).keys:
            clauses, sources = _differing(old.get(key), new.get(key))
            questions = sources.union(*(self._reads.get(clause, ()) for clause in clauses))
            self.behind[key] = tuple(each for name, each in self.answers.items() if name in questions)
            by_hand = any(map(self._reworded, clauses))
            self.because[key] = (
                *([Because.ANSWERS] if self.behind[key] else []),
                *([Because.BY_HAND] if by_hand else []),
            )
            if not self.because[key]:
                made += [] if clauses else [key]
                self.because[key] = (Because.DEAL,)
        named = {each for answers in self.behind.values() for each in answers}
        for key in made if named else ():
            self.because[key] = (Because.ANSWERS,)
            self.behind[key] = tuple(each for each in self.answers.values() if each in named)

    def _reworded(self, clause: str) -> bool:
        before, after = (each.interview.paperwork.rewordings.get(clause) for each in (self._then, self._now))
        return before != after


def _differing(old: Section | None, new: Section | None) -> tuple[set[str], set[str]]:
    """Give the clauses of a section that read differently, and the questions that those blocks print."""
    before, after = _by_clause(old), _by_clause(new)
    differ = [name for name in {**before, **after} if said(before.get(name, ())) != said(after.get(name, ()))]
    blocks = [block for name in differ for block in (*before.get(name, ()), *after.get(name, ()))]
    sources = {source for block in blocks for run in runs_of(block) for source in run.sources}
    return {name for name in differ if name}, sources


def _by_clause(section: Section | None) -> Mapping[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for block in section.blocks if section else ():
        found.setdefault(getattr(block, "clause", None) or "", []).append(block)
    return found
