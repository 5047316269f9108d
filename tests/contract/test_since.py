"""What changed between two versions of a paper, and what made it so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.since import Because, Version, changes_between, sections_that_differ
from onboard_tui.contract.trace import touched_by
from onboard_tui.interview.entries import Planned
from onboard_tui.script.model import QuestionType
from onboard_tui.script.scope import Missing
from tests.contract.deals import AT

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.since import ChangeList
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.script.model import Question
    from tests.contract.deals import Deal


def changes(before: Deal, after: Deal) -> ChangeList:
    """Give what differs between the drafts of two states of a deal."""

    def redraft(assessment: Assessment) -> Draft:
        return draft_contract(assessment, after.pack, our_name=after.our_name)

    versions = [Version(each.draft(), each.assessment) for each in (before, after)]
    return changes_between(versions[0], versions[1], redraft)


def others(question: Question, deal: Deal) -> list[str | bool]:
    """Give the other answers that a question could have had."""
    value = deal.assessment.standing.value(question.id)
    if isinstance(value, Missing):
        return []
    if isinstance(value, bool):
        return [not value]
    return [option.id for option in question.options if option.id != value]


def test_each_choice_is_named_by_every_section_that_it_changes(full: Deal) -> None:
    """Whatever one answer is changed to, the sections that differ name it, and it is said to touch their clauses."""
    bound, seen = bind(full.pack, full.script), 0
    for question in full.script.questions:
        if question.type not in {QuestionType.SINGLE, QuestionType.YES_NO}:
            continue
        touched = {each.clause for each in touched_by(bound, full.script, question.id)}
        for value in others(question, full)[-1:]:
            found = changes(full, full.with_answers(**{question.id: value}))
            seen += len(found)
            for section in found.sections:
                assert section.because == (Because.ANSWERS,), (question.id, section)
                assert question.id in [each.question for each in section.answers], (question.id, section)
                assert not section.clause or section.clause in touched, (question.id, section)
    assert seen > 30


def test_a_question_that_another_one_hides_is_named_with_it(full: Deal) -> None:
    """A section tells what does not apply any more, and the answer that made it so."""
    found = changes(full, full.with_answers(com_order_way="quote"))
    hidden = [each for each in found.sections if "com_order_people" in [it.question for it in each.answers]]
    assert hidden
    for section in hidden:
        named = {each.question: each for each in section.answers}
        assert named["com_order_people"].after == "does not apply"
        assert "com_order_way" in named


def test_a_plan_is_no_answer(full: Deal) -> None:
    """What was recorded about a flag is told from what the customer answered."""
    raised = full.with_answers(now_admin_rights="not_sure")
    plan = Planned(
        id="p",
        at=AT,
        flag="no_access",
        agreed_by="M. Lyle",
        owner="R. Quill",
        due=date(2026, 3, 13),
        text="Ask.",
    )
    found = changes(raised, raised.with_entries(plan))
    assert {each.because for each in found.sections} == {(Because.DEAL,)}
    assert found.answers == ()


def test_our_name_and_the_pack_are_told_from_answers(full: Deal) -> None:
    """What changed on our side is nobody's answer."""
    found = changes(replace(full, our_name="Southwind IT Ltd"), full)
    assert {each.because for each in found.sections} == {(Because.PACK,)}


def test_an_answer_that_no_section_reads_changes_nothing_but_is_told(full: Deal) -> None:
    """The list of answers is complete, also where the paper is the same."""
    found = changes(full, full.with_answers(own_payment="unknown"))
    assert not found.sections
    assert [each.question for each in found.answers] == ["own_payment"]


def test_the_same_draft_differs_in_nothing(full: Deal) -> None:
    """No section is new, gone or changed."""
    draft = full.draft()
    assert sections_that_differ(draft, draft) == ()
