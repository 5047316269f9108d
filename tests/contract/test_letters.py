"""The letters of the bundled pack: courteous, complete, and silent about what is ours alone."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onboard_tui.contract.document import Bullet, Heading, Item, Paragraph, RunKind, Title
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.contract.pack_checks import check_pack
from onboard_tui.errors import ContractError
from onboard_tui.interview.entries import CannotFix
from onboard_tui.resources import templates_folder
from onboard_tui.script.model import AskedOf, QuestionType, VerdictKind
from onboard_tui.text import clean
from tests.contract.deal_papers import (
    LEFT,
    NEXT,
    OURS_ALONE,
    decided,
    paper_or_refusal,
    papers,
    random_dealings,
    steered,
)
from tests.contract.deals import AT, words_of
from tests.contract.payloads import ALL
from tests.contract.random_deals import random_deal
from tests.contract.small_pack import PACK, small_script, written

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.script.model import Script
    from tests.contract.deals import Deal

TWICE = (date(2026, 2, 10), date(2026, 2, 19))
NEVER_DONE = {"name": "press control", "where": "own_site", "users": 12, "how_critical": 4, "plan": "rebuild"}
MAIL = {"name": "mail", "where": "hosted", "users": 60, "how_critical": 3, "plan": "move_as_is"}
RANDOM = st.integers(0, 10**9).map(Random)
INSIDE = (
    "walk away",
    "walk_away",
    "next in line",
    "next_in_line",
    "steer",
    "proceed",
    "blocker",
    "verdict",
    "flag",
)
"""Words of ours about a deal, which no customer has to know."""


def text_of(draft: Draft) -> str:
    """Give the words of all letters."""
    return words_of(draft.documents)


@pytest.fixture
def refuses(full: Deal) -> Deal:
    """Give a deal in which the second sign-in step was advised twice and not taken."""
    return full.with_answers(sec_sign_in="refuse", rel_reopen=True).with_entries(
        *steered("refuses_sign_in", *TWICE)
    )


@pytest.fixture
def beyond_us(full: Deal) -> Deal:
    """Give a deal with one part that we have never done, and one that we have."""
    rows = ({**NEVER_DONE, "our_record": "never"}, {**MAIL, "our_record": "often"})
    return full.with_answers(now_workloads=rows).with_entries(
        CannotFix(id="cannot", at=AT, flag="untested_skill")
    )


def test_a_letter_is_set_as_a_letter(refuses: Deal) -> None:
    """Who writes, to whom, the day, the subject, the greeting; the name of the seller comes last."""
    (letter,) = papers(refuses.with_entries(LEFT), "letter").documents
    first, *_, last = letter.blocks
    assert isinstance(first, Paragraph)
    assert "".join(run.text for run in first.runs) == "Northwind IT Ltd"
    title = next(index for index, block in enumerate(letter.blocks) if isinstance(block, Title))
    head = words_of([letter]).split(letter.title)[0]
    assert title > 1
    assert "Harbour & Lyle" in head
    assert "2 March 2026" in head
    assert not [block for block in letter.blocks if isinstance(block, Heading)]
    assert "".join(run.text for run in runs_of(last)).endswith("J. Okoro\nNorthwind IT Ltd")


def test_a_decline_letter_says_what_we_understood_what_we_advised_and_what_would_change_it(
    refuses: Deal,
) -> None:
    """Their own words for success, our answer, our advice without a reproach, and an open door."""
    draft = papers(refuses.with_entries(LEFT), "letter")
    text = text_of(draft)
    assert [document.id for document in draft.documents] == ["decline_letter"]
    assert str(refuses.answers["biz_outcome"]) in text
    assert "we are not the right firm to do this work with you" in text
    assert "Switch on a second sign-in step for every account, without exceptions." in text
    assert "The decision is yours, and we respect it." in text
    assert "our answer changes too" in text
    assert "Thank you for considering us." in text


def test_a_letter_greets_everybody_who_decides(refuses: Deal) -> None:
    """By name where the names are known, and politely where they are not."""
    rows = (
        {"name": "M. Lyle", "part": "decides", "stance": "for", "met": True, "wants": None},
        {"name": "P. Osei", "part": "decides", "stance": "against", "met": True, "wants": None},
        {"name": "J. Hart", "part": "uses", "stance": "for", "met": True, "wants": None},
    )
    left = refuses.with_entries(LEFT)
    assert "Dear M. Lyle and P. Osei," in text_of(papers(left.with_answers(ppl_people=rows), "letter"))
    assert "Dear Sir or Madam," in text_of(papers(left.with_answers(ppl_people=rows[2:]), "letter"))
    assert "Dear Sir or Madam," in text_of(papers(left.with_answers(ppl_people=None), "letter"))


def test_only_advice_that_we_gave_and_the_pack_has_words_for_is_in_a_letter(full: Deal) -> None:
    """A record of not paying is never spoken of, and neither is a worry that nobody told them of."""
    silent = full.with_answers(own_payment="bad", use_training="none", sec_sign_in="refuse")
    text = text_of(papers(silent.with_entries(*steered("pays_badly", *TWICE), LEFT), "letter"))
    assert "This is the advice" not in text
    assert "If they do, write to us, and we will look at it afresh." in text


def test_a_next_in_line_letter_says_the_sign_and_when_we_call(refuses: Deal) -> None:
    """We stay ready; what would show that it is time; whom we call, and when."""
    draft = papers(refuses.with_entries(NEXT), "letter")
    text = text_of(draft)
    assert [document.id for document in draft.documents] == ["next_in_line_letter"]
    assert "We stay ready" in text
    assert "The insurer asks for a second step." in text
    assert "On 1 September 2026 we will ask for the IT lead." in text
    assert "ask for J. Okoro" in text
    assert draft.open_points == ()


def test_before_a_decision_a_letter_waits_visibly_for_what_is_decided_with_it(refuses: Deal) -> None:
    """The verdict calls for the letter; the sign, the person and the day are still to be confirmed."""
    draft = papers(refuses, "letter", seller="")
    waiting = {point.question for point in draft.open_points}
    assert {"call_sign", "call_person", "call_date", "our_seller"} <= waiting
    text = text_of(draft)
    for ask in ("the sign that would show that it is time", "who may be called", "when we call"):
        assert f"[To confirm: {ask}]" in text


def test_a_referral_names_only_the_part_that_we_cannot_do(beyond_us: Deal) -> None:
    """The part, who does it, and what we can still do; nothing else about them or us."""
    deal = beyond_us.with_entries(decided(VerdictKind.WALK_AWAY, referred_to="Wray IT"))
    draft = papers(deal, "letter")
    assert [document.id for document in draft.documents] == ["decline_letter", "referral_note"]
    decline, note = (words_of([document]) for document in draft.documents)
    before, after = note.split("It matters too much")
    assert "press control (rebuild)" in before
    assert "mail" not in before
    assert "mail (move as is)" in after
    assert "In your place we would ask Wray IT." in after
    assert "The note that comes with this letter" in decline
    assert "press control" not in decline
    assert str(deal.answers["biz_outcome"]) not in note


@pytest.mark.parametrize("who", ["", "nobody", "Nobody"])
def test_a_referral_to_nobody_says_so_kindly(beyond_us: Deal, who: str) -> None:
    """What a seller types where nobody takes it is no name."""
    note = papers(
        beyond_us.with_entries(decided(VerdictKind.WALK_AWAY, referred_to=who, rule="R3")), "letter"
    ).documents[-1]
    text = words_of([note])
    assert "We do not know a firm that we could recommend" in text
    assert "we would ask" not in text


def test_a_referral_for_another_reason_names_no_part(refuses: Deal) -> None:
    """Where everything on the list is known to us, the note speaks of the part without a name."""
    note = papers(
        refuses.with_entries(decided(VerdictKind.WALK_AWAY, referred_to="Wray IT")), "letter"
    ).documents[-1]
    assert "There is something in your plans that we have not done before." in words_of([note])


def test_a_deal_that_goes_ahead_has_no_letter(full: Deal) -> None:
    """The refusal says what was decided, or the verdict."""
    with pytest.raises(ContractError, match="No letter is called for: “proceed” is the verdict"):
        papers(full, "letter")
    with pytest.raises(ContractError, match="“proceed” was decided"):
        papers(full.with_entries(decided(VerdictKind.PROCEED)), "letter")


# What no letter says


def with_secrets(deal: Deal) -> Deal:
    """Put the same words into every private text but the customer's name and address."""
    changes = {
        question.id: OURS_ALONE
        for question in deal.script.questions
        if question.private and question.type in {QuestionType.TEXT, QuestionType.LONG_TEXT}
    }
    changes |= {"off_customer_name": "Harbour & Lyle LLP", "off_customer_address": "4 Quay Street"}
    return deal.with_answers(**changes)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(random=RANDOM, data=st.data())
def test_no_letter_says_what_is_ours_alone(
    full: Deal, script: Script, random: Random, data: st.DataObject
) -> None:
    """No flag's title, no verdict, no score, no private answer, no note, for any answers and any decision."""
    deal = with_secrets(random_deal(full, random)).with_entries(*data.draw(random_dealings(script)))
    draft = paper_or_refusal(deal, "letter")
    if isinstance(draft, str):
        assert "No letter is called for" in draft
        return
    ours = "\n".join(
        "".join(run.text for run in runs_of(block) if run.kind is not RunKind.ANSWER)
        for document in draft.documents
        for block in document.blocks
    )
    assert OURS_ALONE not in text_of(draft)
    for word in (*INSIDE, *(flag.title for flag in script.flags)):
        assert word.casefold() not in ours.casefold(), word
    private = {question.id for question in script.questions if question.asked_of is AskedOf.SELLER}
    shown = {
        source
        for document in draft.documents
        for block in document.blocks
        for run in runs_of(block)
        for source in run.sources
    }
    assert shown & private <= {"off_customer_name", "off_customer_address"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(random=RANDOM, data=st.data())
def test_every_kind_of_paper_can_be_drafted_for_any_deal(
    full: Deal, script: Script, random: Random, data: st.DataObject
) -> None:
    """It is drafted, or refused with a plain sentence; no line of it is blank or holds what does not apply."""
    deal = random_deal(full, random).with_entries(*data.draw(random_dealings(script)))
    for kind in ("letter", "memo", "handover", "review"):
        draft = paper_or_refusal(deal, kind)
        if isinstance(draft, str):
            assert re.match("No letter is called for|There is nothing to", draft)
            continue
        for document in draft.documents:
            assert document.blocks
            for block in document.blocks:
                words = "".join(run.text for run in runs_of(block))
                if isinstance(block, Paragraph | Bullet | Item | Heading | Title):
                    assert words.strip(), (kind, block)
                if document.for_customer:
                    assert "does not apply" not in words, (kind, block)


@pytest.mark.parametrize("payload", ALL, ids=lambda text: repr(text)[:40])
def test_a_hostile_text_in_a_decision_stays_the_text_that_it_is(full: Deal, payload: str) -> None:
    """The sign, the person and the firm are printed to the letter, whatever they say."""
    said = clean(payload).text
    following = decided(
        VerdictKind.NEXT_IN_LINE, sign=said, may_call=said, call_on=date(2026, 9, 1), reason=said
    )
    leaving = decided(VerdictKind.WALK_AWAY, referred_to=said, reason=said)
    for entry, kind, times in ((following, "letter", 2), (leaving, "letter", 1), (leaving, "memo", 2)):
        draft = papers(full.with_entries(entry), kind)
        runs = [run for each in draft.documents for block in each.blocks for run in runs_of(block)]
        assert [run.text for run in runs if run.text == said] == [said] * times


# The pack


def test_a_letter_cannot_print_what_only_our_own_papers_may(tmp_path: Path) -> None:
    """A verdict, a flag or a forecast in a paper for the customer is an error of the pack."""
    clause = "---\nid: one\ntitle: One\npart: first\n---\nIt is {{ verdict_now }} {{ term('Day') }}.\n"
    pack = open_pack(written(tmp_path, clauses_1=clause))
    found = [problem for problem in check_pack(pack, small_script()) if problem.code == "P124"]
    assert [problem.message for problem in found] == ["“verdict_now” is for our own papers only."]
    chosen = clause.replace("{{ verdict_now }}", "{% if verdict_now == 'proceed' %}good{% endif %}")
    assert "P124" in {
        each.code for each in check_pack(open_pack(written(tmp_path, clauses_1=chosen)), small_script())
    }
    ours = "---\nid: ours\ntitle: Ours\npart: check\n---\nIt is {{ verdict_now }}.\n"
    pack = open_pack(written(tmp_path, clauses_1=CLAUSE_OF_OURS, clauses_2=ours))
    assert not [problem for problem in check_pack(pack, small_script()) if problem.code == "P124"]


CLAUSE_OF_OURS = "---\nid: one\ntitle: One\npart: first\n---\nWe will deliver {{ goal }} {{ term('Day') }}.\n"


def test_letters_may_share_parts_and_nothing_else_may(tmp_path: Path) -> None:
    """Every letter has the same head; a part of a contract stands in one paper."""
    letters = PACK.replace(
        "parts:\n  - {id: first",
        "  - {id: no, title: No, kind: letter, sent_when: [walk_away], parts: [head]}\n"
        "  - {id: later, title: Later, kind: letter, sent_when: [next_in_line], parts: [head]}\n"
        "parts:\n  - {id: head, title: Head, headed: false}\n  - {id: first",
    )
    head = "---\nid: head_text\ntitle: Head\npart: head\n---\nDear all,\n"
    assert load_pack(written(tmp_path / "a", pack=letters, clauses_3=head)).problems == ()
    also = letters.replace("parts: [first, words]", "parts: [first, words, head]")
    assert [each.code for each in load_pack(written(tmp_path / "b", pack=also, clauses_3=head)).problems] == [
        "P106"
    ]


@pytest.mark.parametrize("name", ["cloud-services", "managed-services", "one-order"])
def test_every_pack_of_the_onboarding_script_has_all_kinds_of_papers(
    beyond_us: Deal, full: Deal, name: str
) -> None:
    """A pack that is based on another one has its letters, too."""
    pack = open_pack(templates_folder() / name)
    assert len(papers(beyond_us, "letter", pack=pack).documents) == 2
    assert [document.id for document in papers(full, "memo", pack=pack).documents] == ["deal_memo"]
    assert [document.id for document in papers(full, "handover", pack=pack).documents] == ["handover"]
    assert [document.id for document in papers(full, "review", pack=pack).documents] == ["review_sheet"]
