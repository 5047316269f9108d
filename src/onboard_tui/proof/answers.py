"""Rules for answers that nothing meets or that refuse nothing, options nobody can choose, and divisions by zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.possible import FALSE, MISSING, TRUE
from onboard_tui.proof.search import Wanted
from onboard_tui.proof.terms import YES_NO, part_of
from onboard_tui.script.expression import (
    And,
    AnswerState,
    AnyRow,
    Arithmetic,
    Choose,
    Column,
    Compare,
    Constant,
    Expression,
    Has,
    Name,
    Not,
    Or,
    Rows,
    StateTest,
)
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.proof.proved import Proved
    from onboard_tui.script.expression import Node
    from onboard_tui.script.model import Question, Script


def prove_rules(script: Script, question: Question, proved: Proved) -> None:
    """Tell which rules for the answer to a question refuse nothing, whether any answer meets them, and any option."""
    if not question.validations:
        return
    answered = Expression(f"answered({question.id})", StateTest(question.id, AnswerState.ANSWERED), YES_NO)
    found = proved.decide(f"{question.id} can be answered", proved.search(script, [Wanted(answered)]))
    if found.witness is None:
        if found.decided:
            message = f"“{question.id}” can never be answered: no answer meets its rules."
            proved.warn("S311", question.validations[0].that, message)
        return
    for rule in question.validations:
        refused = proved.search(script, [Wanted(rule.that, FALSE), Wanted(answered)], obeying=False)
        proved.decide(f"a rule for {question.id} refuses an answer", refused)
        if refused.witness is None and refused.decided:
            proved.warn("S311", rule.that, "This rule refuses no answer: it is met whatever is answered.")
    for option in question.options:
        if option.unknown:
            continue
        chosen: Node = Compare("==", Name(question.id), Constant(option.id))
        if question.type is QuestionType.MULTI:
            chosen = Has(Name(question.id), option.id)
        picked = proved.search(script, [Wanted(Expression(option.id, chosen, YES_NO))])
        proved.decide(f"the option {option.id} of {question.id} can be chosen", picked)
        if picked.witness is None and picked.decided:
            message = f"The option '{option.id}' of “{question.id}” can never be chosen: a rule refuses it."
            proved.warn(
                "S312", question.validations[0].that, message, "Take the option away, or put the rule right."
            )


# --- divisions -------------------------------------------------------------------------------------------------


def prove_divisions(script: Script, expression: Expression, proved: Proved) -> None:
    """Warn of a division whose divisor can be zero, with answers for which it is."""
    for division, guards in _divisions(expression.root, ()):
        if isinstance(division.right, Constant):
            continue
        zero: Node = Compare("==", division.right, Constant(0))
        known: Node = Compare("==", division.left, division.left)
        goals = [
            Wanted(part_of(expression, each, ""), outcomes)
            for each, outcomes in (*guards, (zero, TRUE), (known, TRUE))
        ]
        _tell(script, expression, division, goals, proved)
    for table in (node for node in expression.nodes if isinstance(node, Rows)):
        for division, guards in _divisions(table.body, ()):
            if isinstance(division.right, Constant):
                continue
            held = tuple(each if outcomes & TRUE else Not(each) for each, outcomes in guards)
            row = And(
                (
                    *held,
                    Compare("==", division.right, Constant(0)),
                    Compare("==", division.left, division.left),
                )
            )
            goal = Wanted(part_of(expression, AnyRow(table.table, row), ""))
            _tell(script, expression, division, [goal], proved)


def _tell(
    script: Script, expression: Expression, division: Arithmetic, goals: list[Wanted], proved: Proved
) -> None:
    found = proved.decide(f"“{division.source}” divides by zero", proved.search(script, goals))
    if found.witness is not None:
        message = f"“{division.source}” can divide by zero; its result is unknown then."
        at = max(expression.source.find(division.source), 0)
        proved.warn_with(found.witness, script, "S313", expression, message, offset=at)


def _divisions(
    node: Node, guards: tuple[tuple[Node, int], ...]
) -> Iterator[tuple[Arithmetic, tuple[tuple[Node, int], ...]]]:
    """Give the divisions of an expression, outside of rows, with what is so where they are worked out."""
    match node:
        case Rows() | Column():
            return
        case Choose(then, condition, otherwise):
            yield from _divisions(condition, guards)
            yield from _divisions(then, (*guards, (condition, TRUE)))
            yield from _divisions(otherwise, (*guards, (condition, FALSE)))
            return
        case And(terms) | Or(terms):
            passed = TRUE | MISSING if isinstance(node, And) else FALSE | MISSING
            for term in terms:
                yield from _divisions(term, guards)
                guards = (*guards, (term, passed))
            return
        case Arithmetic("/"):
            yield node, guards
    for part in node.parts:
        yield from _divisions(part, guards)
