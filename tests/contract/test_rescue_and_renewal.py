"""The rescue and the renewal: every worked deal of theirs ends in papers that anybody could sign or be sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack import open_pack
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.interview.entries import Recorded
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState
from tests.contract.deals import AT, words_of
from tests.contract.fairness import sentences, unfair

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment

MOST_WORDS = 25
LATER_KNOWN = {"call_sign", "call_person", "call_date"}
"""What a letter waits for until the deal is decided."""
SILENT = {
    "rescue": {VerdictKind.STEER_FIRST, VerdictKind.PROCEED},
    "renewal": {VerdictKind.STEER_FIRST},
}
"""The verdicts of which a script's customer gets no letter."""


@cache
def worked(script: str) -> dict[str, Assessment]:
    """Give the worked deals of a script by name, each with somebody of ours."""
    played = run_scenarios(open_script(interviews_folder() / f"{script}.yaml"))
    found = {each.scenario.name: each.assessment for each in played if each.assessment is not None}
    return {
        name: assess(replace(each.interview, seller="L. Fenn"), each.as_of) for name, each in found.items()
    }


@cache
def bundled(pack: str) -> Pack:
    """Give a bundled pack."""
    return open_pack(templates_folder() / pack)


def drafted(assessment: Assessment, kind: str) -> Draft:
    """Draft the papers of a kind with the pack that the script names."""
    pack = bundled(str(assessment.script.contract))
    return draft_contract(assessment, pack, kind=kind, our_name="Northwind IT Ltd")


def answered(assessment: Assessment, **changes: Any) -> Assessment:
    """Give the deal with some answers changed; None takes one away."""
    entries = [
        Recorded(
            id=f"change-{name}",
            at=AT,
            question=name,
            value=value,
            state=AnswerState.NOT_ASKED if value is None else AnswerState.ANSWERED,
        )
        for name, value in changes.items()
    ]
    return assess(assessment.interview.with_entries(*entries), assessment.as_of)


@pytest.mark.parametrize(
    ("script", "name"), [(script, name) for script in ("rescue", "renewal") for name in worked(script)]
)
def test_what_a_customer_gets_is_whole_fair_and_plain(script: str, name: str) -> None:
    """Of each worked deal: the agreement, and the letter where its verdict calls for one."""
    assessment = worked(script)[name]
    told = assessment.verdict.kind not in SILENT[script]
    for kind in ("draft", "letter") if told else ("draft",):
        draft = drafted(assessment, kind)
        asked = {point.question for point in draft.open_points}
        state = assessment.standing.state
        unsettled = {
            each.id
            for each in assessment.script.questions
            if each.required and state(each.id) is not AnswerState.ANSWERED
        }
        assert asked <= unsettled | LATER_KNOWN, (kind, asked - unsettled)
        assert not [each for each in draft.findings if each.check == "accusing_word"]
        for document in (each for each in draft.documents if each.for_customer):
            assert unfair(document) == []
            long = [each for each in sentences(document) if len(each.split()) > MOST_WORDS]
            assert long == []
            assert "partner" not in words_of([document]).lower()


@pytest.mark.parametrize(
    ("choice", "letter", "said", "clauses"),
    [
        ("keep", "going_on_letter", "You decided to keep it as it is", {"choice_keep", "next_reviews"}),
        ("change", "going_on_letter", "You decided to go on and to change it", {"choice_change"}),
        ("smaller", "going_on_letter", "You decided to make it smaller", {"choice_smaller", "seats_gone"}),
        ("part", "next_in_line_letter", "You decided to go on without us", {"part_day", "part_handover"}),
    ],
)
def test_each_end_of_a_renewal_has_its_letter_and_no_word_of_the_others(
    choice: str, letter: str, said: str, clauses: set[str]
) -> None:
    """Keep, change, smaller, part as friends."""
    parting = {"ren_part_why": "A name to call.", "ren_hand_over": ({"what": "the list"},)}
    deal = answered(worked("renewal")["Fewer, and better used"], ren_choice=choice, **parting)
    (document,) = drafted(deal, "letter").documents
    assert document.id == letter
    assert words_of([document]).count("You decided") == 1
    assert said in words_of([document])
    standing = {origin.clause for origin in drafted(deal, "draft").origins}
    assert clauses <= standing
    ends = {name for name in standing if name.startswith(("choice_", "part_"))}
    assert ends == ({"part_day", "part_handover", "part_told"} if choice == "part" else {f"choice_{choice}"})


def test_what_is_not_used_is_offered_back_before_anything_is_sold() -> None:
    """It opens the second conversation, and nothing can be added before it is answered."""
    deal = worked("renewal")["As it was"]
    ahead = [each.id for each in deal.script.questions if each.section == "ahead" and each.pin]
    assert ahead == ["ren_seats_drop"]
    assert deal.standing.shown("ren_add")
    assert not answered(deal, ren_seats_drop=None).standing.shown("ren_add")


@pytest.mark.parametrize(("before", "raised"), [(120, False), (90, False), (89, True)])
def test_a_first_word_later_than_90_days_before_the_end_is_ours_to_answer_for(
    before: int, *, raised: bool
) -> None:
    """On the day itself it is still in time."""
    end = date(2026, 8, 31)
    deal = answered(worked("renewal")["As it was"], own_first_talk=end - timedelta(days=before))
    assert ("late_talk" in {flag.id for flag in deal.raised_flags}) is raised


def test_after_a_rescue_those_who_go_in_and_those_who_look_back_have_their_papers() -> None:
    """The plan with its steps goes to delivery, and the one thing is what day thirty is about."""
    deal = worked("rescue")["The Monday list"]
    handed, looked = (words_of(drafted(deal, kind).documents) for kind in ("handover", "review"))
    for text in (handed, looked):
        assert "The Monday list is right, four Mondays running." in text
        assert "First right Monday list" in text
    assert "Finding out from a customer that we have no oak." in handed
