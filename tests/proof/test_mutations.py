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
from onboard_tui.workspace import Workspace
from tests.proof.judging import Fate, Judge

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
