"""Scripts and interviews made in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeAlias

import pytest

from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.standing import Standing, stand
from onboard_tui.script.expression import Expression
from onboard_tui.script.model import (
    Column,
    Computed,
    FlagKind,
    FlagRule,
    Option,
    Pass,
    Place,
    Question,
    QuestionType,
    Script,
    Section,
    Severity,
    Validation,
    VerdictTable,
)
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.scope import AnswerState
from onboard_tui.script.symbols import Symbol, Symbols, question_symbol

STARTED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AS_OF = date(2026, 3, 2)

Maker: TypeAlias = Callable[..., Any]


def _question(spec: Mapping[str, Any]) -> Question:
    """Make a question of a few words; `when` and `rules` are put in later."""
    given = {key: value for key, value in spec.items() if key not in {"when", "rules"}}
    given["type"] = QuestionType(given.get("type", "yes_no"))
    given["options"] = tuple(
        each if isinstance(each, Option) else Option(each, each.replace("_", " ").capitalize())
        for each in given.get("options", ())
    )
    given["columns"] = tuple(
        Column(name, QuestionType(kind), name, options=tuple(Option(each, each) for each in options))
        for name, kind, *options in given.get("columns", ())
    )
    return Question(**{"section": "main", "pass_id": "1", "ask": f"What about {given['id']}?", **given})


def make_script(
    *questions: Mapping[str, Any],
    computed: Mapping[str, str] | None = None,
    flags: tuple[Mapping[str, Any], ...] = (),
    **more: Any,
) -> Script:
    """Make a script; expressions are given as text."""
    plain = [_question(spec) for spec in questions]
    known = {question.id: question_symbol(question) for question in plain}

    def expression(source: str) -> Expression:
        parsed = parse_expression(source, Symbols(known), None, Place("test.yaml", 1, 1))
        assert isinstance(parsed, Expression), parsed
        return parsed

    values = []
    for name, source in (computed or {}).items():
        values.append(Computed(name, expression(source)))
        known[name] = Symbol(name, values[-1].value.type, is_question=False)
    full = [
        replace(
            question,
            when=expression(spec["when"]) if "when" in spec else None,
            validations=tuple(
                Validation(expression(that), say) for that, say in spec.get("rules", {}).items()
            ),
        )
        for spec, question in zip(questions, plain, strict=True)
    ]
    rules = [
        FlagRule(
            id=spec["id"],
            title=spec["id"],
            severity=Severity(spec.get("severity", "major")),
            kind=FlagKind(spec.get("kind", "path")),
            raise_when=expression(spec["raise_when"]),
            mitigable=spec.get("mitigable", False),
        )
        for spec in flags
    ]
    return Script(
        id="test",
        version="1",
        title="Test",
        passes=more.pop("passes", (Pass("1", "First"), Pass("private", "Ours"))),
        sections=(Section("main", "Main"),),
        questions=tuple(full),
        verdict=VerdictTable(()),
        computed=tuple(values),
        flags=tuple(rules),
        **more,
    )


@pytest.fixture(scope="session")
def script_of() -> Maker:
    """Give the maker of scripts."""
    return make_script


@pytest.fixture(scope="session")
def interview_of() -> Maker:
    """Give the maker of interviews: answers by question id, a state as an AnswerState."""

    def make(script: Script, **answers: Any) -> Interview:
        numbers = count(1)
        entries = [
            Recorded(
                id=f"answer-{next(numbers)}",
                at=STARTED,
                question=question,
                state=answer if isinstance(answer, AnswerState) else AnswerState.ANSWERED,
                value=None if isinstance(answer, AnswerState) else answer,
            )
            for question, answer in answers.items()
        ]
        return Interview("interview", script, "Harbour & Lyle", STARTED, tuple(entries))

    return make


@pytest.fixture(scope="session")
def standing_of(interview_of: Maker) -> Maker:
    """Give the maker of standings on 2 March 2026."""

    def make(script: Script, **answers: Any) -> Standing:
        return stand(interview_of(script, **answers), AS_OF)

    return make


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Give a maker of ids that count up."""
    numbers = count(1)
    return lambda: f"id-{next(numbers):04}"
