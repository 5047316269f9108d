"""Tables on their way to a PDF file: widths, and what stays on one page."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.document import text_of
from onboard_tui.export.columns import (
    COLUMN_GAP,
    KEPT_TOGETHER,
    MOST_INDENTED,
    column_widths,
    fits,
    has_labels,
    head_of,
    is_for_a_pen,
)
from onboard_tui.export.pdf.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.contract.document import Cell, Table
    from onboard_tui.export.columns import Head, Needs
    from onboard_tui.export.pdf.said import Voice

_TWIPS = 20
_SIZE = 9.5
_LETTER = 0.7
"""What a letter takes at most on average, in ems."""
_TALLEST = 30
"""Lines of a row, or of a table that is not split, up to which it surely fits on a page."""


def table_part(
    table: Table, needs_by_head: Mapping[Head, Needs], voice: Voice, width: float, *, indent: float
) -> dict[str, Any]:
    """Give a table of the tree; a head that says nothing is left out. Widths are in points."""
    needs = needs_by_head[head_of(table)]
    whole_width = round(width * _TWIPS)
    labels = not indent and has_labels(table)
    kept_free = round(indent * _TWIPS)
    if len(needs) > MOST_INDENTED or not fits(needs, whole_width - kept_free):
        kept_free = 0
    columns = [each / _TWIPS for each in column_widths(needs, whole_width - kept_free)]
    rooms = [(each - COLUMN_GAP / _TWIPS) / _SIZE for each in columns]
    heights = [_lines(row, rooms) for row in table.rows]

    def cells(row: Sequence[Cell]) -> list[dict[str, Any]]:
        return [said(cell, voice, room) for cell, room in zip(row, rooms, strict=True)]

    made: dict[str, Any] = {
        "kind": "table",
        "indent": kept_free / _TWIPS,
        "columns": columns,
        "align": [each.value for each in table.align],
        "labels": labels,
        "whole": len(heights) + (table.total is not None) <= KEPT_TOGETHER and sum(heights) <= _TALLEST,
        "rows": [
            {"cells": cells(row), "tall": height > _TALLEST, "pen": is_for_a_pen(row)}
            for row, height in zip(table.rows, heights, strict=True)
        ],
    }
    if any(map(text_of, table.head)):
        made["head"] = cells(table.head)
    if table.total is not None:
        made["total"] = cells(table.total)
    return made


def _lines(row: Sequence[Cell], rooms: Sequence[float]) -> int:
    """Reckon how many lines a row takes; rather too many than too few."""
    return max(
        (
            sum(ceil((len(line) + 1) * _LETTER / max(room, 1.0)) for line in text_of(cell).split("\n"))
            for cell, room in zip(row, rooms, strict=True)
        ),
        default=0,
    )
