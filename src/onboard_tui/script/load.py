"""Loads an interview script: every fault of its files at once, or the finished `Script`.

A script that is kept with an interview is kept as one text, `Script.source`. For a script in one file that is the
file's text; with included files it holds all of them, and it says in which language the script was loaded where that
is not its own (see `script.include.bundle`), so that `script_from_source` needs nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from onboard_tui.errors import ScriptError
from onboard_tui.script.assemble import FORMAT, Assembly
from onboard_tui.script.include import FolderFiles, Kept, KeptFiles, bundle, gather, unbundle
from onboard_tui.script.languages import in_language, languages_of, not_spoken
from onboard_tui.script.problems import YOUNGER, Problem, errors_of, in_order, problem, render_problem
from onboard_tui.script.reader import sure
from onboard_tui.script.yaml_nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as ReadOnly
    from pathlib import Path

    from onboard_tui.script.include import Files, Part
    from onboard_tui.script.model import Script

_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Loaded:
    """A script, or None where it has an error; and all problems, sorted by file and place."""

    script: Script | None
    problems: tuple[Problem, ...]
    sketch: Script | None = None
    """The script, or as much of it as could be read, for what can be proved of it all the same."""
    faulty: frozenset[str] = frozenset()
    """Questions of a sketch of which it is not known how, or whether, they can be answered."""


def open_script(path: Path, language: str | None = None) -> Script:
    """Load a script to work with, in one of its languages. Raises `ScriptError` with a sentence that lists the errors."""
    loaded = load_script(path, language)
    if loaded.script is not None:
        return loaded.script
    errors = errors_of(loaded.problems)
    listed = "\n".join(render_problem(each) for each in errors[:_MOST_LISTED])
    more = f"\n... and {len(errors) - _MOST_LISTED} more." if len(errors) > _MOST_LISTED else ""
    count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    raise ScriptError(
        f"The script {path.name} has {count} and cannot be used:\n{listed}{more}",
        way_out="Mend the file and try again; nothing else was touched.",
    )


def load_script(
    path: Path,
    language: str | None = None,
    *,
    thorough: bool = False,
    contract_parts: Collection[str] | None = None,
) -> Loaded:
    """Load a script file and the files it includes; never raises for anything that a file holds.

    Its texts are those of `language`, or of the script's own. With `thorough`, the texts of all languages are checked;
    with the names of `contract_parts`, questions are checked for feeding parts that do not exist.
    """
    files = FolderFiles(path.parent)
    return _load(files, path.name, language, thorough=thorough, contract_parts=contract_parts)


def script_from_source(
    source: str, file: str, includes: ReadOnly[str, str] | None = None, *, language: str | None = None
) -> Loaded:
    """Load a script from its text, as it is kept with an interview; `file` names it in problems.

    `includes` gives the texts of included files by name; a kept text brings its own, and says its language where
    no other is asked for. A rule that is younger than the text may be broken in it.
    """
    kept = unbundle(source)
    if kept is None:
        main = PurePosixPath(file).name or "script.yaml"
        kept = Kept(main, {**(includes or {}), main: source}, None)
    files = KeptFiles(kept.files, {kept.main: file})
    return _load(files, kept.main, language or kept.language, forgiven=YOUNGER)


def translated(script: Script, language: str) -> Script:
    """Give a script with its texts in another language, or as it is where it does not have that one."""
    base = language.partition("-")[0]
    if script.language.partition("-")[0] == base:
        return script
    known = next((each for each in script.languages if each.partition("-")[0] == base), None)
    return script if known is None else _translated(script.source, known) or script


@lru_cache(maxsize=8)
def _translated(source: str, language: str) -> Script | None:
    return script_from_source(source, "kept script", language=language).script


def _load(
    files: Files,
    main: str,
    language: str | None = None,
    *,
    thorough: bool = False,
    contract_parts: Collection[str] | None = None,
    forgiven: Collection[str] = (),
) -> Loaded:
    problems: list[Problem] = []
    parts = gather(files, main, problems)
    if not parts or parts[-1].name != main:
        return Loaded(None, in_order(problems))
    newer = [found for part in parts for found in _newer(part)]
    if newer:
        return Loaded(None, tuple(newer))
    languages = languages_of(parts[-1], problems)
    spoken = language or languages[0]
    if spoken not in languages:
        return Loaded(None, (not_spoken(parts[-1], spoken, languages),))
    spoken_parts = in_language(parts, spoken, languages, problems)
    assembly = Assembly(spoken_parts, problems, contract_parts=contract_parts)
    script = assembly.script()
    for other in (each for each in languages if thorough and each != spoken):
        Assembly(
            in_language(parts, other, languages, problems), problems, contract_parts=contract_parts
        ).script()
    for part in parts:
        problems = sure(problems, part.source.file, part.guessed)
    found = in_order(problems)
    if script is None or any(each.code not in forgiven for each in errors_of(found)):
        return Loaded(None, found, assembly.sketch, assembly.faulty)
    source = bundle(parts, main, spoken if spoken != languages[0] else None)
    sha256_of_source = sha256(source.encode()).hexdigest()
    finished = replace(script, language=spoken, languages=languages, source=source, sha256=sha256_of_source)
    return Loaded(finished, found, finished)


def _newer(part: Part) -> list[Problem]:
    """Refuse a newer version of the language with one clear line, whatever else is in the file."""
    node = part.root.get("format")
    if not isinstance(node, Scalar) or not isinstance(node.value, int) or node.value <= FORMAT:
        return []
    message = (
        f"This script is written in version {node.value} of the script language; this program reads {FORMAT}."
    )
    return [problem("S210", node, "format", message, "Install a newer onboard-tui.")]
