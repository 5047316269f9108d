"""What any pack can do, on a pack of a few clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.document import RunKind
from onboard_tui.contract.manner import manner_of_paper
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.pack import WORDS, open_pack
from onboard_tui.contract.printing import Printing
from onboard_tui.errors import ContractError
from onboard_tui.script.scope import AnswerState
from tests.contract.deals import Deal, words_of
from tests.contract.small_pack import CHECK, CLAUSE, PACK, written

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.script.model import Script


def drafted(folder: Path, script: Script, answers: dict[str, Any], **files: str) -> Draft:
    """Draft a small pack with some files changed."""
    return Deal(script, open_pack(written(folder, **files)), answers, {}, our_name="").draft()


def sent(draft: Draft) -> str:
    """Give the words of the papers that are sent."""
    return words_of(each for each in draft.documents if each.for_customer)


def test_a_pack_needs_nothing_but_papers_parts_and_clauses(tmp_path: Path, small: Script) -> None:
    """No facts, no ring, no advice."""
    draft = drafted(tmp_path, small, {"goal": "peace"})
    assert sent(draft).splitlines() == [
        "Paper",
        "First",
        "We will deliver peace by Day.",
        "Words",
        "Day: A day of the week.",
    ]
    assert draft.ring == ()
    assert draft.open_points == ()


def test_a_term_that_a_clause_explains_points_at_it(tmp_path: Path, small: Script) -> None:
    """Nothing is explained twice."""
    text = CLAUSE.replace("plain:", "defines: [Day]\nplain:")
    draft = drafted(tmp_path, small, {"goal": "peace"}, clauses_1=text, terms="Week: Seven of them.\n")
    assert "Day: 1.1" in sent(draft)
    assert "Week" not in sent(draft)


def test_a_clause_may_need_a_second_person(tmp_path: Path, small: Script) -> None:
    """While its condition holds the side sheet says so."""
    text = CLAUSE.replace("plain:", "approval: length == 'long'\nplain:")
    pack = PACK.replace("parts: [check]", "parts: [check, flags]").replace(
        "feeds:", "  - {id: flags, title: Flags, numbered: false, made: flags}\nfeeds:"
    )
    for length, told in (("long", True), ("short", False)):
        draft = drafted(
            tmp_path / length, small, {"goal": "peace", "length": length}, clauses_1=text, pack=pack
        )
        assert ("A second person has to agree to: One." in words_of(draft.documents)) is told


def test_what_hangs_on_a_question_that_nobody_is_asked_is_left_out(tmp_path: Path, small: Script) -> None:
    """Also where it is the default of its group; and a part with nothing in it leaves no heading."""
    text = CLAUSE.replace("plain:", "one_of: g\ndefault: true\nwhen: deep == 'yes'\nplain:")
    pack = open_pack(written(tmp_path, clauses_1=text))
    short = Deal(small, pack, {"goal": "peace", "length": "short"}, {}).draft()
    assert [origin.clause for origin in short.origins] == ["ours"]
    assert "First" not in sent(short)
    unknown = Deal(small, pack, {"goal": "peace", "length": "long"}, {}).draft()
    assert [origin.clause for origin in unknown.origins] == ["one", "ours"]


def test_a_computed_value_prints_or_waits_for_its_question(tmp_path: Path, small: Script) -> None:
    """What it waits for is the question behind it; in a test it counts like an answer."""
    text = CLAUSE + "\nDear: {{ dear }}.{% if dear %} Very.{% endif %}\n"
    answers = {"goal": "x", "price": Decimal(2000)}
    files = {"clauses_1": text, "pack": PACK + "prints_private: [price]\n"}
    draft = drafted(tmp_path / "a", small, answers, **files)
    assert "Dear: yes. Very." in sent(draft)
    assert next(origin.questions for origin in draft.origins) == ("goal", "price")
    (point,) = drafted(tmp_path / "b", small, {"goal": "x"}, **files).open_points
    assert point.question == "price"


def test_a_pack_has_its_own_words(tmp_path: Path, small: Script) -> None:
    """Those it does not give are the usual ones."""
    draft = drafted(tmp_path, small, {}, words="to_confirm: Noch zu klären\n")
    assert "[Noch zu klären: What?]" in sent(draft)


@pytest.mark.parametrize("state", [AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER])
def test_an_answer_without_a_value_is_open_in_its_state(
    tmp_path: Path, small: Script, state: AnswerState
) -> None:
    """What a clause prints is waited for even where nobody has to answer it."""
    pack = open_pack(written(tmp_path))
    (point,) = Deal(small, pack, {}, {"goal": state}).draft().open_points
    assert (point.question, point.state, point.clauses) == ("goal", state.value, ("one",))


def test_a_paper_that_is_kept_may_print_what_is_private(tmp_path: Path, small: Script) -> None:
    """The side sheet knows what the paper does not."""
    draft = drafted(tmp_path, small, {"goal": "peace", "cost": Decimal(7)})
    assert "USD 7" in words_of(draft.documents)
    assert "USD 7" not in sent(draft)


def test_options_can_be_gone_through_and_listed(tmp_path: Path, small: Script) -> None:
    """One line each, or in one sentence."""
    text = CLAUSE + "\nAll: {{ kinds | list }}.\n\n{% for each in kinds %}\n- {{ each }}\n{% endfor %}\n"
    words = sent(drafted(tmp_path / "a", small, {"goal": "x", "kinds": ("red", "blue")}, clauses_1=text))
    assert "All: Red and Blue.\nRed\nBlue" in words
    draft = drafted(tmp_path / "b", small, {"goal": "x"}, clauses_1=text)
    gaps = [
        run.text
        for each in draft.documents
        for block in each.blocks
        for run in runs_of(block)
        if run.kind is RunKind.OPEN
    ]
    assert gaps[:2] == ["[To confirm: Which?]"] * 2


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("words", 3, "three"),
        ("words", Decimal(12), "twelve"),
        ("words", 13, "13"),
        ("words", True, "yes"),
        ("words", False, "no"),
        ("words", "long", "Long"),
        ("money", Decimal("12500.5"), "USD 12,500.50"),
        ("money", 3, "USD 3"),
        ("percent", Decimal("7.5"), "7.5%"),
        ("date", date(2026, 3, 1), "1 March 2026"),
        ("date", True, "yes"),
        ("list", ("long",), "Long"),
        ("list", ("short", "long"), "Short and Long"),
        ("list", "short", "Short"),
        (None, "long", "Long"),
        (None, None, ""),
        (None, (), ""),
    ],
)
def test_a_value_prints_in_the_form_that_is_asked_for(
    small: Script, form: str | None, value: object, text: str
) -> None:
    """Filters ask for a form; without one a value prints as its question says."""
    assert (
        Printing(small, WORDS, manner_of_paper(small, WORDS, "en")).text("length", None, form, value) == text
    )


GERMAN = {**WORDS, "yes": "ja", "no": "nein", "and": "und", "nothing": "-"}


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("money", Decimal("1234.5"), "USD 1.234,50"),
        ("percent", Decimal("99.5"), "99,5\u00a0%"),
        ("date", date(2026, 3, 1), "1. März 2026"),
        ("words", True, "ja"),
        ("words", False, "nein"),
        ("words", 0, "0"),
        ("words", 1, "1"),
        ("words", 3, "drei"),
        ("words", 13, "13"),
        ("list", ("short", "long"), "Short und Long"),
        (None, True, "ja"),
    ],
)
def test_a_german_paper_says_nothing_in_english(
    small: Script, form: str | None, value: object, text: str
) -> None:
    """Numbers, dates and fixed words are those of the pack, whatever language the script is in."""
    assert (
        Printing(small, GERMAN, manner_of_paper(small, GERMAN, "de")).text("length", None, form, value)
        == text
    )


@pytest.mark.parametrize(("language", "text"), [("fr", "3"), ("en", "three"), ("xx", "three")])
def test_numbers_are_said_in_words_in_tested_languages_only(small: Script, language: str, text: str) -> None:
    """In all others they stand in digits."""
    printing = Printing(small, WORDS, manner_of_paper(small, WORDS, language))
    assert printing.text("length", None, "words", 3) == text


def test_a_country_that_the_script_names_writes_in_its_own_way(small: Script) -> None:
    """Where it is a country of the pack's language."""
    swiss = replace(small, language="de-CH")
    assert manner_of_paper(swiss, WORDS, "de").notation.number(12_500) == "12\u2019500"
    assert manner_of_paper(swiss, WORDS, "en").notation.number(12_500) == "12,500"


def test_rows_print_as_their_columns_say(small: Script) -> None:
    """A cell is a cell, also with a filter."""
    printing = Printing(small, WORDS, manner_of_paper(small, WORDS, "en"))
    assert printing.text("items", "name", None, "x") == "x"
    assert printing.text("items", "name", "words", "x") == "x"
    assert printing.text("services", "monthly", None, Decimal(1200)) == "USD 1,200"
    assert printing.text("end_date", None, None, date(2026, 3, 1)) == "1 March 2026"


def test_a_clause_that_cannot_be_set_stops_with_its_name(tmp_path: Path, small: Script) -> None:
    """Where a choice puts Markdown together that no contract has, the clause is named."""
    text = CLAUSE + "\n{% for each in kinds %}*{% endfor %}\n"
    with pytest.raises(ContractError, match="“one”"):
        drafted(tmp_path, small, {"goal": "x", "kinds": ("red", "blue", "red")}, clauses_1=text)


def choosing(*conditions: str, part: str = "first") -> dict[str, str]:
    """Write a group without a default, one clause for each condition."""
    clause = CLAUSE.replace("part: first", f"part: {part}")
    return {
        f"clauses_{number}": clause.replace("id: one", f"id: choice_{number}").replace(
            "plain:", f"one_of: choice\nwhen: {condition}\nplain:"
        )
        for number, condition in enumerate(conditions, start=1)
    }


@pytest.mark.parametrize(
    ("conditions", "part", "mark"),
    [
        (("length == 'long'", "length == 'short'"), "first", "[To confirm: How long?]"),
        (("cost < 100", "cost >= 100"), "first", "[To confirm: First]"),
        (("length == 'long'", "length == 'short'"), "check", "[To confirm: How long?]"),
    ],
)
def test_a_choice_without_a_default_never_vanishes(
    tmp_path: Path, small: Script, conditions: tuple[str, str], part: str, mark: str
) -> None:
    """While it is open it leaves a visible mark and an open point; a private question is not named to the customer."""
    other = "check" if part == "first" else "first"
    third = {"clauses_3": CLAUSE.replace("part: first", f"part: {other}").replace("{{ goal }}", "it")}
    draft = drafted(tmp_path, small, {"goal": "peace"}, **choosing(*conditions, part=part), **third)
    question = conditions[0].partition(" ")[0]
    assert [each.question for each in draft.open_points] == [question]
    assert "choice_1" in draft.open_points[0].clauses
    paper = draft.documents[0] if part == "first" else draft.documents[1]
    marks = [run for block in paper.blocks for run in runs_of(block) if run.kind is RunKind.OPEN]
    assert [run.text for run in marks] == [mark]
    assert "Cost?" not in sent(draft)


def test_a_choice_that_does_not_apply_is_left_out_without_a_word(tmp_path: Path, small: Script) -> None:
    """Nobody is asked the question, so nothing is to be confirmed."""
    files = choosing("deep == 'yes'", "deep == 'no'") | {"clauses_3": CHECK.replace("{{ cost }}", "much")}
    draft = drafted(tmp_path, small, {"goal": "peace", "length": "short"}, **files)
    assert draft.open_points == ()
    assert "[To confirm" not in sent(draft)
