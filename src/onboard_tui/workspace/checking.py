"""Everything that can be known to be wrong with scripts and packs before anybody uses them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.pack import load_pack
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import load_script
from onboard_tui.script.problems import in_order
from onboard_tui.workspace.papers import pack_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem
    from onboard_tui.workspace import Workspace


def check_all() -> tuple[Problem, ...]:
    """Check every bundled script and pack."""
    return _check(sorted(interviews_folder().glob("*.yaml")), _pack_folders())


def check_named(workspace: Workspace, names: Iterable[str]) -> tuple[Problem, ...]:
    """Check scripts by bundled id or file, and packs by bundled id or folder. Raises `ScriptError`."""
    packs = {folder.name: folder for folder in _pack_folders()}
    folders = {name: packs.get(name, Path(name)) for name in names if name in packs or Path(name).is_dir()}
    return _check(
        [workspace.script_path(name) for name in names if name not in folders], list(folders.values())
    )


def _pack_folders() -> list[Path]:
    return sorted(found.parent for found in templates_folder().glob("*/pack.yaml"))


def _check(scripts: list[Path], folders: list[Path]) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    for folder in folders:
        problems += load_pack(folder).problems
    for path in scripts:
        loaded = load_script(path)
        problems += loaded.problems
        if loaded.script is not None:
            problems += run_scenarios(loaded.script)
            problems += _pack_for(loaded.script)
    return in_order(problems)


def _pack_for(script: Script) -> tuple[Problem, ...]:
    """Check a script and the pack that it names against each other, where the pack can be read."""
    if script.contract is None:
        return ()
    pack = load_pack(pack_folder(script.contract)).pack
    return () if pack is None else bind(pack, script).problems
