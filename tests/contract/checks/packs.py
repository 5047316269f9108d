"""Packs that are the bundled one but for a few clauses, and what the checks find in their drafts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.pack import open_pack

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Finding
    from tests.contract.deals import Deal

HEAD = """format: 1
id: spoiled
version: "1"
title: Spoiled
based_on: cloud-services
"""


def clause(name: str, part: str, text: str, **keys: str) -> str:
    """Give a clause file."""
    said = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\nid: {name}\ntitle: {name.replace('_', ' ')}\npart: {part}\n{said}---\n{text}\n"


def with_pack(deal: Deal, folder: Path, *clauses: str, yaml: str = "") -> Deal:
    """Give the deal with clauses added to the bundled pack, or put in the place of those of the same id."""
    (folder / "clauses").mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD + yaml, "utf-8")
    for number, text in enumerate(clauses):
        (folder / "clauses" / f"{number:02}.md").write_text(text, "utf-8")
    return replace(deal, pack=open_pack(folder))


def found(deal: Deal, check: str) -> list[Finding]:
    """Draft, and give what one check found."""
    return [each for each in deal.draft().findings if each.check == check]
