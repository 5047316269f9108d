"""Markdown that a parser reads back as exactly what the tree says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Document,
    Heading,
    Item,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
    Title,
)
from onboard_tui.export.markdown import write_markdown
from onboard_tui.export.paper import Paper
from tests.export.hostile import HOSTILE, TEXTS
from tests.export.sample_tree import SHA256, agreement, paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

PARSERS = {
    "commonmark": MarkdownIt("commonmark", {"html": True}).enable("table"),
    "github": MarkdownIt("gfm-like", {"html": True, "linkify": False}),
}


def written(*blocks: Block) -> str:
    """The Markdown of a few blocks."""
    return write_markdown(Paper(Document("d", "D", blocks))).decode()


def texts(markdown: str, parser: str = "commonmark") -> list[str]:
    """The text of each block as a parser reads it."""
    return [_plain(token) for token in PARSERS[parser].parse(markdown) if token.type == "inline"]


def _plain(token: Token) -> str:
    return "".join(
        "\n"
        if child.type == "hardbreak" or (child.content == "<br>" and child.type == "html_inline")
        else child.content
        for child in token.children or ()
    )


def kinds(markdown: str) -> list[str]:
    """What the blocks are."""
    return [token.type for token in PARSERS["commonmark"].parse(markdown) if token.type.endswith("_open")]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_is_read_back_exactly(payload: str, parser: str) -> None:
    """Whatever a person typed stands in each kind of block as text, and makes no block of its own."""
    run = Run(payload, RunKind.ANSWER)
    markdown = written(
        Title((run,)),
        Heading("h", 1, "7", (run,)),
        SubClause("7.1", (run,), "c"),
        Item("(a)", 1, (run,)),
        Item("(i)", 2, (run,)),
        Bullet((run,)),
        Paragraph((run,)),
        Table(((run,), (run,)), (((run,), (run,)),), (Align.LEFT, Align.RIGHT)),
    )
    labels = ("", "7 ", "7.1 ", "(a) ", "(i) ", "", "", "", "", "", "")
    assert texts(markdown, parser) == [label + payload for label in labels]


@given(st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_any_runs_are_read_back_exactly(pieces: list[tuple[str, bool, bool]]) -> None:
    """Bold and italic never change the text, however they meet."""
    runs = tuple(Run(text, RunKind.ANSWER, bold=bold, italic=italic) for text, bold, italic in pieces)
    whole = "".join(text for text, _, _ in pieces)
    markdown = written(Heading("h", 1, "1", runs), Paragraph(runs), SubClause("1.1", runs, "c"))
    expected = [f"1 {whole}", whole, f"1.1 {whole}"] if whole else ["1", "1.1"]
    assert texts(markdown) == expected


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_any_table_is_read_back_exactly(rows: list[list[str]]) -> None:
    """A cell holds its text and nothing else, and no text makes a cell."""
    made = tuple(tuple((Run(text),) for text in row) for row in rows)
    markdown = written(Table(made[0], made[1:], (Align.LEFT, Align.LEFT)))
    assert texts(markdown) == [text for row in rows for text in row]


def test_emphasis_and_open_points_are_visible() -> None:
    """Defined terms are bold, asides italic, and what is to be confirmed stands out."""
    markdown = written(
        Paragraph(
            (
                Run("The "),
                Run("Monthly Price", bold=True),
                Run(" is "),
                Run("for now", italic=True),
                Run(" "),
                Run("[To confirm: price]", RunKind.OPEN),
                Run("."),
            )
        )
    )
    assert markdown == "The **Monthly Price** is _for now_ **\\[To confirm: price\\]**.\n"


def test_numbers_and_letters_are_those_of_the_tree() -> None:
    """Nothing is counted anew: what the tree calls 4.2 is called 4.2."""
    markdown = written(
        Heading("h", 1, "4", (Run("Leaving"),)),
        SubClause("4.2", (Run("You may leave."),), "c"),
        Item("(c)", 1, (Run("at once;"),)),
        Item("(ii)", 2, (Run("in writing."),)),
    )
    assert markdown == "## 4 Leaving\n\n4.2 You may leave.\n\n- (c) at once;\n\n  - (ii) in writing.\n"


def test_an_item_is_never_deeper_than_its_list() -> None:
    """An item of the second level without one of the first is no block of code."""
    markdown = written(Item("(i)", 3, (Run("alone"),)), Paragraph((Run("after"),)))
    assert kinds(markdown) == ["bullet_list_open", "list_item_open", "paragraph_open", "paragraph_open"]


def test_a_table_keeps_its_alignment_and_its_total() -> None:
    """Numbers stand on the right, and the total is bold."""
    table = Table(
        ((Run("What"),), (Run("Price"),)),
        (((Run("Desktop"),), (Run("45.00"),)),),
        (Align.LEFT, Align.RIGHT),
        total=((Run("Total"),), (Run("45.00"),)),
    )
    assert written(table).splitlines() == [
        "| What | Price |",
        "| --- | ---: |",
        "| Desktop | 45.00 |",
        "| **Total** | **45.00** |",
    ]


def test_a_cell_shows_its_lines_one_below_the_other() -> None:
    """A cell cannot end its line, so that a tag that every reader knows breaks it."""
    cell = (Run("one\ntwo\n"), Run("three", bold=True))
    assert "| one<br>two<br>**three** |" in written(Table((cell,), (), (Align.LEFT,)))


def test_a_draft_says_what_it_is() -> None:
    """A draft begins with a warning and ends with its version and identity."""
    lines = write_markdown(paper()).decode().splitlines()
    assert lines[0] == "**This is a draft. It binds nobody until it is approved and signed.**"
    assert lines[-1] == f"Draft 3 \u00b7 2 March 2026 \u00b7 {SHA256}"


def test_a_private_paper_says_so_first() -> None:
    """What is never sent says so before anything else."""
    private = Document("side", "Side sheet", (Paragraph((Run("x"),)),), for_customer=False)
    assert write_markdown(Paper(private)).decode().startswith("**Private: not for the customer**\n")


def test_half_a_character_does_not_stop_the_export() -> None:
    """What no file can hold is shown as a question mark."""
    assert written(Paragraph((Run("a\ud800b"),))) == "a?b\n"


def test_the_same_tree_gives_the_same_bytes() -> None:
    """Nothing but the tree decides what is written."""
    assert write_markdown(paper(agreement())) == write_markdown(paper(agreement()))


def test_every_word_of_the_agreement_is_there() -> None:
    """No block kind is forgotten."""
    read = "\n".join(texts(write_markdown(paper()).decode()))
    for words in _all_texts(agreement()):
        assert words in read


def _all_texts(document: Document) -> Iterator[str]:
    from onboard_tui.contract.numbering import runs_of

    for block in document.blocks:
        for run in runs_of(block):
            yield run.text
