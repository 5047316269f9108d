"""The files that a script is made of, and the one text in which all of them are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol, TypeGuard

from onboard_tui.resources import exists, interviews_folder
from onboard_tui.script.problems import Problem, closest, problem
from onboard_tui.script.reader import LARGEST, read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Node, Scalar, Sequence, Source, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping as ReadOnly

    from onboard_tui.script.yaml_nodes import Value

MOST_FILES = 50
"""Files that one script may be made of."""

LARGEST_TOGETHER = 3 * LARGEST
"""Characters that all of them may have; reading as many takes no more than a second."""

LIBRARY = "fragments/"
"""The folder of the files that come with the program for scripts to include."""

_MOST_BESIDE = 1_000
"""Files of a folder that may have been meant by the name of one that is not there."""

_BUNDLE = '{"onboard-tui script": 1, '
"""How the kept text of a script with included files begins. No script in YAML begins like this."""


class Files(Protocol):
    """Where the files of a script are read from, by name relative to the script."""

    def label(self, name: str) -> str:
        """Give the name that problems show."""
        ...

    def read(self, name: str) -> bytes | str:
        """Give a file's content; raises OSError or KeyError."""
        ...

    def beside(self, name: str) -> list[str]:
        """Give the names of files that may have been meant by a name for which there is none."""
        ...


@dataclass(frozen=True)
class FolderFiles:
    """The files beside a script, and those of the library that comes with the program."""

    folder: Path

    def label(self, name: str) -> str:
        """Give the path."""
        return str(self._folder_of(name) / name)

    def read(self, name: str) -> bytes:
        """Read a file, one byte more than is allowed at most; raises OSError, also for a file outside the folder."""
        path = self._folder_of(name) / name
        # Unlike pathlib's, this one has an answer for links that go round in a circle.
        folder = os.path.realpath(self._folder_of(name))
        if os.path.commonpath([folder, os.path.realpath(path)]) != folder:
            raise PermissionError(13, "it is outside the script's folder")
        if path.exists() and not path.is_file():
            raise IsADirectoryError(21, "it is not a file")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)

    def beside(self, name: str) -> list[str]:
        """Give those in the same folder, or the library for a name that begins like it."""
        within = PurePosixPath(name).parent
        folders = {self.folder / within}
        if f"{within}/" == LIBRARY:
            folders.add(interviews_folder() / within)
        return sorted(
            {str(within / path.name) for each in folders for path in each.glob("*.y*ml") if path.is_file()}
        )[:_MOST_BESIDE]

    def _folder_of(self, name: str) -> Path:
        """Give the script's folder, or that of the bundled scripts for a file of the library that is not beside it."""
        own = os.path.lexists(self.folder / name)
        if name.startswith(LIBRARY) and not own and exists(interviews_folder() / name):
            return interviews_folder()
        return self.folder


@dataclass(frozen=True)
class KeptFiles:
    """The files of a script that is kept as text."""

    texts: ReadOnly[str, str]
    labels: ReadOnly[str, str]

    def label(self, name: str) -> str:
        """Give the name that problems show."""
        return self.labels.get(name, name)

    def read(self, name: str) -> str:
        """Give a kept text; raises KeyError."""
        return self.texts[name]

    def beside(self, _name: str) -> list[str]:
        """Give those that are kept."""
        return sorted(self.texts)


@dataclass(frozen=True)
class Part:
    """One file of a script."""

    name: str
    root: Mapping
    source: Source
    guessed: frozenset[int] = frozenset()
    """The numbers of lines that were read as if they were lined up with others."""

    def listed(self) -> list[str]:
        """Give the names of the files under the key `include`, whose questions are asked before this file's own."""
        return [
            beside(self.name, each.text) for each in _items(self.root.get("include")) if _names_file(each)
        ]

    def placed(self, item: Node) -> str | None:
        """Give the name of the file whose questions are asked at an item of `questions`; None for a question."""
        wanted = item.get("include") if isinstance(item, Mapping) else None
        return beside(self.name, wanted.text) if _names_file(wanted) else None


def gather(files: Files, main: str, problems: list[Problem]) -> list[Part]:
    """Read a script and everything it includes: included files before the one that includes them."""
    gathering = _Gathering(files, problems)
    gathering.take_in(main, None, ())
    return list(gathering.parts.values())


def paths_of(script: Path) -> list[Path]:
    """Give the files that a script asks for, itself first, whether they can be read or not."""
    files = FolderFiles(script.parent)
    gathering = _Gathering(files, [])
    gathering.take_in(script.name, None, ())
    return [script, *(Path(files.label(name)) for name in gathering.asked)]


class _Gathering:
    """The files of a script, as they are found."""

    def __init__(self, files: Files, problems: list[Problem]) -> None:
        self.files = files
        self.problems = problems
        self.parts: dict[str, Part] = {}
        self.size = 0
        """Characters read so far."""
        self.asked: list[str] = []
        """The files that are to be included, also those that cannot be."""
        self.places: dict[str, Scalar] = {}
        """Where among questions a file is included."""

    def take_in(self, name: str, asked_at: Scalar | None, chain: tuple[str, ...]) -> None:
        """Read a file, after those that it includes."""
        part = _read(self.files, name, asked_at, self.problems)
        if part is None:
            return
        self.size += len(part.source.text)
        for wanted in self._wanted(part):
            refusal = _refusal(wanted, name, (*chain, name), self.parts, self.size)
            target = beside(name, wanted.text)
            self.asked.append(target)
            if refusal:
                self._refuse("S211", wanted, refusal)
            elif target not in self.parts:
                self.take_in(target, wanted, (*chain, name))
        self.parts[name] = part

    def _wanted(self, part: Part) -> list[Scalar]:
        """Give the names of included files: those of the key `include`, then those among the questions."""
        listing = part.root.get("include")
        if listing and not isinstance(listing, Sequence):
            self._refuse("S203", listing, "“include” needs a list of files.", "Write - file.yaml.")
        found = []
        for item in _items(listing):
            if _names_file(item):
                found.append(item)
            else:
                self._refuse("S203", item, "“include” lists the names of files.")
        for item in _items(part.root.get("questions")):
            placed = item.get("include") if isinstance(item, Mapping) else None
            if placed is None:
                continue
            if _names_file(placed):
                found += self._first_placed(part, placed)
            else:
                self._refuse(
                    "S203", placed, "“include” needs the name of a file.", "Write - include: file.yaml."
                )
        return found

    def _first_placed(self, part: Part, placed: Scalar) -> list[Scalar]:
        """Give what places a file, or nothing where another place has its questions already."""
        first = self.places.setdefault(beside(part.name, placed.text), placed)
        if first is placed:
            return [placed]
        message = f"The questions of “{placed.text}” are already asked at {first.place}."
        self._refuse("S211", placed, message, "Include it at one place only.")
        return []

    def _refuse(self, code: str, spot: Node, message: str, hint: str | None = None) -> None:
        self.problems.append(problem(code, spot, "include", message, hint))


def _items(listing: Node | None) -> list[Value]:
    return listing.items if isinstance(listing, Sequence) else []


def _names_file(node: Node | None) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and isinstance(node.value, str)


def _read(files: Files, name: str, asked_at: Scalar | None, problems: list[Problem]) -> Part | None:
    label = files.label(name)
    try:
        content = files.read(name)
    except (OSError, KeyError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not among the kept files"
        if asked_at is None:
            spot = Node(Source(label, ""), 0, 0)
            problems.append(
                problem("S001", spot, "", f"{label} cannot be read: {reason}.", "Check the name.")
            )
        else:
            message = f"The file “{asked_at.text}” cannot be read: {reason}."
            hint = (
                _meant(files, asked_at.text, name)
                if isinstance(error, FileNotFoundError | KeyError)
                else None
            )
            hint = hint or "Name a file beside this one."
            problems.append(problem("S211", asked_at, "include", message, hint))
        return None
    reading = read_yaml(content, label, read_on=True)
    problems.extend(reading.problems)
    if reading.root is None:
        return None
    if not isinstance(reading.root, Mapping):
        message = f"A script is a group of keys, and here is {kind_of(reading.root)}."
        problems.append(problem("S015", reading.root, "", message, "Begin with “format: 1”."))
        return None
    return Part(name, reading.root, reading.source, reading.guessed)


def _meant(files: Files, wanted: str, name: str) -> str | None:
    """Ask for the file that was meant, in the words of the one that includes it, or give nothing."""
    stems = {PurePosixPath(each).stem: each for each in files.beside(name)}
    close = closest(PurePosixPath(name).stem, stems)
    return f"Did you mean “{stems[close].removeprefix(name.removesuffix(wanted))}”?" if close else None


def _refusal(
    wanted: Scalar, name: str, chain: tuple[str, ...], parts: dict[str, Part], size: int
) -> str | None:
    """Say why a file cannot be included, or give nothing."""
    path = PurePosixPath(wanted.text)
    if path.is_absolute() or ".." in path.parts or "\\" in wanted.text or ":" in wanted.text:
        return f"“{wanted.text}” is not the name of a file beside this one."
    if path.suffix not in {".yaml", ".yml"}:
        return f"“{wanted.text}” is not a .yaml file."
    if beside(name, wanted.text) in chain:
        return f"“{wanted.text}” includes itself: {' → '.join((*chain, beside(name, wanted.text)))}."
    if len(parts) + len(chain) >= MOST_FILES:
        return f"A script is made of at most {MOST_FILES} files."
    if size > LARGEST_TOGETHER:
        return f"The files of a script have at most {LARGEST_TOGETHER:,} characters together."
    return None


def beside(name: str, wanted: str) -> str:
    """Give the name of an included file, as the script's folder has it."""
    return str(PurePosixPath(name).parent / wanted)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a kept text holds that is more than the text of one file."""

    main: str
    """The name of the script's own file."""
    files: ReadOnly[str, str]
    language: str | None
    """The one that the script was loaded in; None for its own."""


def bundle(parts: list[Part], main: str, language: str | None = None) -> str:
    """Give the one text to keep: the script's own, or one that holds all files and says the language of the texts.

    `language` is None where the script was loaded in its own language.
    """
    if len(parts) == 1 and language is None:
        return parts[0].source.text
    import json

    kept = {"main": main, "files": {part.name: part.source.text for part in parts}}
    rest = json.dumps(kept if language is None else {**kept, "language": language}, ensure_ascii=False)
    return _BUNDLE + rest[1:]


def unbundle(text: str) -> Kept | None:
    """Take a kept text apart; None for the text of one file."""
    if not text.startswith(_BUNDLE):
        return None
    import json

    try:
        kept = json.loads(text)
        main, files, language = kept["main"], kept["files"], kept.get("language")
    except (ValueError, KeyError, RecursionError):
        return None
    if not isinstance(main, str) or not isinstance(files, dict) or not isinstance(language, str | None):
        return None
    return Kept(main, {str(name): str(each) for name, each in files.items()}, language)


def still_says(path: Path, text: str) -> bool:
    """Whether a script file, with all that it includes, still holds what a script was kept with; no where it may not.

    That takes much less time than loading it.
    """
    kept = unbundle(text)
    texts = {path.name: text} if kept is None else kept.files
    files = FolderFiles(path.parent)
    try:
        return all(files.read(name) == each.encode() for name, each in texts.items())
    except OSError:
        return False
