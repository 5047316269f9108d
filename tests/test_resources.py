"""What ships with the program is found, in a checkout and in a wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui import resources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_checkout_has_its_folders_at_the_top(repository: Path) -> None:
    """Scripts and packs lie beside the sources."""
    assert resources.interviews_folder() == repository / "interviews"
    assert resources.templates_folder() == repository / "templates"


def test_a_wheel_has_them_beside_the_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed program brings its own."""
    package = tmp_path / "onboard_tui"
    (package / "interviews").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.interviews_folder() == package / "interviews"
