"""The deal memo, the handover pack and the review sheet of the bundled pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.document import Heading, Table
from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.calibration import DealRecord, TrackRecord
from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.errors import ContractError
from onboard_tui.interview.dealings import Estimated, FollowUpKind, Side
from onboard_tui.interview.entries import Planned
from onboard_tui.interview.paperwork import MonthReported
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState
from tests.contract.deal_papers import (
    GONE_AHEAD,
    LEFT,
    advised,
    counted,
    decided,
    follow_up,
    ordered,
    papers,
    steered,
)
from tests.contract.deals import AT, words_of

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from tests.contract.deals import Deal

ONCE = date(2026, 2, 10)
NOTHING = "\N{EN DASH}"
PLAN = Planned(
    id="p",
    at=AT,
    flag="no_access",
    agreed_by="P. Osei",
    owner="landlord",
    due=date(2026, 3, 13),
    text="Keys",
)


def text_of(draft: Draft) -> str:
    """Give the words of the only paper."""
    (document,) = draft.documents
    return words_of([document])


def tables(draft: Draft) -> dict[str, list[list[str]]]:
    """Give the rows of each table by what its head says first."""
    (document,) = draft.documents
    found = {}
    for block in document.blocks:
        if isinstance(block, Table):
            first = "".join(run.text for run in block.head[0])
            found[first] = [["".join(run.text for run in cell) for cell in row] for row in block.rows]
    return found


def standing(draft: Draft) -> dict[str, str]:
    """Give what the first table of a memo says, by its label."""
    return {row[0]: row[1] for row in tables(draft)["What"] if len(row) == 2} | {
        row[0]: row[1] for row in memo_head(draft)
    }


def memo_head(draft: Draft) -> list[list[str]]:
    """Give the rows of the first table."""
    table = next(block for block in draft.documents[0].blocks if isinstance(block, Table))
    return [["".join(run.text for run in cell) for cell in row] for row in table.rows]


# The deal memo


def test_a_memo_says_where_the_deal_stands_and_what_would_change_it(full: Deal) -> None:
    """Verdict with its rule, the range, the flags with attempts, the smallest changes, what is due."""
    deal = full.with_answers(ppl_sponsor="nobody").with_entries(*steered("no_sponsor", ONCE), follow_up())
    draft = papers(deal, "memo")
    head = standing(draft)
    assert head["Verdict"] == "steer first"
    assert head["Why"].startswith("R5 holds: open or steered blockers: 1 (no sponsor)")
    assert head["It can still become"] == "steer first"
    assert head["Decided"] == "nothing yet"
    assert head["Chance of active use"] == "50%, if it were signed today (signed with unresolved flags)"
    (flag,) = tables(draft)["Flag"]
    assert flag[0] == "Nobody with authority stands behind it"
    assert flag[2:4] == ["steering", "steered once, insists"]
    assert flag[4] == "who stands behind it in front of your business: Nobody has been named"
    assert "proceed once “Nobody with authority stands behind it” is cleared" in text_of(draft)
    assert tables(draft)["Due"][0][0] == "9 March 2026"
    assert not draft.documents[0].for_customer


def test_a_memo_keeps_the_decision_beside_the_verdict(full: Deal) -> None:
    """Reason, second person and review stand there, and the verdict as it was then."""
    against = decided(
        VerdictKind.PROCEED,
        verdict=VerdictKind.STEER_FIRST,
        reason="Their insurer asks for it in May.",
        by="R. Adeyemi",
        review=date(2026, 5, 4),
        band="with_unresolved",
        forecast=Decimal("0.5"),
    )
    head = standing(papers(full.with_entries(against), "memo"))
    assert head["Verdict"] == "proceed"
    assert head["Decided"] == "proceed, against the verdict, on 2 March 2026"
    assert head["Because"] == "Their insurer asks for it in May."
    assert head["The verdict then"] == "steer first"
    assert head["Agreed by"] == "R. Adeyemi"
    assert head["Looked at again on"] == "4 May 2026"
    assert head["Chance of active use"].startswith("50%, as forecast when it was signed")


def test_a_memo_of_a_deal_that_we_leave_forecasts_nothing(full: Deal) -> None:
    """There is no agreement to look at, and no chance to speak of."""
    draft = papers(full.with_entries(LEFT), "memo")
    assert "Chance of active use" not in standing(draft)
    assert "marks of the ring check" not in text_of(draft)


def test_a_memo_forecasts_by_our_own_record(full: Deal) -> None:
    """What became of the deals so far moves the chance."""
    gone = replace(GONE_AHEAD, rule="R11")
    lost = tuple(
        DealRecord(str(number), "Somebody", gone, outcome=OutcomeClass.FAILED) for number in range(9)
    )
    without = standing(papers(full, "memo"))["Chance of active use"]
    with_record = standing(papers(full, "memo", record=TrackRecord.of(lost)))["Chance of active use"]
    assert without == "80%, if it were signed today (proceed)"
    assert int(with_record.partition("%")[0]) < 80


def test_a_memo_shows_the_money_and_what_a_bad_end_costs(full: Deal) -> None:
    """Budget, honest price, the offer with its totals, and the card of a bad deal where it was estimated."""
    estimate = Estimated(
        id="estimated",
        at=AT,
        margin=Decimal(18_000),
        hourly=Decimal(85),
        collected=Decimal(4_500),
        hours=Decimal(40),
    )
    draft = papers(full.with_entries(estimate), "memo")
    amounts = {row[0]: row[1] for row in tables(draft)["What"]}
    assert amounts["Our offer, a month"] == "USD 2,430"
    assert amounts["Our offer in the first twelve months"] == "USD 42,010"
    assert amounts["What it brings us if it ends in active use"] == "USD 14,600"
    assert amounts["What it costs us if it does not"] == "USD 29,500"
    assert "more than two times in three" in text_of(draft)
    assert "10x (assumption)" in text_of(draft)


def test_a_memo_without_an_offer_says_so(full: Deal) -> None:
    """It does not ask for the same figure four times."""
    text = text_of(papers(full.with_answers(off_services=None), "memo"))
    assert "No offer is written down yet." in text
    assert "To confirm" not in text


def test_a_memo_says_how_the_agreement_looks_today(full: Deal) -> None:
    """The marks of the ring check that are missing stand there by name."""
    whole, bare = papers(full, "memo"), papers(full.with_answers(con_reviews=None), "memo")
    assert "The agreement has 8 of 8 marks of the ring check." in text_of(whole)
    assert "The agreement has 7 of 8 marks" in text_of(bare)
    assert "Missing: Review dates are set" in text_of(bare)


def test_a_memo_says_what_nobody_knows(full: Deal) -> None:
    """Gates in few words, and the flags that hang on them."""
    text = text_of(papers(full.with_states(sec_sign_in=AnswerState.DONT_KNOW), "memo"))
    assert "The verdict waits for this:\nhow people sign in" in text
    assert "Refuses the basic sign-in protection" in text


def test_a_memo_is_one_to_two_pages(full: Deal) -> None:
    """Measured in words: it is read before a meeting and not instead of it."""
    deal = full.with_answers(ppl_sponsor="nobody", use_training="none", sec_sign_in="refuse")
    text = text_of(papers(deal.with_entries(follow_up(), counted(14)), "memo"))
    assert len(text.split()) < 700


# The handover pack


def test_a_handover_has_everything_that_delivery_needs(full: Deal) -> None:
    """Success, people, promises, use, systems, accounts, advice, plans, what is open, orders: in this order."""
    (document,) = papers(full, "handover").documents
    headings = [
        "".join(run.text for run in block.runs) for block in document.blocks if isinstance(block, Heading)
    ]
    assert headings == [
        "What success is",
        "People",
        "What we promised",
        "Getting it used",
        "Systems and risks",
        "Accounts and data",
        "What they believe, and what we advise",
        "Agreed plans",
        "What is open",
        "Orders and needs",
    ]
    assert str(full.answers["biz_outcome"]) in words_of([document])
    assert not document.for_customer


def test_a_handover_maps_people_and_says_who_is_still_to_be_met(full: Deal) -> None:
    """Name, part, stance and wish of each; whoever we have not met waits for an introduction."""
    rows = (
        {"name": "M. Lyle", "part": "decides", "stance": "for", "met": True, "wants": "fewer late nights"},
        {"name": "P. Osei", "part": "pays", "stance": "against", "met": False, "wants": None},
    )
    found = tables(papers(full.with_answers(ppl_people=rows), "handover"))
    assert found["Name"] == [
        ["M. Lyle", "decides", "for", "yes", "fewer late nights"],
        ["P. Osei", "pays", "against", "no", NOTHING],
    ]
    assert found["Still to be met"] == [["P. Osei", "pays", "", ""]]
    assert "Still to be met" not in tables(papers(full.with_answers(ppl_people=rows[:1]), "handover"))


@pytest.mark.parametrize(
    ("followed", "way"), [(Side.OURS, "our way"), (Side.THEIRS, "their way"), (None, "open")]
)
def test_a_handover_lists_what_they_believe_beside_what_we_advise(
    full: Deal, followed: Side | None, way: str
) -> None:
    """Each pair stands there with who decided which way."""
    pair = advised(
        advises="Name somebody.", because="Unled work ends.", followed=followed, decided_by="M. Lyle"
    )
    ((about, believed, advice, outcome),) = tables(papers(full.with_entries(pair), "handover"))["About"]
    assert about.startswith("When this gets uncomfortable")
    assert (believed, advice) == ("It runs itself.", "Name somebody. Because: Unled work ends.")
    assert outcome == f"{way}, M. Lyle"


def test_a_handover_says_which_advice_was_declined(full: Deal) -> None:
    """The attempts, and the sentence that stands in the agreement."""
    deal = full.with_answers(use_training="none").with_entries(
        *steered("no_training", ONCE, date(2026, 2, 19))
    )
    found = tables(papers(deal, "handover"))
    assert len(found["On"]) == 2
    assert found["We advised"][0][0].startswith("Give people paid time to learn it")


def test_a_handover_says_what_is_planned_open_and_ordered(full: Deal) -> None:
    """Plans with owner and day, what is due, what they asked, and each order."""
    asked = follow_up(id="q", kind=FollowUpKind.CUSTOMER_QUESTION, text="Does it print?", asked_by="P. Osei")
    deal = full.with_answers(now_admin_rights="provider_only").with_entries(
        PLAN, asked, follow_up(text="Send the list."), ordered(), counted(14)
    )
    found = tables(papers(deal, "handover"))
    assert found["Plan"] == [["Keys", "landlord", "P. Osei", "13 March 2026"]]
    assert ["9 March 2026", "Send the list.", "J. Okoro"] in found["Due"]
    assert found["They asked"] == [["Does it print?", "P. Osei", "J. Okoro", "9 March 2026"]]
    assert found["Order"][0][1:4] == ["2 March 2026", "J. Hart", "2 March 2026"]
    assert found["Counted on"] == [["2 March 2026", "14", "60", "23.3%"]]


def test_a_handover_says_what_the_agreement_still_waits_for(full: Deal) -> None:
    """In few words, with whoever finds out."""
    draft = papers(full.with_states(off_law=AnswerState.LATER), "handover")
    assert "the law and the courts (J. Hart finds out)" in text_of(draft)


# The review sheet


def test_a_review_sheet_has_fields_to_fill_in_beside_what_was_agreed(full: Deal) -> None:
    """Their numbers with room for now, the levels with room for what was kept, three questions from 1 to 5."""
    found = tables(papers(full, "review"))
    assert all(row[-1] == "" for row in found["Number"])
    assert all(row[-1] == "" for row in found["Service"])
    assert found["Counted on"] == [["Today", "", "", ""]]
    assert [row[1:] for row in found["Since the last review"]] == [["1", "2", "3", "4", "5"]] * 3
    assert found["To decide"][0] == ["Is it worth going on as it is?", "", "", ""]


def test_a_review_sheet_shows_what_was_counted_kept_and_promised(full: Deal) -> None:
    """Counts of active use, months with their levels, and agreed plans."""
    months = [
        MonthReported(id="m1", at=AT, month=date(2026, 1, 1), missed=("help desk",)),
        MonthReported(id="m2", at=AT, month=date(2026, 2, 1)),
    ]
    deal = full.with_answers(now_admin_rights="provider_only").with_entries(*months, PLAN, counted(48))
    found = tables(papers(deal, "review"))
    assert found["Counted on"][0] == ["2 March 2026", "48", "60", "80%"]
    assert found["Month that began on"] == [
        ["1 January 2026", "Missed: help desk"],
        ["1 February 2026", "Every level"],
    ]
    assert found["What"][0][:3] == ["Keys", "landlord", "13 March 2026"]


def test_a_review_sheet_names_only_dates_that_are_still_to_come(full: Deal) -> None:
    """The next three, and a line for the one that is agreed at the meeting."""
    days = [row[0] for row in tables(papers(full, "review"))["When"]]
    assert len(days) == 4
    assert days[-1] == ""
    begun = tables(
        papers(full.with_answers(off_start=date(2025, 6, 1), biz_deadline=date(2025, 6, 1)), "review")
    )
    assert begun["When"][0][0].endswith("2026")


@pytest.mark.parametrize("kind", ["handover", "review"])
def test_a_deal_that_does_not_go_ahead_has_nothing_to_hand_over_or_review(full: Deal, kind: str) -> None:
    """The refusal names the decision, or the verdict."""
    with pytest.raises(ContractError, match=r"There is nothing to .*: “walk away” was decided"):
        papers(full.with_entries(LEFT), kind)
    with pytest.raises(ContractError, match=r"There is nothing to .*: “walk away” is the verdict"):
        papers(full.with_answers(own_lawful="concern"), kind)


def test_no_cell_of_ours_says_what_does_not_apply(full: Deal, empty: Deal) -> None:
    """A month-by-month deal, and one that has only begun, leave out what they do not have."""
    for deal in (full.with_answers(con_term="monthly"), empty):
        for kind in ("memo", "handover", "review"):
            for block in papers(deal, kind).documents[0].blocks:
                words = "".join(run.text for run in runs_of(block))
                assert "does not apply" not in words, (kind, words)
