"""The ladders of the bundled script: every row of their tables, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.ladder_facts import count_until
from onboard_tui.deal.ladders import (
    Reading,
    ReadingState,
    line_of,
    rated,
    reading_history,
    readings,
    relationship,
)
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.dealings import Rated
from onboard_tui.resources import interviews_folder
from onboard_tui.script.expression import Kind
from onboard_tui.script.load import open_script
from onboard_tui.script.model import Ladder, Rung
from onboard_tui.script.symbols import question_symbol
from tests.deal.small import NOON, TODAY, build_script, fill_interview, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCRIPT = open_script(interviews_folder() / "cloud-onboarding.yaml")
EXISTING = {"rel_kind": "existing"}


def kept(ladder: str, facts: Mapping[str, str], *, on: date = TODAY, number: int = 0) -> Rated:
    """Give a reading on record; its rung does not matter to readings made later."""
    return Rated(
        id=f"rated-{ladder}-{number}",
        at=NOON,
        on=on,
        ladder=ladder,
        facts=facts,
        evidence="E-mail of 1 March",
        said_by="M. Lyle",
    )


def judged(answers: Mapping[str, Any], *entries: Rated, as_of: date = TODAY) -> Assessment:
    """Judge a deal with readings on record."""
    return assess(fill_interview(SCRIPT, answers).with_entries(*entries), as_of)


def read(ladder: str, answers: Mapping[str, Any], *entries: Rated, as_of: date = TODAY) -> Reading:
    """Read one ladder."""
    found = readings(judged(answers, *entries, as_of=as_of))
    return next(reading for reading in found if reading.ladder.id == ladder)


def possible(reading: Reading) -> list[str]:
    """Give the ids of the rungs that it can be."""
    return [rung.id for rung in reading.possible]


def signs(*ticked: str) -> tuple[str, ...]:
    """Tick the signs in the answer; none of them is an answer, too."""
    return ticked or ("none",)


# Every row of every table

VALUE = [
    ("hard_numbers", ("pays_premium",), "total_cost", 4),
    ("hard_numbers", ("calls_first", "last_chance"), "total_cost", 4),
    ("hard_numbers", ("calls_first",), "held_back", 2),
    ("hard_numbers", ("last_chance",), "held_back", 2),
    ("hard_numbers", (), "held_back", 2),
    ("process", ("pays_premium",), "value_added", 3),
    ("process", ("calls_first", "last_chance"), "value_added", 3),
    ("process", ("last_chance",), "held_back", 2),
    ("process", (), "held_back", 2),
    ("features", (), "features", 2),
    ("features", ("pays_premium", "calls_first", "last_chance"), "features", 2),
    ("price", (), "price", 1),
    ("price", ("pays_premium",), "price", 1),
    ("none", (), "hope", 0),
    ("none", ("calls_first", "last_chance"), "hope", 0),
]


@pytest.mark.parametrize(("basis", "ticked", "rung", "level"), VALUE)
def test_each_row_of_the_value_ladder(basis: str, ticked: Sequence[str], rung: str, level: int) -> None:
    """The first rung that holds is where they stand, by what proposals rest on and by what the customer does."""
    reading = read("value", {**EXISTING, "rel_justified_by": basis, "rel_signs": signs(*ticked)})

    assert reading.rung is not None
    assert (reading.state, reading.rung.id, reading.level) == (ReadingState.KNOWN, rung, level)
    assert reading.held_back == (rung == "held_back")


@pytest.mark.parametrize(
    ("basis", "ticked", "hinted"),
    [
        ("price", ("pays_premium",), True),
        ("none", ("calls_first", "last_chance"), True),
        ("price", ("calls_first",), False),
        ("features", ("pays_premium",), False),
        ("process", ("pays_premium",), False),
    ],
)
def test_signs_that_contradict_the_proposals_are_hinted_at(
    basis: str, ticked: Sequence[str], *, hinted: bool
) -> None:
    """A hint says so, and the level stays what the table says."""
    reading = read("value", {**EXISTING, "rel_justified_by": basis, "rel_signs": signs(*ticked)})

    assert [hint.id for hint in reading.hints] == (["contradiction"] if hinted else [])


def test_the_value_ladder_agrees_with_its_definition_for_all_answers() -> None:
    """All 40 combinations of what proposals rest on and what the customer does."""
    levels, floors = {"hard_numbers": 4, "process": 3}, {"price": 1, "none": 0}
    bases = ("hard_numbers", "process", "features", "price", "none")
    truth = (True, False)
    for basis, premium, first, last in product(bases, truth, truth, truth):
        ticked = [
            name
            for name, holds in (("pays_premium", premium), ("calls_first", first), ("last_chance", last))
            if holds
        ]
        preference = premium or (first and last)
        expected = levels[basis] if preference and basis in levels else floors.get(basis, 2)

        answers = {**EXISTING, "rel_justified_by": basis, "rel_signs": signs(*ticked)}

        assert read("value", answers).level == expected, (basis, ticked)


PERCEIVED = [
    # contract, delivered, success, together, next time, rung
    ("returning", "yes", "yes", "yes", "come_first", "none"),
    ("existing", "yes", "yes", "yes", "come_first", "partner"),
    ("existing", "yes", "yes", "yes", "compare", "of_choice"),
    ("existing", "yes", "yes", "no", "come_first", "of_choice"),
    ("existing", "yes", "no", "yes", "come_first", "of_choice"),
    ("existing", "yes", "no", "no", "compare", "of_choice"),
    ("existing", "yes", "yes", "yes", "open_price", "supplier"),
    ("existing", "no", "yes", "yes", "come_first", "supplier"),
    ("existing", "no", "no", "no", "open_price", "supplier"),
]


@pytest.mark.parametrize(("kind", "delivered", "success", "together", "next_time", "rung"), PERCEIVED)
def test_each_row_of_how_they_see_us(
    kind: str, delivered: str, success: str, together: str, next_time: str, rung: str
) -> None:
    """What the customer would do next time decides together with what we have kept."""
    facts = {"delivered_all": delivered, "success_shared": success, "works_together": together}
    reading = read("perceived", {"rel_kind": kind, "rel_next_time": next_time}, kept("perceived", facts))

    assert reading.rung is not None
    assert reading.rung.id == rung


def test_not_having_delivered_drops_anybody_to_supplier_whatever_else_is_true() -> None:
    """For every other fact and every answer, known or not."""
    words = ("yes", "no", None)
    for success, together, next_time in product(words, words, ("open_price", "compare", "come_first", None)):
        others = {"success_shared": success, "works_together": together}
        facts = {"delivered_all": "no", **{name: text for name, text in others.items() if text is not None}}
        answers = EXISTING if next_time is None else {**EXISTING, "rel_next_time": next_time}

        assert possible(read("perceived", answers, kept("perceived", facts))) == ["supplier"]


PERSONAL_4 = {
    "sought_after": "yes",
    "exec_credibility": "yes",
    "ideas_adopted": "2",
    "proven_on_statements": "yes",
}
PERSONAL_0 = {
    "sought_after": "no",
    "exec_credibility": "no",
    "ideas_adopted": "0",
    "proven_on_statements": "no",
    "consultative": "no",
    "knows_business": "no",
    "product_knowledge": "no",
    "keeps_informed": "no",
    "passes_prices": "no",
}
PERSONAL = [
    (PERSONAL_4, "business_resource", 4),
    ({**PERSONAL_4, "ideas_adopted": "3"}, "business_resource", 4),
    ({"consultative": "yes", "knows_business": "yes"}, "consultant", 3),
    ({"product_knowledge": "yes", "keeps_informed": "yes"}, "useful_asset", 2),
    ({"passes_prices": "yes"}, "messenger", 1),
    ({"consultative": "yes", "product_knowledge": "yes", "passes_prices": "yes"}, "messenger", 1),
    ({}, "friendly_visitor", 0),
    ({"consultative": "yes", "keeps_informed": "yes"}, "friendly_visitor", 0),
]


@pytest.mark.parametrize(("facts", "rung", "level"), PERSONAL)
def test_each_row_of_what_the_seller_is_to_them(facts: Mapping[str, str], rung: str, level: int) -> None:
    """Every condition of a rung has to hold, and everything else does not."""
    reading = read("personal", {}, kept("personal", {**PERSONAL_0, **facts}))

    assert reading.rung is not None
    assert (reading.rung.id, reading.level) == (rung, level)


def test_what_the_seller_is_to_them_starts_with_nothing_known() -> None:
    """Without any fact every rung is possible, and none is claimed."""
    reading = read("personal", EXISTING)

    assert (reading.state, reading.rung, reading.level) == (ReadingState.UNKNOWN, None, None)
    assert len(reading.possible) == len(reading.ladder.rungs)
    assert reading.words == "not known yet"


VALUE_3 = {**EXISTING, "rel_justified_by": "process", "rel_signs": ("pays_premium",)}
VALUE_2 = {**EXISTING, "rel_justified_by": "features", "rel_signs": ("none",)}


@pytest.mark.parametrize(
    ("answers", "facts", "confirmed", "rung"),
    [
        (VALUE_3, {"consultative": "yes", "knows_business": "yes"}, "yes", "trusted"),
        (VALUE_3, PERSONAL_4, "yes", "trusted"),
        (VALUE_2, PERSONAL_4, "yes", "not_trusted"),
        (VALUE_3, PERSONAL_0, "yes", "not_trusted"),
        (VALUE_3, PERSONAL_4, "no", "not_trusted"),
    ],
)
def test_each_row_of_the_trusted_advisor(
    answers: Mapping[str, Any], facts: Mapping[str, str], confirmed: str, rung: str
) -> None:
    """Both levels are three or more, and the customer has said so."""
    known = {**PERSONAL_0, **facts}
    word = kept("trusted_advisor", {"confirmed_by_customer": confirmed})

    reading = read("trusted_advisor", answers, kept("personal", known), word)

    assert reading.rung is not None
    assert reading.rung.id == rung


@pytest.mark.parametrize(
    ("days", "words"), [(365, "trusted advisor"), (366, "was trusted advisor, not confirmed")]
)
def test_the_trusted_advisor_drops_by_itself_when_it_was_not_confirmed_for_a_year(
    days: int, words: str
) -> None:
    """On day 366 after the last confirmation nobody has to do anything for it to be gone."""
    word = kept("trusted_advisor", {"confirmed_by_customer": "yes"})
    known = kept("personal", PERSONAL_4)

    reading = read("trusted_advisor", VALUE_3, known, word, as_of=TODAY + timedelta(days=days))

    assert reading.words == words
    assert (reading.rung is None) == (days > 365)


# What is not known


def test_a_rung_counts_only_if_it_holds_and_what_it_still_can_be_is_listed() -> None:
    """Down the table: every rung that cannot be told, as far as the first one that holds."""
    reading = read("value", {**EXISTING, "rel_justified_by": "hard_numbers"})

    assert (reading.state, reading.level) == (ReadingState.UNKNOWN, None)
    assert possible(reading) == ["total_cost", "held_back"]
    assert reading.words == "not known yet: total cost of ownership or features and benefits"
    assert reading.missing == (SCRIPT.question_by_id["rel_signs"].ask,)


def test_a_ladder_that_does_not_apply_says_so() -> None:
    """A new customer has no relationship to read, whatever was answered before it turned out."""
    reading = read("value", {"rel_kind": "new", "rel_justified_by": "price", "rel_signs": ("pays_premium",)})

    assert (reading.state, reading.possible, reading.hints) == (ReadingState.NOT_APPLICABLE, (), ())
    assert reading.words == "does not apply"


def test_the_answers_behind_a_reading_are_shown() -> None:
    """Also those behind a ladder that is read, and those that stand in for facts."""
    assert dict(read("value", VALUE_3).because) == VALUE_3
    behind = {"rel_kind": "existing", "rel_justified_by": "features"}
    assert dict(read("trusted_advisor", VALUE_2).because) == behind


# Facts


@pytest.mark.parametrize(
    ("typed", "holds", "shown"),
    [
        ("3 of 4", False, "3 of 4"),
        ("4 of 4", True, "4 of 4"),
        ("0 of 0", False, "0 of 0"),
        ("1/1", True, "1 of 1"),
    ],
)
def test_always_is_counted(typed: str, holds: bool, shown: str) -> None:
    """It holds where there was at least one time and it was so every time; the fraction is shown."""
    entry = rated(
        judged(EXISTING),
        {"id": "1", "at": NOON},
        ladder_id="value",
        facts={"calls_first": typed},
        evidence="Ticket list",
        said_by="J. Hart",
    )

    reading = read("value", EXISTING, entry)

    (fact,) = [each for each in reading.facts if each.fact.id == "calls_first"]
    assert (fact.value, fact.words, fact.on, fact.evidence, fact.said_by) == (
        holds,
        shown,
        TODAY,
        "Ticket list",
        "J. Hart",
    )


def test_a_fact_that_was_established_stands_before_the_answer() -> None:
    """Three of four calls count, although the box was ticked."""
    answers = {**EXISTING, "rel_justified_by": "process", "rel_signs": ("calls_first", "last_chance")}

    assert read("value", answers).level == 3
    assert read("value", answers, kept("value", {"calls_first": "3 of 4"})).held_back


@pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True), (1000, True)])
def test_a_fact_that_became_too_old_is_unknown_again(days: int, *, stale: bool) -> None:
    """It is shown with what it was; the answers do not stand in for it."""
    answers = {**EXISTING, "rel_justified_by": "process", "rel_signs": ("calls_first", "last_chance")}
    entry = kept("value", {"calls_first": "4 of 4"})

    reading = read("value", answers, entry, as_of=TODAY + timedelta(days=days))

    (fact,) = [each for each in reading.facts if each.fact.id == "calls_first"]
    assert (fact.stale, fact.value) == (stale, None if stale else True)
    assert fact.words == ("was 4 of 4, not confirmed since" if stale else "4 of 4")
    assert reading.level == (None if stale else 3)
    assert reading.words == ("was value added, not confirmed" if stale else "value added")


def test_the_newest_word_on_a_fact_counts() -> None:
    """By the day it was established, not by when it was written down."""
    newer = kept("perceived", {"delivered_all": "no"}, on=TODAY, number=1)
    older = kept("perceived", {"delivered_all": "yes"}, on=TODAY - timedelta(days=40), number=2)
    answers = {**EXISTING, "rel_next_time": "compare"}

    assert read("perceived", answers, newer, older).words == "supplier"
    assert read("perceived", answers, older, as_of=TODAY).words == "supplier of choice"


def test_what_was_established_later_is_not_known_yet_on_an_earlier_day() -> None:
    """Looking back, a reading is as it was."""
    entry = kept("perceived", {"delivered_all": "yes"})

    reading = read(
        "perceived", {**EXISTING, "rel_next_time": "compare"}, entry, as_of=TODAY - timedelta(days=1)
    )

    assert possible(reading) == ["of_choice", "supplier"]


def test_facts_of_earlier_interviews_with_the_customer_count() -> None:
    """Nothing has to be established twice."""
    before = fill_interview(SCRIPT, EXISTING).with_entries(kept("perceived", {"delivered_all": "yes"}))
    now = judged({**EXISTING, "rel_next_time": "compare"})

    assert relationship(now) == ""
    assert relationship(now, earlier=[before]) == "supplier of choice"


def test_a_list_says_only_that_it_is_not_known_yet() -> None:
    """Which of the rungs it can be stands with the interview; a list has no room for it."""
    now = judged({"own_claim": "of_choice", **EXISTING, "rel_next_time": "come_first"})

    assert relationship(now) == "not known yet (we say: supplier of choice)"


def test_until_when_everything_still_counts_is_known() -> None:
    """The first day on which a fact is too old is the day after; what never becomes too old sets no day."""
    lasting = kept("perceived", {"delivered_all": "yes", "success_shared": "yes"}, on=TODAY)
    older = kept("personal", {"knows_business": "yes"}, on=TODAY - timedelta(days=100))

    assert count_until(judged(EXISTING).standing, [fill_interview(SCRIPT).with_entries(lasting)]) == (
        TODAY + timedelta(days=365)
    )
    with_older = judged(EXISTING, older, lasting)
    assert count_until(with_older.standing, [with_older.interview]) == TODAY + timedelta(days=265)
    much_later = judged(EXISTING, older, lasting, as_of=TODAY + timedelta(days=300))
    assert count_until(much_later.standing, [much_later.interview]) == TODAY + timedelta(days=365)
    assert count_until(judged(EXISTING).standing, []) is None


def test_a_fact_kept_for_a_fact_of_another_kind_counts_for_nothing() -> None:
    """A script may make a yes or no of what was counted before."""
    reading = read("personal", {}, kept("personal", {**PERSONAL_4, "ideas_adopted": "yes"}))

    assert "business_resource" in possible(reading)
    assert reading.state is ReadingState.UNKNOWN


# Our own word


def test_our_word_stands_beside_theirs_with_the_gap() -> None:
    """The number says how many levels we are above them."""
    reading = read("perceived", {**EXISTING, "own_claim": "partner", "rel_next_time": "open_price"})

    assert (reading.words, reading.gap, reading.claim_late) == ("supplier (we say: partner)", 2, False)


def test_our_word_is_not_repeated_where_it_is_theirs() -> None:
    """There is nothing to say about a gap that is none."""
    reading = read("perceived", {**EXISTING, "own_claim": "supplier", "rel_next_time": "open_price"})

    assert (reading.words, reading.gap) == ("supplier", 0)


def test_our_word_after_theirs_is_shown_as_such() -> None:
    """Whoever writes it down after the answer has seen the answer."""
    reading = read("perceived", {**EXISTING, "rel_next_time": "open_price", "own_claim": "partner"})

    assert reading.claim_late
    assert reading.words == "supplier (we say: partner, written down after their answer)"


def test_a_guess_about_them_is_shown_as_unconfirmed() -> None:
    """What we think they would say is not what they said."""
    interview = fill_interview(
        SCRIPT, {**EXISTING, "own_claim": "partner"}, guesses={"rel_next_time": "open_price"}
    )

    (reading,) = [each for each in readings(assess(interview, TODAY)) if each.ladder.claim]

    assert not reading.confirmed
    assert reading.words == "supplier (we say: partner; not confirmed by them)"


def test_without_an_answer_of_theirs_it_is_not_known() -> None:
    """Our own word alone makes no level."""
    reading = read("perceived", {**EXISTING, "own_claim": "partner"})

    assert reading.level is None
    assert reading.words == ("not known yet: partner, supplier of choice or supplier (we say: partner)")


# Readings that are kept


def keep(assessment: Assessment, **changes: Any) -> Rated:
    """Keep a reading with everything that it needs."""
    given: dict[str, Any] = {
        "ladder_id": "value",
        "facts": {},
        "evidence": "Their spreadsheet of 1 March",
        "said_by": "M. Lyle",
    }
    return rated(assessment, {"id": "1", "at": NOON}, **{**given, **changes})


def test_a_reading_that_is_kept_has_the_level_that_follows() -> None:
    """Nobody types it; typed facts are taken into account."""
    entry = keep(
        judged({**VALUE_2, "rel_justified_by": "hard_numbers"}),
        facts={"calls_first": "5 of 5", "last_chance": "Yes"},
    )

    assert (entry.rung, entry.level, entry.on) == ("total_cost", 4, TODAY)
    assert entry.facts == {"calls_first": "5 of 5", "last_chance": "yes"}


def test_a_reading_of_an_earlier_day_is_as_it_stood_that_day() -> None:
    """A fact that would be too old today was not too old then."""
    day = TODAY - timedelta(days=400)

    entry = keep(
        judged({}),
        ladder_id="personal",
        facts={**PERSONAL_0, "consultative": "yes", "knows_business": "yes"},
        on=day,
    )

    assert (entry.on, entry.rung) == (day, "consultant")


def test_a_reading_that_cannot_be_told_is_kept_without_a_level() -> None:
    """What is established is kept all the same."""
    entry = keep(judged({}), ladder_id="personal", facts={"passes_prices": "yes"})

    assert (entry.rung, entry.level) == ("", None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"evidence": "  "}, "needs evidence"),
        ({"said_by": ""}, "name of the person"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
        ({"on": date(1, 1, 1)}, "too long ago"),
        ({"facts": {"cals_first": "1 of 1"}}, "Did you mean “calls_first”"),
        ({"facts": {"calls_first": "yes"}}, "3 of 4"),
        ({"facts": {"calls_first": "5 of 4"}}, "5 times of 4"),
        ({"facts": {"calls_first": "-1 of 4"}}, "cannot be understood"),
        ({"facts": {"last_chance": "maybe"}}, "Write yes or no"),
        ({"ladder_id": "personal", "facts": {"ideas_adopted": "a few"}}, "whole number"),
        ({"facts": {"last_chance": ""}}, "cannot be understood"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: Mapping[str, Any], sentence: str) -> None:
    """With one sentence that says what to write."""
    with pytest.raises(UsageError, match=sentence):
        keep(judged(EXISTING), **changes)


def test_a_ladder_that_is_not_there_or_does_not_apply_is_refused() -> None:
    """The nearest name is offered."""
    with pytest.raises(AnswerError, match="Did you mean “value”"):
        keep(judged(EXISTING), ladder_id="valeu")
    with pytest.raises(UsageError, match="does not apply"):
        keep(judged({"rel_kind": "new"}))


def test_the_history_holds_all_readings_of_a_customer_by_date() -> None:
    """With date, evidence and who said it, over all interviews; the line shows each."""
    early, late = TODAY - timedelta(days=200), TODAY - timedelta(days=10)
    first = keep(judged({**VALUE_2, "rel_justified_by": "process"}), on=early)
    second = keep(judged(VALUE_3), on=late)
    old = fill_interview(SCRIPT, EXISTING).with_entries(first)
    new = fill_interview(SCRIPT, VALUE_3).with_entries(second, kept("personal", {}, on=TODAY))

    history = reading_history([new, old])

    assert [(past.entry.on, past.words) for past in history] == [
        (early, "2, features and benefits, held back"),
        (late, "3, value added"),
        (TODAY, "not known"),
    ]
    assert line_of(history, "value") == "2 → 3"
    assert line_of(history, "personal") == "?"


# Laws

YES_NO = st.sampled_from(["yes", "no"])
FACTS = st.fixed_dictionaries(
    {
        **dict.fromkeys(
            ("delivered_all", "success_shared", "works_together", "confirmed_by_customer"), YES_NO
        ),
        **dict.fromkeys((name for name in PERSONAL_0 if name != "ideas_adopted"), YES_NO),
        "ideas_adopted": st.sampled_from(["0", "1", "2", "7"]),
    }
)
ANSWERS = st.fixed_dictionaries(
    {
        "rel_kind": st.sampled_from(["new", "existing", "returning"]),
        "rel_next_time": st.sampled_from(["open_price", "compare", "come_first"]),
        "rel_justified_by": st.sampled_from(["hard_numbers", "process", "features", "price", "none"]),
        "rel_signs": st.sets(st.sampled_from(["pays_premium", "calls_first", "last_chance"])).map(
            lambda ticked: signs(*sorted(ticked))
        ),
    }
)
LADDER_OF = {fact.id: ladder.id for ladder in SCRIPT.ladders for fact in ladder.facts}


def established(facts: Mapping[str, str], order: Sequence[str] | None = None) -> list[Rated]:
    """Give one reading on record for each fact."""
    return [
        kept(LADDER_OF[name], {name: facts[name]}, number=number)
        for number, name in enumerate(order or list(facts))
    ]


@given(ANSWERS, FACTS, st.data())
def test_knowing_more_only_ever_narrows_what_is_possible(
    answers: dict[str, Any], facts: dict[str, str], data: st.DataObject
) -> None:
    """What is known stays known when more is answered, and the truth is always among what was possible."""
    some_answers = {name: answers[name] for name in data.draw(st.sets(st.sampled_from(sorted(answers))))}
    some_facts = {name: facts[name] for name in data.draw(st.sets(st.sampled_from(sorted(facts))))}

    less = readings(judged(some_answers, *established(some_facts)))
    more = readings(judged(answers, *established(facts)))

    for before, after in zip(less, more, strict=True):
        assert after.state is not ReadingState.UNKNOWN
        assert set(possible(after)) <= set(possible(before))
        if before.state is not ReadingState.UNKNOWN:
            assert (after.state, after.rung) == (before.state, before.rung)


@given(ANSWERS, FACTS, st.data())
def test_in_which_order_facts_were_established_does_not_matter(
    answers: dict[str, Any], facts: dict[str, str], data: st.DataObject
) -> None:
    """One after the other in any order, or all at once."""
    order = data.draw(st.permutations(sorted(facts)))

    one_by_one = readings(judged(answers, *established(facts, order)))
    at_once = readings(judged(answers, kept("perceived", facts)))

    assert [(each.state, each.rung, each.hints) for each in one_by_one] == [
        (each.state, each.rung, each.hints) for each in at_once
    ]


@given(ANSWERS, st.sampled_from(["none", "supplier", "of_choice", "partner"]))
def test_answers_that_do_not_apply_never_count(answers: dict[str, Any], claim: str) -> None:
    """What was answered before the customer turned out to be new is as good as not answered."""
    hidden = {**answers, "own_claim": claim, "rel_kind": "new"}

    with_them, without = readings(judged(hidden)), readings(judged({"rel_kind": "new"}))

    assert with_them == without


@given(ANSWERS, FACTS)
def test_other_interviews_bring_facts_and_no_answers(answers: dict[str, Any], facts: dict[str, str]) -> None:
    """What the customer answered in another interview stays there; only what was established is taken over."""
    other = fill_interview(SCRIPT, answers).with_entries(*established(facts))
    mine = judged(EXISTING)

    with_other = readings(mine, earlier=[other])

    assert with_other == readings(mine, earlier=[fill_interview(SCRIPT).with_entries(*established(facts))])
    assert all(reading.claim is None for reading in with_other)


def ladder_of(condition: str) -> Ladder:
    """Give a ladder whose upper rung holds on a condition over the questions of `LOOKED_AT`."""
    known = {question.id: question_symbol(question) for question in LOOKED_AT.questions}
    read = {source: parsed(source, known, Kind.YES_NO) for source in (condition, "true")}
    rungs = (Rung("upper", 2, "Upper", read[condition]), Rung("lower", 1, "Lower", read["true"]))
    return Ladder("made", "Made", rungs)


LOOKED_AT = build_script(
    {"signed": {"type": "yes_no", "gate": True}, "users": {"type": "integer"}, "since": {"type": "date"}},
    {"few": {"severity": "minor", "raise_when": "users < 5"}},
)


@pytest.mark.parametrize(
    "condition",
    [
        "dont_know(signed)",
        "days_until(since) == -1",
        "since < today()",
        "count_flags(severity='minor') == 1",
        "gates_missing() == 1",
    ],
)
def test_a_rung_reads_all_that_a_verdict_rule_reads(condition: str) -> None:
    """States, the day, flags and gates stand in a ladder as they stand everywhere else."""
    script = replace(LOOKED_AT, ladders=(ladder_of(condition),))
    answers = {"users": 3, "since": TODAY - timedelta(1)}
    (told,) = readings(assess(fill_interview(script, answers, states={"signed": "dont_know"}), TODAY))
    assert told.level == 2
    (other,) = readings(assess(fill_interview(script, {"users": 9, "signed": True, "since": TODAY}), TODAY))
    assert other.level == 1


def test_a_ladder_says_where_it_cannot_calculate() -> None:
    """A division by nothing is no reading, and the interview says so."""
    script = replace(LOOKED_AT, ladders=(ladder_of("10 / users > 2"),))
    assessment = assess(fill_interview(script, {"users": 0}), TODAY)
    (told,) = readings(assessment)
    assert told.state is ReadingState.UNKNOWN
    assert assessment.problems


def test_a_fact_that_the_answers_stand_in_for_is_said_in_words() -> None:
    """What was never established says what the answers say of it."""
    reading = read("value", EXISTING | {"rel_justified_by": "process", "rel_signs": signs("pays_premium")})
    words = {fact.fact.id: fact.words for fact in reading.facts}
    assert (words["pays_premium"], words["calls_first"]) == ("yes", "no")
    unknown = read("value", EXISTING | {"rel_justified_by": "process"})
    assert {fact.words for fact in unknown.facts} == {"not known"}
