"""What each side promises in a draft, and what the checks say where one side promises alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.document import Balance, Blocks
from onboard_tui.script.scope import AnswerState
from tests.contract.checks.packs import clause, found, with_pack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.deals import Deal

NOTHING_MISSED = {"svc_remedy": ("nothing",), "con_leaving": "end_only"}


def test_one_more_credit_rule_is_one_more_promise_of_ours(full: Deal) -> None:
    """Each rule that takes money off an invoice is a promise that costs something when it is missed."""
    rules = full.answers["off_credits"]
    assert isinstance(rules, tuple)
    before, after = full.draft().balance, full.with_answers(off_credits=(*rules, rules[0])).draft().balance
    assert before is not None
    assert after == Balance(before.ours + 1, before.theirs)


def test_a_clause_that_does_not_stand_promises_nothing(full: Deal) -> None:
    """Without money back, a plan and a free exit fewer promises are ours."""
    before, after = full.draft().balance, full.with_answers(**NOTHING_MISSED).draft().balance
    assert before is not None
    assert after is not None
    assert after.ours < before.ours
    assert after.theirs == before.theirs


def test_what_is_still_waited_for_promises_nothing(full: Deal, tmp_path: Path) -> None:
    """Until the answer is there the paper holds a mark in its place, and no promise."""
    waits = clause("missed_more", "missed", "We pay twice.", when="con_place == 'eu'", binds="ours")
    deal = with_pack(full, tmp_path / "waits", waits).with_states(con_place=AnswerState.LATER)
    assert "con_place" in {point.question for point in deal.draft().open_points}
    assert deal.draft().balance == full.with_states(con_place=AnswerState.LATER).draft().balance


def test_paying_for_nothing_that_binds_us_is_found(full: Deal) -> None:
    """It names the part that is empty, and the paper cannot be final."""
    (finding,) = found(full.with_answers(**NOTHING_MISSED), "pay_only")
    assert "“What happens when we miss”" in finding.text
    assert (finding.key, finding.clause, finding.blocks) == ("pay_only:charges", "charges", Blocks.FINAL)
    assert finding.number


def test_paying_for_a_promise_is_fine(full: Deal) -> None:
    """One promise of ours in that part is enough."""
    assert found(full.with_answers(svc_remedy=("fix_plan",), con_leaving="end_only"), "pay_only") == []


@pytest.mark.parametrize(
    ("right", "holder", "said"),
    [
        ("liability_cap", "ours", "Only our side owes no more than a limit"),
        ("liability_cap", "theirs", "Only the customer's side owes no more than a limit"),
        ("price_change", "ours", "Only our side may change the price"),
        ("indemnity", "ours", "Only our side is kept free of what others claim"),
    ],
)
def test_a_right_of_one_side_is_found(full: Deal, tmp_path: Path, right: str, holder: str, said: str) -> None:
    """Whichever side it is, with the clause that gives it."""
    spoiled = {"liability_cap": "liability_both", "price_change": "price_changes"}
    name, part = spoiled.get(right, "saved_harmless"), "price" if right == "price_change" else "liability"
    one = clause(name, part, "It holds for one of us.", grants=f"{{{right}: {holder}}}")
    (finding,) = found(with_pack(full, tmp_path / "spoiled", one), "one_sided")
    assert finding.text.startswith(said)
    assert (finding.key, finding.clause) == (f"one_sided:{right}:{holder}", name)


def test_two_clauses_can_give_a_right_to_both_sides(full: Deal, tmp_path: Path) -> None:
    """A right for each side, in clauses of their own, is a right for both."""
    ours = clause("liability_both", "liability", "One limit.", grants="{liability_cap: ours}")
    theirs = clause("liability_you", "liability", "Another.", grants="{liability_cap: theirs}")
    assert found(with_pack(full, tmp_path / "spoiled", ours, theirs), "one_sided") == []


def test_the_customer_bound_first_is_found(full: Deal, tmp_path: Path) -> None:
    """What they owe before what we promise is the wrong way round, whatever stands between."""
    first = clause("our_duties", "duties", "You will pay on time. We will deliver.")
    (finding,) = found(with_pack(full, tmp_path / "spoiled", first), "seller_first")
    assert finding.sentence == "You will pay on time."
    assert finding.clause == "our_duties"


def test_the_seller_bound_first_is_fine(full: Deal, tmp_path: Path) -> None:
    """An answer that says "you will" binds nobody."""
    first = clause("our_duties", "duties", "{{ biz_outcome }} We will deliver. You will pay.")
    deal = with_pack(full.with_answers(biz_outcome="You will see."), tmp_path / "spoiled", first)
    assert found(deal, "seller_first") == []
