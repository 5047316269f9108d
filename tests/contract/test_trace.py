"""Why a clause is there, and where its values come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.document import RunKind
from onboard_tui.contract.draft import draft_clauses
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.trace import Touch, Why, touched_by, why
from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.interview.paperwork import Reworded
from onboard_tui.script.scope import AnswerState
from tests.contract.deals import AT

if TYPE_CHECKING:
    from tests.contract.deals import Deal


def told(deal: Deal, clause: str) -> Why:
    """Say why a clause of a deal's contract is there."""
    assessment = deal.assessment
    drafted = draft_clauses(assessment, deal.pack, our_name=deal.our_name)
    bound = bind(deal.pack, deal.script)
    return why(drafted, bound, assessment.standing, deal.pack.clause_by_id[clause])


def test_a_value_tells_its_question_answer_source_and_who_said_it(full: Deal) -> None:
    """All that was recorded with the answer stands behind the value that it made."""
    said = Recorded(
        id="said",
        at=AT,
        question="now_users",
        value=61,
        source=Source.CUSTOMER_DOCUMENT,
        said_by="M. Lyle",
        quote="Sixty-one, by the payroll.",
    )
    values = told(full.with_entries(said), "use_goal").values
    (users,) = [each for each in values if each.text == "61"]
    (behind,) = users.told
    assert (behind.question, behind.answer, behind.source) == ("now_users", "61", "customer_document")
    assert (behind.said_by, behind.quote) == ("M. Lyle", "Sixty-one, by the payroll.")
    assert behind.at == AT.isoformat()


def test_a_worked_out_value_tells_every_answer_that_it_comes_from(full: Deal) -> None:
    """The last day comes from the first day and from the term."""
    values = told(full, "term_m12").values
    computed = [each for each in values if each.kind == RunKind.COMPUTED]
    assert {"off_start", "con_term"} in [{behind.question for behind in each.told} for each in computed]


def test_a_clause_tells_the_rule_in_words_and_the_answers_that_decided(full: Deal) -> None:
    """Also a clause that does not stand: then it tells why not."""
    stands, other = told(full, "term_m12"), told(full, "term_monthly")
    assert (stands.stands, other.stands) == (True, False)
    assert stands.number
    assert not other.number
    assert "Twelve months" in stands.rule_in_words
    assert [each.question for each in stands.decided_by] == ["con_term"]
    assert [each.question for each in other.decided_by] == ["con_term"]
    assert "stands where no other" in other.rule_in_words
    assert told(full, "our_duties").rule_in_words == ""


def test_what_is_missing_tells_where_its_question_stands(full: Deal) -> None:
    """A mark of something to confirm leads to the question, and to why it has no answer."""
    values = told(full.with_states(now_users=AnswerState.DONT_KNOW), "use_goal").values
    missing = [each for each in values if each.kind == RunKind.OPEN]
    assert missing
    assert {behind.answer for each in missing for behind in each.told} == {"they do not know"}


def test_words_by_hand_are_told_apart(full: Deal) -> None:
    """The reason names who put them in, and lists them."""
    text = "Everything is ours."
    hand = Reworded(id="r", at=AT, clause="ownership", base="Nothing.", text=text, by="Ann")
    reasons = told(full.with_entries(hand), "ownership")
    assert reasons.by_hand is not None
    assert reasons.by_hand.by == "Ann"
    assert any(each.kind == RunKind.EDITED for each in reasons.values)


def test_every_value_in_the_pack_s_papers_leads_to_an_answer(full: Deal) -> None:
    """No answer printed in a clause is without its question."""
    drafted = draft_clauses(full.assessment, full.pack, our_name=full.our_name)
    blocks = [block for standing in drafted.clauses.values() for block in standing.blocks]
    printed = [run for block in blocks for run in runs_of(block) if run.kind is RunKind.ANSWER]
    assert printed
    assert all(run.sources for run in printed)


def test_an_answer_touches_what_it_decides_and_what_it_says(full: Deal) -> None:
    """A term decides between wordings, and is printed in others; a private question touches nothing that is sent."""
    found = {each.clause: each for each in touched_by(bind(full.pack, full.script), full.script, "con_term")}
    assert found["term_m24"].touches[0] is Touch.DECIDES
    assert found["price_of_leaving"].touches == (Touch.CHANGES,)
    assert found["term_m12"].part == full.pack.part_by_id["term_exit"].title
    assert "data_yours" not in found
    no_clauses = replace(full.pack, clauses=())
    assert touched_by(bind(no_clauses, full.script), full.script, "con_term") == ()
