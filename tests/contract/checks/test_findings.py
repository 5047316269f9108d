"""What was found in a draft: its key, its reason, what it stands in the way of, and where it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.bound import bind
from onboard_tui.contract.checks.checked import Checked
from onboard_tui.contract.checks.findings import findings_of, in_the_way
from onboard_tui.contract.document import (
    Blocks,
    Document,
    Draft,
    Heading,
    PageBreak,
    Run,
    Signature,
    Tailored,
    Title,
)
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.pack_model import KINDS
from onboard_tui.contract.tree_json import draft_from_json, draft_to_json
from onboard_tui.deal.decisions import LEAST_REASON
from onboard_tui.interview.dealings import Decided
from onboard_tui.interview.paperwork import FindingAnswered, Reworded
from onboard_tui.script.model import VerdictKind
from tests.contract.checks.packs import clause, found, with_pack
from tests.contract.deals import AS_OF, AT, words_of
from tests.contract.trees import BLOCKS

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Block
    from tests.contract.deals import Deal

CLAUSES = ("charges", "levels_table", "liability_both", "our_duties")
REASON = "Their lawyers asked us to write it."


def answered(deal: Deal, key: str, reason: str) -> Deal:
    """Say why a finding is meant to be so."""
    count = len(deal.extra)
    return deal.with_entries(FindingAnswered(id=f"f{count}", at=AT, finding=key, reason=reason))


def side_sheet(draft: Draft) -> str:
    """Give the words of the side sheet."""
    return words_of(document for document in draft.documents if document.id == "side_sheet")


@pytest.fixture
def alone(full: Deal) -> Deal:
    """Give a deal in which we write the paper alone, and leave out the free exit."""
    return full.with_answers(con_who_wrote="provider", svc_remedy=("credit",), con_leaving="stated_price")


def test_a_reason_takes_a_finding_out_of_the_way(alone: Deal) -> None:
    """It is still listed, with its reason; the reason for one is none for another."""
    before = alone.draft().findings
    assert [each.key for each in in_the_way(before, Blocks.EXPORT)] == ["take_it_or_leave_it"]
    assert [each.key for each in in_the_way(before, Blocks.FINAL)] == ["take_it_or_leave_it", "free_exit"]

    after = answered(alone, "take_it_or_leave_it", REASON).draft().findings
    assert in_the_way(after, Blocks.EXPORT) == ()
    assert [each.key for each in in_the_way(after, Blocks.FINAL)] == ["free_exit"]
    assert after == (replace(before[0], reason=REASON), *before[1:])


@pytest.mark.parametrize(
    ("reason", "counts"), [("x" * (LEAST_REASON - 1) + "  ", False), ("x" * LEAST_REASON, True)]
)
def test_a_word_or_two_is_no_reason(alone: Deal, reason: str, counts: bool) -> None:
    """A reason has at least twenty letters."""
    held = in_the_way(answered(alone, "take_it_or_leave_it", reason).draft().findings, Blocks.EXPORT)
    assert (held == ()) is counts


def test_a_reason_can_be_taken_back(alone: Deal) -> None:
    """An empty one ends it."""
    deal = answered(answered(alone, "free_exit", REASON), "free_exit", "")
    assert not any(each.reason for each in deal.draft().findings)


def test_what_stands_in_the_way_comes_first(alone: Deal) -> None:
    """First of every export, then of the final paper."""
    blocks = [each.blocks for each in alone.with_answers(con_reviews="renewal_only").draft().findings]
    assert blocks == [Blocks.EXPORT, Blocks.FINAL, Blocks.NOTHING]


def test_a_key_does_not_change_with_numbers_and_values(full: Deal, tmp_path: Path) -> None:
    """A reason holds as long as our words are the same: another number or another answer is no other finding."""
    stiff = clause("parties", "how_it_works", "You hereby get {{ biz_outcome }} as {{ ref('missed') }} says.")
    deal = with_pack(full, tmp_path / "stiff", stiff)
    other = with_pack(full.with_answers(biz_outcome="Less work."), tmp_path / "more", stiff)
    (one,), (two,) = found(deal, "word_to_avoid"), found(other, "word_to_avoid")
    assert one.sentence != two.sentence
    assert one.key == two.key
    again = with_pack(full, tmp_path / "again", stiff.replace("You hereby get", "You will hereby get"))
    assert found(again, "word_to_avoid")[0].key != one.key


def test_two_words_of_one_sentence_are_two_findings(full: Deal, tmp_path: Path) -> None:
    """A reason for one of them is none for the other."""
    deal = with_pack(
        full, tmp_path / "stiff", clause("parties", "how_it_works", "We hereby begin forthwith.")
    )
    assert len({each.key for each in found(deal, "word_to_avoid")}) == 2


def test_findings_are_kept_with_the_draft(alone: Deal) -> None:
    """They come back as they were, with the balance and the share of what is this customer's."""
    draft = answered(alone, "free_exit", REASON).draft()
    assert draft_from_json(draft_to_json(draft)) == draft
    assert draft.findings
    assert draft.balance is not None
    assert draft.tailored is not None


def test_the_side_sheet_lists_what_was_found_and_why_it_is_meant_so(alone: Deal, full: Deal) -> None:
    """With what it stands in the way of; a paper with nothing to remark on says so."""
    text = side_sheet(answered(alone, "free_exit", REASON).draft())
    assert "We wrote this paper alone, take it or leave it" in text
    assert "every export" in text
    assert REASON in text
    assert "The checks found nothing." in side_sheet(full.draft())


def test_the_share_of_what_is_this_customers_is_counted(full: Deal) -> None:
    """Sentences and table rows that carry an answer, of all; with more answers there are more of them."""
    draft = full.draft()
    share = draft.tailored
    assert isinstance(share, Tailored)
    assert 0 < share.with_answers < share.sentences
    assert f"{share.with_answers} of {share.sentences} sentences" in side_sheet(draft)
    rows = full.answers["biz_measures"]
    assert isinstance(rows, tuple)
    more = full.with_answers(biz_measures=(*rows, rows[0])).draft().tailored
    assert more is not None
    assert more.with_answers > share.with_answers


def test_words_by_hand_are_checked_like_ours(full: Deal) -> None:
    """A seller's own words are ours, and nobody else's; where they change a right for both, somebody looks again."""
    deal = full.with_entries(
        Reworded(
            id="r1", at=AT, clause="liability_both", base="", text="We hereby owe less than you do.", by="R."
        )
    )
    checks = {each.check: each for each in deal.draft().findings}
    assert checks["word_to_avoid"].sentence == "We hereby owe less than you do."
    assert checks["one_sided"].text.startswith("This held for both sides")
    assert checks["one_sided"].clause == "liability_both"


def test_taking_the_calendar_out_by_hand_fails_the_ring(full: Deal) -> None:
    """Words about reviews are no dates."""
    deal = full.with_entries(
        Reworded(
            id="r1", at=AT, clause="review_calendar", base="", text="We meet now and then.", by="R. Quill"
        )
    )
    (finding,) = found(deal, "ring")
    assert finding.key == "ring:reviews"


def letter(deal: Deal, outcome: str) -> Draft:
    """Draft the letter that tells a customer who wants this that we walk away."""
    left = Decided(
        id="d", at=AT, on=AS_OF, choice=VerdictKind.WALK_AWAY, reason="No fit", verdict=VerdictKind.WALK_AWAY
    )
    assessed = deal.with_answers(biz_outcome=outcome).with_entries(left).assessment
    return draft_contract(assessed, deal.pack, kind="letter", our_name=deal.our_name)


def test_a_letter_that_accuses_does_not_leave_the_house(full: Deal) -> None:
    """Also where the customer said the word and the letter repeats it; the place is named."""
    (finding,) = letter(full, "Fix what those Careless people did.").findings
    assert (finding.check, finding.blocks) == ("accusing_word", Blocks.EXPORT)
    assert finding.text.startswith("“Careless” in “Your project, and our answer” reads as an accusation")
    assert finding.sentence == "Fix what those Careless people did."


def test_a_courteous_letter_passes(full: Deal) -> None:
    """A word that only holds an accusing one is another word."""
    assert letter(full, "Month-end closes in three days, unabashed and unblamed, by default.").findings == ()


def test_a_contract_may_say_what_a_letter_may_not(full: Deal) -> None:
    """What is nobody's accusation there: it quotes what success is."""
    assert full.with_answers(biz_outcome="Nobody is blamed.").draft().findings == ()


def test_letters_are_checked_for_plain_words_and_not_weighed(full: Deal, tmp_path: Path) -> None:
    """No ring, no balance, no rules of a contract; our own words are read as in every paper."""
    stiff = clause("decline_thanks", "decline", "We hereby thank you.")
    draft = letter(
        with_pack(full.with_answers(con_who_wrote="provider"), tmp_path / "stiff", stiff), "Less work."
    )
    assert [each.check for each in draft.findings] == ["word_to_avoid"]
    assert (draft.ring, draft.balance, draft.tailored) == ((), None, None)


@settings(max_examples=25, deadline=None)
@given(blocks=st.lists(BLOCKS, max_size=6), name=st.sampled_from(CLAUSES))
def test_any_paper_can_be_checked(full: Deal, blocks: list[Block], name: str) -> None:
    """Whatever a paper has become: nothing fails, each finding has a key of its own, whatever its part's number."""
    unclaimed = Title | Signature | PageBreak
    mine = [each if isinstance(each, unclaimed) else replace(each, clause=name) for each in blocks]
    bound = bind(full.pack, full.script)
    for kind in KINDS:
        keys = []
        for number in ("1", "7"):
            title = Heading("part", 1, number, (Run("A part"),), part="duties")
            paper = Document("paper", "Paper", (title, *mine))
            checked = Checked(full.assessment, bound, kind, [paper], CLAUSES)
            keys.append([each.key for each in findings_of(checked)])
        assert keys[0] == keys[1]
        assert len(set(keys[0])) == len(keys[0])
