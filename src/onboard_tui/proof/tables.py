"""Tables of which the first line that holds decides: lines that never do, and deals that none decides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.possible import TRUE
from onboard_tui.proof.conditions import (
    OTHERWISE,
    TRUE_OR_OPEN,
    Said,
    prove_condition,
    prove_parts,
    tests_unknown_option,
)
from onboard_tui.proof.search import Wanted, find_all
from onboard_tui.proof.terms import is_constant
from onboard_tui.script.expression import Constant
from onboard_tui.script.model import FactKind, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.proof.proved import Proved
    from onboard_tui.proof.witness import Witness
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Ladder, LadderFact, Script

_MOST_OF_A_FACT: Final = 999_999
_ALWAYS: Final = "This hint is given as soon as what it reads is known: this condition is never false."
_NEVER: Final = "This never holds: no answers make this condition true."


def prove_verdict(script: Script, proved: Proved) -> None:
    """Tell which rules of the verdict table can decide."""
    lines = [(f"rule {rule.id} decides", rule.condition) for rule in script.verdict.rules]
    _prove_lines(script, lines, (), proved, TRUE)


def hole_in(script: Script) -> Witness | None:
    """Give answers for which no rule of the verdict table holds."""
    return find_all(script, [Wanted(rule.condition, OTHERWISE) for rule in script.verdict.rules]).witness


def prove_ladders(script: Script, proved: Proved) -> None:
    """Tell which rungs can be where somebody stands, and which hints can be given."""
    known = script
    for ladder in script.ladders:
        known = _with(known, [_fact(fact, script) for fact in ladder.facts])
        given = (Wanted(ladder.when),) if ladder.when is not None else ()
        if ladder.when is not None:
            never = f"“{ladder.id}” never applies: no answers make this condition true."
            prove_condition(known, ladder.when, Said(f"the ladder {ladder.id} applies", never), proved)
        lines = [(f"{ladder.id} stands at {rung.id}", rung.condition) for rung in ladder.rungs]
        _prove_lines(known, lines, given, proved, TRUE_OR_OPEN)
        for hint in ladder.hints:
            what = f"the hint {hint.id} of {ladder.id} is given"
            said = Said(what, _NEVER, _ALWAYS, told_apart=TRUE)
            prove_condition(known, hint.condition, said, proved)
        known = _with(known, [_level(ladder, script)])


def _prove_lines(
    script: Script,
    lines: Sequence[tuple[str, Expression]],
    given: tuple[Wanted, ...],
    proved: Proved,
    told_apart: Outcomes,
) -> None:
    """Tell which lines can decide: they hold, and none before them does."""
    for place, (what, condition) in enumerate(lines):
        earlier = tuple(Wanted(before, OTHERWISE) for _, before in lines[:place])
        found = proved.show(what, proved.search(script, (Wanted(condition), *earlier, *given)), script)
        if condition.root == Constant(value=True):
            return  # what stands below it is told when the script is read
        if is_constant(condition) or tests_unknown_option(script, condition, proved):
            continue
        if found.witness is None and found.decided:
            said = Said(what, _NEVER, shown=False, told_apart=told_apart)
            alone = prove_condition(script, condition, said, proved)
            applying = proved.search(script, (Wanted(condition), *given))
            if alone.witness is not None and applying.witness is None and applying.decided:
                proved.warn("S309", condition, "This never decides: it never holds where the ladder applies.")
            elif alone.witness is not None:
                message = "This never decides: wherever it holds, something above it holds too."
                proved.warn("S309", condition, message, "Move it up, or take it away.")
        elif found.witness is not None:
            prove_parts(script, condition, proved, told_apart)


# --- what ladders read besides answers, as questions ---------------------------------------------------------


def _with(script: Script, questions: Sequence[Question]) -> Script:
    """Give a script in which facts and levels can be answered like questions."""
    new = [question for question in questions if question.id not in script.question_by_id]
    return replace(script, questions=(*script.questions, *new)) if new else script


def _fact(fact: LadderFact, script: Script) -> Question:
    """Give a fact as a question; that answers can stand in for it makes no other value possible."""
    asked = _question(fact.id, fact.text, script)
    if fact.kind is not FactKind.COUNT:
        return asked
    return replace(asked, type=QuestionType.INTEGER, min=Decimal(0), max=Decimal(_MOST_OF_A_FACT))


def _level(ladder: Ladder, script: Script) -> Question:
    """Give the level of a ladder as a question; so each of its levels is taken to be possible."""
    levels = [rung.level for rung in ladder.rungs]
    lowest, highest = Decimal(min(levels)), Decimal(max(levels))
    asked = _question(ladder.id, ladder.title, script)
    return replace(asked, type=QuestionType.INTEGER, when=ladder.when, min=lowest, max=highest)


def _question(question_id: str, text: str, script: Script) -> Question:
    section = script.sections[0].id if script.sections else ""
    pass_id = script.passes[0].id if script.passes else ""
    return Question(question_id, section, pass_id, QuestionType.YES_NO, text)
