"""A program running in a pseudo-terminal, with a stopwatch at its screen."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from benchmarks.terminal import SEQUENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

QUIET = 0.012
"""Seconds without output after which the screen is drawn, so that drawing costs no measured time."""

CURSOR_QUERY = re.compile(rb"\x1b\[\??6n")


class NeverShownError(Exception):
    """What was waited for did not come on the screen in time."""


@dataclass(frozen=True, slots=True)
class Output:
    """What was read at once, when, and the CPU seconds the program had used by then."""

    at: float
    data: bytes
    cpu: float


class Session:
    """A program in a terminal of its own; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        self.terminal = Terminal(columns, lines)
        self.ended = False
        self._waiting: deque[Output] = deque()
        self._query_tail = b""
        size = struct.pack("HHHH", lines, columns, columns * 10, lines * 20)
        stamp_read, stamp_write = os.pipe()
        self._process, self._master = pty.fork()
        if not self._process:
            start_program(
                command,
                {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
                size,
                stamp_write,
            )
        os.close(stamp_write)
        (self.started,) = struct.unpack("d", os.read(stamp_read, 8))
        os.close(stamp_read)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Self:
        """Give the session itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program and whatever it started."""
        os.close(self._master)
        with suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, without waiting for what they do."""
        for key in keys:
            self._write(self.terminal.key(key))

    def wait_until(self, shown: Callable[[str], bool], *, within: float = 30) -> Output:
        """Give the output after which the screen showed something; raise NeverShownError when it does not come."""
        end = time.monotonic() + within
        while not self.ended and time.monotonic() < end:
            while self._read(QUIET if self._waiting else 0.25) and time.monotonic() < end:
                pass
            while self._waiting:
                output = self._waiting.popleft()
                self.terminal.feed(output.data)
                if not self.terminal.in_update and shown(self.terminal.text()):
                    return output
        raise NeverShownError(self.terminal.text())

    def wait_for(self, pattern: str, *, within: float = 30) -> Output:
        """Wait until a regular expression is found on the screen."""
        return self.wait_until(lambda text: re.search(pattern, text) is not None, within=within)

    def settle(self, quiet: float, *, within: float = 5) -> None:
        """Wait until the program has written nothing for some seconds."""
        end = time.monotonic() + within
        while time.monotonic() < end and self._read(quiet):
            pass
        self._draw()

    def cpu(self) -> float:
        """Give the CPU seconds that the program has used, all its threads."""
        return time.clock_gettime((~self._process << 3) | 2)

    def _draw(self) -> None:
        while self._waiting:
            self.terminal.feed(self._waiting.popleft().data)

    def _read(self, timeout: float) -> bool:
        """Take what comes within the timeout and answer its queries at once; false when nothing came."""
        if self.ended or not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        now = time.monotonic()
        self.ended = not data
        if self.ended:
            return False
        self._waiting.append(Output(now, data, self.cpu()))
        seen = self._query_tail + data
        if CURSOR_QUERY.search(seen):
            self._draw()
        whole = max((found.end() for found in SEQUENCE.finditer(seen)), default=0)
        self._write(self.terminal.answers(seen[:whole]))
        self._query_tail = seen[whole:][-4_096:]
        return True

    def _write(self, data: bytes) -> None:
        while data and not self.ended:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                self._read(0.001)
            except OSError:
                self.ended = True


def start_program(command: Sequence[str], environment: Mapping[str, str], size: bytes, stamp: int) -> None:
    """Become the program, in the child; the last thing before is to say when."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.write(stamp, struct.pack("d", time.monotonic()))
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
