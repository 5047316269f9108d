"""What the tests of contracts share: the bundled script and pack, and one full interview."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.pack import open_pack
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.interview import Interview
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from tests.contract.deals import AS_OF, AT, Deal
from tests.contract.small_pack import small_script

if TYPE_CHECKING:
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.script.model import Script


@pytest.fixture(scope="session")
def script() -> Script:
    """Give the bundled script."""
    return open_script(interviews_folder() / "cloud-onboarding.yaml")


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Give the bundled pack."""
    return open_pack(templates_folder() / "cloud-services")


@pytest.fixture(scope="session")
def full(script: Script, pack: Pack) -> Deal:
    """Give the full interview."""
    path = Path(__file__).with_name("full_interview.yaml")
    ids = itertools.count()
    read = read_answers(
        path.read_bytes(),
        path.name,
        Interview("one", script, "Harbour & Lyle", AT),
        as_of=None,
        today=AS_OF,
        at=AT,
        new_id=lambda: f"{next(ids):04}",
    )
    assert read.problems == ()
    given = {
        entry.question: entry.value
        for entry in read.entries
        if isinstance(entry, Recorded) and entry.value is not None
    }
    return Deal(script, pack, given, {})


@pytest.fixture(scope="session")
def empty(script: Script, pack: Pack) -> Deal:
    """Give an interview in which nothing was asked yet."""
    return Deal(script, pack, {}, {})


@pytest.fixture(scope="session")
def small() -> Script:
    """Give the script that the small pack is for."""
    return small_script()
