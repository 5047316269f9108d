"""A user's own Word file, read and judged once; then papers are made with it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from onboard_tui.errors import WordFileError
from onboard_tui.export.house.cleaning import cleaned, kinds_of
from onboard_tui.export.house.tags import TaggedPart, read_tags
from onboard_tui.export.house.values import own_name_problems
from onboard_tui.export.house.ways import Way, settle, way_of
from onboard_tui.export.word.foreign import foreign_parts, read_foreign, xml_of
from onboard_tui.script.problems import errors_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onboard_tui.script.problems import Problem


@dataclass(frozen=True)
class WordTemplate:
    """A Word file of the user's, cleaned."""

    name: str
    """What messages call it: the path as it was given."""
    way: Way
    data: bytes
    """The package without what no paper takes over."""
    tagged: tuple[TaggedPart, ...]
    """Its parts that have tags."""
    problems: tuple[Problem, ...]
    """What is wrong with it, whatever the script."""

    @property
    def names(self) -> frozenset[str]:
        """What its tags name."""
        return frozenset(name for each in self.tagged for name in each.template.names)


def open_template(path: Path, way: Way | None = None) -> WordTemplate:
    """Open a Word file to make papers with. Raises `WordFileError` with the first thing that is wrong."""
    template = read_template(read_foreign(path), str(path), way)
    refuse_errors(template.problems, template.name)
    return template


def read_template(data: bytes, name: str, way: Way | None = None) -> WordTemplate:
    """Read a Word file and find what is wrong with it; `way` is found out where it is not said.

    Raises `WordFileError` for what is no Word file that can be read.
    """
    parts = foreign_parts(data, name)
    chosen = way or _way(parts, name)
    work = cleaned(parts, name, settle=partial(settle, way=chosen))
    tagged = tuple(found for part in work.texts if (found := read_tags(work, part)) is not None)
    own = (problem for each in tagged for problem in own_name_problems(each))
    return WordTemplate(name, chosen, packed_parts(work.parts), tagged, (*work.problems, *own))


def _way(parts: Mapping[str, bytes], name: str) -> Way:
    kinds = kinds_of(parts, name)
    body = next(part for part, kind in kinds.items() if kind in {"document", "template"})
    return way_of(xml_of(parts[body], name))


def refuse_errors(problems: Sequence[Problem], name: str) -> None:
    """Refuse a file that has errors, with the first of them. Raises `WordFileError`."""
    errors = errors_of(problems)
    if not errors:
        return
    first = errors[0]
    more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
    hint = f"{first.hint} " if first.hint else ""
    raise WordFileError(
        f"{first.place}: {first.code}: {first.message}{more}",
        way_out=f"{hint}`onboard-tui check {name}` lists everything. Nothing was written.",
    )


def packed_parts(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for part in sorted(parts):
            package.writestr(zipfile.ZipInfo(part), parts[part])
    return out.getvalue()
