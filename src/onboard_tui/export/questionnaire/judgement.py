"""What a script makes of the answers, on paper: red flags, the verdict table and the ladders, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, PageBreak, Paragraph, Run, Title
from onboard_tui.deal.words import in_words, listed
from onboard_tui.export.record_blocks import SEPARATOR, facts, listing, plain
from onboard_tui.script.expression import Kind
from onboard_tui.script.flag_words import kind_in_words
from onboard_tui.script.model import HEAVIEST_FIRST
from onboard_tui.script.value_words import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.export.questionnaire.shown import Shown
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Computed, FlagRule, Ladder, VerdictRule


def judgement_blocks(shown: Shown) -> Iterator[Block]:
    """Give what is worked out, the flags, the heaviest first, then what decides, then the relationship."""
    if shown.script.computed:
        yield PageBreak()
        yield Title((Run("What is worked out"),))
        yield Paragraph((Run("Conditions name these values by their titles."),))
        yield facts(("Value", "What it is"), (_worked_out(each, shown) for each in shown.script.computed))
    if shown.script.flags:
        yield PageBreak()
        yield Title((Run("Red flags"),))
        for flag in sorted(shown.script.flags, key=lambda each: HEAVIEST_FIRST.index(each.severity)):
            yield from _flag(flag, shown)
    yield PageBreak()
    yield Title((Run("The verdict"),))
    yield Paragraph((Run("The first line that holds decides."),))
    yield listing(
        ("Rule", "Verdict", "Holds if"), (_rule(each, shown) for each in shown.script.verdict.rules)
    )
    for ladder in shown.script.ladders:
        yield from _ladder(ladder, shown)


def _worked_out(value: Computed, shown: Shown) -> tuple[str, Cell]:
    said = _said(value.value, shown)
    is_condition = value.value.type.kind is Kind.YES_NO
    return called(value.id, shown.script), plain(f"true if {said}" if is_condition else said)


def _flag(flag: FlagRule, shown: Shown) -> Iterator[Block]:
    words = f" ({flag.severity.value}, {kind_in_words(flag.kind)}; id {flag.id})"
    yield Heading(f"flag_{flag.id}", 2, "", (Run(flag.title), Run(words)))
    rows = (
        ("Raised if", _said(flag.raise_when, shown)),
        ("Why", flag.why),
        ("Steer", "Nothing to discuss." if flag.no_steer and not flag.steer else flag.steer),
        ("Cleared by", flag.clears),
        ("A plan instead", flag.mitigation),
        ("Known from", "; ".join(flag.sources)),
    )
    yield facts(("", ""), ((name, plain(said)) for name, said in rows))


def _rule(rule: VerdictRule, shown: Shown) -> tuple[Cell, ...]:
    verdict = in_words(rule.verdict, rule.with_)
    return (
        plain(rule.id),
        plain(f"{verdict}, {rule.action}" if rule.action else verdict),
        plain(_said(rule.condition, shown)),
    )


def _ladder(ladder: Ladder, shown: Shown) -> Iterator[Block]:
    yield Title((Run(ladder.title),))
    when = f" It applies if {_said(ladder.when, shown)}." if ladder.when is not None else ""
    yield Paragraph((Run(f"The first line that holds is where we stand.{when}"),))
    rungs = (
        (str(each.level), each.name, SEPARATOR.join(filter(None, (_said(each.condition, shown), each.note))))
        for each in ladder.rungs
    )
    yield listing(("Level", "Called", "Holds if"), (tuple(map(plain, each)) for each in rungs))
    if ladder.facts:
        known = listed(f"\u201c{each.text}\u201d" for each in ladder.facts)
        yield Paragraph((Run(f"Besides the answers it reads what was established: {known}."),))


def _said(expression: Expression, shown: Shown) -> str:
    return shown.condition(expression) or ""
