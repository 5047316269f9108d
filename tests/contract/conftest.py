"""What the tests of contracts share: the bundled script and pack, and one full interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.pack import open_pack
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from tests.contract.deals import Deal, full_deal
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
    return full_deal(script, pack)


@pytest.fixture(scope="session")
def empty(script: Script, pack: Pack) -> Deal:
    """Give an interview in which nothing was asked yet."""
    return Deal(script, pack, {}, {})


@pytest.fixture(scope="session")
def small() -> Script:
    """Give the script that the small pack is for."""
    return small_script()
