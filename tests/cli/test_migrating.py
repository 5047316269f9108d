"""Moving an interview to another version of its script from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.interview.versions import NEW, OLD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Done


LADDER = """ladders:
  - {{id: worth, title: Worth, rungs: [{{id: high, level: 2, name: High, if: {}}}, {{id: low, level: 0, name: Low, if: "true"}}]}}
"""


@pytest.fixture
def copiers(onboard: Callable[..., Done], tmp_path: Path) -> str:
    """Give the id of an interview whose script has a newer version beside it, and is itself gone."""
    (tmp_path / "old.yaml").write_text(OLD + LADDER.format("pages > 50"), "utf-8")
    (tmp_path / "new.yaml").write_text(NEW + LADDER.format("sheets > 500"), "utf-8")
    interview = onboard("new", "old.yaml", "--customer", "Harbour & Lyle").out.strip()
    (tmp_path / "a.yaml").write_text(
        "answers: {pages: 60, colour: all, mood: calm}\n"
        "steering: {moody: [{on: 2026-01-02, script: 1, with: Kim, customer: insists}]}\n",
        "utf-8",
    )
    assert onboard("answer", interview, "--file", "a.yaml").code == 0
    (tmp_path / "old.yaml").unlink()
    return interview


def test_a_move_is_told_before_it_is_made(onboard: Callable[..., Done], copiers: str) -> None:
    """What has to be known comes first; nothing is recorded without being asked for."""
    done = onboard("migrate", copiers, "--to", "new.yaml")
    assert done.code == 0
    assert "retired             mood            calm" in done.out
    assert "renamed             pages → sheets  60 pages  It is asked in other words now." in done.out
    assert "Many sheets (many): open → clear" in done.out
    assert "A mood (moody): attempt on 2 January 2026, insists" in done.out
    assert "Worth (worth): 2, high → 0, low" in done.out
    assert "Verdict: steer first → proceed (R1 → R2)" in done.out
    assert "Nothing is recorded yet" in done.out
    told = json.loads(onboard("migrate", copiers, "--to", "new.yaml", "--json").out)
    assert {each["question"]: each["becomes"] for each in told["answers"]} == {
        "pages": "renamed",
        "colour": "ask_again",
        "mood": "retired",
    }
    assert [(each["kind"], each["flag"]) for each in told["dealings"]] == [("steered", "moody")]
    assert told["ladders"] == [{"ladder": "worth", "before": 2, "after": 0}]
    assert told["rule"] == {"before": "R1", "after": "R2"}
    assert told["applied"] is False


def test_a_move_is_made_and_taken_back(onboard: Callable[..., Done], copiers: str) -> None:
    """Saved interviews are listed, shown and written without any script file; each step changes what they say."""
    first = json.loads(onboard("show", copiers, "--json").out)
    assert "script now version 2.0" in onboard("migrate", copiers, "--to", "new.yaml", "--apply").err
    there = json.loads(onboard("show", copiers, "--json").out)
    assert (there["script"]["version"], there["answers"]["sheets"]["value"]) == ("2.0", 60)
    assert [each["question"] for each in there["left_behind"]] == ["colour", "mood"]
    (attempt,) = there["steering_left_behind"]
    assert (attempt["kind"], attempt["flag"], attempt["version"]) == ("steered", "moody", "1.0")
    record = onboard("export", copiers, "--what", "record", "--to", "md").out.strip()
    assert "How do they feel?" in Path(record).read_text("utf-8")
    assert "nothing changes" in onboard("migrate", copiers, "--to", "new.yaml").out
    assert onboard("migrate", copiers, "--back").code == 0
    assert json.loads(onboard("show", copiers, "--json").out) == first
    refused = onboard("migrate", copiers, "--back")
    assert (refused.code, "ctrl+z" in refused.err) == (2, False)
    assert onboard("list").out.count(copiers) == 1
    assert onboard("show", copiers).code == 0


def test_what_makes_no_sense_is_refused(onboard: Callable[..., Done], copiers: str) -> None:
    """One of the two ways is to be named, and a script that cannot be used moves nothing."""
    assert onboard("migrate", copiers).code == 2
    assert onboard("migrate", copiers, "--back", "--apply").code == 2
    assert onboard("migrate", copiers, "--to", "gone.yaml").code == 3
