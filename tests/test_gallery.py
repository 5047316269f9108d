"""The gallery shows what its script makes: no picture is missing, and none is left over."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.compile(r"\]\(images/gallery/([^)]+)\)")
LARGEST = 60 * 1024


def test_the_gallery_shows_what_its_script_makes() -> None:
    """The page, the script and the folder name the same files."""
    script = runpy.run_path(str(ROOT / "docs" / "make_gallery.py"))
    made = {f"{picture.name}.png" for picture in script["PICTURES"]} | {script["WEB_PAGE"]}
    shown = SHOWN.findall((ROOT / "docs" / "gallery.md").read_text(encoding="utf-8"))
    there = {path.name for path in (ROOT / "docs" / "images" / "gallery").iterdir()}
    assert len(shown) == len(set(shown))
    assert set(shown) == made == there


def test_the_pictures_of_the_gallery_are_small() -> None:
    """A page that shows many pictures is quickly there."""
    for path in (ROOT / "docs" / "images" / "gallery").glob("*.png"):
        assert path.stat().st_size <= LARGEST, path.name
