"""The quarterly check-in and the use check: what is said in them makes levels, papers and things to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.endings import endings_of
from onboard_tui.contract.pack import open_pack
from onboard_tui.contract.pack_model import ENDINGS
from onboard_tui.deal.ladders import readings
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.resources import interviews_folder, templates_folder
from onboard_tui.script.load import open_script
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.script.scope import Row
    from onboard_tui.workspace import Workspace

CHECK_IN: Final = "relationship-checkin"
LADDERS: Final = ("value", "perceived", "experience", "needs", "personal")
LEVELS: Final[Mapping[str, tuple[str | None, ...]]] = {
    "How it should be": ("total_cost", "partner", "felt", "all_ours", "consultant"),
    "We say partner": ("held_back", "of_choice", "felt", None, "consultant"),
    "All green, and not happy": ("total_cost", "partner", "met_only", "all_ours", "consultant"),
    "They look around": ("held_back", "supplier", "felt", "some_elsewhere", "consultant"),
    "We missed a day": ("total_cost", "supplier", "forgiven", "all_ours", "consultant"),
    "Not you again": ("total_cost", "supplier", "met_only", "all_ours", "consultant"),
    "What was it for?": ("total_cost", None, "felt", "all_ours", "consultant"),
}
"""By worked deal, the rung on each ladder; None where it cannot be told, or the ladder does not apply."""
TO_BE_DECIDED: Final = {"our_seller", "call_sign", "call_person", "call_date"}
"""What a letter may wait for: it comes with the decision."""


def played(script: str) -> dict[str, Assessment]:
    """Give the worked deals of a bundled script, judged."""
    found = run_scenarios(open_script(interviews_folder() / f"{script}.yaml"))
    return {each.scenario.name: each.assessment for each in found if each.assessment is not None}


def test_levels_follow_from_what_was_said_and_done() -> None:
    """Who rings first and shares a plan is a partner; one day that was missed makes anybody a supplier."""
    found = {}
    for name, assessment in played(CHECK_IN).items():
        rungs = {each.ladder.id: each.rung.id for each in readings(assessment) if each.rung is not None}
        found[name] = tuple(rungs.get(ladder) for ladder in LADDERS)
    assert {name: found[name] for name in LEVELS} == LEVELS


def test_a_talk_says_what_is_lost_when_they_look_around_first(workspace: Workspace) -> None:
    """000-10: a need of 900 a month that arose on 1 March and was ordered on 31 May adds 2,692.60."""
    talk = workspace.start(CHECK_IN, "Alder Gardens")
    late: Row = {
        "bought": "us_after",
        "arose": date(2025, 3, 1),
        "ordered": date(2025, 5, 31),
        "monthly": 900,
    }
    talk.record("rc_needs", ({**late, "need": "tills"}, {"bought": "elsewhere", "monthly": Decimal(50)}))
    lost, gone = (talk.standing.value(name) for name in ("lost_by_shopping", "gone_elsewhere"))
    assert isinstance(lost, Decimal)
    assert (round(lost, 2), gone) == (Decimal("2692.60"), 600)


def test_our_own_side_is_locked_once_the_customer_has_spoken(workspace: Workspace) -> None:
    """001-6: word, guess and basis stand as they were written down, and the gap is a finding."""
    talk = workspace.start(CHECK_IN, "Brook & Daughters")
    ours = {"own_claim": "partner", "own_guess": "come_first", "rel_justified_by": "hard_numbers"}
    for question, answer in ours.items():
        talk.record(question, answer)
    talk.record("rel_next_time", "compare")
    for question in ours:
        with pytest.raises(AnswerError, match="locked"):
            talk.record(question, talk.question(question).options[1].id)
    assert "perception_gap" in {flag.id for flag in talk.assessment.raised_flags}
    hints = [hint.id for each in talk.readings() for hint in each.hints]
    assert hints == ["guessed_too_well"]


def test_a_check_is_no_deal_of_its_own(workspace: Workspace) -> None:
    """Nothing is signed on it, and one that ended is neither won nor lost in the track record."""
    talk = workspace.start(CHECK_IN, "Not You Again")
    with pytest.raises(UsageError, match="is no deal"):
        talk.decide(VerdictKind.PROCEED, reason="It went well.")
    reason = "They would not ask us again."
    talk.decide(VerdictKind.WALK_AWAY, reason=reason, by="R. Adeyemi", review=date(2026, 6, 1))
    assert workspace.track_record().records == ()
    with pytest.raises(UsageError, match="recorded with the deal itself"):
        talk.measure(licensed=60, active=48, method="each team told us")


@pytest.mark.parametrize(("script", "pack"), [(CHECK_IN, "quarterly-talk"), ("use-check", "counted-use")])
def test_each_end_of_a_check_has_letters_that_accuse_nobody(script: str, pack: str) -> None:
    """Where it does not go on there are letters in which the checks find nothing, and nothing is left blank."""
    papers = open_pack(templates_folder() / pack)
    told: set[str] = set()
    for assessment in played(script).values():
        ends = endings_of(assessment) & set(ENDINGS)
        told |= ends
        if ends:
            letters = draft_contract(assessment, papers, kind="letter", our_name="Brightwater Ltd")
            assert letters.findings == ()
            assert {point.question for point in letters.open_points} <= TO_BE_DECIDED
    assert told == set(ENDINGS)
