"""The cover of a contract shows where our own words call the relationship more than the customer does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.tui.app import OnboardApp
from tests.tui.acting import press
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def boasting(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give an interview with a customer who sees us as a supplier, and a contract that says partner."""
    pack = tmp_path / "boasting"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    clause = pack / "clauses" / "08-duties-1-ours.md"
    clause.write_text(clause.read_text("utf-8") + "\nAs your partner we will tell you the truth.\n", "utf-8")
    script = (interviews_folder() / "cloud-onboarding.yaml").read_text("utf-8")
    path = tmp_path / "boasting.yaml"
    path.write_text(script.replace("\ncontract: cloud-services\n", f"\ncontract: {pack}\n"), "utf-8")
    opened = workspace.start(str(path), "Harbour & Lyle")
    for question, answer in (
        ("rel_kind", "existing"),
        ("own_claim", "partner"),
        ("rel_next_time", "open_price"),
    ):
        opened.record(question, answer)
    return opened


async def test_the_cover_marks_the_word_that_was_not_earned(
    workspace: Workspace, boasting: OpenInterview
) -> None:
    """The sentence, where it stands, and how they see us."""
    app = OnboardApp(workspace)
    async with app.run_test(size=(120, 60)) as pilot:
        await app.show_interview(boasting)
        await press(pilot, "f8")
        shown = text_on(pilot.app)
    assert "The paper says “partner”; how they see us: supplier (we say: partner)" in " ".join(shown.split())
    assert "As your partner we will tell you the truth." in shown
