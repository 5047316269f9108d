"""The files that a script is made of, and the one text in which all of them are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from onboard_tui.script.problems import Problem, problem
from onboard_tui.script.reader import LARGEST, read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Node, Scalar, Sequence, Source, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping as ReadOnly
    from pathlib import Path

MOST_FILES = 50
"""Files that one script may be made of."""

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


@dataclass(frozen=True)
class FolderFiles:
    """The files beside a script."""

    folder: Path

    def label(self, name: str) -> str:
        """Give the path."""
        return str(self.folder / name)

    def read(self, name: str) -> bytes:
        """Read a file, one byte more than is allowed at most; raises OSError, also for a file outside the folder."""
        path = self.folder / name
        # Unlike pathlib's, this one has an answer for links that go round in a circle.
        folder = os.path.realpath(self.folder)
        if os.path.commonpath([folder, os.path.realpath(path)]) != folder:
            raise PermissionError(13, "it is outside the script's folder")
        if path.exists() and not path.is_file():
            raise IsADirectoryError(21, "it is not a file")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)


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


@dataclass(frozen=True)
class Part:
    """One file of a script."""

    name: str
    root: Mapping
    source: Source


def gather(files: Files, main: str, problems: list[Problem]) -> list[Part]:
    """Read a script and everything it includes: included files before the one that includes them."""
    parts: dict[str, Part] = {}
    _gather(files, main, None, (), parts, problems)
    return list(parts.values())


def _gather(
    files: Files,
    name: str,
    asked_at: Scalar | None,
    chain: tuple[str, ...],
    parts: dict[str, Part],
    problems: list[Problem],
) -> None:
    part = _read(files, name, asked_at, problems)
    if part is None:
        return
    listing = part.root.get("include")
    for wanted in _included(listing, problems) if listing else ():
        refusal = _refusal(wanted, name, (*chain, name), parts)
        target = _relative(name, wanted.text)
        if refusal:
            problems.append(problem("S211", wanted, "include", refusal))
        elif target not in parts:
            _gather(files, target, wanted, (*chain, name), parts, problems)
    parts[name] = part


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
            problems.append(problem("S211", asked_at, "include", message, "Name a file beside this one."))
        return None
    reading = read_yaml(content, label)
    problems.extend(reading.problems)
    if reading.root is None:
        return None
    if not isinstance(reading.root, Mapping):
        message = f"A script is a group of keys, and here is {kind_of(reading.root)}."
        problems.append(problem("S015", reading.root, "", message, "Begin with “format: 1”."))
        return None
    return Part(name, reading.root, reading.source)


def _included(listing: Node, problems: list[Problem]) -> list[Scalar]:
    if not isinstance(listing, Sequence):
        problems.append(
            problem("S203", listing, "include", "“include” needs a list of files.", "Write - file.yaml.")
        )
        return []
    found = []
    for item in listing.items:
        if isinstance(item, Scalar) and isinstance(item.value, str):
            found.append(item)
        else:
            problems.append(problem("S203", item, "include", "“include” lists the names of files."))
    return found


def _refusal(wanted: Scalar, name: str, chain: tuple[str, ...], parts: dict[str, Part]) -> str | None:
    """Say why a file cannot be included, or give nothing."""
    path = PurePosixPath(wanted.text)
    if path.is_absolute() or ".." in path.parts or "\\" in wanted.text or ":" in wanted.text:
        return f"“{wanted.text}” is not the name of a file beside this one."
    if path.suffix not in {".yaml", ".yml"}:
        return f"“{wanted.text}” is not a .yaml file."
    if _relative(name, wanted.text) in chain:
        return f"“{wanted.text}” includes itself: {' → '.join((*chain, _relative(name, wanted.text)))}."
    if len(parts) + len(chain) >= MOST_FILES:
        return f"A script is made of at most {MOST_FILES} files."
    return None


def _relative(name: str, wanted: str) -> str:
    return str(PurePosixPath(name).parent / wanted)


def bundle(parts: list[Part], main: str) -> str:
    """Give the one text to keep: the script's own, or with included files one that holds them all."""
    if len(parts) == 1:
        return parts[0].source.text
    import json

    files = {part.name: part.source.text for part in parts}
    rest = json.dumps({"main": main, "files": files}, ensure_ascii=False)
    return _BUNDLE + rest[1:]


def unbundle(text: str) -> tuple[str, dict[str, str]] | None:
    """Take a kept text of several files apart: the script's name and all texts; None for one file's text."""
    if not text.startswith(_BUNDLE):
        return None
    import json

    try:
        kept = json.loads(text)
        main, files = kept["main"], kept["files"]
    except (ValueError, KeyError, RecursionError):
        return None
    if not isinstance(main, str) or not isinstance(files, dict):
        return None
    return main, {str(name): str(each) for name, each in files.items()}
