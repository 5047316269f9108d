"""A Word file with tracked changes: accepting all gives the later paper, rejecting all the earlier one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from hypothesis import given

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
    Title,
)
from onboard_tui.contract.numbering import TO_NUMBER, numbered
from onboard_tui.export.paper import Paper
from onboard_tui.export.word.redline import write_redline
from onboard_tui.export.word.writer import write_word
from tests.contract.trees import two_papers
from tests.export.decided import body_of
from tests.export.hostile import HOSTILE
from tests.export.reading import audited, opened, parts
from tests.export.sample_tree import agreement, answer, paper, text

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (Run("words"),)


def runs(words: str) -> tuple[Run, ...]:
    """Give text as runs."""
    return (Run(words),)


def of(*blocks: Block) -> Paper:
    """A paper of a few blocks."""
    return Paper(Document("d", "Title", blocks), author="Example Cloud Ltd", as_of="2026-03-02")


def reworked() -> Paper:
    """The agreement with something of every kind changed."""
    document = agreement()
    blocks: list[Block] = []
    for block in document.blocks:
        match block:
            case SubClause(number="1.4") | Bullet(clause=None):
                continue
            case SubClause(number="3.2"):
                blocks.append(SubClause("3.2", runs("A promise that came in."), "missed"))
                blocks.append(
                    replace(
                        block,
                        number="3.3",
                        runs=(text("When we miss one, you get a credit at once. "), *block.runs[1:]),
                    )
                )
            case SubClause(number="4.1"):
                blocks.append(
                    replace(
                        block,
                        runs=(text("This agreement runs for a year from "), answer("1 May 2026"), text(".")),
                    )
                )
            case Table() if block.total:
                rows = (block.rows[1], (*block.rows[0][:2], runs("30"), *block.rows[0][3:]), *block.rows[2:3])
                blocks.append(replace(block, rows=rows))
            case Heading(id="missed"):
                blocks += [
                    Heading("people", 1, "3", runs("People")),
                    SubClause("3.1", WORDS, "people"),
                    PageBreak(),
                ]
                blocks.append(block)
            case Signature(name=()) | Signature(title=()):
                blocks.append(replace(block, name=runs("Omar Hadi"), title=runs("Owner")))
            case _:
                blocks.append(block)
    counted = [
        replace(block, number=TO_NUMBER) if isinstance(block, Heading) and block.number else block
        for block in blocks
    ]
    document = replace(document, blocks=numbered(counted, {}, "left out"))
    return replace(paper(document), version=4)


def rearranged() -> Paper:
    """The agreement with its services put last, before the signatures, and its duties after what is missed."""
    document = agreement()
    parts: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append([])
        parts[-1].append(
            replace(block, number=TO_NUMBER) if isinstance(block, Heading) and block.number else block
        )
    front, key_terms, summary, duties, services, missed, leaving, signing = parts
    ordered = [*front, *key_terms, *summary, *missed, *duties, *leaving, *services, *signing]
    return replace(paper(replace(document, blocks=numbered(ordered, {}, "left out"))), version=4)


CASES: dict[str, tuple[Paper, Paper]] = {
    "nothing": (paper(), paper()),
    "reworked": (paper(), reworked()),
    "taken back": (reworked(), paper()),
    "rearranged": (paper(), rearranged()),
    "from nothing": (of(), paper()),
    "a last paragraph comes": (
        of(Paragraph(runs("One."))),
        of(Paragraph(runs("One.")), Bullet(runs("Two.")), Paragraph(runs("Three."))),
    ),
    "a last paragraph goes": (of(Paragraph(runs("One.")), Bullet(runs("Two."))), of(Paragraph(runs("One.")))),
    "a last table comes": (
        of(Paragraph(runs("One."))),
        of(Paragraph(runs("One.")), Table((WORDS,), (), (Align.LEFT,))),
    ),
    "a last table goes": (
        of(Paragraph(runs("One.")), Table((WORDS,), (), (Align.LEFT,))),
        of(Paragraph(runs("One."))),
    ),
    "another end": (
        of(Title(WORDS), Bullet(runs("This end."))),
        of(Title(WORDS), Paragraph(runs("Another."))),
    ),
    "two sign instead of one": (
        of(Signature(WORDS, (), ())),
        of(Signature(WORDS, (), ()), Signature(runs("You"), WORDS, ())),
    ),
    "three sign instead of one": (of(Signature(WORDS, (), ())), of(*[Signature(WORDS, (), ())] * 3)),
    "hebrew": (
        paper(agreement("he")),
        replace(reworked(), document=replace(reworked().document, language="he")),
    ),
    "hostile": (
        of(*(Paragraph((Run(each, RunKind.ANSWER),)) for each in HOSTILE)),
        of(*(Paragraph((Run(each[::-1], RunKind.ANSWER), Run("&"))) for each in HOSTILE)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_accepting_gives_the_later_file_and_rejecting_the_earlier(name: str) -> None:
    """Paragraphs, runs, styles, numbers, references, rows and cells."""
    before, after = CASES[name]
    file = write_redline(before, after)
    assert body_of(file, "accept") == body_of(write_word(after))
    if before.document.blocks:
        assert body_of(file, "reject") == body_of(write_word(before))


@given(two_papers())
def test_any_two_papers_can_be_told_from_their_redline(
    papers: tuple[tuple[Block, ...], tuple[Block, ...]],
) -> None:
    """Whatever stands in them, as long as it is something."""
    before, after = of(Title(WORDS), *papers[0]), of(Title(WORDS), *papers[1])
    file = write_redline(before, after)
    assert body_of(file, "accept") == body_of(write_word(after))
    assert body_of(file, "reject") == body_of(write_word(before))


@pytest.mark.parametrize("name", CASES)
def test_the_audit_finds_no_error(name: str, tmp_path: Path) -> None:
    """Every redline is valid Open XML."""
    assert audited(write_redline(*CASES[name]), tmp_path) == []


def test_a_redline_of_one_paper_has_no_changes() -> None:
    """And reads as the paper itself."""
    file = write_redline(paper(), paper())
    assert body_of(file) == body_of(write_word(paper()))


def test_every_change_says_who_made_it_and_when_and_has_an_id_of_its_own() -> None:
    """The day is the paper's, and ids are never given twice, to bookmarks neither."""
    body = opened(write_redline(reworked(), rearranged())).element.body
    changes = body.xpath(".//w:ins | .//w:del | .//w:pPrChange | .//w:moveFrom | .//w:moveTo")
    assert {each.get(qn("w:author")) for each in changes} == {"Example Cloud Ltd"}
    assert {each.get(qn("w:date")) for each in changes} == {"2026-03-02T00:00:00Z"}
    ids = [each.get(qn("w:id")) for each in (*changes, *body.iter(qn("w:bookmarkStart")))]
    assert len(ids) == len(set(ids))


def test_only_the_words_that_changed_are_marked() -> None:
    """A lawyer reads what came and went, and nothing twice."""
    body = opened(write_redline(paper(), reworked())).element.body
    gone = ["".join(each.text for each in mark.iter(qn("w:delText"))) for mark in body.xpath(".//w:p/w:del")]
    came = ["".join(each.text for each in mark.iter(qn("w:t"))) for mark in body.xpath(".//w:p/w:ins")]
    assert "28" in gone
    assert "30" in came
    assert "A promise that came in." in came
    assert not [each for each in (*gone, *came) if "We measure each service level" in each]


def test_clauses_that_moved_are_told_as_moved() -> None:
    """Each with both of its places, and not as words that went and came."""
    body = opened(write_redline(paper(), rearranged())).element.body
    froms, tos = (
        [each.get(qn("w:name")) for each in body.iter(qn(f"w:{name}RangeStart"))]
        for name in ("moveFrom", "moveTo")
    )
    assert froms
    assert sorted(froms) == sorted(tos)
    assert len(set(froms)) == len(froms)
    gone = "".join(text.text for text in body.iter(qn("w:delText")))
    assert "Before the first day we will" not in gone


def test_the_page_is_that_of_the_later_paper() -> None:
    """Its version in the header, its mark across the page, its identity in the properties."""
    file = opened(write_redline(paper(), reworked()))
    section = file.sections[0]
    assert "Draft 4" in section.header.paragraphs[0].text
    assert section.header.part.blob.count(b'string="DRAFT"') == 1
    assert file.core_properties.version == "4"


def test_the_same_papers_give_the_same_bytes() -> None:
    """So that nobody wonders whether something changed."""
    assert write_redline(paper(), reworked()) == write_redline(paper(), reworked())


def test_a_paper_without_author_names_the_program() -> None:
    """Word takes no change that nobody made."""
    before, after = of(Paragraph(runs("One."))), of(Paragraph(runs("Two.")))
    file = write_redline(before, replace(after, author=""))
    assert b'w:author="onboard-tui"' in parts(file)["word/document.xml"]
