"""From Markdown to blocks: what a clause may look like."""

from __future__ import annotations

import pytest

from onboard_tui.contract.document import Align, Bullet, Item, Paragraph, Run, RunKind, SubClause, Table
from onboard_tui.contract.numbering import letters, numbered, roman
from onboard_tui.contract.tokens import Slots
from onboard_tui.contract.walker import UnknownMarkdownError, blocks_of, inline_runs


def test_paragraphs_lists_tables_and_quotations() -> None:
    """Each becomes the block of its kind, and knows its clause."""
    text = """One *two* **three**
four

> said

1. first

   and more
   1. inner
2. second

- dot

| a | b | c |
| :-- | --: | :-: |
| 1 | 2 | 3 |
| **All** | | 5 |
"""
    blocks = blocks_of(text, Slots(), clause="c", numbered=True)
    assert blocks[:7] == (
        SubClause(
            "", (Run("One "), Run("two", italic=True), Run(" "), Run("three", bold=True), Run(" four")), "c"
        ),
        Paragraph((Run("said", italic=True),), "c"),
        Item("", 1, (Run("first"),), "c"),
        Paragraph((Run("and more"),), "c"),
        Item("", 2, (Run("inner"),), "c"),
        Item("", 1, (Run("second"),), "c"),
        Bullet((Run("dot"),), "c"),
    )
    (table,) = blocks[7:]
    assert isinstance(table, Table)
    assert table.align == (Align.LEFT, Align.RIGHT, Align.CENTER)
    assert table.rows == (((Run("1"),), (Run("2"),), (Run("3"),)),)
    assert table.total == ((Run("All", bold=True),), (), (Run("5"),))


def test_a_part_without_numbers_has_plain_paragraphs() -> None:
    """As on the page of key terms."""
    assert blocks_of("One", Slots(), clause="c", numbered=False) == (Paragraph((Run("One"),), "c"),)


def test_a_table_without_rows_shows_that_there_are_none() -> None:
    """A row of dashes, so that nobody looks for a missing page."""
    (table,) = blocks_of("| a | b |\n| --- | --- |\n", Slots(), clause="c", numbered=True)
    assert isinstance(table, Table)
    assert [[run.text for run in cell] for cell in table.rows[0]] == [["\u2013"], ["\u2013"]]


def test_a_value_takes_the_look_of_the_words_around_it() -> None:
    """A token in bold is a bold value, with its question and kind."""
    slots = Slots()
    token = slots.put(Run("a*b", RunKind.ANSWER, sources=("q",)))
    assert inline_runs(f"**{token}** x", slots) == (
        Run("a*b", RunKind.ANSWER, bold=True, sources=("q",)),
        Run(" x"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# x", 1),
        ("a\n\n[x](y)", 3),
        ("a\n\n---", 3),
        ("`x`", 1),
        ("<https://x.example>", 1),
        ("- a\n  - b\n    - c", 3),
        ("- a\n  1. b", 2),
        ("> - a", 1),
    ],
)
def test_what_a_contract_does_not_have_is_refused(text: str, line: int) -> None:
    """With the line it stands in."""
    with pytest.raises(UnknownMarkdownError) as caught:
        blocks_of(text, Slots(), clause="c", numbered=True)
    assert caught.value.line == line


def test_html_is_text_when_drafting_and_an_error_when_checking() -> None:
    """Two belts: a check finds it, and a draft never acts on it."""
    (block,) = blocks_of("<b>x</b>", Slots(), clause="c", numbered=True)
    assert isinstance(block, SubClause)
    assert "".join(run.text for run in block.runs) == "<b>x</b>"
    with pytest.raises(UnknownMarkdownError):
        blocks_of("<b>x</b>", Slots(), clause="c", numbered=True, strict=True)


def test_letters_and_small_roman_numbers() -> None:
    """As lawyers count."""
    assert [letters(count) for count in (1, 2, 26, 27, 52, 53, 703)] == [
        "a",
        "b",
        "z",
        "aa",
        "az",
        "ba",
        "aaa",
    ]
    assert [roman(count) for count in (1, 2, 4, 5, 9, 14, 39)] == ["i", "ii", "iv", "v", "ix", "xiv", "xxxix"]


def test_a_reference_to_what_was_left_out_says_so() -> None:
    """It never points at nothing."""
    reference = Run("", RunKind.REF, target="gone")
    (block,) = numbered([Paragraph((reference,))], {}, "a part that is not here")
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("a part that is not here"),)
