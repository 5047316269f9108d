"""The user's own Word file: opened for the papers of one interview, or checked by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.draft import printed_values
from onboard_tui.deal.assessment import assess
from onboard_tui.errors import ContractError, UsageError
from onboard_tui.export.house.compose import write_with
from onboard_tui.export.house.lint import check_template, name_problems
from onboard_tui.export.house.template import open_template, refuse_errors
from onboard_tui.export.house.values import PAPER_NAMES, PaperValues
from onboard_tui.export.house.ways import Way
from onboard_tui.export.word.foreign import read_foreign
from onboard_tui.text import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.filling import Filler
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.export.house.lint import Answering
    from onboard_tui.export.house.template import WordTemplate
    from onboard_tui.export.paper import Paper
    from onboard_tui.script.problems import Problem
    from onboard_tui.workspace.contract_in_hand import ContractInHand


@dataclass(frozen=True)
class TemplateInUse:
    """A Word file opened for the papers of one draft, or for a record where there is no draft."""

    template: WordTemplate
    draft: Draft | None
    filler: Filler | None
    """Prints the answers that the file's tags ask for; None where they ask for none."""

    def files(self, papers: Mapping[str, Paper]) -> list[tuple[str, bytes]]:
        """Give Word files of papers, each with its name; a tagged file is one paper, named after itself.

        Raises `WordFileError`.
        """
        made = dict(papers)
        if self.template.way is Way.TAGGED and papers:
            stem, paper = next(iter(papers.items()))
            own = slug(Path(self.template.name).stem)
            made = {stem.replace(slug(paper.document.id), own, 1): paper}
        return [(f"{stem}.docx", self._written(paper)) for stem, paper in made.items()]

    def _written(self, paper: Paper) -> bytes:
        open_points = self.draft.open_points if self.draft is not None else ()
        return write_with(self.template, PaperValues(paper, open_points, self.filler))


def template_in_use(
    opened: ContractInHand, draft: Draft | None, path: Path, way: str | None = None
) -> TemplateInUse:
    """Open a Word file for the papers of a draft, or for a record. Raises `ContractError` and `WordFileError`."""
    template = _opened(path, None if way is None else Way(way), _state_of(path))
    if template.way is Way.TAGGED and draft is None:
        raise UsageError(
            f"{path} is filled in with a draft's values; a record has a text of its own.",
            way_out="Use a file in your house style, or with [[contract_body]], for a record.",
        )
    if not template.names - PAPER_NAMES.keys():
        return TemplateInUse(template, draft, None)
    pack = _pack_of(opened, draft)
    refuse_errors(name_problems(template, pack, opened.interview.script), template.name)
    assessment = opened.assessment
    if draft is not None and draft.as_of != assessment.as_of.isoformat():
        assessment = assess(opened.interview, date.fromisoformat(draft.as_of))
    filler = printed_values(assessment, pack, our_name=opened.workspace.our_name)
    return TemplateInUse(template, draft, filler)


@lru_cache(maxsize=4)
def _opened(path: Path, way: Way | None, _state: tuple[int, int] | None) -> WordTemplate:
    """Read a file once for each state that it is in."""
    return open_template(path, way)


def _state_of(path: Path) -> tuple[int, int] | None:
    """Give what changes when a file does; None where there is none, which reading it will say."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def _pack_of(opened: ContractInHand, draft: Draft | None) -> Pack:
    """Give the pack that a draft was made with, as it was then. Raises `ContractError`."""
    pack = opened.pack_in_use()
    if draft is not None and draft.pack_sha256 != pack.sha256:
        raise ContractError(
            f"The contract pack “{pack.id}” is no longer as it was when draft {draft.number} was made.",
            way_out="Draft the contract anew: `onboard-tui draft ID`.",
        )
    return pack


def word_problems(path: Path, answering: Sequence[Answering]) -> tuple[Problem, ...]:
    """Find what is wrong with a Word file. Raises `WordFileError` where it cannot be read at all."""
    return check_template(read_foreign(path), str(path), answering)
