"""Everything that can be known to be wrong with scripts and packs before anybody uses them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import load_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.errors import ContractError
from onboard_tui.resources import interviews_folder, is_folder, templates_folder
from onboard_tui.script.load import load_script
from onboard_tui.script.problems import errors_of, in_order, problem
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Node, Source
from onboard_tui.workspace.papers import pack_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem
    from onboard_tui.workspace import Workspace


def check_all() -> tuple[Problem, ...]:
    """Check every bundled script and pack."""
    return _check(sorted(interviews_folder().glob("*.yaml")), _pack_folders())


def check_named(workspace: Workspace, names: Iterable[str]) -> tuple[Problem, ...]:
    """Check scripts by bundled id or file, and packs by bundled id or folder. Raises `ScriptError`."""
    packs = {folder.name: folder for folder in _pack_folders()}
    folders = {name: packs.get(name, Path(name)) for name in names if name in packs or is_folder(Path(name))}
    return _check(
        [workspace.script_path(name) for name in names if name not in folders], list(folders.values())
    )


def _pack_folders() -> list[Path]:
    return sorted(found.parent for found in templates_folder().glob("*/pack.yaml"))


def _check(scripts: Iterable[Path], folders: Iterable[Path]) -> tuple[Problem, ...]:
    problems = [problem for folder in folders for problem in load_pack(folder).problems]
    for path in scripts:
        problems += _script_problems(path)
    return in_order(problems)


def _script_problems(path: Path) -> Iterator[Problem]:
    """Check a script by itself, then its own scenarios, then against the pack that it names."""
    script = load_script(path).script
    pack = None
    if script is not None and script.contract is not None:
        try:
            pack = load_pack(pack_folder(script.contract)).pack
        except ContractError as error:
            yield _no_such_pack(script, path, error)
    parts = None if pack is None else pack.feeds.keys()
    yield from load_script(path, thorough=True, contract_parts=parts).problems
    if script is None:
        return
    found = () if pack is None else check_pack(pack, script)
    yield from found
    fits = pack is not None and not errors_of(found)
    yield from run_scenarios(script, partial(_clauses, pack) if pack is not None and fits else None)


def _no_such_pack(script: Script, path: Path, error: ContractError) -> Problem:
    """Point at the line that names a pack which does not exist."""
    root = read_yaml(path.read_bytes(), str(path)).root
    named = root.get("contract") if isinstance(root, Mapping) else None
    spot = named or Node(Source(str(path), script.source), 0, 0)
    return problem("S217", spot, "contract", error.sentence, error.way_out)


def _clauses(pack: Pack, assessment: Assessment) -> list[str]:
    return [origin.clause for origin in draft_contract(assessment, pack).origins]
