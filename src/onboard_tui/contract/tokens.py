"""Tokens that stand for values while a clause is Markdown, so that no parser ever sees a value."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN = "\ue000"
END = "\ue001"
TOKEN_CHARACTERS = BEGIN + END
"""Removed from what people type, refused in what pack authors write."""

_TOKEN = re.compile(f"{BEGIN}([0-9]{{1,6}}){END}")


class Slots:
    """The values of one rendered clause, each behind an opaque token."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def __len__(self) -> int:
        """Count the values."""
        return len(self._runs)

    def put(self, run: Run) -> str:
        """Keep a value and give the token that stands for it."""
        self._runs.append(run)
        return f"{BEGIN}{len(self._runs) - 1}{END}"

    def runs(self, text: str, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
        """Cut parsed text into runs: the pack's words, and each value in place of its token."""
        for index, piece in enumerate(_TOKEN.split(text)):
            if index % 2:
                value = self._runs[int(piece)]
                if bold or italic:
                    value = replace(value, bold=value.bold or bold, italic=value.italic or italic)
                yield value
            elif piece:
                yield Run(piece, bold=bold, italic=italic)
