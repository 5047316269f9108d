"""What a draft of the bundled pack says for the answers it was given."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.document import (
    Bullet,
    Heading,
    Item,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
)
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.tree_json import draft_from_json, draft_sha256, draft_to_json
from onboard_tui.deal.assessment import assess
from onboard_tui.errors import ContractError
from onboard_tui.interview.entries import Planned, Reaction, Recorded, Source, Steered
from onboard_tui.script.scope import AnswerState
from tests.contract.deals import AS_OF, AT

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block, Document, Draft
    from tests.contract.deals import Deal


def blocks(document: Document, clause: str) -> list[Block]:
    """Give the blocks of one clause."""
    return [block for block in document.blocks if getattr(block, "clause", None) == clause]


def words(block: Block) -> str:
    """Give a block's words."""
    return "".join(run.text for run in runs_of(block))


def table(document: Document, clause: str) -> Table:
    """Give a clause's table."""
    return next(block for block in blocks(document, clause) if isinstance(block, Table))


def cells(row: tuple[tuple[Run, ...], ...]) -> list[str]:
    """Give a row's words."""
    return ["".join(run.text for run in cell) for cell in row]


def all_runs(draft: Draft, *, sent: bool = True) -> list[Run]:
    """Give every run of the papers that are sent, or of all."""
    return [
        run
        for document in draft.documents
        if document.for_customer or not sent
        for block in document.blocks
        for run in runs_of(block)
    ]


def test_a_full_interview_leaves_nothing_to_confirm(full: Deal) -> None:
    """With every answer given, nothing is open and all eight marks of the ring are met."""
    draft = full.draft()
    assert draft.open_points == ()
    assert [mark.met for mark in draft.ring] == [True] * 8
    assert not [run for run in all_runs(draft, sent=False) if run.kind is RunKind.OPEN]


def test_the_papers_come_in_the_order_of_the_pack(full: Deal) -> None:
    """The agreement is first; the side sheet is the one paper that is never sent."""
    draft = full.draft()
    assert [document.id for document in draft.documents] == ["agreement", "order", "side_sheet"]
    assert [document.for_customer for document in draft.documents] == [True, True, False]


def test_the_customers_words_stand_as_they_were_said(full: Deal) -> None:
    """Success is quoted to the letter, in a run that knows its question."""
    said = "Orders < 2 days; *no* {{ surprises }} & 100 % | `calm`"
    draft = full.with_answers(biz_outcome=said).draft()
    quoted = [run for run in all_runs(draft) if run.sources == ("biz_outcome",)]
    assert quoted
    assert {run.text for run in quoted} == {said}
    assert {run.kind for run in quoted} == {RunKind.ANSWER}


def test_totals_are_worked_out_from_the_rows(full: Deal) -> None:
    """60 x 28 + 60 x 12.50 a month; 60 x 40 + 6,400 + 90 x 45 once; twelve months of both."""
    services = table(full.agreement(), "services_table")
    assert services.total is not None
    assert cells(services.total) == ["Total before tax", "", "", "", "USD 2,430", "", "USD 12,850"]
    assert "USD 42,010" in full.text()


def test_a_price_that_is_not_whole_is_exact_to_the_cent(full: Deal) -> None:
    """Three times 0.335 is 1.005, which is 1.01 to the cent, half a cent up."""
    row = {
        **dict.fromkeys(("vendor", "unit", "once_each", "growth_each")),
        "service": "x",
        "quantity": Decimal(3),
        "monthly_each": Decimal("0.335"),
    }
    assert "You pay USD 1.01 a month" in full.with_answers(off_services=(row,)).text()


@pytest.mark.parametrize(
    ("leaving", "prices"),
    [
        ("both_ways", ["USD 2,430"] * 11 + ["USD 0"]),
        ("stated_price", ["USD 2,430"] * 11 + ["USD 0"]),
        ("end_only", [f"USD {2430 * left:,}" for left in range(11, -1, -1)]),
        ("free_if_missed", [f"USD {2430 * left:,}" for left in range(11, -1, -1)]),
    ],
)
def test_the_price_of_leaving_stands_there_for_every_month(
    full: Deal, leaving: str, prices: list[str]
) -> None:
    """A stated price is the charge for the notice; otherwise it is what is left of the term."""
    rows = table(full.with_answers(con_leaving=leaving).agreement(), "price_of_leaving").rows
    assert [cells(row)[2] for row in rows] == prices
    assert cells(rows[0])[:2] == ["1", "30 April 2026"]
    assert cells(rows[-1])[:2] == ["12", "31 March 2027"]


def test_a_notice_longer_than_the_rest_of_the_term_costs_only_the_rest(full: Deal) -> None:
    """With 90 days of notice the last but one month costs one month and no more."""
    rows = table(full.with_answers(off_notice_days=90).agreement(), "price_of_leaving").rows
    assert [cells(row)[2] for row in rows][-4:] == ["USD 7,290", "USD 4,860", "USD 2,430", "USD 0"]


def test_month_by_month_leaving_costs_nothing(full: Deal) -> None:
    """There is no term, no price of leaving and no renewal for longer than a month."""
    text = full.with_answers(con_term="monthly").text()
    assert "runs from month to month from 1 April 2026" in text
    assert "The price of leaving is nothing, in every month." in text
    assert "never renews itself for longer than one month" in text


def test_in_the_european_union_notice_is_never_longer_than_two_months(full: Deal) -> None:
    """The law of the place caps the notice, and the switching rules stand in the paper."""
    text = full.with_answers(con_place="eu", off_notice_days=90).text()
    assert "The notice is 60 days, in writing." in text
    assert "never more than two months" in text
    assert "12 January 2027" in text
    assert "90 days" not in text


def test_the_renewal_talk_is_120_days_before_the_end(full: Deal) -> None:
    """A year from 1 January ends on 31 December; the talk is on 2 September, the decision 60 days before."""
    agreement = full.with_answers(off_start=date(2026, 1, 1), biz_deadline=date(2026, 1, 1)).agreement()
    calendar = {cells(row)[1]: cells(row)[0] for row in table(agreement, "review_calendar").rows}
    assert calendar["Renewal talk"] == "2 September 2026"
    assert calendar["Decision on what comes next"] == "1 November 2026"
    assert calendar["Last day of the term"] == "31 December 2026"


@pytest.mark.parametrize(
    ("reviews", "count"), [("monthly", 7), ("quarterly", 2), ("half_yearly", 1), ("renewal_only", 0)]
)
def test_reviews_come_as_often_as_was_asked(full: Deal, reviews: str, count: int) -> None:
    """Reviews that would fall on another date of the calendar are left out."""
    rows = table(full.with_answers(con_reviews=reviews).agreement(), "review_calendar").rows
    assert [cells(row)[1] for row in rows].count("Review") == count


def test_active_use_is_counted_from_the_day_people_work_with_it(full: Deal) -> None:
    """The first checkpoint is 30 days after the date by which people work with it, not before it."""
    rows = [cells(row) for row in table(full.agreement(), "use_checkpoints").rows]
    assert rows == [
        ["30", "24 June 2026", "16"],
        ["60", "24 July 2026", "32"],
        ["90", "23 August 2026", "48"],
        ["180", "21 November 2026", "48"],
    ]


def test_a_missing_answer_is_seen_and_listed(full: Deal) -> None:
    """It prints as something to confirm and is an open point with its state, its owner and its day."""
    draft = full.with_states(off_law=AnswerState.LATER).draft()
    (point,) = draft.open_points
    assert (point.question, point.state, point.owner, point.due) == (
        "off_law",
        "later",
        "J. Hart",
        "2026-03-09",
    )
    assert point.clauses == ("key_terms_page", "disputes_both")
    open_runs = [run for run in all_runs(draft) if run.kind is RunKind.OPEN]
    assert {run.text for run in open_runs} == {"[To confirm: the law and the courts]"}
    assert {run.sources for run in open_runs} == {("off_law",)}


def test_a_choice_that_is_not_made_yet_leaves_the_mildest_clause_and_says_so(full: Deal) -> None:
    """Without an answer about the term the paper runs month by month and asks to confirm."""
    draft = full.with_states(con_term=AnswerState.DONT_KNOW).draft()
    assert "term_monthly" in {origin.clause for origin in draft.origins}
    assert "con_term" in {point.question for point in draft.open_points}
    assert "[To confirm: how long it runs]" in {run.text for run in all_runs(draft)}


def test_an_optional_answer_that_is_missing_is_no_open_point(full: Deal) -> None:
    """Nobody has to say what may come next, or where the company is registered."""
    draft = full.with_answers(com_next_needs=None, off_customer_address=None).draft()
    assert draft.open_points == ()
    assert "order_next" not in {origin.clause for origin in draft.origins}


def test_an_empty_interview_gives_a_draft_with_everything_to_confirm(empty: Deal) -> None:
    """A draft always renders; each required question that the paper needs is an open point."""
    draft = empty.draft()
    waiting = {point.question for point in draft.open_points}
    assert {"biz_outcome", "off_services", "con_term", "off_signers", "svc_levels"} <= waiting
    assert not [mark.id for mark in draft.ring if mark.met and mark.id != "summary"]


def test_private_questions_are_never_named_to_the_customer(empty: Deal) -> None:
    """How they pay, and whether we can keep the levels, are open points of ours alone."""
    draft = empty.draft()
    private = {question.id for question in empty.script.questions if question.private}
    told = {source for run in all_runs(draft) for source in run.sources}
    assert told & private <= empty.pack.prints_private
    assert {"own_levels", "own_payment"} <= {point.question for point in draft.open_points}


def test_private_columns_and_opinions_about_people_stay_out(full: Deal) -> None:
    """What we know of a system, and where a person stands, is not printed."""
    people = (
        {"name": "A. Noor", "part": "pays", "stance": "against", "met": True, "wants": "to be asked first"},
    )
    sent = "\n".join(
        words(block)
        for document in full.with_answers(ppl_people=people).draft().documents
        if document.for_customer
        for block in document.blocks
    )
    assert "to be asked first" in sent
    assert not re.search(r"\bagainst it\b|\boften\b|USD 48,000", sent)


def test_an_answer_that_does_not_apply_never_reaches_the_paper(full: Deal) -> None:
    """Who may order is kept aside when orders go through purchasing."""
    draft = full.with_answers(com_order_way="procure").draft()
    assert not [run for run in all_runs(draft) if "com_order_people" in run.sources]
    assert "office manager" not in "".join(run.text for run in all_runs(draft))


def test_the_seller_is_bound_first(full: Deal) -> None:
    """In the part about duties the first sentence that binds anybody binds us."""
    duties = [
        block
        for block in full.agreement().blocks
        if isinstance(block, SubClause) and block.clause in {"our_duties", "your_duties"}
    ]
    assert words(duties[0]).startswith("We will")


def test_the_summary_has_eight_to_twelve_lines_with_their_clauses(full: Deal) -> None:
    """Each line names the number of the clause that it sums up."""
    lines = [block for block in full.agreement().blocks if isinstance(block, Bullet)]
    summary = [words(block) for block in lines if re.search(r"\(\d+\.\d+\)$", words(block))]
    assert 8 <= len(summary) <= 12


def test_numbers_and_references_are_right_after_clauses_were_left_out(full: Deal) -> None:
    """Numbers run without a gap, and every reference reads the number of what it points at."""
    for deal in (full, full.with_answers(svc_remedy=("nothing",), sec_data=("none",), con_term="monthly")):
        agreement = deal.agreement()
        numbers: dict[str, str] = {}
        part = sub = 0
        for block in agreement.blocks:
            if isinstance(block, Heading) and block.number:
                part, sub = part + 1, 0
                assert block.number == str(part)
                numbers[block.id] = block.number
            elif isinstance(block, SubClause):
                sub += 1
                assert block.number == f"{part}.{sub}"
                numbers.setdefault(block.clause, block.number)
        references = [run for block in agreement.blocks for run in runs_of(block) if run.kind is RunKind.REF]
        assert len(references) > 20
        assert all(run.target and run.text == numbers[run.target] for run in references)


def test_items_are_lettered_anew_in_each_list(full: Deal) -> None:
    """Each list begins with (a)."""
    duties = [block for block in blocks(full.agreement(), "our_duties") if isinstance(block, Item)]
    assert [item.label for item in duties] == [f"({letter})" for letter in "abcdefgh"]


def test_only_terms_that_are_used_are_explained(full: Deal) -> None:
    """Every defined term of the list is used in the paper; a term of a clause left out is not explained."""
    agreement = full.agreement()
    start = next(
        index
        for index, block in enumerate(agreement.blocks)
        if isinstance(block, Heading) and block.id == "definitions"
    )
    explained = [
        block.runs[0].text
        for block in agreement.blocks[start:]
        if isinstance(block, Paragraph) and block.runs[0].bold and block.runs[0].kind is RunKind.TEXT
    ]
    assert explained == sorted(explained)
    used = "\n".join(words(block) for block in agreement.blocks[:start])
    assert all(term in used for term in explained)


def test_both_sides_sign(full: Deal) -> None:
    """Our signer comes first, each with name and title, under the legal names."""
    signed = [block for block in full.agreement().blocks if isinstance(block, Signature)]
    assert [words(block) for block in signed] == [
        "Northwind IT LtdR. QuillDirector",
        "Harbour & Lyle LLPM. LyleManaging partner",
    ]


INSISTS = tuple(
    Steered(
        id=f"s{number}",
        at=AT,
        flag="refuses_sign_in",
        script=number,
        with_whom=who,
        reaction=Reaction.INSISTS,
        on=day,
    )
    for number, who, day in ((1, "IT lead", date(2026, 2, 10)), (2, "both directors", date(2026, 2, 19)))
)


def test_declined_advice_is_written_down_with_its_dates(full: Deal) -> None:
    """What we advised, why, what the customer said, and to whom it was explained when."""
    deal = full.with_answers(sec_sign_in="refuse")
    assert "declined_advice" not in {origin.part for origin in deal.draft().origins}
    (row,) = table(deal.with_entries(*INSISTS).agreement(), "advice_declined").rows
    assert cells(row) == [
        "Switch on a second sign-in step for every account, without exceptions.",
        "Nearly all accounts that are taken over do not have one.",
        "No",
        "IT lead, 10 February 2026; both directors, 19 February 2026",
    ]


def test_advice_is_not_held_against_who_took_it_in_the_end(full: Deal) -> None:
    """Once the flag is clear nothing of it stands in the paper, nor while it is still being discussed."""
    assert "Advice given" not in full.with_entries(*INSISTS).text()
    assert "Advice given" not in full.with_answers(sec_sign_in="refuse").with_entries(INSISTS[0]).text()


def test_a_flag_about_the_customer_is_never_named_to_the_customer(full: Deal) -> None:
    """That they take no advice stands on the side sheet only."""
    attempts = (replace(each, flag="wont_be_steered") for each in INSISTS)
    draft = full.with_answers(own_listens="insists").with_entries(*attempts).draft()
    sent = "".join(run.text for run in all_runs(draft))
    kept = "".join(run.text for run in all_runs(draft, sent=False))
    assert "They take no advice" in kept
    assert "advice" not in sent.replace("Advice", "advice").partition("What some words mean")[0].lower()


def test_an_agreed_plan_stands_in_the_paper_until_it_is_overdue(full: Deal) -> None:
    """The plan's words, who does it, who agreed and by when."""
    plan = Planned(
        id="p",
        at=AT,
        flag="no_access",
        agreed_by="M. Lyle",
        owner="R. Quill",
        due=date(2026, 3, 13),
        text="the landlord hands over the keys",
    )
    deal = full.with_answers(now_admin_rights="not_sure")
    (row,) = table(deal.with_entries(plan).agreement(), "advice_plans").rows
    assert cells(row) == ["the landlord hands over the keys", "R. Quill", "M. Lyle", "13 March 2026"]
    overdue = replace(plan, due=date(2026, 3, 1))
    assert "landlord" not in deal.with_entries(overdue).text()


def test_the_side_sheet_says_what_the_paper_does_not(full: Deal) -> None:
    """Ring, open points, flags, money, authors and the trace from clause to answers."""
    draft = full.with_answers(svc_who_set="provider", own_levels=None).draft()
    sheet = next(document for document in draft.documents if not document.for_customer)
    text = "\n".join(words(block) for block in sheet.blocks)
    assert "7 of 8." in text
    assert "Can we measure and keep every level" in text
    assert "The levels are not the customer's" in text
    assert "USD 48,000" in text
    assert "includes “Money back on the next invoice”" in text
    assert "svc_who_set" in text


def test_each_credit_is_one_more_promise_of_ours(full: Deal) -> None:
    """The side sheet weighs what we promise to keep against what they promise to pay."""

    def balance(deal: Deal) -> tuple[int, int]:
        sheet = next(document for document in deal.draft().documents if not document.for_customer)
        found = re.search(
            r"(\d+) of ours, (\d+) of theirs", "\n".join(words(block) for block in sheet.blocks)
        )
        assert found is not None
        return int(found[1]), int(found[2])

    rows = full.answers["off_credits"]
    assert isinstance(rows, tuple)
    ours, theirs = balance(full)
    assert ours > theirs > 0
    assert balance(full.with_answers(off_credits=(*rows, rows[0]))) == (ours + 1, theirs)


def test_a_poor_ring_is_called_by_its_name(empty: Deal) -> None:
    """A draft that asks for commitment and shows none says so to the seller."""
    sheet = next(document for document in empty.draft().documents if not document.for_customer)
    assert "1 of 8 - a $12.99 ring" in "\n".join(words(block) for block in sheet.blocks)


def test_our_guesses_are_listed_for_the_seller(full: Deal) -> None:
    """A guess prints like an answer, and the side sheet says that it is one."""
    guess = Recorded(id="zzzz", at=AT, question="ppl_sponsor", value="executive", source=Source.OUR_GUESS)
    sheet = next(each for each in full.with_entries(guess).draft().documents if not each.for_customer)
    assert "our guess" in "\n".join(words(block) for block in sheet.blocks)


def test_a_clause_knows_why_it_stands(full: Deal) -> None:
    """Its rule, its author, and the answers that decided and filled it."""
    origins = {origin.clause: origin for origin in full.draft().origins}
    credit = origins["missed_credit"]
    assert credit.rule == "has(svc_remedy, 'credit')"
    assert {"svc_remedy", "svc_levels", "off_services", "off_payment_days", "off_credits"} <= {
        *credit.questions
    }
    assert credit.author == "generated"
    assert credit.plain.startswith("If we miss a level, money comes off")


def test_changing_a_level_changes_only_the_clause_that_prints_it(full: Deal) -> None:
    """Nothing else in the paper moves."""
    level = {**full.answers["svc_levels"][0], "level": Decimal("99.9")}  # type: ignore[index, dict-item]  # rows
    changed = full.with_answers(svc_levels=(level, *full.answers["svc_levels"][1:]))  # type: ignore[index]  # rows
    before, after = full.agreement().blocks, changed.agreement().blocks
    differing = {getattr(new, "clause", None) for old, new in zip(before, after, strict=True) if old != new}
    assert differing == {"levels_table"}


def test_without_a_name_of_ours_the_paper_waits_for_it(full: Deal) -> None:
    """The seller's legal name is no question of the script, and no paper is final without it."""
    draft = replace(full, our_name="").draft()
    (point,) = draft.open_points
    assert (point.question, point.ask) == ("our_name", "our legal name")


def test_a_draft_comes_back_from_json_as_it_was(full: Deal, empty: Deal) -> None:
    """JSON and back is identity, and the hash does not change on the way."""
    for deal in (full, empty):
        draft = deal.draft()
        again = draft_from_json(json.loads(json.dumps(draft_to_json(draft))))
        assert again == draft
        assert draft_sha256(again) == draft_sha256(draft)


def test_the_hash_is_that_of_what_the_paper_says(full: Deal) -> None:
    """The same answers give the same hash, other answers another; the number does not count."""
    draft = full.draft()
    assert draft_sha256(full.draft()) == draft_sha256(draft)
    assert draft_sha256(replace(draft, number=7)) == draft_sha256(draft)
    assert draft_sha256(full.with_answers(off_law="Scotland").draft()) != draft_sha256(draft)


@pytest.mark.parametrize(
    "damage",
    [
        {"format": 2},
        {"documents": 3},
        {"documents": [{"id": 1}]},
        {"as_of": None},
        {"surprise": 1},
        {"documents": [{"id": "a", "title": "b", "blocks": [{"block": "Nothing"}]}]},
    ],
)
def test_a_damaged_draft_is_refused_with_a_sentence(full: Deal, damage: dict[str, object]) -> None:
    """Nothing half read comes out of a stored draft."""
    with pytest.raises(ContractError, match="draft"):
        draft_from_json({**draft_to_json(full.draft()), **damage})


def test_a_pack_that_does_not_fit_the_script_is_refused(full: Deal) -> None:
    """The sentence names the pack, the script and what does not fit."""
    smaller = replace(
        full.script,
        questions=tuple(each for each in full.script.questions if each.id != "off_law"),
        sha256="other",
    )
    assessment = assess(replace(full.assessment.interview, script=smaller), AS_OF)
    with pytest.raises(ContractError, match="off_law"):
        draft_contract(assessment, full.pack)
