"""The places to sign, two beside each other and never across a page end."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from onboard_tui.export.word.elements import w
from onboard_tui.export.word.paragraphs import Stop, framed, paragraph
from onboard_tui.export.word.runs import PLAIN, Look, run_elements, text_runs
from onboard_tui.export.word.styles import SIGNATURE_LABEL
from onboard_tui.export.word.tables import cell_element, row_element, table_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Run, Signature
    from onboard_tui.export.paper import Words
    from onboard_tui.export.word.runs import Context

_GUTTER = 600
_LABEL = Look(style="QuietLabel")


def signature_table(
    signatures: Sequence[Signature], width: int, words: Words, context: Context
) -> BaseOxmlElement:
    """Make a table without rules, with a place to sign for each party; what is equal stands at equal height."""
    half = (width - _GUTTER) // 2
    grid = (half, _GUTTER, width - _GUTTER - half)
    table = table_frame(grid, context, {})
    for start in range(0, len(signatures), 2):
        places = [list(_place(each, half, words, context)) for each in signatures[start : start + 2]]
        if len(places) == 1:
            places.append([])
        for left, right in zip_longest(*places):
            contents = zip(grid, (left, None, right), strict=True)
            table.append(row_element(_cell(size, content) for size, content in contents))
    return table


def _cell(width: int, content: BaseOxmlElement | None) -> BaseOxmlElement:
    """Make a cell with one paragraph, empty where there is nothing to sign."""
    return cell_element(width, [framed("SignatureDetail") if content is None else content], flush=True)


def _place(signature: Signature, width: int, words: Words, context: Context) -> Iterator[BaseOxmlElement]:
    """Give the paragraphs of one place to sign."""
    yield paragraph("SignatureParty", signature.party, context, turns=False)
    yield framed("SignatureLine", text_runs(words.signature, PLAIN, context))
    yield _detail(words.name, signature.name, width, context)
    yield _detail(words.position, signature.title, width, context)
    yield _detail(words.date, (), width, context)


def _detail(label: str, runs: Sequence[Run], width: int, context: Context) -> BaseOxmlElement:
    """Give something that is known about who signs, or a line to write it on."""
    labelled = [*text_runs(label, _LABEL, context), w("r", w("tab"))]
    if any(run.text for run in runs):
        return framed("SignatureDetail", [*labelled, *run_elements(runs, context)])
    stops = (Stop("left", SIGNATURE_LABEL), Stop("right", width, "underscore"))
    return framed("SignatureDetail", [*labelled, w("r", w("tab"))], stops=stops)
