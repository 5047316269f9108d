"""Accepts or rejects all tracked changes of a Word file, as Word does, and tells what is left.

Written from the standard (ECMA-376 part 1, 17.13.5) and independently of what writes the changes.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from tests.export.reading import opened

Told = tuple[Any, ...]
"""A paragraph or table as plain values that can be compared."""


def body_of(data: bytes, decision: str = "") -> list[Told]:
    """Tell a file's paragraphs and tables; `decision` is `accept`, `reject`, or nothing to decide."""
    body = deepcopy(opened(data).element.body)
    for came, went in (("w:ins", "w:del"), ("w:moveTo", "w:moveFrom")) if decision else ():
        _decide(body, came, went, accept=decision == "accept")
    for place in body.xpath("//*[contains(local-name(), 'Range') and starts-with(local-name(), 'move')]"):
        place.getparent().remove(place)
    assert not body.xpath(".//w:moveFrom | .//w:moveTo")
    assert not body.xpath(".//w:ins | .//w:del | .//w:pPrChange | .//w:delText | .//w:delInstrText")
    places = {
        mark.get(qn("w:name")): place
        for place, paragraph in enumerate(body.iter(qn("w:p")))
        for mark in paragraph.iter(qn("w:bookmarkStart"))
    }
    return [_told(element, places) for element in body if element.tag != qn("w:sectPr")]


def _decide(body: Any, came: str, went: str, *, accept: bool) -> None:
    stays, leaves = (came, went) if accept else (went, came)
    _decide_rows(body, stays, leaves)
    _decide_properties(body, accept=accept)
    for runs in body.xpath(f".//w:p/{leaves}"):
        runs.getparent().remove(runs)
    for runs in body.xpath(f".//w:p/{stays}"):
        for run in list(runs):
            runs.addprevious(run)
        runs.getparent().remove(runs)
    for gone, there in (("w:delText", "w:t"), ("w:delInstrText", "w:instrText")):
        for text in body.iter(qn(gone)):
            text.tag = qn(there)
    _join(body, stays, leaves)


def _decide_rows(body: Any, stays: str, leaves: str) -> None:
    for row in body.xpath(f".//w:tr[w:trPr/{leaves}]"):
        row.getparent().remove(row)
    for table in body.xpath(".//w:tbl[not(w:tr)]"):
        table.getparent().remove(table)
    for mark in body.xpath(f".//w:trPr/{stays}"):
        mark.getparent().remove(mark)


def _decide_properties(body: Any, *, accept: bool) -> None:
    for change in body.xpath(".//w:pPrChange"):
        properties = change.getparent()
        if accept:
            properties.remove(change)
        else:
            ended = properties.find(qn("w:rPr"))
            properties[:] = list(change[0]) + ([] if ended is None else [ended])


def _join(body: Any, stays: str, leaves: str) -> None:
    """Take away the ends of paragraphs that go; what they held comes to stand before the next paragraph."""
    for ended in body.xpath(f".//w:pPr/w:rPr[{stays}]"):
        ended.getparent().remove(ended)
    for ended in body.xpath(f".//w:pPr/w:rPr[{leaves}]"):
        paragraph = ended.getparent().getparent()
        content = [each for each in paragraph if each.tag != qn("w:pPr")]
        follows = paragraph.getnext()
        if follows.tag == qn("w:p"):
            follows[1:1] = content
        else:
            assert not [each for each in content if each.tag == qn("w:r")], (
                "a text cannot be joined with this"
            )
        paragraph.getparent().remove(paragraph)


def _told(element: Any, places: dict[str, int]) -> Told:
    if element.tag == qn("w:p"):
        return ("paragraph", *_paragraph(element, places))
    rows = []
    for row in element.iter(qn("w:tr")):
        cells = [[_paragraph(each, places) for each in cell.iter(qn("w:p"))] for cell in row.iter(qn("w:tc"))]
        rows.append((bool(row.xpath("w:trPr/w:tblHeader")), cells))
    return ("table", rows)


def _paragraph(paragraph: Any, places: dict[str, int]) -> tuple[list[Told], list[Told]]:
    """Tell a paragraph's properties and its runs; a field leads to the place of a paragraph."""
    kept = [each for each in paragraph[0] if each.tag != qn("w:keepNext")]
    runs = [(_look(run), _text(run, places)) for run in paragraph.iter(qn("w:r"))]
    joined = [
        (look, "".join(text for _, text in together))
        for look, together in groupby(runs, key=lambda run: run[0])
    ]
    return [_plain(each) for each in kept], joined


def _look(run: Any) -> list[Told]:
    return [_plain(each) for each in run if each.tag == qn("w:rPr")]


def _text(run: Any, places: dict[str, int]) -> str:
    told = ""
    for each in run:
        if each.tag == qn("w:t"):
            told += each.text or ""
        elif each.tag == qn("w:instrText"):
            _, bookmark, *switches = each.text.split()
            told += f"<field to {places[bookmark]} {switches}>"
        elif each.tag == qn("w:fldChar"):
            told += f"<{each.get(qn('w:fldCharType'))}>"
        elif each.tag != qn("w:rPr"):
            told += f"<{etree.QName(each).localname}>"
    return told


def _plain(element: Any) -> Told:
    return (element.tag, sorted(element.attrib.items()), [_plain(each) for each in element])
