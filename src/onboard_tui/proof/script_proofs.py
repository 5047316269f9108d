"""All proofs about one script: that everything in it can come about, and has a say in what does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.scenarios import ANY_DAY
from onboard_tui.proof.answers import prove_divisions, prove_rules
from onboard_tui.proof.behind import Behind
from onboard_tui.proof.conditions import Said, prove_condition
from onboard_tui.proof.proved import Proved, with_example
from onboard_tui.proof.search import Found
from onboard_tui.proof.tables import hole_in, prove_ladders, prove_verdict
from onboard_tui.proof.witness import Witness
from onboard_tui.script.problems import errors_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.load import Loaded
    from onboard_tui.script.model import FlagRule, Question, Script
    from onboard_tui.script.problems import Problem


def prove(loaded: Loaded) -> Proved:
    """Prove what can be proved of a script; of one with errors, what hangs on none of them."""
    proved = Proved()
    script = loaded.sketch
    if script is None:
        return proved
    sound = not errors_of(loaded.problems)
    for question in script.questions:
        if sound or _is_sound(script, question.when, loaded.faulty):
            _prove_question(script, question, proved)
    for flag in script.flags:
        if sound or _is_sound(script, flag.raise_when, loaded.faulty):
            _prove_flag(script, flag, proved)
    if sound:
        for value in script.computed:
            prove_divisions(script, value.value, proved)
        for question in script.questions:
            prove_rules(script, question, proved)
        prove_verdict(script, proved)
        prove_ladders(script, proved)
    return proved


def with_holes(loaded: Loaded) -> tuple[Problem, ...]:
    """Give the problems of loading a script, those of a table with a hole with answers that fall into it."""
    codes = {each.code for each in errors_of(loaded.problems)}
    script = loaded.sketch
    hole = hole_in(script) if script is not None and codes == {"S212"} and script.verdict.rules else None
    if script is None or hole is None:
        return loaded.problems
    return tuple(
        with_example(each, hole, script) if each.path.startswith("verdict.") else each
        for each in loaded.problems
    )


def _is_sound(script: Script, condition: Expression | None, faulty: Iterable[str]) -> bool:
    """Whether all is known of what a condition reads; what counts flags is left alone among errors."""
    if condition is None:
        return False
    behind = Behind(script, [condition])
    return behind.nodes.isdisjoint(faulty) and not behind.counts


def _prove_question(script: Script, question: Question, proved: Proved) -> None:
    what = f"{question.id} is asked"
    if question.when is None:
        proved.show(what, Found(Witness(ANY_DAY), decided=True), script)
        return
    never = f"“{question.id}” can never be asked: no answers make this condition true."
    always = f"“{question.id}” is asked as soon as what it reads is answered, whatever the answers: this condition is never false."
    prove_condition(script, question.when, Said(what, never, always), proved)
    prove_divisions(script, question.when, proved)


def _prove_flag(script: Script, flag: FlagRule, proved: Proved) -> None:
    said = Said(
        f"the flag {flag.id} is raised",
        f"“{flag.id}” can never be raised: no answers make this condition true.",
        f"“{flag.id}” is raised as soon as what it reads is answered, whatever the answers: this condition is never false.",
        "S310",
    )
    prove_condition(script, flag.raise_when, said, proved)
    prove_divisions(script, flag.raise_when, proved)
