"""No mistake in a bundled script that changes what it decides goes unnoticed by `check`.

Each script is changed in one place: an entry or a key deleted, an id renamed, neighbours swapped, a question retyped,
a number, a severity or a verdict changed, a condition negated or cut. Either `check` tells of it, or all that the script
decides stays as it was, over a fixed set of interviews. What is neither is listed, with what comes out differently:
write a scenario in which that can be seen, or mend the check.

With `HYPOTHESIS_PROFILE=search` many more mistakes are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest

from onboard_tui.resources import bundled_scripts
from onboard_tui.script.load import script_from_source
from onboard_tui.workspace import Workspace
from tests.proof.behaviour import Yardstick
from tests.proof.judging import Fate, Judge
from tests.proof.stall import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = hypothesis.settings().max_examples // 6
"""Made in each script."""


@pytest.mark.parametrize("script", bundled_scripts(), ids=lambda path: path.stem)
def test_a_mistake_in_a_bundled_script_is_found_or_does_nothing(script: Path, tmp_path: Path) -> None:
    """Of each kind of mistake some, the same ones as long as their lines are not touched."""
    judge = Judge(script, Workspace(str(tmp_path / "interviews.db")), tmp_path)
    judged = [judge.judge(mistake) for mistake in judge.files.drawn(MISTAKES)]
    assert [str(each) for each in judged if each.fate is Fate.SURVIVED] == []


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("watts > 3000", "watts > 3001", "flag too_many_watts: open → clear"),
        (
            "{id: no_money, title: No money, severity: major",
            "{id: no_money, title: No money, severity: minor",
            "verdict",
        ),
        ("kind: ours", "kind: path", "flag too_many_watts: cannot_fix → open"),
        ("with: conditions, ", "", "verdict"),
        ("budget / price", "price / budget", "value share"),
        ("gate: true, ask: How", "ask: How", "missing gates"),
        ("max: 9000", "max: 3000", "refused"),
        ("answered(name)) >= 1", "answered(name)) >= 2", "against a rule"),
        ("title: Too many", "title: Far too many", ""),
    ],
)
def test_what_a_mistake_does_shows_in_the_interviews_that_scripts_are_measured_by(
    before: str, after: str, difference: str
) -> None:
    """A limit, a weight, a kind, a condition, a sum, a gate, what can be answered; and words, which do nothing."""
    script, changed = (
        script_from_source(each, "stall.yaml").script for each in (SOURCE, SOURCE.replace(before, after))
    )
    assert script is not None
    assert changed is not None
    found = Yardstick(script, None).differs(changed)
    assert found.startswith(difference)
    assert bool(found) is bool(difference)
