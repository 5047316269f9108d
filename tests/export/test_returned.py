"""A Word file that came back: what the customer changed is told, and nothing in it can hurt."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from onboard_tui.contract.marked_text import Mark
from onboard_tui.errors import WordFileError
from onboard_tui.export.returned import Remark, read_returned
from onboard_tui.export.returned_changes import Change, changes_in
from onboard_tui.export.word.redline import write_redline
from onboard_tui.export.word.writer import write_word
from onboard_tui.text import clean
from tests.export.hostile import HOSTILE
from tests.export.reading import opened, parts
from tests.export.sample_tree import SHA256, agreement, paper
from tests.export.sent_back import edited, end_deleted, paragraph_with, said, tracked, with_part
from tests.export.test_redline import reworked

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument

OURS = write_word(paper())
LEAVE = "Either of us may end it"


def changed(edit: Callable[[WordDocument], object]) -> tuple[Change, ...]:
    """What is told of an edit to our agreement."""
    return changes_in(paper(), read_returned(edited(OURS, edit), "back.docx"))


def words(change: Change, mark: Mark) -> list[str]:
    """The words of a change that came or went."""
    return [text for each, text in change.words if each is mark]


@pytest.mark.parametrize("language", ["en", "he", "ja"])
def test_our_own_file_reads_as_the_paper_it_was_made_of(language: str) -> None:
    """No difference is told where nobody changed anything, whatever numbers and fields stand in it."""
    one = paper(agreement(language, extra=3))
    assert changes_in(one, read_returned(write_word(one), "back.docx")) == ()


def test_the_file_says_which_draft_it_was_made_from() -> None:
    """By our identity in its properties, and by its title."""
    returned = read_returned(OURS, "back.docx")
    assert returned.sha256 == SHA256
    assert returned.title == "Agreement with Harbour Street Dental Group"


def test_words_that_changed_are_told_with_their_clause() -> None:
    """As a reader would find it: the number and the title above."""
    (change,) = changed(lambda word: said(paragraph_with(word, LEAVE), "30 days", "60 days"))
    assert change.where == "4.1 How long, and how to leave"
    assert (words(change, Mark.DELETED), words(change, Mark.INSERTED)) == (["30"], ["60"])
    assert not change.added


def test_a_paragraph_that_came_is_told_after_the_clause_before_it() -> None:
    """It has no number of ours."""

    def edit(word: WordDocument) -> None:
        after = paragraph_with(word, "If you leave during the first year")
        after.insert_paragraph_before("You also paint the building.", style=after.style)

    (change,) = changed(edit)
    assert (change.where, change.added) == ("4.1 How long, and how to leave", True)
    assert change.words == ((Mark.INSERTED, "You also paint the building."),)


def test_a_paragraph_and_a_row_that_went_are_told_whole() -> None:
    """With the clause that they stood in."""

    def edit(word: WordDocument) -> None:
        paragraph = paragraph_with(word, "copy your records")._p
        paragraph.getparent().remove(paragraph)
        row = word.tables[1].rows[2]._tr
        row.getparent().remove(row)

    first, second = changed(edit)
    assert first.where == "1.2(a) What each of us does"
    assert first.words[0][0] is Mark.DELETED
    assert second.where == "2.1 Services and prices"
    assert second.words[0] == (
        Mark.DELETED,
        "Records hosting | Your patient records system, hosted and watched day and night | 1 | £690.00 | £690.00",
    )


def test_a_changed_cell_is_told_in_its_row() -> None:
    """So that one sees what the figure belongs to."""

    def edit(word: WordDocument) -> None:
        word.tables[1].rows[1].cells[3].paragraphs[0].runs[0].text = "£40.00"

    (change,) = changed(edit)
    assert "".join(text for _, text in change.words).startswith("Cloud desktops | A desktop")
    assert (words(change, Mark.DELETED), words(change, Mark.INSERTED)) == (["£45.00"], ["£40.00"])


def test_tracked_changes_of_theirs_read_as_accepted() -> None:
    """Words, ends of paragraphs and rows; and who left them is told."""

    def edit(word: WordDocument) -> None:
        leave = paragraph_with(word, LEAVE)
        tracked(leave, "ins", " Within reason.")
        tracked(leave, "del", " Never to be read.", author="Bo")
        end_deleted(paragraph_with(word, "at the front desk"))
        word.tables[1].rows[2]._tr.get_or_add_trPr().append(
            word.element.makeelement(qn("w:del"), {qn("w:id"): "1", qn("w:author"): "Jo Hart"})
        )

    returned = read_returned(edited(OURS, edit), "back.docx")
    assert returned.tracked_by == ("Bo", "Jo Hart")
    told = ["".join(text for _, text in change.words) for change in changes_in(paper(), returned)]
    assert any(text.endswith("notice. Within reason.") for text in told)
    assert any("at the front desk;in each treatment room" in text for text in told)
    assert any(text.startswith("Records hosting") for text in told)
    assert not any("Never" in text for text in told)


def test_our_own_redline_reads_as_the_later_paper() -> None:
    """A customer who accepts what we tracked changes nothing, and who leaves it tracked neither."""
    returned = read_returned(write_redline(paper(), reworked()), "back.docx")
    assert changes_in(reworked(), returned) == ()
    assert returned.tracked_by == ("Example Cloud Ltd",)


def test_comments_are_told_with_who_wrote_them_and_about_what() -> None:
    """In the words of the text that they stand beside."""

    def edit(word: WordDocument) -> None:
        runs = paragraph_with(word, "Either of us may end it").runs
        word.add_comment([runs[0], runs[-1]], text="Too long for us.", author="Jo Hart")

    returned = read_returned(edited(OURS, edit), "back.docx")
    (remark,) = returned.remarks
    assert remark == Remark("Jo Hart", "Too long for us.", remark.about)
    assert remark.about.startswith("This agreement runs from month to month")


def test_a_number_that_their_program_wrote_as_text_is_no_change() -> None:
    """Some write out what Word counts."""

    def edit(word: WordDocument) -> None:
        paragraph_with(word, LEAVE).runs[0].text = "4.1\t" + paragraph_with(word, LEAVE).runs[0].text

    assert changed(edit) == ()


def test_text_in_content_controls_and_nested_tables_is_read() -> None:
    """Words do not hide in what surrounds them."""

    def edit(word: WordDocument) -> None:
        paragraph = paragraph_with(word, LEAVE)
        control, content = (word.element.makeelement(qn(f"w:{name}"), {}) for name in ("sdt", "sdtContent"))
        control.append(content)
        paragraph._p.addprevious(control)
        content.append(paragraph._p)
        word.tables[1].rows[1].cells[1].add_table(1, 1).cell(0, 0).text = "in small print"

    (change,) = changed(edit)
    assert words(change, Mark.INSERTED) == [" in small print"]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_what_somebody_typed_is_told_word_for_word(text: str) -> None:
    """Every text that has broken documents elsewhere, once it is cleaned."""
    returned = read_returned(edited(OURS, lambda word: word.add_paragraph(text)), "back.docx")
    told = "".join(words for change in changes_in(paper(), returned) for _, words in change.words)
    assert told.split() == clean(text).text.split()


# What is refused


def bomb(name: str = "word/document.xml") -> bytes:
    """A file with a text that is far larger than it looks."""
    return with_part(OURS, name, b"<w:document>" + b" " * 60_000_000 + b"</w:document>")


def with_entities() -> bytes:
    """A file with a text that declares entities."""
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = parts(OURS)["word/document.xml"]
    head, mark, rest = content.partition(b"?>")
    return with_part(OURS, "word/document.xml", head + mark + declared + rest)


def endless() -> bytes:
    """A file with more text than a contract can have."""
    return edited(OURS, lambda word: word.add_paragraph("word " * 500_000))


def of_text() -> bytes:
    """A zip file that is no document."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("hello.txt", "hello")
    return out.getvalue()


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "text": lambda: b"dear seller,",
    "an old or protected file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "another zip file": of_text,
    "half a file": lambda: OURS[: len(OURS) // 2],
    "a bomb": bomb,
    "entities": with_entities,
    "macros": lambda: with_part(OURS, "word/vbaProject.bin", b"\0"),
    "broken XML": lambda: with_part(OURS, "word/document.xml", b"<w:document"),
    "no text": lambda: with_part(OURS, "_rels/.rels", b"<Relationships/>"),
    "an endless text": endless,
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_contract_is_refused_in_a_sentence(kind: str) -> None:
    """At once, and by its name."""
    data = REFUSED[kind]()
    start = process_time()
    with pytest.raises(WordFileError, match=r"back\.docx"):
        read_returned(data, "back.docx")
    assert process_time() - start < 5


def test_a_text_of_the_greatest_length_is_compared_in_seconds() -> None:
    """Nothing that a file may hold keeps the command busy for long."""
    returned = read_returned(
        edited(OURS, lambda word: word.add_paragraph("the a we " * 200_000)), "back.docx"
    )
    start = process_time()
    changes = changes_in(replace(paper(), version=1), returned)
    assert process_time() - start < 10
    assert changes


def test_a_file_is_read_without_its_page_and_pictures() -> None:
    """Headers and footers of ours are not told as changes."""
    assert "Draft 3" in opened(OURS).sections[0].header.paragraphs[0].text
    assert not any("Draft 3" in str(block) for block in read_returned(OURS, "back.docx").blocks)
