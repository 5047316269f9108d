"""What one answer changes, against Python evaluating every condition of the script once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, Any

from benchmarks.harness import Figure, in_turn, timed
from benchmarks.synthetic import Synthetic, synthetic_script
from onboard_tui.deal.assessment import assess
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.standing import stand
from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import CodeType

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZES = (60, 1_000)


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Time scripts of several sizes; the folder is not used."""
    del folder
    for size in SIZES:
        synthetic = synthetic_script(size)
        interview = answered(synthetic)
        entries = cycle([answer("q1", value) for value in other_answers(synthetic.answers["q1"])])
        evaluate_all = partial(evaluate, compiled(synthetic), dict(synthetic.answers))

        def judge(
            work: Callable[[Interview], object],
            interview: Interview = interview,
            entries: Iterator[Recorded] = entries,
        ) -> None:
            work(interview.with_entries(next(entries)))

        limit = timed(evaluate_all, repeat=20)
        for name, work in (("states and flags", states_and_flags), ("states, flags and verdict", everything)):
            title = f"{size:,} questions, answer to {name}, to Python's eval of all conditions"
            yield in_turn(title, timed(partial(judge, work), repeat=3), limit, rounds=rounds)
        expression = interview.script.flags[0].raise_when
        standing = stand(interview, DAY)
        one = compile(expression.source, "condition", "eval")
        names = evaluate(compiled(synthetic), dict(synthetic.answers))
        title = f"{size:,} questions, one condition, to Python's eval of it"
        yield in_turn(
            title,
            timed(partial(expression.evaluate, standing), repeat=2_000),
            timed(partial(eval, one, {}, names), repeat=2_000),
            rounds=rounds,
        )


def answered(synthetic: Synthetic) -> Interview:
    """Give an interview in which every question was answered."""
    loaded = script_from_source(synthetic.source, "synthetic.yaml")
    assert loaded.script is not None, "\n".join(map(str, loaded.problems))
    log = tuple(answer(question, value) for question, value in synthetic.answers.items())
    return Interview(id="0", script=loaded.script, customer="Harbour & Lyle", started_at=NOON, log=log)


def answer(question: str, value: int | bool | str) -> Recorded:
    """Give the entry of one answer."""
    return Recorded(id=question, at=NOON, question=question, value=value)


def other_answers(value: int | bool | str) -> list[int | bool | str]:
    """Give two different answers, to go from one to the other."""
    if isinstance(value, bool):
        return [True, False]
    return [10, 90] if isinstance(value, int) else ["a", "b"]


def states_and_flags(interview: Interview) -> object:
    """Work out the state of every question and every flag."""
    standing = stand(interview, DAY)
    return standing.states, standing.flag_states


def everything(interview: Interview) -> object:
    """Work out the verdict and all that it stands on."""
    assessment = assess(interview, DAY)
    return assessment.standing.states, assessment.flags, assessment.verdict


def compiled(synthetic: Synthetic) -> list[tuple[str, CodeType]]:
    """Give the conditions as Python compiles them."""
    return [(name, compile(source, name, "eval")) for name, source in synthetic.conditions.items()]


def evaluate(conditions: list[tuple[str, CodeType]], answers: dict[str, Any]) -> dict[str, Any]:
    """Evaluate all conditions once, as if every question applied; that is all that must be done at least."""
    names = dict(answers)
    for name, code in conditions:
        result = eval(code, {}, names)  # noqa: S307 - the conditions are the benchmark's own
        if name not in answers:
            names[name] = result
    return names
