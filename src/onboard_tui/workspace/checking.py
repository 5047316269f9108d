"""Everything that can be known to be wrong with scripts, packs and Word files before anybody uses them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.catalogue import FILE_NAME, conditions_of, load_catalogue
from onboard_tui.contract.pack import load_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.deal.words import number_of
from onboard_tui.errors import ContractError
from onboard_tui.proof.script_proofs import prove, with_holes
from onboard_tui.resources import bundled_packs, bundled_scripts, exists, is_folder
from onboard_tui.script.include import paths_of
from onboard_tui.script.load import load_script, open_script
from onboard_tui.script.problems import errors_of, in_order, problem
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Node, Source
from onboard_tui.workspace.every_contract import draft_every_contract
from onboard_tui.workspace.papers import pack_folder
from onboard_tui.workspace.scenario_checks import check_scenarios, missing_scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.proof.coverage import Coverage
    from onboard_tui.proof.proved import Proved
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem
    from onboard_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckedScript:
    """What was looked at in a script that can be loaded, besides what is wrong with it."""

    id: str
    notes: tuple[str, ...] = ()
    """What to say about it at the end, a sentence each."""
    coverage: Coverage | None = None
    """How much of it its scenarios show, where it has any."""
    proved: Proved | None = None
    """What can come about in it, with examples."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking scripts, packs and Word files found."""

    problems: tuple[Problem, ...]
    """Everything that is wrong, sorted by place."""
    scripts: tuple[CheckedScript, ...] = ()


def check_all() -> Checked:
    """Check every bundled script and pack."""
    known = _with_contract(bundled_scripts())
    packs = [problem for folder in bundled_packs() for problem in _pack_problems(folder, known, named=False)]
    checked = _check(bundled_scripts(), ())
    return replace(checked, problems=in_order([*packs, *checked.problems]))


def check_named(workspace: Workspace, names: Iterable[str]) -> Checked:
    """Check scripts by bundled id or file, packs by bundled id or folder, and Word files.

    A pack or a Word file is judged by the scripts that are named beside it, else by the bundled ones.
    Raises `ScriptError` and `WordFileError`.
    """
    named = _named(workspace, names)
    checked = _check(named.scripts, named.packs)
    word_problems = _word_problems(named.word_files, named.scripts or bundled_scripts())
    return replace(checked, problems=(*checked.problems, *word_problems))


def read_for(workspace: Workspace, names: Sequence[str]) -> tuple[Path, ...]:
    """Give the files and folders that are read where these names are checked, there or not. Raises `ScriptError`."""
    named = _named(workspace, names) if names else _Named(bundled_packs(), (), bundled_scripts())
    found = [*named.packs, *named.word_files]
    for path in named.scripts:
        found += paths_of(path)
        found += _pack_folders(load_script(path).script)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Named:
    """What is to be checked, by kind."""

    packs: Sequence[Path]
    word_files: Sequence[Path]
    scripts: Sequence[Path]


def _named(workspace: Workspace, names: Iterable[str]) -> _Named:
    """Tell apart packs, Word files and scripts that are named. Raises `ScriptError`."""
    bundled = {folder.name: folder for folder in bundled_packs()}
    packs = {
        name: bundled.get(name, Path(name)) for name in names if name in bundled or is_folder(Path(name))
    }
    files = [name for name in names if name not in packs]
    return _Named(
        tuple(packs.values()),
        [Path(name) for name in files if _is_word_file(name)],
        [workspace.script_path(name) for name in files if not _is_word_file(name)],
    )


def _pack_folders(script: Script | None) -> Sequence[Path]:
    """Give the folders of the pack that a script names, with those that it is based on."""
    if script is None or script.contract is None:
        return ()
    try:
        folder = pack_folder(script.contract)
    except ContractError:
        return ()
    read = load_pack(folder).read
    return (folder,) if read is None else read.folders


def suggest_scenarios(workspace: Workspace, name: str) -> str:
    """Give scenarios that a script lacks, as YAML. Raises `ScriptError`."""
    script = open_script(workspace.script_path(name))
    pack = _pack_for(script)
    fits = pack is not None and not errors_of(check_pack(pack, script))
    return missing_scenarios(script, pack if fits else None)


def _is_word_file(name: str) -> bool:
    """Tell by its name whether a file is one of Word's."""
    return Path(name).suffix.lower() in {".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot"}


def _word_problems(word_files: Sequence[Path], scripts: Iterable[Path]) -> Iterator[Problem]:
    """Check Word files against the scripts whose answers they may print."""
    if not word_files:
        return
    from onboard_tui.workspace.word_templates import word_problems

    loaded = [script for path in scripts if (script := load_script(path).script) is not None]
    answering = [(pack, script) for script in loaded if (pack := _pack_for(script)) is not None]
    for path in word_files:
        yield from word_problems(path, answering)


def _pack_for(script: Script) -> Pack | None:
    """Give the pack that a script names, if it can be used."""
    if script.contract is None:
        return None
    try:
        return load_pack(pack_folder(script.contract)).pack
    except ContractError:
        return None


def _check(scripts: Iterable[Path], folders: Iterable[Path]) -> Checked:
    paths = list(scripts)
    known = _with_contract(paths or bundled_scripts()) if folders else []
    problems: list[Problem] = []
    for folder in folders:
        problems += _pack_problems(folder, known, named=bool(paths))
        problems += _draft_problems(folder, known, named=bool(paths))
    looked_at = []
    for path in paths:
        found, script = _check_script(path)
        problems += found
        looked_at += [] if script is None else [script]
    return Checked(in_order(problems), tuple(looked_at))


def _pack_problems(folder: Path, known: Sequence[Script], *, named: bool) -> Iterator[Problem]:
    """Check a pack and its catalogue by themselves, then against the scripts that it is judged by."""
    loaded = load_pack(folder)
    yield from loaded.problems
    listed = folder / FILE_NAME
    catalogue, problems = load_catalogue(listed) if exists(listed) else (None, ())
    yield from problems
    for script in _judging(loaded.read, known, named=named):
        if loaded.read is not None:
            yield from check_pack(loaded.read, script)
        if catalogue is not None:
            yield from conditions_of(catalogue, script)


def _draft_problems(folder: Path, known: Sequence[Script], *, named: bool) -> Iterator[Problem]:
    """Draft every contract of a pack, but for scripts that name it and are checked with it anyway."""
    pack = load_pack(folder).pack
    for script in () if pack is None else _judging(pack, known, named=named):
        with_it = named and _folder_named(script) == folder.resolve()
        if pack is not None and not with_it and not errors_of(check_pack(pack, script)):
            yield from draft_every_contract(script, pack).problems


def _judging(pack: Pack | None, known: Sequence[Script], *, named: bool) -> Sequence[Script]:
    """Give the scripts that a pack is judged by: all where they are named beside it, else those that it is for."""
    return known if named or pack is None else _fitting(pack, known)


def _with_contract(paths: Iterable[Path]) -> list[Script]:
    """Give the scripts that can be read and name a contract pack."""
    loaded = [load_script(path).script for path in paths]
    return [script for script in loaded if script is not None and script.contract is not None]


def _fitting(pack: Pack, scripts: Sequence[Script]) -> Sequence[Script]:
    """Give the scripts that a pack is judged by: those that name it, or name the pack that it is based on.

    For a pack that no script names it is the one that it fits best.
    """
    for folder in pack.folders:
        naming = [script for script in scripts if _folder_named(script) == folder.resolve()]
        if naming:
            return naming
    return sorted(scripts, key=lambda script: len(errors_of(check_pack(pack, script))))[:1]


def _folder_named(script: Script) -> Path | None:
    """Give the folder of the pack that a script names, if there is one."""
    try:
        return None if script.contract is None else pack_folder(script.contract).resolve()
    except ContractError:
        return None


def _check_script(path: Path) -> tuple[list[Problem], CheckedScript | None]:
    """Check a script by itself, then its own scenarios, then against the pack that it names."""
    problems: list[Problem] = []
    script = load_script(path).script
    pack = None
    if script is not None and script.contract is not None:
        try:
            pack = _pack_without_errors(script.contract)
        except ContractError as error:
            problems.append(_cannot_use_pack(script, path, error.sentence, error.way_out))
    parts = None if pack is None else pack.feeds.keys()
    loaded = load_script(path, thorough=True, contract_parts=parts)
    proved = prove(loaded)
    problems += [*with_holes(loaded), *proved.problems]
    if script is None:
        return problems, None
    found = () if pack is None else _misfits(pack, script, path)
    problems += found
    fits = pack is not None and not errors_of(found)
    fitting = pack if fits else None
    told, coverage = check_scenarios(script, fitting, path)
    problems += told
    notes = [proved.line] if proved.undecided else []
    notes += [coverage.line] if script.scenarios else []
    if fitting is not None:
        drafted = draft_every_contract(script, fitting)
        problems += drafted.problems
        notes.append(drafted.line)
    covered = coverage if script.scenarios else None
    return problems, CheckedScript(script.id, tuple(notes), covered, proved)


def _pack_without_errors(name: str) -> Pack:
    """Give the pack that a script names. Raises `ContractError`, which says how many errors it has."""
    loaded = load_pack(pack_folder(name))
    if loaded.pack is None:
        errors = number_of(len(errors_of(loaded.problems)), "error")
        raise ContractError(
            f"The contract pack {name!r} has {errors}.", way_out=f"`onboard-tui check {name}` lists them."
        )
    return loaded.pack


def _misfits(pack: Pack, script: Script, path: Path) -> tuple[Problem, ...]:
    """Give what is wrong with a script's pack; of one that plainly is not for the script that alone."""
    bound = bind(pack, script)
    if not bound.misfit:
        return check_pack(pack, script)
    from onboard_tui.workspace.wrong_pack import ways_out

    return (_cannot_use_pack(script, path, bound.misfit, ways_out(bound, script, path)),)


def _cannot_use_pack(script: Script, path: Path, sentence: str, way_out: str | None) -> Problem:
    """Point at the line that names a pack which cannot be used."""
    root = read_yaml(path.read_bytes(), str(path)).root
    named = root.get("contract") if isinstance(root, Mapping) else None
    spot = named or Node(Source(str(path), script.source), 0, 0)
    return problem("S217", spot, "contract", sentence, way_out)
