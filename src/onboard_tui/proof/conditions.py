"""Conditions that can never hold or always do, and parts of them that make no difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.possible import FALSE, MISSING, NOT_APPLICABLE, TRUE, UNKNOWN
from onboard_tui.proof.ends import ends_in_words
from onboard_tui.proof.search import Wanted
from onboard_tui.proof.terms import YES_NO, is_constant, part_of, terms_of
from onboard_tui.script.expression import (
    And,
    AnswerState,
    Compare,
    Constant,
    Empty,
    Expression,
    Has,
    Member,
    Name,
    Or,
    StateTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.proof.proved import Proved
    from onboard_tui.proof.search import Found
    from onboard_tui.proof.terms import Term
    from onboard_tui.script.expression import Node
    from onboard_tui.script.model import Script

OTHERWISE: Final = FALSE | MISSING
"""Every outcome of a condition but that it holds."""
MOST_CASES_OF_A_PART: Final = 300
TRUE_OR_OPEN: Final = TRUE | UNKNOWN
"""The outcomes that make a difference where it also counts that a condition cannot be told yet: for a question,
a flag, a ladder and its rungs."""
_EVERY: Final = TRUE | OTHERWISE
_TAKE_AWAY: Final = "Take it away, or put it right."
_LOOK: Final = "Check it against the options, and against when they are asked."
_LOOK_AT_ANSWERS: Final = "Check it against what can be answered, and against when that is asked."


@dataclass(frozen=True, slots=True)
class Said:
    """How to speak of a condition."""

    holds: str
    """What is so where it holds: `the flag no_sponsor is raised`."""
    never: str
    """The sentence where it never does."""
    always: str = ""
    """The sentence where it always does; empty where that may be meant."""
    always_code: str = "S305"
    shown: bool = True
    """Whether an example is worth showing to the author."""
    told_apart: Outcomes = TRUE_OR_OPEN
    """The outcomes of the condition that make a difference."""


def prove_condition(script: Script, condition: Expression, said: Said, proved: Proved) -> Found:
    """Tell whether a condition can hold, whether it can fail, and which of its parts have no say in that."""
    found = proved.search(script, [Wanted(condition)])
    if said.shown:
        proved.show(said.holds, found, script)
    else:
        proved.decide(said.holds, found)
    if tests_unknown_option(script, condition, proved):
        return found
    if found.witness is None:
        if found.decided:
            proved.warn("S305", condition, said.never, why_never(script, condition, proved))
        return found
    if (
        said.always
        and not is_constant(condition)
        and _is_never_false(script, condition, said.always_code, proved)
    ):
        proved.warn(said.always_code, condition, said.always)
        return found
    prove_parts(script, condition, proved, said.told_apart)
    return found


def _never(script: Script, condition: Expression, outcomes: Outcomes, proved: Proved) -> bool:
    """Whether a condition certainly has none of some outcomes."""
    found = proved.search(script, [Wanted(condition, outcomes)], most_cases=MOST_CASES_OF_A_PART)
    return found.witness is None and found.decided


def _is_never_false(script: Script, condition: Expression, code: str, proved: Proved) -> bool:
    """Whether a condition holds whatever is answered, and that is not meant.

    One that lists every option waits until the question is answered; a flag that does so is raised all the same.
    """
    meant = code != "S310" and any(_lists_all(script, node) for node in condition.nodes)
    return not meant and _never(script, condition, FALSE, proved)


def _lists_all(script: Script, node: Node) -> bool:
    """Whether a part lists every option of a question."""
    match node:
        case Member(Name(name), items, negated=False) if name in script.question_by_id:
            options = script.question_by_id[name].options
            return bool(options) and {option.id for option in options if not option.unknown} <= {*items}
    return False


def why_never(script: Script, condition: Expression, proved: Proved) -> str:
    """Say which terms of a condition keep it from ever being true."""
    terms = [
        term.condition
        for term in terms_of(condition)
        if isinstance(term.within, And) and term.within is condition.root
    ]
    for term in terms:
        if _never(script, term, TRUE, proved):
            return " ".join(filter(None, (f"“{term}” never holds.", ends_in_words(script, term))))
    for place, second in enumerate(terms):
        for first in terms[:place]:
            together = proved.search(script, (Wanted(first), Wanted(second)), most_cases=MOST_CASES_OF_A_PART)
            if together.witness is None and together.decided:
                return f"“{first}” and “{second}” never hold together."
    return ends_in_words(script, condition) or (_LOOK if _tests_options(condition) else _LOOK_AT_ANSWERS)


def _tests_options(condition: Expression) -> bool:
    return any(_tested_options(node)[1] for node in condition.nodes)


def prove_parts(script: Script, condition: Expression, proved: Proved, told_apart: Outcomes = TRUE) -> None:
    """Tell which parts of a condition never hold, always do, or have no say beside the others."""
    told: list[Term] = []
    for term in terms_of(condition, told_apart):
        if is_constant(term.condition) or any(_is_inside(term, other) for other in told):
            continue
        if any(term.within is other.within for other in told):
            continue
        message, code, hint = _judged(script, term, proved)
        if message:
            told.append(term)
            proved.warn(code, condition, message, hint, offset=term.offset)


def _is_inside(term: Term, other: Term) -> bool:
    end = other.offset + len(other.condition.source)
    return other.offset <= term.offset < end


def _judged(script: Script, term: Term, proved: Proved) -> tuple[str, str, str | None]:
    """Give what is wrong with a term, with its code and a hint; no words where nothing is known to be."""
    part = term.condition
    if _never(script, part, TRUE, proved):
        return f"“{part}” is never true.", "S305", why_never(script, part, proved)
    if _is_never_false(script, part, "S305", proved):
        if makes_no_difference(script, term, proved):
            return f"“{part}” is never false, whatever is answered.", "S305", _TAKE_AWAY
        message = f"“{part}” is never false: it holds as soon as what it reads is answered."
        return message, "S305", _put_right(script, term, proved)
    if any(isinstance(node, Empty) for node in part.nodes):
        return (
            "",
            "",
            None,
        )  # that no rows are no good is said to readers, also where it follows from the rest
    if makes_no_difference(script, term, proved):
        words = "wherever the rest holds, it does too"
        if isinstance(term.within, Or):
            words = "wherever it holds, the rest does too"
        return f"“{part}” makes no difference: {words}.", "S308", _TAKE_AWAY
    return "", "", None


def makes_no_difference(script: Script, term: Term, proved: Proved) -> bool:
    """Whether a term can be taken away from among its neighbours, and nothing that hangs on them changes."""
    return term.within is not None and all(
        found.witness is None and found.decided
        for goals in _differences(term, term.within)
        for found in (proved.search(script, goals, most_cases=MOST_CASES_OF_A_PART),)
    )


def _differences(term: Term, within: And | Or) -> Iterator[Sequence[Wanted]]:
    """Give what has to come about for a part to have another outcome with a term than without it."""
    part, beside, told_apart = term.condition, term.beside, term.told_apart
    neutral, decisive = (TRUE, FALSE) if isinstance(within, And) else (FALSE, TRUE)
    if told_apart & neutral:
        yield Wanted(part, _EVERY & ~neutral), *(Wanted(each, neutral) for each in beside)
    if told_apart & decisive:
        yield Wanted(part, decisive), *(Wanted(each, _EVERY & ~decisive) for each in beside)
    if told_apart & UNKNOWN:
        yield Wanted(part, UNKNOWN), *(Wanted(each, neutral | NOT_APPLICABLE) for each in beside)
        if not told_apart & decisive:
            rest = part_of(part, type(within)(tuple(each.root for each in beside)), "")
            yield Wanted(part, decisive), Wanted(rest, UNKNOWN)


def _put_right(script: Script, term: Term, proved: Proved) -> str:
    """Say what to do about a term that only waits for its answers; the rest of the condition needs that."""
    names = [name for name in term.condition.names if name in script.question_by_id]
    if len(names) == 1 == len(term.condition.names) and term.within is not None and term.told_apart == TRUE:
        text = f"answered({names[0]})"
        answered = Expression(text, StateTest(names[0], AnswerState.ANSWERED), YES_NO)
        ways = (
            (Wanted(term.condition, OTHERWISE), Wanted(answered)),
            (Wanted(term.condition), Wanted(answered, FALSE)),
        )
        found = [proved.search(script, each, most_cases=MOST_CASES_OF_A_PART) for each in ways]
        if all(each.witness is None and each.decided for each in found):
            return f"Put it right, or write {text} if it is to wait for the answer."
    return "Put it right."


# --- options that are recorded as don't-know ----------------------------------------------------------------


def tests_unknown_option(script: Script, condition: Expression, proved: Proved) -> bool:
    """Warn of `q == 'not_checked'` where that option is recorded as don't-know; tell whether there is one."""
    found = False
    for node in condition.nodes:
        name, options = _tested_options(node)
        question = script.question_by_id.get(name)
        for option in options:
            chosen = question.option(option) if question else None
            if chosen is not None and chosen.unknown:
                at = condition.source.find(f"'{option}'")
                message = f"This is never true: choosing '{option}' is recorded as don't-know."
                proved.warn("S305", condition, message, f"Write dont_know({name}).", offset=max(at, 0))
                found = True
    return found


def _tested_options(node: Node) -> tuple[str, tuple[str, ...]]:
    match node:
        case Compare("==" | "!=", Name(name), Constant(str(option))):
            return name, (option,)
        case Member(Name(name), items):
            return name, tuple(item for item in items if isinstance(item, str))
        case Has(Name(name), option):
            return name, (option,)
    return "", ()
