"""The ways out for a script that names a pack which is not for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.words import listed
from onboard_tui.resources import interviews_folder
from onboard_tui.script.include import LIBRARY
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.lacking import Lacking
    from onboard_tui.script.model import Script


def ways_out(bound: BoundPack, script: Script, path: Path) -> str:
    """Say how the script at a path can have a pack, and what lists everything that is lacking."""
    other = f"Or name a pack of your own that is `based_on: {bound.pack.id}` and leaves out what reads them"
    ways = (
        *_included(bound.lacking),
        f"{other}, or another pack, or none: without this line the script works all the same.",
        f"`onboard-tui check {path} {script.contract}` lists every place.",
    )
    return " ".join(ways)


def _included(lacking: Lacking) -> Iterator[str]:
    """Say which files of the library supply what is lacking."""
    wanted = {*lacking.questions, *lacking.flags}
    supplied = {
        path.name: wanted & _ids(path) for path in sorted((interviews_folder() / LIBRARY).glob("*.yaml"))
    }
    files = [name.removesuffix(".yaml") for name, ids in supplied.items() if ids]
    if files:
        count = len(set().union(*supplied.values()))
        yield f"{count} of the {len(wanted)} come with {LIBRARY}*.yaml, which a script can include: {listed(files)}."


def _ids(path: Path) -> set[str]:
    """Give the ids that an included file brings along."""
    root = read_yaml(path.read_bytes(), str(path)).root
    groups = (
        [root.get(key) for key in ("questions", "computed", "flags")] if isinstance(root, Mapping) else []
    )
    items = [item for group in groups if isinstance(group, Sequence) for item in group.items]
    found = [item.get("id") for item in items if isinstance(item, Mapping)]
    return {each.text for each in found if isinstance(each, Scalar)}
