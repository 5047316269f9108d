"""The bundled pack: complete, fair, plain, and right for every answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.document import Heading
from onboard_tui.contract.pack import load_pack
from onboard_tui.contract.pack_checks import check_pack, reads_by_part
from onboard_tui.interview.entries import Planned, Reaction, Steered
from onboard_tui.resources import templates_folder
from onboard_tui.script.model import QuestionType
from tests.contract.deals import AT, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.script.model import Script
    from tests.contract.deals import Deal

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
    text: str
    parts: frozenset[str]

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses that stand."""
        return frozenset(origin.clause for origin in self.draft.origins)


def drafted(deal: Deal) -> Drafted:
    """Draft a deal."""
    draft = deal.draft()
    (agreement,) = (document for document in draft.documents if document.id == "agreement")
    parts = frozenset(block.id for block in agreement.blocks if isinstance(block, Heading))
    return Drafted(draft, words_of([agreement]), parts)


@pytest.fixture(scope="module")
def varied(full: Deal, pack: Pack, script: Script) -> dict[str, Drafted]:
    """Give drafts of the full interview with each choice made in each way, for each length of the term."""
    reads = set().union(*reads_by_part(bind(pack, script)).values())
    deals = {
        name: deal for name, deal in every_choice(full) if name.partition("=")[0] in {"as it is", *reads}
    }
    for term in ("monthly", "m24", "m36"):
        for name, deal in every_choice(full.with_answers(con_term=term)):
            if name.startswith(("con_leaving", "svc_remedy")):
                deals[f"{term}, {name}"] = deal
    return {name: drafted(deal) for name, deal in deals.items()}


def test_nothing_is_wrong_with_it(pack: Pack, script: Script) -> None:
    """Not one error and not one warning, alone and with its script."""
    assert load_pack(templates_folder() / "cloud-services").problems == ()
    assert check_pack(pack, script) == ()


def test_it_has_every_part_that_the_script_feeds(pack: Pack, script: Script) -> None:
    """Each `feeds` name leads to a part with a clause in it."""
    fed = {name for question in script.questions for name in question.feeds}
    assert fed | {"declined_advice"} == set(PARTS) == set(pack.feeds)
    for name in PARTS:
        assert any(pack.clauses_by_part[part] for part in pack.feeds[name])


def test_each_answer_that_feeds_a_part_is_read_there(pack: Pack, script: Script) -> None:
    """Nobody is asked for nothing."""
    reads = reads_by_part(bind(pack, script))
    for question in script.questions:
        for name in question.feeds:
            assert any(question.id in reads.get(part, ()) for part in pack.feeds[name]), (question.id, name)


def test_every_clause_stands_for_some_answers(full: Deal, varied: dict[str, Drafted]) -> None:
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
    hard = full.with_answers(
        sec_sign_in="refuse", now_admin_rights="not_sure", con_place="eu", con_leaving="end_only"
    ).with_entries(*attempts, plan)
    stood |= drafted(hard).clauses
    assert stood == set(full.pack.clause_by_id)


def test_of_each_group_exactly_one_clause_stands(pack: Pack, varied: dict[str, Drafted]) -> None:
    """For each choice, and none of them twice."""
    for name, each in varied.items():
        for group, members in pack.groups.items():
            standing = [clause.id for clause in members if clause.id in each.clauses]
            assert len(standing) == 1, (name, group, standing)


def test_a_complete_interview_leaves_nothing_open_whatever_was_chosen(varied: dict[str, Drafted]) -> None:
    """Only what a choice newly asks for is left to confirm."""
    newly_asked = {"off_credits", "com_order_people", "ppl_sponsor_time", "sec_rules", "com_budget"}
    for name, each in varied.items():
        waiting = {point.question for point in each.draft.open_points}
        assert waiting <= newly_asked, (name, waiting)


def sentences(text: str) -> list[str]:
    """Cut a paper's words into sentences."""
    return re.split(r"(?<=[.;:])\s+|\n", text)


def test_it_holds_nothing_that_nobody_chose(varied: dict[str, Drafted]) -> None:
    """No credit that has to be claimed, no sole remedy, no long renewal by silence, no cap for one side."""
    for name, each in varied.items():
        text = each.text
        assert not re.search(r"\b(sole|exclusive|only) remed", text, re.IGNORECASE), name
        assert not re.search(r"\b(claim|apply for|request)\b[^.]*\b(credit|money back)", text), name
        for sentence in sentences(text):
            if re.search(r"\brenews?\b itself|automatic", sentence):
                assert re.search(r"\b(not|never)\b", sentence), (name, sentence)
            if re.search(r"\blimit(s|ed)?\b", sentence) and re.search(r"\bowes?\b|\bharm\b", sentence):
                assert re.search(r"each of us|neither of us|both of us", sentence, re.IGNORECASE), (
                    name,
                    sentence,
                )


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


def test_it_says_that_no_lawyer_has_seen_it(full: Deal) -> None:
    """On the first page, before anything else."""
    assert "It has not been checked by a lawyer" in full.text()[:400]


def test_a_full_paper_is_six_to_ten_pages(full: Deal) -> None:
    """Measured as 350 to 500 words a page."""
    count = len(full.text().split())
    assert 6 * 350 <= count <= 10 * 500


def test_no_paper_calls_anybody_a_partner(varied: dict[str, Drafted]) -> None:
    """The word is earned by what people do."""
    for name, each in varied.items():
        assert "partner" not in each.text.lower().replace("managing partner", "").replace(
            "partners see", ""
        ), name


def test_long_text_answers_never_reach_a_condition(pack: Pack, script: Script) -> None:
    """What decides about clauses is a choice or a number, never how somebody put it."""
    bound = bind(pack, script)
    texts = {question.id for question in script.questions if question.type is QuestionType.LONG_TEXT}
    assert not texts & {name for expression in bound.when.values() for name in expression.names}
