"""What a PDF file says, as the JSON that its template sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.document import (
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    SubClause,
    Table,
    Title,
    text_of,
)
from onboard_tui.export.anchors import anchor, targets_of
from onboard_tui.export.columns import needs_by_head
from onboard_tui.export.flow import leads_in
from onboard_tui.export.legal import legal_text
from onboard_tui.export.pdf.said import Voice, language_parts, said
from onboard_tui.export.pdf.tables import table_part
from onboard_tui.export.scripts import language_reads_right_to_left
from onboard_tui.export.sheet import sheet_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.export.columns import Head, Needs
    from onboard_tui.export.paper import Paper

_TWIPS = 20
"""To a point."""
_HANG = 36.0
_ITEM_HANG = 62.35
_SIZE = 10.5
_TITLE_SIZE = 23.0
_DEEPEST_HEADING = 6
_LONGEST_LINE = 80
"""Characters of a title or a name that header and footer show."""
_LARGEST_MARK, _MARK_LENGTH = 110.0, 620.0
"""The size of the word across the page, and what its letters share."""

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the walk needs besides the blocks."""

    voice: Voice
    width: float
    """Of the text, in points."""
    names: Mapping[int, str]
    """Of the places that references lead to, by the place of their block."""
    needs: Mapping[Head, Needs]

    def room(self, indent: float = 0.0, size: float = _SIZE) -> float:
        """Give the width of a line in ems."""
        return (self.width - indent) / size


@dataclass(frozen=True, slots=True)
class _Look:
    """How a heading looks, in points."""

    size: float
    above: float
    below: float
    indent: float = 0.0
    quiet: bool = False


_PART = _Look(13.5, 24, 11)
_CLAUSE = _Look(10.5, 15, 9, _HANG)
_SECTION = _Look(11, 18, 9)
_DETAIL = _Look(10, 15, 8, quiet=True)


def content_of(paper: Paper) -> Part:
    """Give all that the template needs to set a paper, fonts excepted."""
    document = paper.document
    rtl = language_reads_right_to_left(document.language)
    sheet = sheet_for(document.language)
    targets = targets_of(document.blocks)
    names = {index: anchor(name, index) for name, index in targets.items()}
    voice = Voice(document.language, rtl, {name: names[index] for name, index in targets.items()})
    setting = _Setting(voice, sheet.text_width / _TWIPS, names, needs_by_head(document.blocks))
    lang, region = language_parts(document.language)
    mark = legal_text(paper.words.draft.upper())
    return {
        "title": _property(document.title) or _property(document.id),
        "author": [_property(paper.author)] if paper.author else [],
        "description": _property(paper.customer) or None,
        "keywords": [
            _property(each)
            for each in (paper.version_line, paper.sha256 and f"sha256 {paper.sha256}")
            if each
        ],
        "date": _day(paper),
        "lang": lang,
        "region": region,
        "rtl": rtl,
        "sheet": {
            name: getattr(sheet, name) / _TWIPS
            for name in ("width", "height", "side", "top", "bottom", "edge")
        },
        "private": not paper.document.for_customer,
        "header": _line(document.title, setting),
        "version": _line(paper.version_line, setting),
        "footer": _line(" · ".join(each for each in (paper.customer, paper.sha256[:12]) if each), setting),
        "words": {
            name: legal_text(getattr(paper.words, name))
            for name in ("private", "page", "of", "signature", "name", "position", "date")
        },
        "blocks": list(_parts(document.blocks, setting)),
        **(
            {}
            if paper.final
            else {"mark": {"text": mark, "size": min(_LARGEST_MARK, _MARK_LENGTH / max(len(mark), 1))}}
        ),
    }


def _property(text: str) -> str:
    """Give a property in one line."""
    return " ".join(legal_text(text).split())


def _day(paper: Paper) -> tuple[int, int, int] | None:
    """Give the day that the paper was worked out for."""
    if not paper.as_of:
        return None
    day = date.fromisoformat(paper.as_of)
    return day.year, day.month, day.day


def _line(text: str, setting: _Setting) -> Part:
    """Give what stands in a header or a footer, cut to one line."""
    words = " ".join(text.split())
    if len(words) > _LONGEST_LINE:
        words = words[: _LONGEST_LINE - 1].rstrip() + "\u2026"
    return said([Run(words)], setting.voice, setting.room(size=17))


def _parts(blocks: Sequence[Block], setting: _Setting) -> Iterator[Part]:
    """Give each block; items, bullets and places to sign that follow each other become one."""
    in_clause = False
    depth = 0
    for _, members in groupby(enumerate(blocks), key=_group):
        group = list(members)
        index, block = group[0]
        if isinstance(block, Title | Heading):
            in_clause = isinstance(block, Heading) and bool(block.number or (block.level > 1 and in_clause))
        if isinstance(block, Heading):
            if not (block.number + text_of(block.runs)).strip():
                continue
            depth = min(max(block.level, 1), depth + 1, _DEEPEST_HEADING)
        last = group[-1][0]
        keep = last + 1 < len(blocks) and leads_in(blocks[last], blocks[last + 1])
        part = _part([each for _, each in group], setting, depth=depth, in_clause=in_clause)
        part.setdefault("keep", keep)
        if isinstance(block, Title):
            part["subject"] = index > 0
        if index in setting.names:
            part["name"] = setting.names[index]
        yield part


def _group(place: tuple[int, Block]) -> object:
    index, block = place
    return type(block) if isinstance(block, Item | Bullet | Signature) else index


def _part(group: Sequence[Block], setting: _Setting, *, depth: int, in_clause: bool) -> Part:
    """Give what one block becomes, or several that belong together."""
    indent = _HANG if in_clause else 0.0
    match group[0]:
        case Title(runs=runs):
            return {"kind": "title", "said": said(runs, setting.voice, setting.room(size=_TITLE_SIZE))}
        case Heading() as heading:
            return _heading(heading, setting, depth=depth, in_clause=in_clause)
        case SubClause(number=number, runs=runs):
            words = said(runs, setting.voice, setting.room(_HANG), turns=not number)
            return {"kind": "paragraph", "number": number, "indent": 0 if number else indent, "said": words}
        case Paragraph(runs=runs):
            words = said(runs, setting.voice, setting.room(indent))
            return {"kind": "paragraph", "number": "", "indent": indent, "said": words}
        case Table() as table:
            return table_part(table, setting.needs, setting.voice, setting.width, indent=indent)
        case PageBreak():
            return {"kind": "break"}
    return _together(group, setting, indent)


def _heading(heading: Heading, setting: _Setting, *, depth: int, in_clause: bool) -> Part:
    """Give a heading; one of the second level stands under its clause's text."""
    look = (
        _PART if heading.level <= 1 else _DETAIL if heading.level > 2 else _CLAUSE if in_clause else _SECTION
    )
    return {
        "kind": "heading",
        "level": depth,
        "number": heading.number,
        "look": {
            "size": look.size,
            "above": look.above,
            "below": look.below,
            "indent": 0 if heading.number else look.indent,
            "quiet": look.quiet,
        },
        "said": said(heading.runs, setting.voice, setting.room(_HANG, look.size), turns=not heading.number),
    }


def _together(group: Sequence[Block], setting: _Setting, indent: float) -> Part:
    """Give a list, or the places to sign that stand beside each other."""
    voice, room = setting.voice, setting.room(_ITEM_HANG)
    bullets = [said(each.runs, voice, room) for each in group if isinstance(each, Bullet)]
    if bullets:
        return {"kind": "bullets", "indent": indent, "items": bullets}
    places = [each for each in group if isinstance(each, Signature)]
    if places:
        room = setting.room(setting.width / 2 + _HANG + _HANG)
        made = [
            {name: said(getattr(each, name), voice, room) for name in ("party", "name", "title")}
            for each in places
        ]
        return {"kind": "signatures", "places": made}
    return {"kind": "items", "items": _nested([each for each in group if isinstance(each, Item)], setting)}


def _nested(items: Sequence[Item], setting: _Setting) -> list[Part]:
    """Give lettered items as lists in lists, none more than one level deeper than the item before it."""
    top: list[Part] = []
    lists = [top]
    for item in items:
        level = min(max(item.level, 1), len(lists))
        del lists[level:]
        words = said(item.runs, setting.voice, setting.room(_ITEM_HANG + _HANG), turns=False)
        made: Part = {"label": item.label, "said": words, "items": []}
        lists[-1].append(made)
        lists.append(made["items"])
    return top
