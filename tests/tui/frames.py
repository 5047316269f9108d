"""Turns what is on the screen into rows of text, and compares them with the frames kept in `frames/`."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.app import App

KEPT = Path(__file__).parent / "frames"
CELL_WIDTH = 12.2
TEXT = re.compile(
    r'<text [^>]*?x="([0-9.]+)"[^>]*?clip-path="url\(#[^)]*-line-(\d+)\)"[^>]*>(.*?)</text>', re.DOTALL
)


def frame(app: App[Any]) -> list[str]:
    """Give the rows of the screen as text, without blanks at their ends."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    for x, line, written in TEXT.findall(app.export_screenshot(simplify=False)):
        column = round(float(x) / CELL_WIDTH)
        for character in html.unescape(written).replace("\N{NO-BREAK SPACE}", " "):
            if column < width and int(line) < height:
                rows[int(line)][column] = character
                for covered in range(column + 1, min(width, column + cell_len(character))):
                    rows[int(line)][covered] = ""
            column += cell_len(character)
    return ["".join(row).rstrip() for row in rows]


def text_on(app: App[Any]) -> str:
    """Give the whole screen as one text."""
    return "\n".join(frame(app))


def assert_frame(app: App[Any], name: str) -> None:
    """Compare the screen with the frame of that name and this size; write it where UPDATE_FRAMES is set."""
    width, height = app.size
    path = KEPT / f"{name}-{width}x{height}.txt"
    seen = text_on(app) + "\n"
    if os.environ.get("UPDATE_FRAMES"):
        KEPT.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert seen == kept, f"{path.name} differs; UPDATE_FRAMES=1 accepts what is shown now:\n{seen}"
