"""One more answer: states, flags, verdict, range and next question, against working all of it out afresh.

SurveyJS runs the same questions and flags beside us; it has no verdict, no range and no next question.
"""

from __future__ import annotations

import random
import statistics
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.harness import Figure, in_turn, timed
from benchmarks.judging import DAY, NOON, answer
from benchmarks.survey import NoPeerError, Survey, install
from benchmarks.synthetic import OPTIONS
from benchmarks.synthetic_deal import synthetic_deal
from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.interview.answers_file import answers_given
from onboard_tui.interview.interview import Interview
from onboard_tui.resources import interviews_folder
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.load import open_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.harness import Timing
    from benchmarks.synthetic import Synthetic
    from onboard_tui.interview.entries import Entry

SIZES = (60, 1_000, 10_000)
MOST_FOR_SURVEYJS = 1_000
"""A longer survey takes SurveyJS minutes."""
ANSWERED = 0.75
"""The share of the questions that are answered; the rest is what the range is about."""
WARMUP = 2

GivenAnswer = int | bool | str


@dataclass(frozen=True)
class Change:
    """An answer that is given anew, and what everybody has to come to."""

    question: str
    value: GivenAnswer
    visible: list[str]
    raised: list[str]
    restored: dict[str, GivenAnswer] = field(default_factory=dict)
    """The answers kept aside that apply again."""


class Deal:
    """An interview that goes on answer by answer, and is judged after each."""

    def __init__(self, interview: Interview, entries: Sequence[Entry], *, afresh: bool) -> None:
        self._assessment = judged(assess(interview, DAY))
        self._entries = iter(entries)
        self._afresh = afresh

    def go_on(self) -> None:
        """Record one answer and judge, from the last judgement or from nothing."""
        before = self._assessment
        interview = before.interview.with_entries(next(self._entries))
        self._assessment = judged(assess(interview, DAY, since=None if self._afresh else before))


def judged(assessment: Assessment) -> Assessment:
    """Look at everything that the seller sees change."""
    standing = assessment.standing
    seen = (
        standing.states,
        assessment.flags,
        assessment.verdict,
        assessment.possible,
        assessment.next_question,
    )
    assert len(seen) == 5
    return assessment


def figures(folder: Path, rounds: int) -> Iterator[Figure | str]:
    """Time the bundled script and invented ones of several sizes."""
    yield bundled()
    try:
        install(folder)
    except NoPeerError as reason:
        yield f"SurveyJS is left out: {reason}."
        most = 0
    else:
        most = MOST_FOR_SURVEYJS
        yield f"SurveyJS is left out of more than {most:,} questions: opening them takes it minutes."
    cost: dict[int, float] = {}
    for size in SIZES:
        synthetic = synthetic_deal(size)
        interview = partly_answered(synthetic, folder)
        changes = list(changes_to(interview, synthetic, rounds + WARMUP))
        entries = [answer(change.question, change.value) for change in changes]
        title = f"{size:,} questions, {len(interview.script.flags):,} flags, one more answer"
        figure = compared(f"{title}, to judging afresh", interview, entries, rounds)
        yield figure
        cost[size] = statistics.median(figure.ours) / size
        if size <= most:
            ours = Deal(interview, entries, afresh=False)
            survey = Survey(synthetic, folder)
            peer = in_survey(survey, interview, changes)
            yield in_turn(
                f"{title}, to SurveyJS (visibility and flags alone)",
                timed(ours.go_on),
                peer,
                rounds=rounds,
                warmup=WARMUP,
            )
            survey.close()
    less, more = SIZES[-2:]
    yield f"a question costs {cost[more] / cost[less]:.2f} times as much at {more:,} as at {less:,}"


def compared(name: str, interview: Interview, entries: Sequence[Entry], rounds: int) -> Figure:
    """Time judging from the last judgement against judging from nothing."""
    ours, limit = Deal(interview, entries, afresh=False), Deal(interview, entries, afresh=True)
    return in_turn(name, timed(ours.go_on), timed(limit.go_on), rounds=rounds, warmup=WARMUP)


def bundled() -> Figure:
    """Time each answer of the bundled script's first example, from the first to the last."""
    script = open_script(interviews_folder() / "cloud-onboarding.yaml")
    interview = Interview("0", script, "Harbour & Lyle", NOON)
    ids = map(str, count())
    given = answers_given(script.scenarios[0].given, interview, today=DAY, at=NOON, new_id=partial(next, ids))
    title = "bundled script, each answer of a whole interview, to judging afresh"
    return compared(title, interview, given.entries, rounds=len(given.entries) - WARMUP)


def partly_answered(synthetic: Synthetic, folder: Path) -> Interview:
    """Give an interview in which the first questions are answered."""
    said = list(synthetic.answers.items())[: int(ANSWERED * len(synthetic.answers))]
    log = tuple(answer(question, value) for question, value in said)
    return Interview("0", synthetic.script(folder), "Harbour & Lyle", NOON, log)


def changes_to(interview: Interview, synthetic: Synthetic, number: int) -> Iterator[Change]:
    """Answer questions anew, one by one; what is expected is judged from nothing each time."""
    chance = random.Random(5)
    before = assess(interview, DAY)
    for _ in range(number):
        states = before.standing.states
        name = chance.choice([each for each in synthetic.answers if states[each] is AnswerState.ANSWERED])
        value = other_answer(_said(before.interview, name), chance)
        after = assess(before.interview.with_entries(answer(name, value)), DAY)
        yield Change(
            name,
            value,
            [each for each in synthetic.answers if after.standing.shown(each)],
            [flag.id for flag in after.raised_flags],
            {
                each: _said(after.interview, each)
                for each, state in after.standing.states.items()
                if state is AnswerState.ANSWERED and states[each] is AnswerState.NOT_APPLICABLE
            },
        )
        before = after


def other_answer(value: GivenAnswer, chance: random.Random) -> GivenAnswer:
    """Choose another answer of the same kind, a bad one too."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return (value + chance.randrange(1, 100)) % 100
    return chance.choice([each for each in OPTIONS if each != value])


def _said(interview: Interview, question: str) -> GivenAnswer:
    value = interview.current[question].value
    assert isinstance(value, int | str)
    return value


def in_survey(survey: Survey, interview: Interview, changes: Sequence[Change]) -> Timing:
    """Make the changes in SurveyJS, which has to come to the same."""
    standing = assess(interview, DAY).standing
    applying = [each for each in interview.current if standing.state(each) is AnswerState.ANSWERED]
    survey.say({"first": {each: _said(interview, each) for each in applying}})
    waiting = iter(changes)

    def timing() -> float:
        change = next(waiting)
        said = survey.say({"question": change.question, "value": change.value, "restored": change.restored})
        assert said["visible"] == change.visible
        assert said["raised"] == change.raised
        return float(said["ms"]) / 1_000

    return timing
