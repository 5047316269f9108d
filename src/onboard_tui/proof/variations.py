"""One interview, and others that differ from it in a few answers: looked for until something comes about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.reading_plan import flag_node, reading_plan
from onboard_tui.interview.rules import broken_rule, state_of
from onboard_tui.interview.standing import Standing, stand
from onboard_tui.proof.samples import samples as samples_for
from onboard_tui.proof.witness import Witness
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from onboard_tui.interview.entries import Entry
    from onboard_tui.proof.samples import Sample
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

MOST_TRIED: Final = 800
"""Interviews that are looked at to reach one goal."""
MOST_CHANGED: Final = 3
"""Answers that are changed at once."""
NEAREST: Final = 14
"""Questions behind a goal of which more than one is changed at once."""

_BURDEN: Final = {Severity.BLOCKER: 100, Severity.MAJOR: 30, Severity.MINOR: 10}


def blank_interview(script: Script, day: date) -> Interview:
    """Give an interview in which nothing was asked yet."""
    return Interview("example", script, "Example", datetime.combine(day, time(12), tzinfo=UTC))


def recorded(interview: Interview, question_id: str, sample: Sample) -> Recorded:
    """Give the entry for an answer that is tried."""
    question = interview.script.question_by_id[question_id]
    entry_id = f"{len(interview.log):08}-{question_id}"
    if isinstance(sample, AnswerState):
        return Recorded(id=entry_id, at=interview.started_at, question=question_id, state=sample)
    state = state_of(question, sample)
    return Recorded(id=entry_id, at=interview.started_at, question=question_id, state=state, value=sample)


@dataclass(frozen=True, slots=True)
class Example:
    """An interview in which something comes about."""

    witness: Witness
    """What is said; on top of what is said in the base, where it has one."""
    standing: Standing
    """What comes of it."""
    base: Standing | None
    """What it differs from in a few answers."""


def said_in(standing: Standing, names: Collection[str]) -> Witness:
    """Give what is said in an interview about some questions, and about raised flags."""
    interview = standing.interview
    recorded = {name: each for name, each in interview.current.items() if name in names}
    spoken_of = {*interview.attempts, *interview.plans, *interview.cannot_fix}
    return Witness(
        standing.as_of,
        {name: each.value for name, each in recorded.items() if each.value is not None},
        {name: each.state for name, each in recorded.items() if each.value is None},
        flags={flag.id: standing.flag_state(flag.id) for flag in standing.raised if flag.id in spoken_of},
    )


class Variations:
    """An interview on a day, and what becomes of it with a few answers changed."""

    def __init__(self, standing: Standing, samples: Mapping[str, Sequence[Sample]]) -> None:
        self.base = standing
        self.samples = samples
        self._validated = tuple(each for each in standing.script.questions if each.validations)

    @property
    def script(self) -> Script:
        """The script of all of them."""
        return self.base.script

    def with_changes(self, changes: Mapping[str, Sample]) -> Standing:
        """Give what becomes of it with these answers."""
        interview = self.base.interview
        return self.with_entries([recorded(interview, *change) for change in changes.items()])

    def with_entries(self, entries: Iterable[Entry]) -> Standing:
        """Give what becomes of it with more on record."""
        return stand(self.base.interview.with_entries(*entries), self.base.as_of, since=self.base)

    def example(
        self, changes: Mapping[str, Sample], flags: Mapping[str, FlagState] | None = None
    ) -> Example | None:
        """Give what becomes of it with these answers and what is said about flags; None where some would be refused."""
        place = dependencies_of(self.script).place
        said = {name: changes[name] for name in sorted(changes, key=place.__getitem__)}
        states = {name: each for name, each in said.items() if isinstance(each, AnswerState)}
        answers = {name: each for name, each in said.items() if name not in states}
        witness = Witness(self.base.as_of, answers, states, flags=flags or {})
        alone = witness.standing(self.script)
        if alone is None:
            return None
        standing = self.with_entries(alone.interview.log)
        return Example(witness, standing, self.base) if self.acceptable(standing) else None

    def acceptable(self, standing: Standing) -> bool:
        """Whether every answer keeps to the rules of its question."""
        current = standing.interview.current
        return all(
            each.id not in current
            or current[each.id].state is not AnswerState.ANSWERED
            or broken_rule(each, standing) is None
            for each in self._validated
        )

    def reach(
        self,
        goal: Callable[[Standing], bool],
        vary: Iterable[str],
        fixed: Mapping[str, Sample] | None = None,
    ) -> dict[str, Sample] | None:
        """Give the fewest changes with which a goal comes about, the first question to vary before the others.

        `fixed` are changes that are made in any case. None says that nothing was found, not that there is nothing.
        """
        given = dict(fixed or {})
        names = [name for name in vary if name not in given and self.samples.get(name)]
        tried = 0
        for size in range(MOST_CHANGED + 1):
            for chosen in combinations(names if size < 2 else names[:NEAREST], size):
                for values in product(*(self.samples[name] for name in chosen)):
                    tried += 1
                    if tried > MOST_TRIED:
                        return None
                    changes = {**given, **dict(zip(chosen, values, strict=True))}
                    standing = self.with_changes(changes)
                    if goal(standing) and self.acceptable(standing):
                        return changes
        return None

    def behind(self, names: Iterable[str]) -> list[str]:
        """Give the questions that questions, flags' nodes and values hang on, the nearest first, themselves in front."""
        return [
            each for each in reading_plan(self.script).behind(names) if each in self.script.question_by_id
        ]

    def behind_flag(self, flag: str) -> list[str]:
        """Give the questions that a flag hangs on, the nearest first."""
        return self.behind([flag_node(flag)])


def quiet_example(
    script: Script, day: date, also: Iterable[Expression] = ()
) -> tuple[Example, Mapping[str, Sequence[Sample]]]:
    """Give an interview in which everything that is asked is answered, so that hardly a flag is raised.

    With it come the answers to try for each question; `also` reads answers beside the script.
    """
    blank = stand(blank_interview(script, day), day)
    tried = samples_for(script, blank, also)
    standing = _quiet(blank, tried)
    return Example(said_in(standing, standing.interview.current), standing, None), tried


def _quiet(standing: Standing, samples: Mapping[str, Sequence[Sample]]) -> Standing:
    """Answer everything that is asked, then change answers behind flags that need not be raised."""
    script = standing.script
    for _round in range(2):
        for question in script.questions:
            if standing.shown(question.id) and question.id not in standing.interview.current:
                standing = _answered(standing, question.id, samples)
    for flag in script.flags:
        variations = Variations(standing, samples)
        if standing.flag_state(flag.id).raised:
            before = _burden(standing)
            changes = variations.reach(lambda each: _burden(each) < before, variations.behind_flag(flag.id))  # noqa: B023 - used at once
            standing = standing if changes is None else variations.with_changes(changes)
    for question in script.questions:
        if standing.shown(question.id) and question.id not in standing.interview.current:
            standing = _answered(standing, question.id, samples)
    return standing


def _answered(standing: Standing, question_id: str, samples: Mapping[str, Sequence[Sample]]) -> Standing:
    """Give the interview with the answer to one question that does least harm; without it where none fits."""
    variations = Variations(standing, samples)
    best: tuple[int, Standing] | None = None
    for sample in samples.get(question_id, ()):
        if isinstance(sample, AnswerState):
            continue
        tried = variations.with_changes({question_id: sample})
        burden = _burden(tried)
        if (best is None or burden < best[0]) and variations.acceptable(tried):
            best = burden, tried
        if best is not None and best[0] == 0:
            break
    return standing if best is None else best[1]


def _burden(standing: Standing) -> int:
    """Weigh the flags that are raised, and a little those of which it cannot be told."""
    states = standing.flag_states
    raised = sum(_BURDEN[flag.severity] for flag in standing.raised)
    return raised + sum(state is FlagState.UNKNOWN for state in states.values())
