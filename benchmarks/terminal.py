"""A terminal without a window: it draws on a grid of cells and answers what programs ask of a modern one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable

SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\[(?P<csi>[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e])"
    rb"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|[PX^_](?:[^\x1b]|\x1b(?!\\))*\x1b\\"
    rb"|(?P<esc>[\x20-\x2f]*[\x30-\x4f\x51-\x57\x59\x5a\x5c\x60-\x7e])"
    rb")"
)
"""One whole escape sequence."""

UNFINISHED_LIMIT = 65_536
"""Bytes after which a sequence that never ends is taken for a stray ESC."""

SYNCHRONIZED = re.compile(rb"\?2026([hl])")
MODE_CHANGE = re.compile(rb"\?([0-9;]+)([hl])")
MODE_QUERY = re.compile(rb"\?([0-9]+)\$p")
KITTY_PUSH = re.compile(rb">([0-9]*)u")
KITTY_POP = re.compile(rb"<[0-9]*u")
COLOUR_QUERY = re.compile(rb"(1[0-2]);\?")
ALTERNATE_SCREEN = re.compile(rb"\?(?:1049|1047|47)[hl]")
NOT_FOR_PYTE = re.compile(rb"[<=>].*|.*[$ !'\"].|.*[tuqnc]")
COLON_PARAMETERS = re.compile(rb"(?<=[0-9]):[0-9:]*")

KNOWN_MODES = frozenset(
    {1, 7, 12, 25, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004, 2026, 2027, 2031, 2048}
)

NAMED_KEYS = {
    "enter": b"\r",
    "tab": b"\t",
    "esc": b"\x1b",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
}


class Terminal:
    """The screen, and what the terminal would say back."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns = columns
        self.lines = lines
        self.screen = pyte.Screen(columns, lines)
        self.in_update = False
        """Whether the program is in the middle of a synchronized update, which shows only when it ends."""
        self._stream = pyte.ByteStream(self.screen)
        self._unfinished = b""
        self._modes: set[int] = set()
        self._kitty_flags = [0]
        self._fixed_answers: dict[bytes, Callable[[], bytes]] = {
            b"c": lambda: b"\x1b[?62;22c",
            b"0c": lambda: b"\x1b[?62;22c",
            b">c": lambda: b"\x1b[>1;10;0c",
            b">q": lambda: b"\x1bP>|benchmark 1.0\x1b\\",
            b"5n": lambda: b"\x1b[0n",
            b"6n": lambda: self._cursor_report(b""),
            b"?6n": lambda: self._cursor_report(b"?"),
            b"?996n": lambda: b"\x1b[?997;1n",
            b"?u": lambda: b"\x1b[?%du" % self._kitty_flags[-1],
            b"?2048h": lambda: b"\x1b[48;%d;%d;%d;%dt" % (lines, columns, lines * 20, columns * 10),
            b"14t": lambda: b"\x1b[4;%d;%dt" % (lines * 20, columns * 10),
            b"16t": lambda: b"\x1b[6;20;10t",
            b"18t": lambda: b"\x1b[8;%d;%dt" % (lines, columns),
        }

    def text(self) -> str:
        """Give what stands on the screen, line by line."""
        return "\n".join(self.screen.display)

    def feed(self, output: bytes) -> None:
        """Draw what a program wrote; a sequence may come in pieces."""
        output = self._unfinished + output
        self._unfinished = b""
        at = 0
        while (start := output.find(b"\x1b", at)) >= 0:
            self._stream.feed(output[at:start])
            found = SEQUENCE.match(output, start)
            if found:
                self._draw_sequence(found)
                at = found.end()
            elif len(output) - start > UNFINISHED_LIMIT:
                at = start + 1
            else:
                self._unfinished = output[start:]
                return
        self._stream.feed(output[at:])

    def _draw_sequence(self, found: re.Match[bytes]) -> None:
        csi, esc = found["csi"], found["esc"]
        if esc is not None and esc in b"78DEMHc":
            self._stream.feed(found[0])
        if csi is None:
            return
        if update := SYNCHRONIZED.fullmatch(csi):
            self.in_update = update[1] == b"h"
        elif ALTERNATE_SCREEN.fullmatch(csi):
            self.screen.erase_in_display(2)
            self.screen.cursor_position()
        elif not NOT_FOR_PYTE.fullmatch(csi):
            self._stream.feed(b"\x1b[" + COLON_PARAMETERS.sub(b"", csi))

    def answers(self, output: bytes) -> bytes:
        """Give what a modern terminal sends back for the queries in a program's output."""
        return b"".join(
            self._answer_csi(found["csi"]) if found["csi"] is not None else answer_osc(found["osc"])
            for found in SEQUENCE.finditer(output)
        )

    def _answer_csi(self, csi: bytes) -> bytes:
        if change := MODE_CHANGE.fullmatch(csi):
            modes = {int(mode) for mode in change[1].split(b";") if mode}
            self._modes = self._modes | modes if change[2] == b"h" else self._modes - modes
        elif query := MODE_QUERY.fullmatch(csi):
            mode = int(query[1])
            state = (1 if mode in self._modes else 2) if mode in KNOWN_MODES else 0
            return b"\x1b[?%d;%d$y" % (mode, state)
        elif push := KITTY_PUSH.fullmatch(csi):
            self._kitty_flags.append(int(push[1] or b"0"))
        elif KITTY_POP.fullmatch(csi) and len(self._kitty_flags) > 1:
            self._kitty_flags.pop()
        answer = self._fixed_answers.get(csi)
        return answer() if answer else b""

    def _cursor_report(self, mark: bytes) -> bytes:
        cursor = self.screen.cursor
        return b"\x1b[%s%d;%dR" % (mark, cursor.y + 1, cursor.x + 1)

    def key(self, name: str) -> bytes:
        """Give the bytes that a key sends: a character, `enter`, `ctrl+q`."""
        disambiguated = self._kitty_flags[-1] & 1
        if name == "esc" and disambiguated:
            return b"\x1b[27u"
        if name.startswith("ctrl+"):
            letter = name.removeprefix("ctrl+")
            return b"\x1b[%d;5u" % ord(letter) if disambiguated else bytes([ord(letter.upper()) & 0x1F])
        return NAMED_KEYS.get(name, name.encode())


def answer_osc(osc: bytes | None) -> bytes:
    """Say which colours text, background and cursor have."""
    query = COLOUR_QUERY.fullmatch(osc or b"")
    if not query:
        return b""
    colour = b"1e1e/1e1e/1e1e" if query[1] == b"11" else b"e0e0/e0e0/e0e0"
    return b"\x1b]%s;rgb:%s\x1b\\" % (query[1], colour)
