"""What several commands print in the same way: rows in columns, JSON, what became of a recording."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.workspace.open_interview import Recording


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give rows in columns, the last one as long as it likes; a cell is always one line.

    A column in which no row has anything is left out.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    said = [place for place in range(len(head)) if any(row[place] for row in cells)]
    lines = [[line[place] for place in said] for line in (head, *cells)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(said) - 1)]
    return "\n".join(
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]
        ).rstrip()
        for line in lines
    )


def print_json(told: object, *, indent: int | None = 2) -> None:
    """Print JSON, with letters as they are where stdout has them all; it can be read back in any case."""
    has_all = (sys.stdout.encoding or "").casefold().startswith("utf")
    print(json.dumps(told, ensure_ascii=not has_all, indent=indent))


def say_recorded(recording: Recording) -> None:
    """Say on stderr what became of a recording, and what is odd about it."""
    for note in recording.notes:
        print(note, file=sys.stderr)
    print(recording.line or "Saved; nothing else changed.", file=sys.stderr)
