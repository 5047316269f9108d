"""The integration script: every worked deal of it ends in an agreement about rooms that anybody could sign."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from onboard_tui.script.model import VerdictKind
from tests.contract.deals import words_of
from tests.contract.fairness import sentences, unfair

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment

MOST_WORDS = 25
NOT_OF_ROOMS = ("backup", "sign-in", "administrator", "e-mail, calendars")
"""What the packs below this one speak of, and a paper about rooms does not."""
TOLD_BY_LETTER = {VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE}
LATER_KNOWN = {"our_seller", "call_sign", "call_person", "call_date"}
"""What a letter waits for until the deal is decided."""


@cache
def worked() -> dict[str, Assessment]:
    """Give the worked deals by name."""
    played = run_scenarios(open_script(interviews_folder() / "integration-project.yaml"))
    return {each.scenario.name: each.assessment for each in played if each.assessment is not None}


@cache
def drafted(name: str) -> Draft:
    """Draft the agreement of a worked deal."""
    return draft_contract(worked()[name], pack(), our_name="Northwind AV Ltd")


@cache
def pack() -> Pack:
    """Give the pack that the script names."""
    return open_pack(templates_folder() / "fit-out")


@pytest.mark.parametrize("name", worked())
def test_each_agreement_is_whole_fair_plain_and_about_rooms(name: str) -> None:
    """Of each worked deal, with nothing to confirm but what the deal itself leaves open."""
    draft, assessment = drafted(name), worked()[name]
    begun = bool(assessment.interview.current)
    left_open = {*assessment.missing_gates} if begun else {*assessment.script.question_by_id}
    assert {point.question for point in draft.open_points} <= left_open
    for document in (each for each in draft.documents if each.for_customer):
        assert unfair(document) == []
        assert [each for each in sentences(document) if len(each.split()) > MOST_WORDS] == []
    agreement = words_of(each for each in draft.documents if each.id == "agreement").lower()
    assert [word for word in NOT_OF_ROOMS if word in agreement] == []
    if name == "The hall that simply works":
        assert not draft.findings
        assert [mark.met for mark in draft.ring] == [True] * 8


@pytest.mark.parametrize(
    "name", [name for name, deal in worked().items() if deal.verdict.kind in TOLD_BY_LETTER]
)
def test_a_deal_that_does_not_go_ahead_ends_in_a_plain_and_courteous_letter(name: str) -> None:
    """Nothing but the seller's name and the day of a call is still to be said."""
    draft = draft_contract(worked()[name], pack(), kind="letter", our_name="Northwind AV Ltd")
    assert draft.documents
    assert {point.question for point in draft.open_points} <= LATER_KNOWN
    assert draft.findings == ()
    assert not [
        each for letter in draft.documents for each in sentences(letter) if len(each.split()) > MOST_WORDS
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("The hall that simply works", "each of them starts it within ninety seconds"),
        ("The hall that simply works", "You will name one person who holds them"),
        ("The wedding in June", "Four weeks before it we will rehearse with your people"),
        ("The landlord is in Lisbon", "we will put in only what stands free"),
        ("The school in August", "We will not drill before somebody accountable on your side"),
        ("They will have done it by then", "They are yours all the same"),
        ("The kitchen that loves us", "In the first ninety days four hours a month cost you nothing"),
    ],
)
def test_what_was_said_decides_what_is_promised(name: str, said: str) -> None:
    """Site duties, the acceptance test, spares, changes and programming follow the answers."""
    assert said in words_of(drafted(name).documents)
