"""The real program on a real terminal, by key presses alone: from nothing to a contract, through a killed process."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest
from pypdf import PdfReader

from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

PROGRAM = str(Path(sys.executable).with_name("onboard-tui"))
ENTER, ESCAPE, DOWN, SPACE, TAB = "\r", "\x1b", "\x1b[B", " ", "\t"
CTRL_G, CTRL_O, CTRL_Q, CTRL_S = "\x07", "\x0f", "\x11", "\x13"
FRAME = str.maketrans(dict.fromkeys("│╭╮╰╯─━", " "))
RESTORED = ("\x1b[?1049l", "\x1b[?1000l", "\x1b[?25h")
"""The terminal's own screen, no mouse, and the cursor."""


class Program:
    """The program in a terminal of 80 by 24."""

    def __init__(self, folder: Path) -> None:
        self.child = pexpect.spawn(
            PROGRAM,
            ["--db", str(folder / "onboard.db"), "--as-of", "2026-03-02"],
            cwd=str(folder),
            env={**os.environ, "TERM": "xterm-256color"},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=30,
        )
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)

    @property
    def shown(self) -> str:
        """What stands on the screen, on one line and without frames."""
        return " ".join(" ".join(self.screen.display).translate(FRAME).split())

    def wait(self, until: Callable[[str], bool]) -> None:
        """Read until the screen is as it should be."""
        end = time.monotonic() + 30
        while not until(self.shown):
            assert time.monotonic() < end, "\n".join(self.screen.display)
            with contextlib.suppress(pexpect.TIMEOUT):
                self.stream.feed(self.child.read_nonblocking(65_536, timeout=0.1))

    def see(self, *words: str) -> None:
        """Wait until all the words are there."""
        self.wait(lambda shown: all(each in shown for each in words))

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.child.send(key)

    def go_to(self, ask: str) -> None:
        """Find a question by its first words."""
        self.press(CTRL_G)
        self.see("Go to a question")
        self.press(ask)
        self.see(ask)
        self.press(ENTER)
        self.wait(lambda shown: ask in shown and "Go to a question" not in shown)

    def answer(self, ask: str, *keys: str) -> None:
        """Answer a question, wherever the interview stands."""
        self.go_to(ask)
        self.press(*keys)
        self.wait(lambda shown: ask not in shown)

    def left(self) -> str:
        """Give all that is still written, to the end of the program."""
        written = self.child.read()
        self.child.close()
        return written


@pytest.fixture
def start(tmp_path: Path, own_home: Path) -> Iterator[Callable[[], Program]]:
    """Give a way to start the program in a folder of its own, again and again."""
    assert own_home != tmp_path
    started: list[Program] = []

    def begin() -> Program:
        started.append(Program(tmp_path))
        return started[-1]

    yield begin
    for each in started:
        with contextlib.suppress(OSError, pexpect.ExceptionPexpect):
            each.child.close(force=True)


def begin_interview(program: Program) -> None:
    """Start an interview from an empty list."""
    program.see("No interviews yet")
    program.press("n")
    program.see("Which interview?", "1 Cloud services onboarding")
    program.press("1")
    program.see("New interview")
    program.press("Wray Print", ENTER)
    program.see("A year from now")


def answer_several(program: Program) -> None:
    """Answer questions of many types."""
    program.press("Invoices go out the same day.", ENTER)
    program.see("✓ saved")
    program.answer("leave things as they are", "1", ENTER)
    program.answer("By which date", "29 june 2026", ENTER)
    program.answer("Of everything your business", "4", ENTER)
    program.answer("How many people will need it", "1,250", ENTER)
    program.answer("Ninety days after", "80%", ENTER)
    program.answer("Where has the money", "1", ENTER)
    program.answer("How much is that", "12.5k", ENTER)
    program.answer("What would hurt people", "1", "2", ENTER)


ANSWERED = {
    "biz_outcome": "Invoices go out the same day.",
    "biz_why_now": "hard_event",
    "biz_deadline": date(2026, 6, 29),
    "biz_priority": 4,
    "now_users": Decimal(1250),
    "use_active_target": Decimal(80),
    "com_budget_state": "approved",
    "com_budget": Decimal(12500),
}


def answers_in(folder: Path) -> dict[str, object]:
    """Give the answers that are saved of the only interview."""
    with Workspace(str(folder / "onboard.db")) as workspace:
        (row,) = workspace.first_page()
        return {name: each.value for name, each in workspace.open(row.id).interview.current.items()}


def wait_until_kept(folder: Path, words: str) -> None:
    """Wait until what is typed is kept, which it is as soon as the keys rest."""
    end = time.monotonic() + 30
    with Workspace(str(folder / "onboard.db")) as workspace:
        (row,) = workspace.first_page()
        while words not in workspace.open(row.id).typing().values():
            assert time.monotonic() < end
            time.sleep(0.1)


def test_from_nothing_to_a_contract_through_a_killed_process(
    start: Callable[[], Program], tmp_path: Path
) -> None:
    """Killed in the middle of an answer, the program goes on where it was, and what was saved is all there."""
    program = start()
    begin_interview(program)
    answer_several(program)
    program.go_to("What will somebody be doing")
    program.press("They close the books in thr")
    program.see("books in thr")
    wait_until_kept(tmp_path, "They close the books in thr")
    program.child.kill(signal.SIGKILL)
    program.child.wait()
    saved = answers_in(tmp_path)
    assert saved.pop("sec_data")
    assert saved == ANSWERED

    program = start()
    program.see("Wray Print", "1 interview")
    program.press(ENTER)
    program.see("What will somebody be doing", "They close the books in thr", "save · next")
    program.press("ee days.", ENTER)
    program.see("✓ saved")
    program.press(CTRL_S)
    program.see("Export · Wray Print")
    program.press(CTRL_S)
    program.see("Written")
    papers = sorted(path for path in tmp_path.iterdir() if path.suffix in {".docx", ".pdf"})
    assert {path.suffix for path in papers} == {".docx", ".pdf"}
    read = (PdfReader(path) for path in papers if path.suffix == ".pdf")
    words = " ".join(page.extract_text() for paper in read for page in paper.pages)
    assert "Invoices go out the same day" in " ".join(words.split())
    program.press(CTRL_Q)
    left = program.left()
    assert program.child.exitstatus == 0
    assert all(each in left for each in RESTORED)
    assert answers_in(tmp_path)["use_active_means"] == "They close the books in three days."


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_and_keeps_what_is_typed(
    start: Callable[[], Program], tmp_path: Path, sent: signal.Signals
) -> None:
    """Half a sentence is in its field again when the program is started anew."""
    program = start()
    begin_interview(program)
    program.press("Invoices go out the sa")
    program.see("go out the sa")
    program.child.kill(sent)
    left = program.left()
    assert program.child.exitstatus == 128 + sent
    assert all(each in left for each in RESTORED)
    assert answers_in(tmp_path) == {}

    program = start()
    program.see("Wray Print")
    program.press(ENTER)
    program.see("A year from now", "Invoices go out the sa")
    program.press("me day.", ENTER)
    program.see("✓ saved")
    program.press(CTRL_Q)
    program.left()
    assert answers_in(tmp_path) == {"biz_outcome": "Invoices go out the same day."}
