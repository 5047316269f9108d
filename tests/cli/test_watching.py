"""`check --watch` looks again after every change, in a process of its own, until ctrl+c."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from onboard_tui.cli.watching import snapshot

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
format: 1
id: tiny
version: "1"
title: Tiny
include: [flags.yaml]
passes: [{id: talk, title: Talk}]
sections: [{id: deal, title: Deal}]
questions:
  - {id: size, section: deal, pass: talk, type: integer, ask: How large is it?, asked_of: seller}
verdict: {rules: [{id: R1, verdict: proceed, if: true}]}
"""
FLAG = "flags: [{id: small, title: Small, severity: minor, kind: path, raise_when: size < 3}]\n"


def save(path: Path, text: str) -> None:
    """Write a file as editors do: it is there whole or not at all."""
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").replace(path)


@pytest.mark.skipif(os.name != "posix", reason="ctrl+c is sent as a signal")
def test_a_change_of_any_file_is_checked_at_once_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    """The script, an included file that is not there at first, and a mistake in it: each is told on a line."""
    (tmp_path / "tiny.yaml").write_text(SCRIPT)
    command = [sys.executable, "-m", "onboard_tui", "check", "tiny.yaml", "--watch", "--format", "json"]
    with subprocess.Popen(
        command, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        # A change that nobody notices is no endless wait.
        too_late = threading.Timer(60, running.kill)
        too_late.daemon = True
        too_late.start()

        def codes() -> set[str]:
            assert running.stdout is not None
            return {each["code"] for each in json.loads(running.stdout.readline())}

        assert "S211" in codes()
        save(tmp_path / "flags.yaml", FLAG)
        assert not codes() & {"S211", "S101"}
        save(tmp_path / "flags.yaml", FLAG.replace("size", "sizes"))
        assert "S101" in codes()
        running.send_signal(signal.SIGINT)
        rest, talk = running.communicate(timeout=20)
        too_late.cancel()
    assert (running.returncode, rest) == (130, "")
    assert all("Waiting for a change" in line for line in talk.splitlines())


def test_a_folder_is_looked_at_with_all_that_is_in_it(tmp_path: Path) -> None:
    """A new file in a pack's folder is a change, and so is one that goes."""
    (tmp_path / "clauses").mkdir()
    before = snapshot([tmp_path, tmp_path / "none.yaml"])
    assert before[tmp_path / "none.yaml"] is None
    (tmp_path / "clauses" / "10.md").write_text("x")
    assert snapshot([tmp_path, tmp_path / "none.yaml"]) != before
