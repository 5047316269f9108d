"""Choosing by number, id, words and first letters."""

from __future__ import annotations

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.options import by_id, choose, choose_several
from onboard_tui.script.model import Option

SPONSOR = (
    Option("executive", "The director or owner whose results depend on it"),
    Option("manager", "A manager with the team that will use it"),
    Option("it_only", "Only the IT side"),
    Option("nobody", "Nobody has been named"),
)
TERM = (
    Option("m12", "Twelve months"),
    Option("m24", "Two years"),
    Option("none", "Cancel any time, 30 days"),
)


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("2", "manager"),
        ("2.", "manager"),
        ("manager", "manager"),
        ("MANAGER", "manager"),
        ("it_only", "it_only"),
        ("only the it side", "it_only"),
        ("n", "nobody"),
        ("nob", "nobody"),
        ("the dir", "executive"),
        ("director", "executive"),
        ("team use", "manager"),
        ("IT side", "it_only"),
    ],
)
def test_an_option_is_chosen_by_what_means_it(typed: str, option: str) -> None:
    """The number on the screen, the id, its words or the letters they begin with."""
    assert choose(typed, SPONSOR).id == option


def test_an_id_goes_before_a_number() -> None:
    """Where ids are numbers, typing one means that id."""
    options = (Option("3", "Three"), Option("1", "One"), Option("2", "Two"))
    assert choose("1", options).id == "1"


def test_an_id_goes_before_the_words_of_another_option() -> None:
    """What looks like both means the id; the same words twice are asked again."""
    options = (Option("one", "Two"), Option("two", "Three"), Option("three", "Four"), Option("x", "Four"))
    assert choose("two", options).id == "two"
    with pytest.raises(AnswerError, match="fits 2 options"):
        choose("four", options)


def test_what_fits_several_options_is_asked_again() -> None:
    """The sentence names them with their numbers."""
    with pytest.raises(AnswerError, match="fits 2 options: 1 Twelve months, 2 Two years"):
        choose("m", TERM)


@pytest.mark.parametrize(
    ("typed", "way_out"),
    [
        ("manger", "Did you mean 2 A manager"),
        ("5", "Choose from 1 The director"),
        ("0", "Choose from"),
        ("zzz", "Choose from"),
        ("", "Choose from"),
        ("9" * 5000, "Choose from"),
    ],
)
def test_what_fits_no_option_comes_with_a_way_out(typed: str, way_out: str) -> None:
    """A slip of the finger gets the nearest option, anything else the list."""
    with pytest.raises(AnswerError) as caught:
        choose(typed, SPONSOR)
    assert way_out in str(caught.value.way_out)


def test_a_long_list_is_not_read_out() -> None:
    """Beyond nine options the way out says how to choose."""
    options = tuple(Option(f"o{number}", f"Option {number}") for number in range(20))
    with pytest.raises(AnswerError) as caught:
        choose("zzz", options)
    assert caught.value.way_out == "Type a number from 1 to 20, or first letters."


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1,3", ["executive", "it_only"]),
        ("1 3", ["executive", "it_only"]),
        ("3;1", ["executive", "it_only"]),
        ("1-3", ["executive", "manager", "it_only"]),
        ("1 to 2", ["executive", "manager"]),
        ("4", ["nobody"]),
        ("manager, nobody", ["manager", "nobody"]),
        ("manager nobody", ["manager", "nobody"]),
        ("manager and nobody", ["manager", "nobody"]),
        ("only the it side, 4", ["it_only", "nobody"]),
        ("1,1,1", ["executive"]),
        ("-", []),
        ("none of them", []),
    ],
)
def test_several_options_are_chosen_at_once(typed: str, chosen: list[str]) -> None:
    """Numbers, runs and words, in any order, come out once each and in the order of the script."""
    assert [option.id for option in choose_several(typed, SPONSOR)] == chosen


def test_an_option_goes_before_a_word_for_none_of_them() -> None:
    """Where an option is called nothing, typing that chooses it."""
    options = (*TERM, Option("nothing", "Nothing was agreed"))
    assert [option.id for option in choose_several("nothing", options)] == ["nothing"]
    assert choose_several("nothing", SPONSOR) == ()


def test_words_with_a_comma_in_them_are_one_option() -> None:
    """An option's own words are looked at before they are split."""
    assert [option.id for option in choose_several("Cancel any time, 30 days", TERM)] == ["none"]


@pytest.mark.parametrize("typed", ["1,9", "3-9", "3-1", "manager, zzz", ",", "1 9", f"1-{'9' * 5000}"])
def test_nothing_is_chosen_where_a_part_is_wrong(typed: str) -> None:
    """One wrong part is enough to ask again."""
    with pytest.raises(AnswerError):
        choose_several(typed, SPONSOR)


def test_an_id_from_a_file_has_to_be_exact() -> None:
    """Files name ids; a near miss is pointed out and not guessed."""
    assert by_id("manager", SPONSOR).id == "manager"
    with pytest.raises(AnswerError, match="Did you mean “manager”"):
        by_id("manger", SPONSOR)
    with pytest.raises(AnswerError, match="The options are executive, manager, it_only, nobody"):
        by_id("2", SPONSOR)
