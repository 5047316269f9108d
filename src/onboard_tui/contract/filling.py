"""Fills in clauses: a template and the answers become blocks in which every value knows its question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.document import Run, RunKind
from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.contract.tokens import Slots
from onboard_tui.contract.walker import UnknownMarkdownError, blocks_of, inline_runs
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.document import Block
    from onboard_tui.contract.facts import Facts
    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.contract.printing import Printing
    from onboard_tui.contract.template import ClauseTemplate, Place


@dataclass
class Filled:
    """What filling in left behind, besides the text."""

    shown: set[str] = field(default_factory=set)
    """Questions whose lack is visible in the text."""
    gaps: list[Absent] = field(default_factory=list)
    """What has to be confirmed, as it came up."""
    terms: set[str] = field(default_factory=set)
    """Defined terms that it uses."""
    waits: tuple[str, ...] = ()
    """Questions that a choice between wordings waits for."""


class Filler:
    """Fills in the templates of one draft."""

    def __init__(self, pack: Pack, answers: Answers, facts: Facts, printing: Printing) -> None:
        self._pack = pack
        self._answers = answers
        self._facts = facts
        self._printing = printing
        self._values: dict[str, object] = {}

    def value(self, name: str) -> object:
        """Give what a template sees under a name: a plain value, rows, or an `Absent`."""
        if name not in self._values:
            known = self._facts if name in FACT_TYPES else self._answers
            self._values[name] = known.of(name)
        return self._values[name]

    def sources(self, name: str) -> tuple[str, ...]:
        """Give the questions behind a name."""
        if name in FACT_TYPES:
            return self._facts.sources(name)
        if name in self._answers.script.question_by_id:
            return (name,)
        computed = self._answers.script.computed_by_id.get(name)
        return () if computed is None else tuple(sorted(computed.value.names))

    def clause(self, clause: Clause, *, numbered: bool) -> tuple[tuple[Block, ...], Filled]:
        """Fill in a clause; raises ContractError where the pack's text does not hold together."""
        filled, slots = Filled(), Slots()
        markdown = self._render(clause.body, slots, filled)
        try:
            blocks = blocks_of(markdown, slots, clause=clause.id, numbered=numbered)
        except UnknownMarkdownError as error:
            raise ContractError(f"The clause “{clause.id}” cannot be set: {error.sentence}") from error
        return blocks, filled

    def line(self, template: ClauseTemplate) -> tuple[tuple[Run, ...], Filled]:
        """Fill in a text that stands on one line."""
        filled, slots = Filled(), Slots()
        markdown = self._render(template, slots, filled)
        try:
            return inline_runs(markdown, slots), filled
        except UnknownMarkdownError as error:
            raise ContractError(f"A line of the pack cannot be set: {error.sentence}") from error

    def _render(self, template: ClauseTemplate, slots: Slots, filled: Filled) -> str:
        values = {name: self.value(name) for name in template.names}
        filled.waits = tuple(
            dict.fromkeys(
                absent.question
                for test in template.tests
                if test.compared_with and isinstance(absent := values[test.name], Absent) and absent.applies
            )
        )
        return template.render(values, lambda place, value: slots.put(self.run(place, value, filled)))

    def run(self, place: Place, value: object, filled: Filled) -> Run:
        """Print one value; what is missing is visible in the text and kept in `filled`."""
        if place.form == "ref":
            return Run("", RunKind.REF, target=place.name)
        if place.form == "term":
            filled.terms.add(place.name)
            return Run(place.name)
        if isinstance(value, Absent):
            return self._gap(value, filled)
        text = self._printing.text(place.name, place.column, place.form, value)
        if not text.strip():
            return Run(self._pack.words["nothing"])
        sources = self.sources(place.name)
        answered = place.name in self._answers.script.question_by_id
        return Run(text, RunKind.ANSWER if answered else RunKind.COMPUTED, sources=sources)

    def _gap(self, absent: Absent, filled: Filled) -> Run:
        """Print what is missing where it can be seen; what does not apply is no gap."""
        if not absent.applies:
            return Run(self._pack.words["does_not_apply"])
        filled.gaps.append(absent)
        filled.shown.add(absent.question)
        return self.to_confirm(absent.ask, absent.question)

    def to_confirm(self, ask: str, question: str) -> Run:
        """Give the visible mark of something to confirm."""
        text = f"[{self._pack.words['to_confirm']}: {ask}]"
        asked = question in self._answers.script.question_by_id
        return Run(text, RunKind.OPEN, sources=(question,) if asked else ())
