"""An example: answers that make something happen, acceptable like any others, and tried out before they are told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import value_of
from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.rules import broken_rule, state_of
from onboard_tui.interview.standing import Standing, stand
from onboard_tui.script.expression import AnswerState, FlagState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import FlagRule, Script

_PLAN: Final[Mapping[str, str]] = {"agreed_by": "the customer", "owner": "the owner", "text": "the plan"}
_DAYS_TO_PLAN: Final = 30


@dataclass(frozen=True, slots=True)
class Witness:
    """What was said about a deal, on a day."""

    as_of: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    states: Mapping[str, AnswerState] = field(default_factory=dict)
    """Questions that were left without a value, and how."""
    guessed: frozenset[str] = frozenset()
    """Questions whose answer is our guess."""
    flags: Mapping[str, FlagState] = field(default_factory=dict)
    """Flags about which something was said, and where that leaves them if they are raised."""

    def without(self, names: Iterable[str]) -> Witness:
        """Give it without what is said about some questions."""
        gone = frozenset(names)
        return replace(
            self,
            answers={name: value for name, value in self.answers.items() if name not in gone},
            states={name: state for name, state in self.states.items() if name not in gone},
            guessed=self.guessed - gone,
        )

    def answers_file(self, script: Script) -> dict[str, Any]:
        """Give the keys of an answers file that say the same. See docs/answers-file.md."""
        steering = {
            flag: [
                {"on": self.as_of.isoformat(), "customer": reaction.value}
                for reaction in _attempts(script.flag_by_id[flag], state, script)
            ]
            for flag, state in self.flags.items()
            if state in _SAID
        }
        mitigated = [flag for flag, state in self.flags.items() if state is FlagState.MITIGATED]
        due = (self.as_of + timedelta(_DAYS_TO_PLAN)).isoformat()
        groups: dict[str, Any] = {
            "answers": {name: _written(value) for name, value in self.answers.items()},
            "states": {name: state.value for name, state in self.states.items()},
            "sources": dict.fromkeys(sorted(self.guessed), Source.OUR_GUESS.value),
            "steering": steering,
            "mitigations": {flag: {**_PLAN, "due": due} for flag in mitigated},
            "cannot_fix": [flag for flag, state in self.flags.items() if state is FlagState.CANNOT_FIX],
        }
        return {"as_of": self.as_of.isoformat(), **{key: group for key, group in groups.items() if group}}

    def in_words(self) -> str:
        """Say it on one line: `now_users = 25, plan = undecided`."""
        said = [f"{name} = {in_brief(value)}" for name, value in self.answers.items()]
        said += [f"{name} is {state.value.replace('_', ' ')}" for name, state in self.states.items()]
        said += [f"{name} is our guess" for name in sorted(self.guessed)]
        said += [f"the flag {flag} is {state.value.replace('_', ' ')}" for flag, state in self.flags.items()]
        return ", ".join(said) or "with nothing answered"

    def standing(self, script: Script, *, obeying: bool = True) -> Standing | None:
        """Give where an interview stands in which this was said; None where some of it would be refused.

        Unless it is `obeying`, the rules that the script sets for answers are left aside.
        """
        try:
            entries = tuple(self._entries(script))
        except AnswerError:
            return None
        at = datetime.combine(self.as_of, time(12), tzinfo=UTC)
        standing = stand(Interview("example", script, "example", at).with_entries(*entries), self.as_of)
        questions = script.question_by_id
        broken = obeying and any(broken_rule(questions[name], standing) for name in self.answers)
        return None if broken else standing

    def _entries(self, script: Script) -> Iterator[Entry]:
        """Give what an interview records of it; raises AnswerError."""
        at = datetime.combine(self.as_of, time(12), tzinfo=UTC)
        ids = (f"{number:08}" for number in count())
        for name, raw in self.answers.items():
            question = script.question_by_id[name]
            value = value_of(question, raw, script)
            source = Source.OUR_GUESS if name in self.guessed else Source.CUSTOMER_SAID
            yield Recorded(
                id=next(ids),
                at=at,
                question=name,
                state=state_of(question, value),
                value=value,
                source=source,
            )
        for name, state in self.states.items():
            yield Recorded(id=next(ids), at=at, question=name, state=state)
        for flag, stands in self.flags.items():
            for reaction in _attempts(script.flag_by_id[flag], stands, script):
                yield Steered(id=next(ids), at=at, flag=flag, script=1, reaction=reaction, on=self.as_of)
            if stands is FlagState.MITIGATED:
                due = self.as_of + timedelta(_DAYS_TO_PLAN)
                yield Planned(id=next(ids), at=at, flag=flag, due=due, **_PLAN)
            if stands is FlagState.CANNOT_FIX:
                yield CannotFix(id=next(ids), at=at, flag=flag)


_SAID = frozenset({FlagState.STEERING, FlagState.INSISTED})


def _attempts(flag: FlagRule, state: FlagState, script: Script) -> list[Reaction]:
    """Give the reactions of a customer that leave a raised flag in a state."""
    match state:
        case FlagState.STEERING:
            return [Reaction.WANTS_TIME]
        case FlagState.INSISTED:
            return [Reaction.INSISTS] * script.verdict.attempts_needed[flag.severity]
    return []


def _written(value: Any) -> Any:
    """Give a value as it stands in an answers file."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else f"{value:f}"
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if isinstance(value, dict):
        return {name: _written(cell) for name, cell in value.items() if cell is not None}
    return value


def in_brief(value: Any) -> str:
    """Say a value in a few words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case "":
            return "a blank text"
        case ():
            return "nothing"
        case tuple() if isinstance(value[0], str):
            return " and ".join(value)
        case tuple():
            return "; ".join(map(_row_in_brief, value))
        case Decimal():
            return str(_written(value))
        case _:
            return str(value)


def _row_in_brief(row: Mapping[str, Any]) -> str:
    cells = [f"{name}: {in_brief(cell)}" for name, cell in row.items() if cell is not None]
    return f"({', '.join(cells)})" if cells else "(a blank row)"
