"""Text comes back as it was typed, and nothing in it can act."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.text import LIMIT, MARKS, clean, slug

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x1b\x07\x9b\x9c[]m;\u202e\u200b\u200c\u200d\ufeff\u2028\r\n\t\u0301\u0345\u212a\ue000\U000e0041"
        ),
    )
)


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("plain text, twice\tand\n\ntwo lines ", "plain text, twice\tand\n\ntwo lines ", ()),
        ("e\u0301te\u0301", "été", ()),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive", ()),
        ("a\x00b", "ab", ("a control character",)),
        ("a\x00b\x7f\x9a", "ab", ("3 control characters",)),
        ("\x1b[31mred\x1b[0m", "red", ("2 terminal escape sequences",)),
        ("\x1b]0;title\x07x\x1b]8;;http://a\x1b\\y", "xy", ("2 terminal escape sequences",)),
        ("\x9b31mred \x1bPq#0\x1b\\x \x1b(B", "red x ", ("3 terminal escape sequences",)),
        ("abc\u202edef\u2066", "abcdef", ("2 characters that turn the direction of text",)),
        ("pay\u200bpal\ufeff \u00ad", "paypal ", ("3 invisible characters",)),
        ("pay\u200dpal", "paypal", ("an invisible character",)),
        ("👩\u200d💻 क्\u200dष", "👩\u200d💻 क्\u200dष", ()),
        ("x\ue000y\ufffez\ud800\U0001fffe", "xyz", ("4 characters without a meaning",)),
        ("x\U000e0041", "x", ("an invisible character",)),
        ("a" + "\u0316" * 12, "a" + "\u0316" * 8, ("4 accents too many",)),
        ("{{ 7*7 }} [bold]x[/] =1+1 <b> ../..", "{{ 7*7 }} [bold]x[/] =1+1 <b> ../..", ()),
    ],
)
def test_what_is_kept_and_what_is_said_to_be_removed(typed: str, kept: str, removed: tuple[str, ...]) -> None:
    """Letters stay; what steers, hides or turns goes, and the user is told."""
    cleaned = clean(typed)
    assert (cleaned.text, cleaned.removed) == (kept, removed)


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    """The limit is kept exactly."""
    cleaned = clean("x" * (LIMIT + 1))
    assert len(cleaned.text) == LIMIT
    assert cleaned.removed == ("the end of the text, which was longer than 20,000 characters",)
    assert clean("x" * LIMIT).removed == ()
    assert clean("é" * 5, limit=3).text == "ééé"


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """A clean text is clean."""
    once = clean(text).text
    assert clean(once).text == once
    assert clean(once).removed == ()


@given(HOSTILE, st.integers(1, 20))
def test_nothing_that_acts_is_left(text: str, limit: int) -> None:
    """No control but tab and newline, no surrogate, no private or unassigned sign, composed, within the limit."""
    kept = clean(text, limit=limit).text
    assert len(kept) <= limit
    assert unicodedata.is_normalized("NFC", kept)
    assert not [
        letter
        for letter in kept
        if unicodedata.category(letter) in {"Cc", "Cs", "Co"} and letter not in "\t\n"
    ]
    run = 0
    for letter in kept:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        assert run <= MARKS


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_ordinary_text_comes_back_the_same(text: str) -> None:
    """What a person types is what is kept."""
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Harbour & Lyle", "harbour-lyle"),
        ("Zwölf Bäume GmbH", "zwolf-baume-gmbh"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "c-windows-x"),
        ("株式会社トヨタ", "株式会社トヨタ"),
        ("  ", "unnamed"),
        ("\x1b[31m", "unnamed"),
        ("...", "unnamed"),
        ("CON", "con-file"),
        ("lpt1", "lpt1-file"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("-rf", "rf"),
    ],
)
def test_a_name_becomes_a_file_name(name: str, file: str) -> None:
    """Whatever a customer is called, the file lies in the folder and opens everywhere."""
    assert slug(name) == file


@given(HOSTILE)
def test_a_file_name_is_never_a_path_an_option_or_too_long(text: str) -> None:
    """No separators, no dots, no leading hyphen, at most 85 bytes."""
    name = slug(text)
    assert name
    assert not set(name) & set('/\\.:*?"<>|\x00 ')
    assert not name.startswith("-")
    assert len(name.encode()) <= 85
    assert slug(name) == name or name.endswith("-file") or name == "unnamed"
