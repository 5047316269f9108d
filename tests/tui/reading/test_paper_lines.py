"""The lines of a contract: nothing is lost or wider than its place, whatever the width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Item,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
)
from onboard_tui.contract.marked_text import marked_text
from onboard_tui.tui.paper_lines import GUTTER, Edited, Marked, table_lines, text_lines
from onboard_tui.tui.reworded import CAME, WENT, reworded, words_changed
from onboard_tui.tui.widgets.paper import Passage, lay_out

WORDS = st.text(alphabet="abc 一é[", max_size=60)


def cell(text: str) -> tuple[Run, ...]:
    """Give a cell of a table."""
    return (Run(text),) if text else ()


def lines_of(*blocks: object, width: int = 40) -> list[str]:
    """Give blocks as lines of text."""
    return [line.plain.rstrip() for line in text_lines(blocks, width, GUTTER)]  # type: ignore[arg-type] # any block


@given(
    rows=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4), width=st.integers(12, 90)
)
def test_no_line_of_a_table_is_wider_than_its_place(rows: list[list[str]], width: int) -> None:
    """In columns or row by row, and no letter of a cell is lost."""
    table = Table(
        tuple(cell(each) for each in ("First", "Second", "Third")),
        tuple(tuple(cell(each) for each in row) for row in rows),
        (Align.LEFT, Align.RIGHT, Align.CENTER),
    )
    lines = list(table_lines(table, width))
    assert all(line.cell_length <= width for line in lines)
    shown = "".join(line.plain for line in lines)
    for letter in "abc一é[":
        assert shown.count(letter) >= sum(text.count(letter) for row in rows for text in row)


def test_columns_stand_where_their_table_says() -> None:
    """Numbers at the right, the total below a rule."""
    table = Table(
        (cell("Service"), cell("USD")),
        ((cell("Files"), cell("5")), (cell("Help desk"), cell("610"))),
        (Align.LEFT, Align.RIGHT),
        total=(cell("Total"), cell("615")),
    )
    assert [line.plain for line in table_lines(table, 30)] == [
        "Service    USD",
        "──────────────",
        "Files        5",
        "Help desk  610",
        "──────────────",
        "Total      615",
    ]


def test_a_table_without_room_for_columns_is_told_row_by_row() -> None:
    """The first cell names the row, empty cells are left out."""
    names = ("System or service", "Where it runs today", "What becomes of it")
    table = Table(
        tuple(map(cell, names)),
        (
            tuple(map(cell, ("practice system", "own site", "replaced in spring"))),
            tuple(map(cell, ("files", "", "moved"))),
        ),
        (Align.LEFT,) * 3,
    )
    assert [line.plain.rstrip() for line in table_lines(table, 20)] == [
        "practice system",
        "  Where it runs",
        "  today: own site",
        "  What becomes of",
        "  it: replaced in",
        "  spring",
        "",
        "files",
        "  What becomes of",
        "  it: moved",
    ]


def test_text_hangs_beside_its_number_and_lists_stand_together() -> None:
    """A blank line between paragraphs, none between the items of a list."""
    blocks = (
        SubClause("1.1", (Run("We will do all of these things for you:"),), "a"),
        Item("(a)", 1, (Run("the first of them, which is long"),)),
        Item("(b)", 1, (Run("the second."),)),
        Paragraph((Run("That is all."),)),
        Bullet((Run("Or nearly."),)),
    )
    assert lines_of(*blocks, width=32) == [
        "1.1   We will do all of these",
        "      things for you:",
        "",
        "      (a) the first of them,",
        "          which is long",
        "      (b) the second.",
        "",
        "      That is all.",
        "",
        "      • Or nearly.",
    ]


def test_a_signature_has_room_to_write_on() -> None:
    """Names that are known are printed, the rest is a line."""
    lines = lines_of(Signature((Run("Acme"),), (Run("M. Lyle"),), ()), width=60)
    assert lines[:3] == ["      Acme", "      Name      M. Lyle", f"      Position  {'_' * 28}"]


def test_what_would_act_on_a_terminal_is_shown_as_a_mark() -> None:
    """Also where an answer has come into a draft from elsewhere."""
    assert lines_of(Paragraph((Run("a\x1b[31mb[red]", RunKind.ANSWER),))) == ["      a�[31mb[red]"]


def test_words_that_came_and_went_are_shown_in_their_place() -> None:
    """The new words are all there, in their order; so are the old ones."""
    text = words_changed(
        marked_text(
            (Run("We meet once in every quarter of a year."),),
            (Run("We meet twice in every quarter of a year."),),
        )
    )
    assert text.plain == "We meet once twice in every quarter of a year."
    styles = {text.plain[span.start : span.end]: span.style for span in text.spans}
    assert styles["once"] == WENT
    assert styles["twice"] == CAME


def test_a_text_that_is_another_one_stands_behind_the_old_one() -> None:
    """Rather than word by word in between."""
    text = words_changed(marked_text((Run("You may leave."),), (Run("This runs for twelve months."),)))
    assert text.plain == "You may leave. This runs for twelve months."


def test_a_paragraph_that_went_stands_without_its_number() -> None:
    """It has none in the paper as it is now."""
    stays, went = SubClause("1.1", (Run("One."),), "a"), SubClause("1.2", (Run("Two."),), "a")
    first, second = reworded((stays, went), (stays,))
    assert first is stays
    assert isinstance(second, Edited)
    assert lines_of(first, second) == ["1.1   One.", "", "      Two."]


def test_every_passage_begins_where_the_layout_says() -> None:
    """So that a clause is found by its line."""
    passages = [
        Passage(
            "cover",
            (Content("TITLE"), Marked(Content("?"), Content("first")), Marked(Content("?"), Content("next"))),
        ),
        Passage("one", (Paragraph((Run("Text."),)),), note=Content("~ changed")),
    ]
    laid_out = lay_out(passages, 40)
    assert [line.plain for line in laid_out.lines] == [
        "TITLE",
        "? first",
        "? next",
        "",
        "~ changed",
        "Text.",
        "",
    ]
    assert laid_out.starts == (0, 4)
