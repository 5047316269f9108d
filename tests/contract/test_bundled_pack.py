"""The bundled packs: complete, fair, plain, and right for every answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.document import Bullet, Heading, RunKind, Table
from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.contract.pack_checks import check_pack, reads_by_part
from onboard_tui.interview.entries import Planned, Reaction, Steered
from onboard_tui.resources import templates_folder
from onboard_tui.script.model import QuestionType
from onboard_tui.script.problems import Weight
from tests.contract.deals import AT, words_of
from tests.contract.fairness import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Document, Draft
    from onboard_tui.contract.pack_model import Clause, Pack
    from tests.contract.deals import Deal

MOST_WORDS = 25
PARTS = (
    *("summary", "success", "people", "services", "order_more", "levels", "missed", "term_exit", "renewal"),
    *("duties", "data", "active_use", "declined_advice", "switching", "price"),
)


def every_choice(deal: Deal) -> Iterator[tuple[str, Deal]]:
    """Change one choice at a time to each of its options."""
    yield "as it is", deal
    for question in deal.script.questions:
        for option in question.options:
            value: Any = option.id if question.type is QuestionType.SINGLE else (option.id,)
            if question.type in {QuestionType.SINGLE, QuestionType.MULTI} and not option.unknown:
                yield f"{question.id}={option.id}", deal.with_answers(**{question.id: value})


@dataclass(frozen=True)
class Drafted:
    """A draft, and the words of its agreement."""

    draft: Draft
    agreement: Document
    parts: frozenset[str]

    @property
    def text(self) -> str:
        """The words of the agreement."""
        return words_of([self.agreement])

    @property
    def summary(self) -> tuple[Block, ...]:
        """The blocks of the plain summary."""
        blocks = self.agreement.blocks
        (begins,) = (
            n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "in_short"
        )
        ends = next(n for n, block in enumerate(blocks) if n > begins and isinstance(block, Heading))
        return blocks[begins + 1 : ends]

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses that stand."""
        return frozenset(origin.clause for origin in self.draft.origins)


def drafted(deal: Deal) -> Drafted:
    """Draft a deal."""
    draft = deal.draft()
    (agreement,) = (document for document in draft.documents if document.id == "agreement")
    parts = frozenset(block.id for block in agreement.blocks if isinstance(block, Heading))
    return Drafted(draft, agreement, parts)


@pytest.fixture(scope="module", params=["cloud-services", "managed-services"])
def bundled(full: Deal, request: pytest.FixtureRequest) -> Deal:
    """Give the full interview with each of the packs that make an agreement."""
    return replace(full, pack=open_pack(templates_folder() / request.param))


@pytest.fixture(scope="module")
def varied(bundled: Deal) -> dict[str, Drafted]:
    """Give drafts of the full interview with each choice made in each way, for each length of the term."""
    reads = set().union(*reads_by_part(bind(bundled.pack, bundled.script), bundled.script).values())
    deals = {
        name: deal for name, deal in every_choice(bundled) if name.partition("=")[0] in {"as it is", *reads}
    }
    for term in ("monthly", "m24", "m36"):
        for name, deal in every_choice(bundled.with_answers(con_term=term)):
            if name.startswith(("con_leaving", "svc_remedy")):
                deals[f"{term}, {name}"] = deal
    return {name: drafted(deal) for name, deal in deals.items()}


def contract_clauses(pack: Pack) -> dict[str, Clause]:
    """Give the clauses of the papers that are drafted together with the agreement."""
    parts = {part for paper in pack.papers if paper.kind == "draft" for part in paper.parts}
    return {clause.id: clause for clause in pack.clauses if clause.part in parts}


def test_nothing_is_wrong_with_it(bundled: Deal) -> None:
    """Not one error and not one warning, alone and with its script."""
    assert load_pack(templates_folder() / bundled.pack.id).problems == ()
    assert check_pack(bundled.pack, bundled.script) == ()


def test_it_has_every_part_that_the_script_feeds(bundled: Deal) -> None:
    """Each `feeds` name leads to a part with a clause in it."""
    pack = bundled.pack
    fed = {name for question in bundled.script.questions for name in question.feeds}
    assert fed | {"declined_advice"} == set(PARTS) == set(pack.feeds)
    for name in PARTS:
        assert any(pack.clauses_by_part[part] for part in pack.feeds[name])


def test_each_answer_that_feeds_a_part_is_read_there(bundled: Deal) -> None:
    """Nobody is asked for nothing."""
    pack = bundled.pack
    reads = reads_by_part(bind(pack, bundled.script), bundled.script)
    for question in bundled.script.questions:
        for name in question.feeds:
            assert any(question.id in reads.get(part, ()) for part in pack.feeds[name]), (question.id, name)


def test_every_clause_stands_for_some_answers(bundled: Deal, varied: dict[str, Drafted]) -> None:
    """No clause is there for nothing."""
    stood = set().union(*(each.clauses for each in varied.values()))
    attempts = [
        Steered(
            id=str(number),
            at=AT,
            flag="refuses_sign_in",
            script=number,
            with_whom="directors",
            reaction=Reaction.INSISTS,
            on=date(2026, 2, number),
        )
        for number in (1, 2)
    ]
    plan = Planned(id="p", at=AT, flag="no_access", agreed_by="a", owner="b", due=date(2026, 5, 1), text="c")
    hard = bundled.with_answers(
        sec_sign_in="refuse", now_admin_rights="not_sure", con_place="eu", con_leaving="end_only"
    ).with_entries(*attempts, plan)
    stood |= drafted(hard).clauses
    assert stood == contract_clauses(bundled.pack).keys()


def test_of_each_group_exactly_one_clause_stands(bundled: Deal, varied: dict[str, Drafted]) -> None:
    """For each choice, and none of them twice."""
    known = contract_clauses(bundled.pack)
    groups = {name: each for name, each in bundled.pack.groups.items() if each[0].id in known}
    for name, each in varied.items():
        for group, members in groups.items():
            standing = [clause.id for clause in members if clause.id in each.clauses]
            assert len(standing) == 1, (name, group, standing)


def test_a_complete_interview_leaves_nothing_open_whatever_was_chosen(varied: dict[str, Drafted]) -> None:
    """Only what a choice newly asks for is left to confirm."""
    newly_asked = {"off_credits", "com_order_people", "ppl_sponsor_time", "sec_rules", "com_budget"}
    for name, each in varied.items():
        waiting = {point.question for point in each.draft.open_points}
        assert waiting <= newly_asked, (name, waiting)


def test_where_something_is_to_be_paid_something_is_to_be_kept(varied: dict[str, Drafted]) -> None:
    """Charges never stand without levels and what happens when we miss them."""
    for name, each in varied.items():
        assert {"price", "levels", "missed", "term_exit", "renewal", "success"} <= each.parts, name


def test_every_way_to_leave_names_its_price(varied: dict[str, Drafted]) -> None:
    """The price of leaving stands there, or that there is none."""
    for name, each in varied.items():
        assert re.search(
            r"price of leaving is (written down now, for every month|nothing, in every month)", each.text
        ), name


def test_it_says_that_no_lawyer_has_seen_it(bundled: Deal) -> None:
    """On the first page, before anything else."""
    assert "Its words have not been checked by a lawyer" in bundled.text()[:400]


def test_a_full_paper_is_no_book(bundled: Deal) -> None:
    """Six to ten pages of 350 to 500 words; with a project in it twelve."""
    count = len(bundled.text().split())
    assert 6 * 350 <= count <= (10 if bundled.pack.id == "cloud-services" else 12) * 500


def test_no_paper_calls_anybody_a_partner(varied: dict[str, Drafted]) -> None:
    """The word is earned by what people do."""
    for name, each in varied.items():
        assert "partner" not in each.text.lower().replace("managing partner", "").replace(
            "partners see", ""
        ), name


def test_long_text_answers_never_reach_a_condition(bundled: Deal) -> None:
    """What decides about clauses is a choice or a number, never how somebody put it."""
    bound = bind(bundled.pack, bundled.script)
    texts = {question.id for question in bundled.script.questions if question.type is QuestionType.LONG_TEXT}
    assert not texts & {name for expression in bound.when.values() for name in expression.names}


def test_the_summary_has_eight_to_twelve_lines(varied: dict[str, Drafted]) -> None:
    """Whatever was chosen, so that it stays a page that people read."""
    for name, each in varied.items():
        lines = [block for block in each.summary if isinstance(block, Bullet)]
        assert 8 <= len(lines) <= 12, (name, len(lines))


def test_no_sentence_of_ours_is_longer_than_25_words(varied: dict[str, Drafted]) -> None:
    """Words that we print in it count with it."""
    for name, each in varied.items():
        for document in each.draft.documents:
            for sentence in sentences(document) if document.for_customer else ():
                assert len(sentence.split()) <= MOST_WORDS, (name, sentence)


HELD = {
    "key terms page": {"key_terms_page"},
    "success plan in the customer's words": {"success_words", "success_measures"},
    "people and how we work together": {"our_people", "your_people", "sponsor_named", "owner"},
    "services and order form": {"services_table", "order_form_body"},
    "how to order more": {"order_catalogue", "order_effect", "order_next"},
    "service levels": {"levels_together", "levels_table", "levels_restore"},
    "what happens when we miss": {"missed_always", "missed_credit", "missed_plan", "missed_free_exit"},
    "term and exit": {"term_m12", "leave_both", "price_of_leaving", "leave_cause", "same_to_the_end"},
    "renewal and review calendar": {"review_calendar", "review_agenda"},
    "what each of us does": {"our_duties", "your_duties"},
    "data protection and security": {"data_yours", "data_kinds", "data_personal", "data_security"},
    "active-use plan": {"use_goal", "use_checkpoints", "use_involve", "old_way"},
    "switching and handover": {"handover", "moving_effort", "switching_other"},
    "price": {"charges", "invoices_after", "invoice_doubt", "price_changes"},
}
"""What the full interview's agreement holds, by what a contract should hold."""
HELD_BY_MANAGED = {
    "the work": {"work_plan", "work_systems", "work_late", "project_price"},
    "acceptance": {"accept_by_use", "accept_test"},
    "taking over and handing over": {"taking_over_steps", "transition_out"},
    "service desk": {"desk_hours", "desk_told"},
    "upkeep": {"upkeep_table", "upkeep_updates"},
    "changes": {"change_request"},
    "who does what, and who owns what": {"duty_matrix", "ownership"},
}


def test_everything_that_a_contract_should_hold_is_there(bundled: Deal, varied: dict[str, Drafted]) -> None:
    """For the full interview, with the summary before all, and definitions and signatures behind."""
    stands = varied["as it is"]
    wanted = {**HELD, **(HELD_BY_MANAGED if bundled.pack.id == "managed-services" else {})}
    assert {
        what: clauses - stands.clauses for what, clauses in wanted.items() if clauses - stands.clauses
    } == {}
    assert {"in_short", "definitions", "signatures"} <= stands.parts


def test_people_of_ours_who_are_not_named_yet_are_something_to_confirm(full: Deal) -> None:
    """The table of our people has no empty row where a name is missing."""
    agreement = drafted(full.with_answers(off_signers=None)).agreement
    tables = [block for block in agreement.blocks if isinstance(block, Table)]
    (ours,) = (table for table in tables if [run.text for run in table.head[0]] == ["For us"])
    (row,) = ours.rows
    assert all(run.kind is RunKind.OPEN for cell in row for run in cell)


def test_an_order_without_a_contract_has_nothing_wrong_with_it(full: Deal) -> None:
    """It reads with the script, and leaves nothing to confirm."""
    loaded = load_pack(templates_folder() / "one-order")
    assert loaded.problems == ()
    assert loaded.pack is not None
    assert not [each for each in check_pack(loaded.pack, full.script) if each.severity is Weight.ERROR]
    assert replace(full, pack=loaded.pack).draft().open_points == ()
