"""Small scripts and interviews to judge, written in a few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.script.expression import AnswerState, Expression, Kind
from onboard_tui.script.model import (
    Coach,
    Column,
    Computed,
    FlagKind,
    FlagRule,
    Mark,
    NextQuestionWeights,
    Option,
    Pass,
    Place,
    Question,
    QuestionType,
    Script,
    Section,
    Severity,
    VerdictKind,
    VerdictRule,
    VerdictTable,
)
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.symbols import Symbol, Symbols, question_symbol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOWHERE = Place("test.yaml", 1, 1)

LIMITS = {
    "insisted_majors_end_it": 2,
    "unresolved_majors_steer": 2,
    "minors_with_one_major_steer": 3,
    "minors_steer": 5,
}
INSISTED = (
    "count_flags(severity='blocker', state='insisted') > 0"
    " or count_flags(severity='major', state='insisted') >= insisted_majors_end_it"
)
DEFAULT_TABLE: tuple[tuple[str, str, str], ...] = (
    ("R1", "walk_away", "count_flags(no_steer=true) > 0"),
    ("R2", "walk_away", "count_flags(severity='blocker', kind='party', state='insisted') > 0"),
    ("R3", "walk_away refer", "count_flags(severity='blocker', kind='ours', state='cannot_fix') > 0"),
    ("R4a", "walk_away", f"({INSISTED}) and rel_reopen == false"),
    ("R4b", "next_in_line", INSISTED),
    ("R5", "steer_first", "count_flags(severity='blocker', state=['open', 'steering']) > 0"),
    ("R6", "steer_first ask", "gates_missing() > 0"),
    ("R7", "steer_first", "unresolved('major') >= unresolved_majors_steer"),
    ("R8", "steer_first", "unresolved('major') == 1 and unresolved('minor') >= minors_with_one_major_steer"),
    ("R9", "steer_first", "unresolved('minor') >= minors_steer"),
    ("R10", "proceed with conditions", "count_flags() > 0"),
    ("R11", "proceed", "true"),
)
"""The default table: rule, verdict with its action or condition, expression."""

RuleText: TypeAlias = tuple[str, str, str]


def _option(text: str) -> Option:
    """Read an option such as `nobody bad` or `not_checked unknown`."""
    option_id, *rest = text.split()
    mark = next((Mark(word) for word in rest if word in set(Mark)), None)
    return Option(option_id, option_id, mark, "unknown" in rest)


def _question(question_id: str, given: Mapping[str, Any]) -> Question:
    rest = {name: value for name, value in given.items() if name not in {"when", "steer"}}
    kind = QuestionType(rest.pop("type", "yes_no"))
    options = tuple(_option(text) for text in rest.pop("options", ()))
    columns = tuple(
        Column(name, QuestionType(column), name) for name, column in rest.pop("columns", {}).items()
    )
    return Question(
        question_id,
        "all",
        rest.pop("pass_id", "1"),
        kind,
        f"{question_id}?",
        options=options,
        columns=columns,
        coach=Coach(steer=tuple(given.get("steer", ()))),
        **rest,
    )


def build_script(
    questions: Mapping[str, Mapping[str, Any]],
    flags: Mapping[str, Mapping[str, Any]] | None = None,
    computed: Mapping[str, str] | None = None,
    table: Sequence[RuleText] | None = None,
) -> Script:
    """Make a script; with the default table a question `rel_reopen` is added where it is not given."""
    questions = dict(questions)
    if table is None and "rel_reopen" not in questions:
        questions["rel_reopen"] = {"when": "count_flags(severity='blocker') > 0"}
    plain = {question_id: _question(question_id, given) for question_id, given in questions.items()}
    known = {question_id: question_symbol(question) for question_id, question in plain.items()}
    values: list[Computed] = []
    for name, source in (computed or {}).items():
        value = parsed(source, known, None)
        values.append(Computed(name, value))
        known[name] = Symbol(name, value.type, is_question=False)
    asked = tuple(
        replace(question, when=parsed(questions[question.id]["when"], known, Kind.YES_NO))
        if "when" in questions[question.id]
        else question
        for question in plain.values()
    )
    return Script(
        id="test",
        version="1",
        title="Test",
        passes=(Pass("1", "First"), Pass("2", "Second"), Pass("private", "Ours")),
        sections=(Section("all", "All"),),
        questions=asked,
        computed=tuple(values),
        flags=tuple(_flag(flag_id, given, known) for flag_id, given in (flags or {}).items()),
        verdict=VerdictTable(tuple(_rule(rule, known) for rule in table or DEFAULT_TABLE), LIMITS),
        next_question=NextQuestionWeights(
            minutes={"table": Decimal(4), "long_text": Decimal(2), "other": Decimal(1)}
        ),
    )


def parsed(source: str, known: Mapping[str, Symbol], expected: Kind | None) -> Expression:
    """Read an expression that is right."""
    expression = parse_expression(source, Symbols(known, LIMITS), expected, NOWHERE)
    assert isinstance(expression, Expression), (source, expression)
    return expression


def _flag(flag_id: str, given: Mapping[str, Any], known: Mapping[str, Symbol]) -> FlagRule:
    rest = {name: value for name, value in given.items() if name not in {"severity", "kind", "raise_when"}}
    return FlagRule(
        flag_id,
        f"The flag {flag_id}",
        Severity(given.get("severity", "major")),
        FlagKind(given.get("kind", "path")),
        parsed(given["raise_when"], known, Kind.YES_NO),
        **rest,
    )


def _rule(text: RuleText, known: Mapping[str, Symbol]) -> VerdictRule:
    rule_id, result, source = text
    kind, *rest = result.split()
    with_ = rest[1] if rest[:1] == ["with"] else None
    action = rest[0] if rest and with_ is None else None
    return VerdictRule(rule_id, VerdictKind(kind), parsed(source, known, Kind.YES_NO), action, with_)


def fill_interview(
    script: Script,
    answers: Mapping[str, Any] | None = None,
    *,
    guesses: Mapping[str, Any] | None = None,
    states: Mapping[str, str] | None = None,
    steering: Mapping[str, Sequence[str]] | None = None,
    plans: Mapping[str, int] | None = None,
    cannot_fix: Sequence[str] = (),
) -> Interview:
    """Make an interview: reactions to attempts by flag, and plans by flag with days until they are due."""
    ids = (f"{number:08}" for number in count())
    log: list[Any] = [
        Recorded(id=next(ids), at=NOON, question=question_id, value=value)
        for question_id, value in (answers or {}).items()
    ]
    log += [
        Recorded(id=next(ids), at=NOON, question=question_id, value=value, source=Source.OUR_GUESS)
        for question_id, value in (guesses or {}).items()
    ]
    log += [
        Recorded(id=next(ids), at=NOON, question=question_id, state=AnswerState(state))
        for question_id, state in (states or {}).items()
    ]
    log += [
        Steered(
            id=next(ids),
            at=NOON,
            flag=flag,
            script=number,
            with_whom="M. Lyle",
            reaction=Reaction(reaction),
            on=TODAY - timedelta(days=10 - number),
        )
        for flag, reactions in (steering or {}).items()
        for number, reaction in enumerate(reactions, 1)
    ]
    log += [
        Planned(
            id=next(ids),
            at=NOON,
            flag=flag,
            agreed_by="M. Lyle",
            owner="J. Hart",
            due=TODAY + timedelta(days=days),
        )
        for flag, days in (plans or {}).items()
    ]
    log += [CannotFix(id=next(ids), at=NOON, flag=flag) for flag in cannot_fix]
    return Interview("interview", script, "Harbour & Lyle", NOON, tuple(log))
