"""Parts that are put together from the rest of a draft: summary, definitions, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.document import Block, Bullet, Paragraph, Run, RunKind, Signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.choice import Choice
    from onboard_tui.contract.draft import StandingClause
    from onboard_tui.contract.filling import Filler
    from onboard_tui.contract.pack_model import FactsPlan, Pack


def summary(
    standing: Iterable[StandingClause], choices: Mapping[str, Choice], answers: Answers, filler: Filler
) -> Iterator[Block]:
    """Give the plain lines that belong in the summary, each with the number of its clause.

    Behind a clause that stands only because nothing else was chosen yet, stands what is to be confirmed.
    """
    for each in standing:
        if each.clause.summary:
            runs = [*each.plain, Run(" ("), Run("", RunKind.REF, target=each.clause.id), Run(")")]
            for name in choices[each.clause.id].waits:
                question = answers.script.question_by_id[name]
                if not question.private:
                    runs += [Run(" "), filler.to_confirm(answers.ask(question), name)]
            yield Bullet(tuple(runs), each.clause.id)


def definitions(used: Iterable[str], pack: Pack, filler: Filler) -> Iterator[Block]:
    """Explain the terms that a paper uses, and those that the explanations use, in alphabetical order."""
    explained: dict[str, Block] = {}
    waiting = list(used)
    while waiting:
        term = waiting.pop()
        if term in explained:
            continue
        name = Run(term, bold=True)
        if term in pack.terms:
            runs, filled = filler.line(pack.terms[term])
            waiting += filled.terms
            explained[term] = Paragraph((name, Run(": "), *runs))
        else:
            clause = next(clause for clause in pack.clauses if term in clause.defines)
            explained[term] = Paragraph((name, Run(": "), Run("", RunKind.REF, target=clause.id)))
    for term in sorted(explained):
        yield explained[term]


def signatures(plan: FactsPlan, filler: Filler) -> Iterator[Block]:
    """Give a place to sign for each signer, the seller's side first."""
    signers = filler.value(plan.signers) if plan.signers else Absent("", "", applies=False)
    sides = {plan.our_side: "our_name", plan.their_side: plan.customer_name}
    if isinstance(signers, Absent):
        for name in sides.values():
            if signers.applies:
                asks = [signers.columns.get(column, signers.ask) for column in ("name", "title")]
                who, title = ((filler.to_confirm(ask, signers.question),) for ask in asks)
                yield Signature(_party(name, filler), who, title)
        return
    for side, name in sides.items():
        for row in signers if isinstance(signers, list) else ():
            if row.get("side") == side:
                yield Signature(
                    _party(name, filler), _cell(row, "name", plan, filler), _cell(row, "title", plan, filler)
                )


def _party(name: str, filler: Filler) -> tuple[Run, ...]:
    value = filler.value(name)
    if isinstance(value, Absent):
        return (filler.to_confirm(value.ask, value.question),)
    kind = RunKind.COMPUTED if name == "our_name" else RunKind.ANSWER
    return (Run(str(value), kind, sources=filler.sources(name)),)


def _cell(row: dict[str, object], column: str, plan: FactsPlan, filler: Filler) -> tuple[Run, ...]:
    value = row.get(column)
    return (Run(str(value), RunKind.ANSWER, sources=filler.sources(plan.signers)),) if value else ()
