"""Where the scripts and contract packs that ship with the program are, and whether others are there."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def interviews_folder() -> Path:
    """Give the folder of the bundled interview scripts."""
    return _shipped("interviews")


def templates_folder() -> Path:
    """Give the folder of the bundled contract packs."""
    return _shipped("templates")


def bundled_scripts() -> list[Path]:
    """Give the files of the bundled interview scripts, by name."""
    return sorted(interviews_folder().glob("*.yaml"))


def bundled_packs() -> list[Path]:
    """Give the folders of the bundled contract packs, by name."""
    return sorted(found.parent for found in templates_folder().glob("*/pack.yaml"))


def exists(path: Path) -> bool:
    """Tell whether something has that name; no for a name that no file can have."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether that is a folder; no for a name that no folder can have."""
    return exists(path) and path.is_dir()


def _shipped(name: str) -> Path:
    """Give a folder that a wheel holds beside the modules and a checkout at its top."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name
