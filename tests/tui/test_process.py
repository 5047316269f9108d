"""The app as a process on a real terminal: signals, crashes, and places where it cannot be shown."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

from onboard_tui.workspace import Workspace
from tests.tui.conftest import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN = """
import sys
from onboard_tui.tui.app import run
from onboard_tui.workspace import Workspace
with Workspace(sys.argv[1]) as workspace:
    code = run(workspace, start=sys.argv[2])
sys.exit(code)
"""
FAULTY = (
    """
from onboard_tui.tui.screens.interview import InterviewScreen

def fall_over(self):
    secret = self.card.field.typed
    raise RuntimeError("it said " + secret)

InterviewScreen.action_go_to = fall_over
"""
    + RUN
)
LEFT_ALTERNATE_SCREEN = "\x1b[?1049l"
MOUSE_OFF = "\x1b[?1000l"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give the place of a database."""
    return tmp_path / "onboard.db"


@pytest.fixture
def interview(database: Path) -> str:
    """Give the id of a saved interview."""
    with Workspace(str(database)) as workspace:
        return workspace.start(str(ALL_KINDS), "Harbour & Lyle").id


@pytest.fixture
def processes() -> Iterator[list[pexpect.spawn[str]]]:
    """Collect started processes, to be ended with the test."""
    started: list[pexpect.spawn[str]] = []
    yield started
    for each in started:
        with contextlib.suppress(OSError, pexpect.ExceptionPexpect):
            each.close(force=True)


def start(
    processes: list[pexpect.spawn[str]], program: str, database: Path, interview: str, **environment: str
) -> pexpect.spawn[str]:
    """Start the app on a terminal of its own, at a question, with half a sentence typed."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", program, str(database), interview],
        env={**os.environ, "TERM": "xterm-256color", **environment},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    processes.append(child)
    return child


def typing_kept(database: Path, interview: str) -> dict[str, str]:
    """Give what was typed and not saved."""
    with Workspace(str(database)) as workspace:
        return dict(workspace.open(interview).typing())


def wait_for(child: pexpect.spawn[str], words: str, terminal: pyte.Screen) -> None:
    """Read until the words stand on the screen."""
    stream = pyte.Stream(terminal)
    end = time.monotonic() + 20
    while words not in "\n".join(terminal.display):
        assert time.monotonic() < end, "\n".join(terminal.display)
        with contextlib.suppress(pexpect.TIMEOUT):
            stream.feed(child.read_nonblocking(4096, timeout=0.1))


def type_half_a_sentence(child: pexpect.spawn[str]) -> None:
    """Wait for the question's own screen (the list names the next question too), type, and wait for what was typed."""
    terminal = pyte.Screen(80, 24)
    wait_for(child, "save · next", terminal)
    child.send("half a sen")
    wait_for(child, "half a sen", terminal)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_what_is_typed_and_restores_the_terminal(
    database: Path, interview: str, processes: list[pexpect.spawn[str]], sent: signal.Signals
) -> None:
    """A closed window or a shutdown loses nothing and leaves no mess."""
    child = start(processes, RUN, database, interview)
    type_half_a_sentence(child)
    child.kill(sent)
    left = child.read()
    child.close()
    assert child.exitstatus == 128 + sent
    assert LEFT_ALTERNATE_SCREEN in left
    assert MOUSE_OFF in left
    assert typing_kept(database, interview) == {"a_name": "half a sen"}


def test_a_fault_keeps_what_is_typed_and_leaves_a_report_without_it(
    database: Path, interview: str, processes: list[pexpect.spawn[str]], own_home: Path
) -> None:
    """Exit code 70, a path, and a report in which nobody's words are."""
    child = start(processes, FAULTY, database, interview)
    type_half_a_sentence(child)
    child.send("\x07")
    left = child.read()
    child.close()
    assert child.exitstatus == 70
    said = left.split(LEFT_ALTERNATE_SCREEN)[-1]
    assert "crash-" in said.replace("\r\n", "")  # a long path goes over the end of the line
    assert "half a sen" not in said
    assert typing_kept(database, interview) == {"a_name": "half a sen"}
    (report,) = own_home.rglob("crash-*.txt")
    written = report.read_text()
    assert "RuntimeError" in written
    assert "fall_over" in written
    assert "half a sen" not in written
    assert report.stat().st_mode & 0o077 == 0


def test_a_closed_window_ends_the_app(
    database: Path, interview: str, processes: list[pexpect.spawn[str]]
) -> None:
    """When the terminal itself is gone the app ends, and what was typed is kept."""
    child = start(processes, RUN, database, interview)
    type_half_a_sentence(child)
    os.close(child.child_fd)
    end = time.monotonic() + 20
    while child.isalive():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert typing_kept(database, interview) == {"a_name": "half a sen"}


def test_quitting_ends_with_zero(database: Path, interview: str, processes: list[pexpect.spawn[str]]) -> None:
    """ctrl+q leaves at once."""
    child = start(processes, RUN, database, interview)
    type_half_a_sentence(child)
    child.send("\x11")
    child.read()
    child.close()
    assert child.exitstatus == 0
    assert typing_kept(database, interview) == {"a_name": "half a sen"}


def test_without_a_terminal_the_app_says_so(database: Path, interview: str) -> None:
    """Nothing hangs and no escape sequence is printed where the output is redirected."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(database), interview],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "not one" in done.stderr
    assert "\x1b" not in done.stderr


def test_a_dumb_terminal_is_refused(
    database: Path, interview: str, processes: list[pexpect.spawn[str]]
) -> None:
    """TERM=dumb gets a sentence that names the way out."""
    child = start(processes, RUN, database, interview, TERM="dumb")
    said = child.read()
    child.close()
    assert child.exitstatus == 2
    assert "TERM=dumb" in said
    assert "onboard-tui --help" in said
    assert "\x1b" not in said
