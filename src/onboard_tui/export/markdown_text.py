"""Text inside a Markdown block: escaped so that it is read back exactly, and emphasised where that is safe."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from onboard_tui.contract.document import RunKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.contract.document import Run

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~$]")
_DROPPED = re.compile("[\t\r\f\u2028\u2029]")
"""White space that parsers or editors change wherever it stands."""

_LINE_START = re.compile(r"^(?:(?=[-=:]|\+(?:\s|$))|\d{1,9}(?=[.)](?:\s|$)))")
"""What stands before the character that would open a list, an underline or a table."""

_EDGES = re.compile(r"^\s+|\s+$")


def escaped(text: str) -> str:
    """Give a single line of text as Markdown that means exactly that text."""
    return _guarded([_literal(text)], starts_line=True, breaks=False)


def inline(runs: Sequence[Run], *, starts_line: bool = True, breaks: bool = True) -> str:
    """Give runs as one block's text.

    `starts_line` is false where something stands before it on its line; `breaks` is false in
    headings and cells, where no line may end.
    """
    out = ""
    pieces = _pieces(runs)
    for index, (text, bold, italic) in enumerate(pieces):
        follows = pieces[index + 1][0][0] if index + 1 < len(pieces) else ""
        out += _marked(text, "**" * bold + "_" * italic, out[-1:], follows)
    return _guarded(out.split("\n"), starts_line=starts_line, breaks=breaks)


def _pieces(runs: Sequence[Run]) -> list[tuple[str, bool, bool]]:
    """Put neighbours of one look together, so that fewer marks of emphasis meet."""
    pieces: list[tuple[str, bool, bool]] = []
    for run in runs:
        look = (run.bold or run.kind is RunKind.OPEN, run.italic)
        if pieces and pieces[-1][1:] == look:
            pieces[-1] = (pieces[-1][0] + run.text, *look)
        elif run.text:
            pieces.append((run.text, *look))
    return pieces


def _marked(text: str, mark: str, before: str, after: str) -> str:
    """Give text with its mark of emphasis; exact text goes before emphasis where parsers might disagree."""
    core = text.strip()
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(lead) + len(core) :]
    safe = _apart(lead[-1:] or before) and _apart(trail[:1] or after) and (lead or before != mark[:1])
    if not core or not mark or not safe:
        return _literal(text)
    return f"{lead}{mark}{_literal(core)}{mark[::-1]}{trail}"


def _apart(char: str) -> bool:
    """Whether emphasis may begin after this character, or end before it, for every parser."""
    return (
        not char
        or char.isspace()
        or (char.isascii() and char.isprintable() and not char.isalnum())
        or (unicodedata.category(char).startswith("P"))
    )


def _literal(text: str) -> str:
    """Escape what has a meaning anywhere in a line."""
    return _DROPPED.sub(_entities, _SPECIAL.sub(r"\\\g<0>", text))


def _guarded(lines: Sequence[str], *, starts_line: bool, breaks: bool) -> str:
    """Join lines by hard breaks, and escape what has a meaning at a line's ends only."""
    if not breaks:
        lines = ["<br>".join(lines)]
    safe = [_EDGES.sub(_entities, line) for line in lines]
    for index in range(0 if starts_line else 1, len(safe)):
        safe[index] = _LINE_START.sub(r"\g<0>\\", safe[index])
    if len(safe) > 1 and not safe[-1]:
        safe[-2:] = [safe[-2] + "&#10;"]
    return "\\\n".join(safe)


def _entities(found: re.Match[str]) -> str:
    """Give characters by number."""
    return "".join(f"&#{ord(char)};" for char in found[0])
