"""What the tags of a Word file may print: the paper's own facts, and everything that a clause may print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.document import Run
from onboard_tui.contract.filling import Filled
from onboard_tui.contract.template import Place
from onboard_tui.export.paper import spoken_date
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import OpenPoint
    from onboard_tui.contract.filling import Filler
    from onboard_tui.contract.template import Test
    from onboard_tui.export.house.filling import Printed
    from onboard_tui.export.house.tags import TaggedPart
    from onboard_tui.export.paper import Paper
    from onboard_tui.script.problems import Problem

PAPER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "customer": (),
    "title": (),
    "version": (),
    "date": (),
    "open_points": ("ask", "owner", "due"),
}
"""What every paper has, with the columns of what has rows; these names come before a question's id."""


def own_name_problems(tagged: TaggedPart) -> Iterator[Problem]:
    """Check columns and rows of what every paper has."""
    looked_at: list[Place | Test] = [*tagged.template.places, *tagged.template.tests]
    for each in looked_at:
        columns = PAPER_NAMES.get(each.name, ())
        if each.column is not None and each.name in PAPER_NAMES and each.column not in columns:
            message = f"“{each.name}” has no column “{each.column}”."
            yield tagged.problem("T113", each.line, message, did_you_mean(each.column, columns))
    for place in tagged.template.places:
        if place.column is None and PAPER_NAMES.get(place.name):
            message = f"“{place.name}” is printed row by row."
            hint = f"Write {{%tr for row in {place.name} %}} in a row of a table, and {{{{ row.ask }}}} below it."
            yield tagged.problem("T113", place.line, message, hint)
    for name, line in tagged.template.tables:
        if name in PAPER_NAMES and not PAPER_NAMES[name]:
            yield tagged.problem("T113", line, f"“{name}” has no rows and no options to go through.")


@dataclass
class PaperValues:
    """The values that one paper's tags may print."""

    paper: Paper
    open_points: Sequence[OpenPoint] = ()
    filler: Filler | None = None
    """Prints the answers; None where the paper has none to print."""
    filled: Filled = field(default_factory=Filled)
    """What was found missing while values were printed."""

    def value(self, name: str) -> object:
        """Give what a tag sees under a name."""
        if name in PAPER_NAMES:
            return self._own()[name]
        return Absent(name, name, applies=False) if self.filler is None else self.filler.value(name)

    def run(self, printed: Printed) -> Run:
        """Print what a token stands for. Raises LookupError and TypeError where there is no such thing."""
        value = self.value(printed.name)
        if isinstance(value, Absent):
            value = _gap(value, printed.column)
        elif printed.row is not None or printed.column is not None:
            row = value[printed.row]  # type: ignore[index]  # where it is no list, the TypeError is what is said
            value = row if printed.column is None else row[printed.column]
        if printed.name in PAPER_NAMES or self.filler is None:
            return Run(value if isinstance(value, str) else "")
        place = Place(printed.name, printed.column, printed.form)
        return self.filler.run(place, value, self.filled)

    def _own(self) -> dict[str, object]:
        """Give the paper's own facts."""
        paper, language = self.paper, self.paper.document.language
        word = paper.words.final if paper.final else paper.words.draft
        return {
            "customer": paper.customer,
            "title": paper.document.title,
            "version": f"{word} {paper.version}" if paper.version else word,
            "date": spoken_date(paper.as_of, language),
            "open_points": [
                {"ask": each.ask, "owner": each.owner, "due": spoken_date(each.due, language)}
                for each in self.open_points
            ],
        }


def _gap(absent: Absent, column: str | None) -> object:
    """Give what is missing in a column of a table that is missing."""
    row = next(iter(absent), absent) if column is not None else absent
    return row[column] if isinstance(row, dict) else row
