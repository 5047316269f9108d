"""Counts the numbers of a Word file's lists as a word processor does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def numbers_of(word: WordDocument) -> dict[str, str]:
    """The number before each paragraph of the body, by the paragraph's text; bullets count as nothing."""
    counts: dict[str, list[int]] = {}
    return {each.text: _number(word, each._p, counts) for each in word.paragraphs}


def _number(word: WordDocument, paragraph: Any, counts: dict[str, list[int]]) -> str:
    listed, level = _list_of(word, paragraph)
    if listed in {"", "0"}:
        return ""
    numbering = word.part.numbering_part.element
    (number,) = (each for each in numbering.findall(qn("w:num")) if each.get(qn("w:numId")) == listed)
    abstract_id = number.find(qn("w:abstractNumId")).get(qn("w:val"))
    abstracts = numbering.findall(qn("w:abstractNum"))
    (abstract,) = (each for each in abstracts if each.get(qn("w:abstractNumId")) == abstract_id)
    levels = {int(each.get(qn("w:ilvl"))): each for each in abstract.findall(qn("w:lvl"))}
    so_far = counts.setdefault(abstract_id, [0] * 9)
    so_far[level] += 1
    so_far[level + 1 :] = [0] * (8 - level)
    text: str = levels[level].find(qn("w:lvlText")).get(qn("w:val"))
    for at in range(9):
        if at in levels:
            form = levels[at].find(qn("w:numFmt")).get(qn("w:val"))
            text = text.replace(f"%{at + 1}", _written(so_far[at], form))
    return "" if levels[level].find(qn("w:numFmt")).get(qn("w:val")) == "bullet" else text


def _list_of(word: WordDocument, paragraph: Any) -> tuple[str, int]:
    """The list of a paragraph and its level: said by itself, or by its style or what that is based on."""
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    styles = {each.get(qn("w:styleId")): each for each in word.styles.element.findall(qn("w:style"))}
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    at = named.get(qn("w:val")) if named is not None else ""
    while properties is None and at in styles:
        properties = styles[at].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        based = styles[at].find(qn("w:basedOn"))
        at = based.get(qn("w:val")) if based is not None else ""
    if properties is None or properties.find(qn("w:numId")) is None:
        return "", 0
    level = properties.find(qn("w:ilvl"))
    return properties.find(qn("w:numId")).get(qn("w:val")), 0 if level is None else int(
        level.get(qn("w:val"))
    )


def _written(count: int, form: str) -> str:
    if form == "lowerLetter":
        return chr(ord("a") + count - 1)
    return ["", "i", "ii", "iii", "iv", "v", "vi"][count] if form == "lowerRoman" else str(count)
