"""Wanted against written: service levels that are lower in the paper than the customer wanted them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.checks.checked import Checked, digest, key_of
from onboard_tui.contract.document import Finding
from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.interview.notation import notation_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.contract.checks.passages import Passage
    from onboard_tui.script.scope import Row

WRITTEN: Final = "written"
"""The column of a script's table of levels for the level that the paper is to promise, where it has one."""

_CUSTOMERS = frozenset({Source.CUSTOMER_SAID, Source.CUSTOMER_DOCUMENT})


def lowered_levels(checked: Checked) -> Iterator[Finding]:
    """Find each level that the paper writes lower than the customer ever asked for it.

    What was wanted is the best level that the customer gave in this interview, of which the log keeps every answer.
    What is written is the column `written` where the script has one, the level as it is answered now, or a figure
    that was put by hand into a clause that prints the levels.
    """
    question = checked.bound.pack.facts.levels
    rows = checked.assessment.standing.value(question) if question else ()
    if isinstance(rows, tuple):
        levels = _Levels(checked)
        for row in rows:
            if not isinstance(row, str):
                yield from levels.lowered(row)


class _Levels:
    """The levels of one draft, wanted and written."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._question = checked.bound.pack.facts.levels
        self._less_is_better = checked.bound.pack.facts.less_is_better
        self._wanted = self._best_wanted()
        printed = [each for each in checked.standing.values() if self._question in each.body.names]
        self._clauses = [clause.id for clause in printed]

    def lowered(self, row: Row) -> Iterator[Finding]:
        """Find what is written lower for one level."""
        wanted = self._wanted.get(_key(row))
        level = row.get(WRITTEN) or row.get("level")
        if wanted is None or not isinstance(level, Decimal):
            return
        if self._is_worse(level, wanted, row):
            yield self._finding(row, wanted, level, self._first_words())
        for passage in self._checked.passages:
            if passage.edited and passage.clause in self._clauses:
                for figure in _figures(passage, row):
                    if figure != level and self._is_worse(figure, wanted, row):
                        yield self._finding(row, wanted, figure, passage)

    def _best_wanted(self) -> Mapping[tuple[str, str], Decimal]:
        best: dict[tuple[str, str], Decimal] = {}
        for row in self._ever_answered():
            level, key = row.get("level"), _key(row)
            if isinstance(level, Decimal) and (key not in best or self._is_worse(best[key], level, row)):
                best[key] = level
        return best

    def _ever_answered(self) -> Iterator[Row]:
        interview = self._checked.assessment.interview
        for entry in interview.log:
            if isinstance(entry, Recorded) and entry.question == self._question:
                said = entry.source in _CUSTOMERS and entry.id not in interview.taken_back
                for row in entry.value if said and isinstance(entry.value, tuple) else ():
                    if not isinstance(row, str):
                        yield row

    def _is_worse(self, level: Decimal, than: Decimal, row: Row) -> bool:
        return level > than if row.get("kind") in self._less_is_better else level < than

    def _first_words(self) -> Passage | None:
        return self._checked.first_of(self._clauses[0]) if self._clauses else None

    def _finding(self, row: Row, wanted: Decimal, written: Decimal, passage: Passage | None) -> Finding:
        notation = notation_for(self._checked.assessment.script.language)
        unit = f" {row['unit']}" if row.get("unit") else ""
        text = (
            f"{row.get('service') or 'A level'}: the customer wanted {notation.number(wanted)}{unit}, and the paper says"
            f" {notation.number(written)}{unit}. Write what they wanted, or say why it is lower."
        )
        key = key_of("wanted_written", digest("/".join(_key(row))), f"{wanted}-{written}")
        place = (passage.document, passage.clause, passage.number) if passage else ()
        return Finding(key, "wanted_written", text, *place)


def _key(row: Row) -> tuple[str, str]:
    """Give what a level is about: the service and what matters."""
    return str(row.get("service") or "").casefold(), str(row.get("kind") or "")


def _figures(passage: Passage, row: Row) -> Iterator[Decimal]:
    """Give the figures of ours in the level's unit, in a passage that names its service."""
    service, unit = _key(row)[0], str(row.get("unit") or "").partition(" ")[0]
    if service and unit and service in passage.text.casefold():
        signs = f"{re.escape(unit)}|%|per cent" if unit == "percent" else re.escape(unit)
        for found in re.finditer(rf"([0-9]+(?:\.[0-9]+)?)\s*(?:{signs})", passage.ours, re.IGNORECASE):
            yield Decimal(found[1])
