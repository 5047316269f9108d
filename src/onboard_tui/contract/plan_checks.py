"""Checks that worked-out values come from questions that can give them: of the right type, with their options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.codes import pack_problem
from onboard_tui.script.model import NUMBERS, TEXTS, WHOLE_NUMBERS, QuestionType
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from onboard_tui.contract.pack_model import FactsPlan, Pack
    from onboard_tui.script.model import Column, Option, Question, Script
    from onboard_tui.script.problems import Problem


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question of the plan has to be."""

    words: str
    types: Collection[QuestionType]
    columns: Mapping[str, Collection[QuestionType]] = field(default_factory=dict)
    """For a table: the columns that it has to have."""
    known_columns: Mapping[str, Collection[QuestionType]] = field(default_factory=dict)
    """For a table: the columns that are read where it has them."""


_DATE: Final = _Wanted("a date", {QuestionType.DATE})
_WHOLE: Final = _Wanted("a whole number", WHOLE_NUMBERS)
_CHOICE: Final = _Wanted("a choice of one", {QuestionType.SINGLE})
_TABLE: Final = {QuestionType.TABLE}
_MONEY: Final = {QuestionType.MONEY}
_SINGLE: Final = {QuestionType.SINGLE}

_WANTED: Final[Mapping[str, _Wanted]] = {
    "services": _Wanted(
        "a table",
        _TABLE,
        {"service": TEXTS, "quantity": NUMBERS, "monthly_each": _MONEY},
        {"vendor": TEXTS, "unit": TEXTS, "once_each": _MONEY, "growth_each": _MONEY},
    ),
    "start": _DATE,
    "people_work_by": _DATE,
    "notice_days": _WHOLE,
    "users": _WHOLE,
    "active_target": _Wanted("a number", NUMBERS),
    "term": _CHOICE,
    "leaving": _CHOICE,
    "reviews": _CHOICE,
    "notice_at_most": _CHOICE,
    "switching": _CHOICE,
    "signers": _Wanted("a table", _TABLE, {"side": _SINGLE, "name": TEXTS}, {"title": TEXTS}),
    "customer_name": _Wanted("a text", TEXTS),
    "levels": _Wanted(
        "a table",
        _TABLE,
        {"service": TEXTS, "level": NUMBERS},
        {"kind": _SINGLE, "unit": TEXTS, "hour_cost": _MONEY},
    ),
    "credits": _Wanted("a table", _TABLE, {"service": TEXTS, "below": NUMBERS, "credit": NUMBERS}),
    "people": _Wanted("a table", _TABLE, {"name": TEXTS, "part": _SINGLE}),
    "systems": _Wanted("a table", _TABLE),
}
"""By field of the plan."""

_KEYS: Final = {"systems": "handover"}
"""The keys under `facts` of the fields that have another name."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Options that the plan names, and what has to name them all or must not name others."""

    field: str
    options: Collection[str]
    column: str = ""
    """The column that has the options, where the question is a table."""
    all_of_them: bool = False
    """Whether every option has to be named."""


def check_plan(pack: Pack, script: Script) -> Iterator[Problem]:
    """Give what is wrong with the questions and options that `facts` in pack.yaml names."""
    plan, known = pack.facts, script.question_by_id
    for name, wanted in _WANTED.items():
        question_id: str = getattr(plan, name)
        if not question_id:
            continue
        question = known.get(question_id)
        if question is None:
            message = f"There is no question “{question_id}”."
            yield _problem(pack, name, message, did_you_mean(question_id, known))
        else:
            yield from (_problem(pack, name, message) for message in _misfits(question, wanted))
    for named in _named(plan):
        question = known.get(getattr(plan, named.field))
        asked = question if question is None or not named.column else _column(question, named.column)
        if asked is not None:
            yield from (
                _problem(pack, named.field, message, hint)
                for message, hint in _wrong_options(asked.id, asked.options, named)
            )


def questions_of_plan(plan: FactsPlan) -> tuple[str, ...]:
    """Give the questions that `facts` in pack.yaml names."""
    return tuple(name for field_name in _WANTED if (name := getattr(plan, field_name)))


def _problem(pack: Pack, name: str, message: str, hint: str | None = None) -> Problem:
    path = f"facts.{_KEYS.get(name, name)}"
    return pack_problem("P126", pack.at(path), path, message, hint)


def _misfits(question: Question, wanted: _Wanted) -> Iterator[str]:
    """Say what a question and its columns are not."""
    if question.type not in wanted.types:
        yield f"“{question.id}” is not {wanted.words}."
        return
    for name in wanted.columns:
        if _column(question, name) is None:
            yield f"“{question.id}” has no column “{name}”."
    for name, types in {**wanted.columns, **wanted.known_columns}.items():
        column = _column(question, name)
        if column is not None and column.type not in types:
            listed = " or ".join(sorted(each.value for each in types))
            yield f"The column “{name}” of “{question.id}” is of type {column.type.value}, not {listed}."


def _column(question: Question, name: str) -> Column | None:
    return next((each for each in question.columns if each.id == name), None)


def _named(plan: FactsPlan) -> Iterator[_Named]:
    """Give the options that the plan names."""
    yield _Named("term", frozenset(plan.term_months), all_of_them=True)
    yield _Named("leaving", plan.price_of_notice | plan.rest_of_term, all_of_them=True)
    yield _Named("reviews", frozenset(plan.review_months), all_of_them=True)
    yield _Named("notice_at_most", frozenset(plan.notice_limits))
    yield _Named("switching", frozenset(plan.switching_free_from))
    yield _Named("signers", {plan.our_side, plan.their_side}, "side")
    yield _Named("levels", plan.less_is_better, "kind")
    yield _Named("people", plan.sponsor_parts | plan.owner_parts | plan.decider_parts, "part")


def _wrong_options(asked: str, options: Iterable[Option], named: _Named) -> Iterator[tuple[str, str | None]]:
    """Say which options are missing from the plan, and which ones there are not."""
    known = [option.id for option in options]
    for option in options if named.all_of_them else ():
        if option.id not in named.options and not option.unknown:
            yield f"The option “{option.id}” of “{asked}” stands nowhere under facts.", None
    for name in sorted(set(named.options) - set(known) - {""}):
        yield f"“{name}” is not an option of “{asked}”.", did_you_mean(name, known)
