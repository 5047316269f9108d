"""The ring check beside what the customer is meant to be, and the rules of a pack."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Blocks
from onboard_tui.script.scope import AnswerState
from tests.contract.checks.packs import clause, found, with_pack

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.scope import Row
    from tests.contract.deals import Deal

ONE_JOB: tuple[Row, ...] = (
    {
        **dict.fromkeys(("vendor", "unit", "monthly_each", "growth_each")),
        "service": "Moving all files",
        "quantity": Decimal(1),
        "once_each": Decimal(6400),
    },
)
"""An offer of which nothing is paid by the month."""

CHEAP = {
    "biz_measures": None,
    "com_order_people": None,
    "svc_who_set": "provider",
    "svc_remedy": ("nothing",),
    "con_leaving": None,
    "con_reviews": "renewal_only",
}
"""Answers that leave two or three of the eight marks."""


def test_a_poor_ring_names_what_is_missing(full: Deal) -> None:
    """The sentence says how many marks are met and each that is not."""
    draft = full.with_answers(**CHEAP).draft()
    (finding,) = [each for each in draft.findings if each.check == "ring"]
    missing = [mark.text for mark in draft.ring if not mark.met]
    assert finding.text.startswith(
        f"{8 - len(missing)} of 8 - a $12.99 ring for a customer who is meant to stay."
    )
    assert all(text in finding.text for text in missing)


def test_a_ring_with_most_marks_is_no_cheap_one(full: Deal) -> None:
    """One missing mark is named without calling the ring cheap."""
    (finding,) = found(full.with_answers(con_reviews="renewal_only"), "ring")
    assert finding.text.startswith("7 of 8. Missing from the ring: Review dates are set")
    assert finding.key == "ring:reviews"


def test_one_job_needs_no_ring(full: Deal) -> None:
    """Where nothing is paid by the month, nobody is meant to stay; the marks are counted all the same."""
    draft = full.with_answers(**CHEAP, off_services=ONE_JOB).draft()
    assert not [each for each in draft.findings if each.check == "ring"]
    assert not all(mark.met for mark in draft.ring)


def test_while_the_offer_is_unknown_the_customer_is_meant_to_stay(full: Deal) -> None:
    """Only what is known makes a deal one job."""
    deal = full.with_answers(**CHEAP).with_states(off_services=AnswerState.LATER)
    assert "meant to stay" in found(deal, "ring")[0].text


def test_take_it_or_leave_it_stands_in_the_way_of_every_export(full: Deal) -> None:
    """For a customer who is meant to stay; for one job a short paper of ours will do."""
    (finding,) = found(full.with_answers(con_who_wrote="provider"), "take_it_or_leave_it")
    assert finding.blocks is Blocks.EXPORT
    assert (
        found(full.with_answers(con_who_wrote="provider", off_services=ONE_JOB), "take_it_or_leave_it") == []
    )
    assert found(full.with_answers(con_who_wrote="customer"), "take_it_or_leave_it") == []


def test_a_free_exit_that_was_switched_off_is_found(full: Deal) -> None:
    """It is on unless the customer's answers leave it out, and a final paper needs the reason."""
    (finding,) = found(full.with_answers(svc_remedy=("credit",), con_leaving="stated_price"), "free_exit")
    assert finding.blocks is Blocks.FINAL
    assert found(full, "free_exit") == []


def test_a_paper_without_the_same_service_to_the_last_day_is_found(full: Deal, tmp_path: Path) -> None:
    """Whatever makes the clause go."""
    never = clause("same_to_the_end", "term_exit", "As before.", when="con_place == 'eu'")
    assert len(found(with_pack(full, tmp_path / "spoiled", never), "same_service")) == 1
    assert found(full, "same_service") == []


def test_a_rule_of_a_packs_own_is_kept_like_any_other(full: Deal, tmp_path: Path) -> None:
    """A pack says in pack.yaml what it does not want to see."""
    yaml = "checks: {rules: [{id: far_away, when: con_place == 'other', text: Ask a lawyer there.}]}\n"
    deal = with_pack(full, tmp_path / "strict", yaml=yaml)
    assert found(deal, "far_away") == []
    (finding,) = found(deal.with_answers(con_place="other"), "far_away")
    assert (finding.key, finding.text, finding.blocks) == ("far_away", "Ask a lawyer there.", Blocks.NOTHING)
    assert len(found(deal.with_answers(con_who_wrote="provider"), "take_it_or_leave_it")) == 1
