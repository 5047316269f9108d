"""The fields that a Word file may hold: those that show the file's own numbers, names and places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED: Final = frozenset(
    {
        *(
            "=",
            "ADVANCE",
            "AUTHOR",
            "AUTONUM",
            "AUTONUMLGL",
            "AUTONUMOUT",
            "BIBLIOGRAPHY",
            "CITATION",
            "COMMENTS",
        ),
        *(
            "COMPARE",
            "CREATEDATE",
            "DATE",
            "DOCPROPERTY",
            "DOCVARIABLE",
            "EDITTIME",
            "EQ",
            "FILENAME",
            "FILESIZE",
        ),
        *("FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS"),
        *(
            "LASTSAVEDBY",
            "LISTNUM",
            "NOTEREF",
            "NUMCHARS",
            "NUMPAGES",
            "NUMWORDS",
            "PAGE",
            "PAGEREF",
            "PRINTDATE",
        ),
        *(
            "QUOTE",
            "REF",
            "REVNUM",
            "SAVEDATE",
            "SECTION",
            "SECTIONPAGES",
            "SEQ",
            "SET",
            "STYLEREF",
            "SUBJECT",
        ),
        *("SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS"),
        *("USERNAME", "XE"),
    }
)
"""A field that is not listed may fetch a file, ask a database, or start a program."""

NESTED = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in an instruction for a field inside it."""

_BEGIN, _INSTRUCTION, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_WORDS = re.compile(r'"[^"]*"|\S+')
_SWITCH = re.compile(r"\\[a-z]", re.IGNORECASE)
_WITH_WORD = frozenset({"\\l", "\\o", "\\t"})
"""Switches of a link that a word follows: a bookmark, a tip, a frame."""
_INSIDE = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


def instructions(root: Any) -> Iterator[str]:
    """Give the instruction of every field of a text, put together again where Word has cut it up."""
    for simple in root.iter(_SIMPLE):
        yield simple.get(qn("w:instr"), "")
    open_fields: list[list[str]] = []
    for element in root.iter(_BEGIN, _INSTRUCTION):
        kind = element.get(qn("w:fldCharType"))
        if element.tag == _INSTRUCTION:
            if not open_fields:
                yield element.text or ""
            else:
                open_fields[-1].append(element.text or "")
        elif kind == "begin":
            if open_fields:
                open_fields[-1].append(NESTED)
            open_fields.append([])
        elif kind == "end" and open_fields:
            yield "".join(open_fields.pop())
    for unfinished in open_fields:
        yield "".join(unfinished)


def refused(instruction: str) -> str | None:
    """Give the name of a field that may not be there, or None; a link may lead to the web, mail or a bookmark."""
    words = instruction.split()
    if not words:
        return None
    if words[0].startswith(NESTED):
        return "a field whose name another field works out"
    name = words[0].partition(NESTED)[0].upper()
    if name.startswith("="):
        return None
    if name not in ALLOWED:
        return name
    if name == "HYPERLINK":
        outside = [each for each in _addresses(instruction) if not _INSIDE.match(each)]
        return f"HYPERLINK to {outside[0]}" if outside else None
    return None


def _addresses(instruction: str) -> Iterator[str]:
    """Give what a link's instruction leads to; its bookmark and its tip lead nowhere."""
    skip = True
    for word in _WORDS.findall(instruction):
        if not skip and not _SWITCH.fullmatch(word):
            yield word.strip('"')
        skip = word.lower() in _WITH_WORD
