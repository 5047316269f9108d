"""People's words on the screen are text and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onboard_tui.tui
from onboard_tui.tui.plain import harmless, one_line, plain

ROOM = Path(onboard_tui.tui.__file__).parent

HOSTILE = [
    "A[red]x[/]B",
    "A[@click=app.quit]x[/]B",
    "A[USD]B",
    "A[x] B",
    "A[/etc/hosts]B",
    "A[/red]B",
    "A[B",
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x9b31m",
    "right\u202eto left",
    "bell\x07",
    "half\ud800",
]

FORBIDDEN = {
    r"\b(Static|Label|Button|Checkbox|RadioButton|Collapsible|Option)\(f?[\"'][^\"']": "give a widget content, not a string",
    r"\bfrom_markup\(": "build content from parts",
    r"\.notify\((?!.*markup=False)": "tell() shows words as they are",
    r"\.highlight\(": "the matcher's highlight reads markup",
    r"border_(sub)?title = f?[\"']": "a border's title reads markup",
    r"tooltip = f?[\"']": "a tooltip reads markup",
}


@pytest.mark.parametrize("words", HOSTILE)
def test_words_come_out_as_they_are_but_harmless(words: str) -> None:
    """Brackets stay, and nothing that a terminal obeys gets through."""
    shown = plain(words).plain
    assert shown == harmless(words)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)
    assert plain(words, "bold").spans[0].style == "bold"


def test_one_line_joins_lines() -> None:
    """Line ends become spaces; other spaces stay."""
    assert one_line(" a\n  b\tc").plain == " a b c"


@pytest.mark.parametrize("pattern", FORBIDDEN, ids=lambda pattern: FORBIDDEN[pattern])
def test_no_widget_is_given_a_string_that_it_would_parse(pattern: str) -> None:
    """Only `plain` and its like make content, so no script or answer can act."""
    found = [
        f"{path.relative_to(ROOM)}:{number}: {line.strip()}"
        for path in sorted(ROOM.rglob("*.py"))
        if path.name != "plain.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert found == []
