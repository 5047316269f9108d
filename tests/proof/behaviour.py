"""What a script makes of a fixed set of interviews: the yardstick for whether a change to it does anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from onboard_tui.contract.answers import Answers
from onboard_tui.contract.bound import bind
from onboard_tui.contract.choice import choose_clauses
from onboard_tui.contract.covering import conditions_of_pack, covering_interviews
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.deal.verdict import first_that_holds
from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import value_of
from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.rules import broken_rule, state_of
from onboard_tui.interview.standing import stand
from onboard_tui.proof.goals import goals_of
from onboard_tui.proof.suggest import nearby, suggest
from onboard_tui.proof.variations import recorded
from onboard_tui.script.model import Severity
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.samples import Sample
    from onboard_tui.proof.variations import Variations
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import FlagRule, Question, Script

MOST_DRAWN: Final = 150
"""Interviews in which several flags are raised."""
_NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)
_MANNERS: Final = 6
"""Ways in which something can be on record about a flag."""
Raising: TypeAlias = "tuple[FlagRule, Mapping[str, Sample]]"
"""A flag, and answers that raise it."""
Renamed: TypeAlias = tuple[str, str]
"""An id as it was, and as it is now."""


@dataclass(frozen=True, slots=True)
class Case:
    """One interview of the set: what is on record in it, and the day."""

    log: tuple[Entry, ...]
    as_of: date


class Yardstick:
    """The interviews that a script is measured by, and what it makes of each."""

    def __init__(self, script: Script, pack: Pack | None) -> None:
        self.script, self.pack = script, pack
        played = run_scenarios(script)
        standings = [each.assessment.standing for each in played if each.assessment is not None]
        also: Sequence[Expression] = ()
        if pack is not None:
            bound = bind(pack, script)
            also = conditions_of_pack(bound)
            standings += covering_interviews(bound, script)
        standings += [each.example.standing for each in suggest(script, played, goals_of(script), also)]
        variations = nearby(script, played, also).variations
        logs = [(each.interview.log, each.as_of) for each in standings]
        logs += [(log, variations.base.as_of) for log in _varied(variations)]
        self.cases = [Case(*each) for each in logs]
        self._expected: list[Mapping[str, Any]] = []
        """What comes of the first cases, as far as they were looked at."""

    def differs(self, mutant: Script, renamed: Renamed | None = None) -> str:
        """Tell of the first interview that comes out differently with another script; nothing where none does."""
        own = {each.id: _answering(each) for each in self.script.questions}
        same = frozenset(each.id for each in mutant.questions if own.get(each.id) == _answering(each))
        for number, case in enumerate(self.cases):
            if number == len(self._expected):
                self._expected.append(self._outcome(self.script, case, frozenset(own)))
            found = self._outcome(mutant, case, same, renamed)
            if found != self._expected[number]:
                return _difference(self._expected[number], found)
        return ""

    def _outcome(
        self, script: Script, case: Case, same: frozenset[str], renamed: Renamed | None = None
    ) -> Mapping[str, Any]:
        blank = Interview("case", script, "Case", _NOON)
        log = case.log if renamed is None else tuple(_replaced(each, renamed) for each in case.log)
        again = [_recorded_again(entry, script, same) for entry in log]
        refused = [entry.id for entry, kept in zip(log, again, strict=True) if kept is None]
        entries = [kept for kept in again if kept is not None]
        standing = stand(blank.with_entries(*entries), case.as_of)
        rule = first_that_holds(script, standing)
        found: dict[str, Any] = {
            "refused": refused,
            "against a rule": [each.id for each in script.questions if _is_broken(each, standing)],
            "state": {name: str(state) for name, state in standing.states.items()},
            "asked": dict(standing.all_shown),
            "value": {each.id: repr(standing.value(each.id)) for each in script.computed},
            "flag": {name: str(state) for name, state in standing.flag_states.items()},
            "missing gates": sorted(standing.missing_gates),
            "verdict": None if rule is None else (str(rule.verdict), rule.id, rule.action, rule.with_),
        }
        if self.pack is not None:
            choices = choose_clauses(bind(self.pack, script), Answers(standing, self.pack.confirm))
            found["clauses"] = sorted(name for name, choice in choices.items() if choice.stands)
        return found if renamed is None else _replaced(found, (renamed[1], renamed[0]))


def _varied(variations: Variations) -> Iterator[tuple[Entry, ...]]:
    """Give what is on record with each answer that conditions tell apart, and with flags raised, steered and planned for.

    Of flags, each alone, and some drawn together, always the same.
    """
    said = variations.base.interview.log
    for name, several in variations.samples.items():
        yield from ((*said, recorded(variations.base.interview, name, sample)) for sample in several)
    raising = [
        (flag, changes)
        for flag in variations.script.flags
        if (changes := _raising(flag.id, variations)) is not None
    ]
    groups = [[each] for each in raising]
    groups += [_at_once(each, variations) for each in _weights(raising)]
    for group in groups:
        answers = _entries(_merged(group), variations)
        for manner in range(_MANNERS):
            yield (*said, *answers, *(each for flag, _ in group for each in _about(flag, variations)[manner]))
    draw = Random(0)  # noqa: S311 - the same draws each time
    for _ in range(MOST_DRAWN if raising else 0):
        drawn = draw.sample(raising, min(draw.choice((2, 2, 3, 5)), len(raising)))
        about = [each for flag, _ in drawn for each in draw.choice(_about(flag, variations))]
        yield (*said, *_entries(_merged(drawn), variations), *about)


def _weights(raising: Sequence[Raising]) -> Iterator[list[Raising]]:
    """Give the flags to raise at once: all, those of one severity, and the minor ones after one major one."""
    by = {severity: [each for each in raising if each[0].severity is severity] for severity in Severity}
    yield list(raising)
    yield from by.values()
    yield from ([major, *by[Severity.MINOR]] for major in by[Severity.MAJOR][:3])


def _at_once(group: Sequence[Raising], variations: Variations) -> list[Raising]:
    """Give those of a group that can be raised one after the other, with no other flag that is no minor one."""
    found: list[Raising] = []
    for each in group:
        tried = [*found, each]
        standing = variations.with_changes(_merged(tried))
        wanted = {flag.id for flag, _ in tried}
        raised = {flag.id: flag for flag in standing.raised}
        beside = [flag for name, flag in raised.items() if name not in wanted]
        if wanted <= raised.keys() and all(flag.severity is Severity.MINOR for flag in beside):
            found = tried
    return found


def _merged(group: Sequence[Raising]) -> dict[str, Sample]:
    return {name: sample for _, changes in group for name, sample in changes.items()}


def _raising(flag: str, variations: Variations) -> Mapping[str, Sample] | None:
    return variations.reach(lambda standing: standing.flag_state(flag).raised, variations.behind_flag(flag))


def _entries(changes: Mapping[str, Sample], variations: Variations) -> list[Recorded]:
    return [recorded(variations.base.interview, *change) for change in changes.items()]


def _about(rule: FlagRule, variations: Variations) -> Sequence[tuple[Entry, ...]]:
    """Give what can be on record about a raised flag."""
    flag, day, at = rule.id, variations.base.as_of, _NOON

    def steered(*reactions: Reaction) -> tuple[Entry, ...]:
        return tuple(
            Steered(id=f"{number}-{flag}", at=at, flag=flag, script=1, reaction=each, on=day)
            for number, each in enumerate(reactions)
        )

    return (
        (),
        steered(Reaction.WANTS_TIME),
        steered(Reaction.INSISTS),
        steered(Reaction.INSISTS, Reaction.INSISTS),
        (Planned(id=f"plan-{flag}", at=at, flag=flag, agreed_by="A", owner="B", due=day),),
        (CannotFix(id=f"cannot-{flag}", at=at, flag=flag),),
    )


def _answering(question: Question) -> tuple[object, ...]:
    """Give all that decides which answers a question takes, but for its rules."""
    return (
        question.type,
        question.options,
        question.columns,
        *(question.min, question.max, question.min_rows, question.max_rows),
        *(question.labels, question.pattern, question.max_length),
    )


def _recorded_again(entry: Entry, script: Script, same: frozenset[str]) -> Entry | None:
    """Give an entry as a script would record it; nothing where it would refuse the answer.

    To the `same` questions it is recorded as it was.
    """
    if not isinstance(entry, Recorded) or entry.question in same:
        return entry
    question = script.question_by_id.get(entry.question)
    if question is None:
        return None
    if entry.value is None:
        return entry
    try:
        value = value_of(question, entry.value, script)
    except AnswerError:
        return None
    return replace(entry, value=value, state=state_of(question, value))


def _is_broken(question: Question, standing: Standing) -> bool:
    return bool(
        question.validations
        and standing.states[question.id] is AnswerState.ANSWERED
        and broken_rule(question, standing)
    )


def _replaced(value: Any, renamed: Renamed) -> Any:
    """Give a value with an id replaced wherever it stands."""
    match value:
        case str():
            return renamed[1] if value == renamed[0] else value
        case list() | tuple():
            return type(value)(_replaced(each, renamed) for each in value)
        case dict():
            return {_replaced(key, renamed): _replaced(each, renamed) for key, each in value.items()}
        case Recorded():
            return replace(
                value, question=_replaced(value.question, renamed), value=_replaced(value.value, renamed)
            )
        case Steered() | Planned() | CannotFix():
            return replace(value, flag=_replaced(value.flag, renamed))
    return value


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    for key, old in before.items():
        new = now[key]
        if new == old:
            continue
        if isinstance(old, dict):
            each = next(name for name in {**old, **new} if old.get(name) != new.get(name))
            return f"{key} {each}: {old.get(each)} → {new.get(each)}"
        return f"{key}: {old} → {new}"
    return ""
