"""Runs and fields: a piece of text with its look, its writing systems and its cached value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onboard_tui.contract.document import RunKind
from onboard_tui.export.scripts import LATIN, Slot, segments
from onboard_tui.export.word.elements import copied, text_elements, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Run
    from onboard_tui.export.scripts import WritingSystem
    from onboard_tui.export.word.targets import Target


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks beyond its paragraph's style."""

    bold: bool = False
    italic: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What runs need to know of the document they stand in."""

    language: str = "en"
    rtl: bool = False
    """Whether the document runs from right to left."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    """What references may point at, by the id that they name."""


PLAIN = Look()


def run_elements(runs: Iterable[Run], context: Context, *, rtl: bool = False) -> Iterator[BaseOxmlElement]:
    """Give runs of the tree as runs and fields of Word; `rtl` is their paragraph's direction."""
    for run in runs:
        look = Look(run.bold, run.italic, "OpenPoint" if run.kind is RunKind.OPEN else None)
        target = context.targets.get(run.target or "") if run.kind is RunKind.REF else None
        if target is None or target.number not in run.text:
            yield from text_runs(run.text, look, context, rtl=rtl)
            continue
        before, number, after = run.text.partition(target.number)
        yield from text_runs(before, look, context, rtl=rtl)
        yield from field_runs(f" REF {target.bookmark} \\w \\h ", number, look)
        yield from text_runs(after, look, context, rtl=rtl)


def text_runs(text: str, look: Look, context: Context, *, rtl: bool = False) -> Iterator[BaseOxmlElement]:
    """Give text as one run for each writing system in it."""
    if not text:
        return
    for segment in segments(text, context.language, rtl=rtl):
        yield w("r", *_properties(look, segment.system), *text_elements(segment.text))


def field_runs(instruction: str, cached: str, look: Look = PLAIN) -> Iterator[BaseOxmlElement]:
    """Give a field with the text that shows until Word works it out anew."""
    code = w("instrText")
    code.text = instruction
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    yield _field_mark("begin", look)
    yield w("r", *_properties(look, LATIN), code)
    yield _field_mark("separate", look)
    yield w("r", *_properties(look, LATIN), *text_elements(cached))
    yield _field_mark("end", look)


@copied
def _field_mark(kind: str, look: Look) -> BaseOxmlElement:
    """Make the run that begins a field, ends it, or parts what it asks for from what it shows."""
    return w("r", *_properties(look, LATIN), w("fldChar", fldCharType=kind))


def _properties(look: Look, system: WritingSystem) -> Iterator[BaseOxmlElement]:
    """Give a run's properties, or nothing where it has none."""
    if look != PLAIN or system is not LATIN:
        yield _run_properties(look, system)


@copied
def _run_properties(look: Look, system: WritingSystem) -> BaseOxmlElement:
    """Make a run's properties; their order is the schema's."""
    parts: list[BaseOxmlElement] = []
    if look.style is not None:
        parts.append(w("rStyle", val=look.style))
    if system.font:
        parts.append(_fonts(system))
    if look.bold:
        parts += [w("b"), w("bCs")]
    if look.italic:
        parts += [w("i"), w("iCs")]
    if system.rtl:
        parts.append(w("rtl"))
    elif system.slot is Slot.COMPLEX:
        parts.append(w("cs"))
    if system.language:
        parts.append(w("lang", **{"bidi" if system.slot is Slot.COMPLEX else "eastAsia": system.language}))
    return w("rPr", *parts)


def _fonts(system: WritingSystem) -> BaseOxmlElement:
    """Name the font in the slot from which Word takes it for this writing system."""
    if system.slot is Slot.COMPLEX:
        return w("rFonts", cs=system.font)
    if system.slot is Slot.EAST_ASIAN:
        return w("rFonts", eastAsia=system.font, hint="eastAsia")
    return w("rFonts", ascii=system.font, hAnsi=system.font, eastAsia=system.font, cs=system.font)
