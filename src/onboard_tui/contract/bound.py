"""A pack together with the script whose answers it prints: conditions parsed, names checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from onboard_tui.contract.behind import questions_behind
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.contract.lacking import NOTHING_LACKING, Lacked, Lacking
from onboard_tui.contract.plan_checks import check_plan, questions_of_plan
from onboard_tui.contract.when_it_stands import when_each_stands
from onboard_tui.errors import ContractError
from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.model import QuestionType
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.problems import Problem, Weight, did_you_mean, in_order
from onboard_tui.script.symbols import symbols_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onboard_tui.contract.pack_model import Clause, Condition, Pack
    from onboard_tui.contract.template import ClauseTemplate, Place, Test
    from onboard_tui.script.model import Column, Question, Script
    from onboard_tui.script.problems import Spot
    from onboard_tui.script.symbols import Symbols


@dataclass(frozen=True)
class BoundPack:
    """What a pack's conditions say about the answers of one script."""

    pack: Pack
    when: Mapping[str, Expression]
    """By clause."""
    approval: Mapping[str, Expression]
    """By clause."""
    ring: Mapping[str, Expression]
    """By mark."""
    checks: Mapping[str, Expression]
    """By rule of the checks, and `meant_to_stay`."""
    stands: Mapping[str, str]
    """By clause: when it stands, in words; a clause that always does is not among them."""
    problems: tuple[Problem, ...]
    lacking: Lacking = NOTHING_LACKING
    """What the pack reads and the script does not have; `problems` tell of it place by place."""

    @property
    def misfit(self) -> str:
        """Say in one sentence that the pack is not for the script, where it plainly is not."""
        if not self.lacking.is_much:
            return ""
        lacking = self.lacking.in_words()
        return f"The contract pack “{self.pack.id}” is not for this script, which does not have {lacking} that it reads."


_BOUND: WeakKeyDictionary[Pack, dict[str, BoundPack]] = WeakKeyDictionary()
"""Kept per pack object and script hash, so that each draft after the first has nothing to read."""


def bind(pack: Pack, script: Script) -> BoundPack:
    """Read a pack's conditions with the names of a script, and check every name that it prints."""
    known = _BOUND.setdefault(pack, {})
    if script.sha256 not in known or not script.sha256:
        known[script.sha256] = _Binding(pack, script).bound()
    return known[script.sha256]


def bind_or_refuse(pack: Pack, script: Script) -> BoundPack:
    """Bind a pack that has to fit; raises ContractError, which lists what does not, or says how much it is."""
    bound = bind(pack, script)
    errors = [each for each in bound.problems if each.severity is Weight.ERROR]
    if bound.misfit:
        raise ContractError(bound.misfit, way_out=_OTHERWISE)
    if errors:
        listed = "\n".join(str(each) for each in errors)
        raise ContractError(
            f"The contract pack “{pack.id}” does not fit the script “{script.id}”:\n{listed}",
            way_out="Put these right, or choose the pack that belongs to the script.",
        )
    return bound


_OTHERWISE: Final = (
    "Choose a pack that belongs to the script; `onboard-tui check` of the script tells the other ways out."
)


def template_problems(
    pack: Pack,
    script: Script,
    template: ClauseTemplate,
    line: Callable[[int], Spot],
    also: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """Check every name of a template that stands outside a pack and is meant for the customer.

    `also` are names that the template could have meant besides those of questions and worked-out values.
    """
    binding = _Binding(pack, script, frozenset(also))
    binding.check_template(template, line, "", sent=True)
    return in_order(binding.problems)


class _Binding:
    """Reads one pack with the names of one script."""

    def __init__(self, pack: Pack, script: Script, also: frozenset[str] = frozenset()) -> None:
        self._pack = pack
        self._also = also
        self._script = script
        self._symbols: Symbols = symbols_of(script)
        self.problems: list[Problem] = []
        self._lacked = Lacked()

    def bound(self) -> BoundPack:
        """Give the conditions and everything that is wrong."""
        when = {clause.id: clause.when for clause in self._pack.clauses if clause.when}
        approval = {clause.id: clause.approval for clause in self._pack.clauses if clause.approval}
        ring = {rule.id: rule.met for rule in self._pack.ring}
        conditions = self._conditions(when), self._conditions(approval), self._conditions(ring)
        checks = self._conditions(self._pack.checks.conditions)
        for clause in self._pack.clauses:
            if clause.binds_each:
                self._check_promises(clause, clause.binds_each)
            paper = self._pack.paper_of_part.get(clause.part)
            # without any paper it cannot be told who reads a clause; that there is none is told already
            sent = bool(self._pack.papers) and (paper is None or paper.for_customer)
            for path, template, line in clause.templates():
                self.check_template(template, line, path, sent=sent)
        for term, template in self._pack.terms.items():
            self.check_template(template, partial(self._term_line, term), f"terms.{term}", sent=True)
        self.problems += check_plan(self._pack, self._script)
        self._check_lists()
        stands = when_each_stands(self._pack, conditions[0], self._script)
        lacking = self._lacked.all()
        return BoundPack(self._pack, *conditions, checks, stands, in_order(self.problems), lacking)

    def _conditions(self, written: Mapping[str, Condition]) -> Mapping[str, Expression]:
        parsed: dict[str, Expression] = {}
        for name, condition in written.items():
            found = parse_expression(
                condition.source, self._symbols, Kind.YES_NO, condition.spot, path=condition.path
            )
            if isinstance(found, Expression):
                parsed[name] = found
            else:
                self.problems += found
                for each in found:
                    self._lacked.in_condition(each)
        return parsed

    def _refuse(self, code: str, spot: Spot, path: str, message: str, hint: str | None = None) -> None:
        self.problems.append(pack_problem(code, spot, path, message, hint))

    def check_template(
        self, template: ClauseTemplate, line: Callable[[int], Spot], path: str, *, sent: bool
    ) -> None:
        """Check what a template prints, tests and goes through."""
        for place in template.places:
            if place.form not in {"ref", "term"}:
                self._check_name(place.name, place.column, line(place.line), path)
                self._check_whole_table(place, line(place.line), path)
                if sent:
                    self._check_private(place.name, place.column, line(place.line), path)
        for test in template.tests:
            self._check_name(test.name, test.column, line(test.line), path)
            if sent:
                self._check_ours_alone(test.name, line(test.line), path)
            self._check_options(test, line(test.line), path)
        for name, number in template.tables:
            self._check_name(name, None, line(number), path)
            if sent:
                self._check_ours_alone(name, line(number), path)
            if not self._can_repeat(name):
                self._refuse(
                    "P122", line(number), path, f"“{name}” has no rows and no options to go through."
                )

    def _check_promises(self, clause: Clause, table: str) -> None:
        """Check that the rows are there of which each is a promise."""
        path = clause.path("binds_each")
        self._check_name(table, None, clause.spot, path)
        question = self._script.question_by_id.get(table)
        if question is not None and not question.columns:
            self._refuse(
                "P122", clause.spot, path, f"“{table}” has no rows of which each could be a promise."
            )

    def _check_whole_table(self, place: Place, spot: Spot, path: str) -> None:
        """Refuse a table that is printed in one go."""
        if place.column is None and self._columns(place.name):
            hint = f"Go through its rows: {{% for row in {place.name} %}}{{{{ row.… }}}}."
            self._refuse(
                "P125", spot, path, f"“{place.name}” is a table, and only its cells can be printed.", hint
            )

    def _term_line(self, term: str, _number: int) -> Spot:
        return self._pack.at(f"terms.{term}")

    def _check_name(self, name: str, column: str | None, spot: Spot, path: str) -> None:
        known = self._symbols.known.keys() | FACT_TYPES.keys()
        if name not in known:
            self._lacked.question(name)
            self._refuse(
                "P120",
                spot,
                path,
                f"Nothing answers to the name “{name}”.",
                did_you_mean(name, known | self._also),
            )
            return
        if column is None:
            return
        columns = self._columns(name)
        if column not in columns:
            hint = did_you_mean(column, columns)
            self._refuse("P122", spot, path, f"“{name}” has no column “{column}”.", hint)

    def _columns(self, name: str) -> frozenset[str]:
        if name in FACT_TYPES:
            return frozenset(FACT_TYPES[name].columns)
        question = self._script.question_by_id.get(name)
        return frozenset(column.id for column in question.columns) if question else frozenset()

    def _can_repeat(self, name: str) -> bool:
        question = self._script.question_by_id.get(name)
        return (
            bool(self._columns(name))
            or bool(question and question.options)
            or name not in self._symbols.known
        )

    def _check_private(self, name: str, column: str | None, spot: Spot, path: str) -> None:
        """Refuse what is printed for the customer and is not meant for the customer's eyes."""
        self._check_ours_alone(name, spot, path)
        for source in sorted(questions_behind(name, self._pack.facts, self._script)):
            if self._script.question_by_id[source].private and source not in self._pack.prints_private:
                hint = "Take it out, or list it under prints_private in pack.yaml."
                through = "" if source == name else f", and “{name}” comes from it"
                message = f"“{source}” is asked in the private pass{through}."
                self._refuse("P124", spot, path, message, hint)
        question = self._script.question_by_id.get(name)
        if question is None:
            return
        if any(each.id == column and each.private for each in question.columns):
            self._refuse("P124", spot, path, f"The column “{column}” of “{name}” is private.")

    def _check_ours_alone(self, name: str, spot: Spot, path: str) -> None:
        """Refuse what a paper for the customer may not even choose its words by."""
        if name in FACT_TYPES and FACT_TYPES[name].private:
            self._refuse("P124", spot, path, f"“{name}” is for our own papers only.")

    def _check_options(self, test: Test, spot: Spot, path: str) -> None:
        question = self._script.question_by_id.get(test.name)
        asked: Question | Column | None = question
        if question and test.column is not None:
            asked = next((each for each in question.columns if each.id == test.column), None)
        if asked is None:
            return
        if test.member and asked.type is not QuestionType.MULTI:
            message = f"“{test.column or test.name}” has no options to look among."
            self._refuse("P123", spot, path, message, f"Write {test.name} == {test.compared_with[0]!r}.")
        known = {option.id for option in asked.options}
        for constant in test.compared_with if known else ():
            if constant not in known:
                hint = did_you_mean(str(constant), known)
                message = f"“{constant}” is not an option of “{asked.id}”."
                self._lacked.option(str(constant), message)
                self._refuse("P123", spot, path, message, hint)

    def _check_lists(self) -> None:
        """Check the questions and flags that pack.yaml and advice.yaml name."""
        known = self._script.question_by_id
        for name in questions_of_plan(self._pack.facts):
            if name not in known:
                self._lacked.question(name)
        for path, names in (("prints_private", self._pack.prints_private), ("confirm", self._pack.confirm)):
            for name in names:
                if name not in known:
                    self._lacked.question(name)
                    hint = did_you_mean(name, known)
                    spot, where = self._pack.at(f"{path}.{name}"), f"{path}.{name}"
                    self._refuse("P120", spot, where, f"There is no question “{name}”.", hint)
        for flag in self._pack.advice:
            if flag not in self._script.flag_by_id:
                self._lacked.flag(flag)
                hint = did_you_mean(flag, self._script.flag_by_id)
                spot, where = self._pack.at(f"advice.{flag}"), f"advice.{flag}"
                self._refuse("P120", spot, where, f"There is no flag “{flag}”.", hint)
