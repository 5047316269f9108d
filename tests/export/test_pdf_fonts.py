"""Where the fonts of a PDF file come from, and what is said where no font has a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Block,
    Document,
    Heading,
    Item,
    Paragraph,
    Run,
    SubClause,
    Table,
    Title,
)
from onboard_tui.errors import ExportError
from onboard_tui.export.paper import Paper
from onboard_tui.export.pdf import fonts
from onboard_tui.export.pdf.fonts import FONTS_VARIABLE, FontPlaces, fonts_folder
from onboard_tui.export.pdf.missing import missing_in, named
from onboard_tui.export.pdf.writer import write_pdf
from onboard_tui.text import clean
from tests.export.pdf_reading import only_embedded, pdf_of, structure
from tests.export.sample_tree import paper
from tests.export.tiny_font import write_tiny_font

RUNE, ROCKET = "\u16a0", "\U0001f680"
WORDS = (Run("words"),)


@pytest.fixture
def places(tmp_path: Path) -> FontPlaces:
    """No fonts but those that come with typst."""
    return only_embedded(tmp_path)


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        ((Title((Run(f"To {RUNE}"),)),), f"in \u201cTo {RUNE}\u201d"),
        ((Heading("h", 1, "3", (Run(RUNE),)),), f"in 3, in \u201c{RUNE}\u201d"),
        (
            (Heading("h", 1, "3", WORDS), SubClause("3.1", (Run(RUNE),), "c")),
            "in 3.1, under \u201cwords\u201d",
        ),
        ((SubClause("3.1", WORDS, "c"), Item("(a)", 1, (Run(RUNE),))), "in 3.1 (a)"),
        ((SubClause("3.1", WORDS, "c"), Table((WORDS,), (((Run(RUNE),),),), (Align.LEFT,))), "in 3.1"),
        ((Title(WORDS), Paragraph((Run(RUNE),))), "under \u201cwords\u201d"),
    ],
)
def test_a_letter_that_no_font_has_is_named_and_placed(
    blocks: tuple[Block, ...], place: str, places: FontPlaces
) -> None:
    """Nothing is printed as an empty box: which letter, where, and what to do."""
    with pytest.raises(ExportError) as caught:
        pdf_of(*blocks, places=places)
    assert (
        caught.value.sentence
        == f"No font has {RUNE} (U+16A0 RUNIC LETTER FEHU FEOH FE F), which stands {place}."
    )
    assert caught.value.way_out == (
        f"Put a font that has it into {places.folder}, or name your folder of fonts in ONBOARD_TUI_FONTS."
    )


def test_the_first_of_several_missing_letters_is_named_and_the_others_are_counted(places: FontPlaces) -> None:
    """First means in reading order."""
    with pytest.raises(ExportError, match=r"No font has . \(U\+1F680 ROCKET\).*Nor has any font 1 more\."):
        pdf_of(Paragraph((Run(f"to {ROCKET} {RUNE}, {RUNE}{ROCKET}"),)), places=places)


def test_a_title_in_the_message_steers_no_terminal(places: FontPlaces) -> None:
    """What is said about a document holds its words and nothing that acts."""
    blocks = (Heading("h", 1, "", (Run("red\x1b[31m\nand\x9b1m more " + "x" * 80),)), Paragraph((Run(RUNE),)))
    with pytest.raises(ExportError) as caught:
        pdf_of(*blocks, places=places)
    assert f"in \u201cred and more {'x' * 47}\u201d." in caught.value.sentence
    assert caught.value.sentence.isprintable()


def test_a_letter_that_only_the_footer_has_is_placed_there(places: FontPlaces) -> None:
    """A customer's name stands on each page, even where no clause has it."""
    with pytest.raises(ExportError, match="which stands in the header or the footer"):
        write_pdf(Paper(Document("d", "D", (Paragraph(WORDS),)), customer=RUNE), places)


def test_a_font_in_the_users_folder_is_taken(places: FontPlaces) -> None:
    """A font that is put there while the app runs is found by the next export."""
    blocks = (Paragraph((Run(f"a {RUNE}"),)),)
    with pytest.raises(ExportError):
        pdf_of(*blocks, places=places)
    places.folder.mkdir()
    with pytest.raises(ExportError):
        pdf_of(*blocks, places=places)
    write_tiny_font(places.folder, RUNE)
    assert structure(pdf_of(*blocks, places=places)).text == f"a {RUNE}"
    (places.folder / "more").mkdir()
    write_tiny_font(places.folder / "more", ROCKET, "Other Boxes")
    assert structure(pdf_of(Paragraph((Run(f"{RUNE}{ROCKET}"),)), places=places)).text == f"{RUNE}{ROCKET}"


@pytest.mark.parametrize("content", [b"", b"no font", b"\x00\x01\x00\x00" + bytes(40)])
def test_a_file_that_is_no_font_does_no_harm(content: bytes, places: FontPlaces) -> None:
    """What else lies in the folder is passed over."""
    places.folder.mkdir()
    (places.folder / "broken.ttf").write_bytes(content)
    with pytest.raises(ExportError, match="RUNIC LETTER"):
        pdf_of(Paragraph((Run(RUNE),)), places=places)


def test_a_letter_that_the_usual_font_has_is_never_taken_from_another(places: FontPlaces) -> None:
    """The user's fonts fill gaps; they do not change the look of a contract."""
    places.folder.mkdir()
    write_tiny_font(places.folder, f"abc{RUNE}")
    data = pdf_of(Paragraph((Run("abc"),)), Paragraph((Run(RUNE),)), places=places)
    assert data.count(b"+TinyBoxes") > 0
    assert b"+TinyBoxes" not in pdf_of(Paragraph((Run("abc"),)), places=places)


def test_a_european_contract_needs_no_look_at_the_systems_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking through all fonts would take longer than the whole export."""

    def looked() -> None:
        raise AssertionError("the system's fonts were looked through")

    monkeypatch.setattr(fonts, "_system", looked)
    monkeypatch.setattr(fonts, "_with_system", lambda *_: looked())
    text = "\u0391\u03b2\u03b3 \u0416\u0448\u044f \u00c5\u0142\u017e \u05e9\u05dc\u05d5\u05dd \u20ac\u00a3 \u2192 \u201cx\u201d"
    assert write_pdf(paper()).startswith(b"%PDF")
    assert write_pdf(Paper(Document("d", "D", (Paragraph((Run(text),)),)))).startswith(b"%PDF")


def test_the_folder_is_the_users_own_and_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A variable comes first; without it the folder lies beside the saved interviews."""
    monkeypatch.setenv(FONTS_VARIABLE, str(tmp_path / "ours"))
    assert fonts_folder() == tmp_path / "ours"
    monkeypatch.setenv(FONTS_VARIABLE, "~/ours")
    assert fonts_folder() == Path.home() / "ours"
    monkeypatch.setenv(FONTS_VARIABLE, " ")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert (fonts_folder().parent.name, fonts_folder().name) == ("onboard-tui", "fonts")


def test_the_variable_names_the_folder_of_an_export(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A letter from a private area, which no system has a font for, comes from there."""
    private = "\U000f0001"
    write_tiny_font(tmp_path, private)
    monkeypatch.setenv(FONTS_VARIABLE, str(tmp_path))
    data = write_pdf(Paper(Document("d", "D", (Paragraph((Run(private),)),))))
    assert structure(data).text == private


@given(st.text(max_size=30).map(lambda raw: clean(raw).text))
def test_any_text_is_printed_or_its_missing_letter_is_named(text: str) -> None:
    """There is no third way."""
    missing = ""
    try:
        pdf_of(Paragraph((Run(text),)), places=FontPlaces(Path("nowhere"), system=False))
    except ExportError as error:
        missing = error.sentence
    named_in_it = [letter for letter in text if f"U+{ord(letter):04X} " in missing]
    assert bool(missing) == bool(named_in_it)


def test_what_typst_says_is_understood() -> None:
    """Letters are found in its words even where it escapes them."""
    diagnostic = (
        'error: PDF/UA-1 error: the text `"\\u{301}\\"\\\\x"` could not be displayed with font `"A"`\n'
        'error: PDF/UA-1 error: the text `"\u4e2d"` could not be displayed with font `"A"`\n'
        'error: PDF/UA-1 error: the text `"\u4e2d"` could not be displayed with font `"A"`\n'
    )
    assert missing_in(diagnostic) == ('\u0301"\\x', "\u4e2d")
    assert missing_in("error: something else") == ()


def test_a_letter_is_named_by_sight_number_and_name() -> None:
    """Somebody who looks for a font can search for any of the three."""
    assert named("\u20ac") == "\u20ac (U+20AC EURO SIGN)"
    assert named("e\u0323") == "e\u0323 (U+0065 LATIN SMALL LETTER E, U+0323 COMBINING DOT BELOW)"
    assert named("\x9b") == "U+009B a character without a name"
