"""What they think of us, and what we say: rows 001-1, 001-2, 001-6 and 003-1 to 003-6, and the status of row 000-9."""

from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.cli.words import draft_in_words
from onboard_tui.deal.ladders import Reading, line_of
from onboard_tui.errors import AnswerError
from onboard_tui.resources import templates_folder
from tests.acceptance.office import TODAY, interviewed, workspace_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

BUYS_FROM_US: dict[str, Any] = {
    "rel_kind": "existing",
    "rel_next_time": "compare",
    "rel_justified_by": "features",
    "rel_signs": ["none"],
    "own_claim": "of_choice",
}
SHOWN: dict[str, Any] = {"evidence": "Delivery record, January and February", "said_by": "M. Lyle"}


def customer_of_ours(workspace: Workspace, **changes: Any) -> OpenInterview:
    """Hold the interview with a customer who buys from us."""
    return interviewed(workspace, {**BUYS_FROM_US, **changes})


def reading(opened: OpenInterview, ladder: str) -> Reading:
    """Give where the relationship stands on one ladder."""
    return next(each for each in opened.readings() if each.ladder.id == ladder)


def where(opened: OpenInterview, ladder: str) -> str | None:
    """Give the id of the rung."""
    rung = reading(opened, ladder).rung
    return None if rung is None else rung.id


def boasting_pack(folder: Path) -> str:
    """Give a copy of the bundled pack in which a clause says that we are partners."""
    shutil.copytree(templates_folder() / "cloud-services", folder)
    clause = folder / "clauses" / "08-duties-1-ours.md"
    clause.write_text(clause.read_text("utf-8") + "\nAs your partner we will tell you the truth.\n", "utf-8")
    return str(folder)


def test_001_1_welcome_to_yet_more_rhetoric(workspace: Workspace, tmp_path: Path) -> None:
    """Claim `partner`, answer `open_price`: "supplier (we say: partner)", and the lint marks the word in the draft."""
    opened = customer_of_ours(workspace, own_claim="partner", rel_next_time="open_price")
    (row,) = workspace.library().rows
    assert row.relationship == "supplier (we say: partner)"
    assert reading(opened, "perceived").words == "supplier (we say: partner)"
    opened.choose_pack(boasting_pack(tmp_path / "boasting"))
    draft = opened.draft()
    (marked,) = (each for each in draft.findings if each.check == "rhetoric")
    assert marked.sentence == "As your partner we will tell you the truth."
    said = (
        f"Agreement for cloud services {marked.number}: The paper says “partner”; how they see us: supplier"
    )
    assert f"{said} (we say: partner)." in draft_in_words(draft)
    assert "“As your partner we will tell you the truth.”" in draft_in_words(draft)


def test_001_1_the_word_can_be_earned(workspace: Workspace, tmp_path: Path) -> None:
    """The lint marks "partner" only as long as perception is lower."""
    opened = customer_of_ours(workspace, own_claim="partner", rel_next_time="come_first")
    kept = {"delivered_all": "yes", "success_shared": "yes", "works_together": "yes"}
    opened.rate("perceived", facts=kept, **SHOWN)
    assert reading(opened, "perceived").words == "partner"
    opened.choose_pack(boasting_pack(tmp_path / "boasting"))
    draft = opened.draft()
    assert not [each for each in draft.findings if each.check == "rhetoric"]


def test_001_1_the_list_does_not_say_partner_longer_than_it_is_true(database: str) -> None:
    """The portfolio prints the perceived type also on the day on which a confirmation is a year old."""
    kept = {"delivered_all": "yes", "success_shared": "yes", "works_together": "yes"}
    with workspace_on(database, TODAY) as workspace:
        opened = customer_of_ours(workspace, own_claim="partner", rel_next_time="come_first")
        opened.rate("perceived", facts=kept, **SHOWN)
    shown = {}
    for days in (0, 365, 366):
        with workspace_on(database, TODAY + timedelta(days=days)) as workspace:
            (row,) = workspace.newest()
            shown[days] = row.relationship
    assert shown == {0: "partner", 365: "partner", 366: "was partner, not confirmed (we say: partner)"}


def test_001_2_supplier(workspace: Workspace) -> None:
    """Test rows in ladders.yaml: contract yes, delivered yes, next time `open_price` -> supplier."""
    opened = customer_of_ours(workspace, rel_next_time="open_price")
    opened.rate("perceived", facts={"has_contract": "yes", "delivered_all": "yes"}, **SHOWN)
    assert where(opened, "perceived") == "supplier"


def test_001_2_one_commitment_not_kept_makes_a_supplier_of_anybody(workspace: Workspace) -> None:
    """`delivered_all` false drops anybody to supplier, whatever else is true."""
    opened = customer_of_ours(workspace, rel_next_time="come_first")
    best = {"delivered_all": "yes", "success_shared": "yes", "works_together": "yes"}
    opened.rate("perceived", facts=best, **SHOWN)
    assert where(opened, "perceived") == "partner"
    opened.rate(
        "perceived", facts={"delivered_all": "no"}, evidence="Go-live of 20 February", said_by="M. Lyle"
    )
    assert where(opened, "perceived") == "supplier"


def test_001_6_dont_believe_your_own_rhetoric(workspace: Workspace) -> None:
    """The claim field locks once the customer's answer is entered."""
    opened = interviewed(workspace, {**BUYS_FROM_US, "rel_next_time": None, "own_claim": None})
    opened.record("own_claim", "partner")
    opened.record("own_claim", "of_choice")
    assert reading(opened, "perceived").rung is None
    opened.record("rel_next_time", "open_price")
    with pytest.raises(AnswerError, match="locked, because the customer has answered"):
        opened.record("own_claim", "supplier")
    assert reading(opened, "perceived").words == "supplier (we say: supplier of choice)"
    opened.undo()
    opened.record("own_claim", "supplier")


def test_001_6_customers_answer_wins_and_unconfirmed_is_shown_as_unconfirmed(workspace: Workspace) -> None:
    """A guess of ours is not their answer, and a claim first written down after their answer is shown as such."""
    guessed = interviewed(
        workspace,
        {**BUYS_FROM_US, "own_claim": "partner", "rel_next_time": "open_price"},
        sources={"rel_next_time": "our_guess"},
    )
    assert reading(guessed, "perceived").words == "supplier (we say: partner; not confirmed by them)"
    late = interviewed(workspace, {**BUYS_FROM_US, "own_claim": None, "rel_next_time": "open_price"})
    late.record("own_claim", "partner")
    assert reading(late, "perceived").words == "supplier (we say: partner, written down after their answer)"


def test_003_1_must_be_measured_and_tracked_client_by_client(database: str) -> None:
    """Re-rating adds a row; the old one cannot be edited and the line shows both."""
    with workspace_on(database, TODAY) as workspace:
        opened = customer_of_ours(workspace, rel_justified_by="process")
        opened.rate("value", **SHOWN)
    with workspace_on(database, date(2026, 6, 1)) as workspace:
        again = customer_of_ours(workspace, rel_justified_by="process", rel_signs=["pays_premium"])
        again.rate("value", evidence="Order 4411, eight percent above the cheapest", said_by="The bursar")
        history = again.reading_history()
        assert [(past.entry.on, past.entry.level, past.entry.said_by) for past in history] == [
            (TODAY, 2, "M. Lyle"),
            (date(2026, 6, 1), 3, "The bursar"),
        ]
        assert history[0].entry.evidence == "Delivery record, January and February"
        assert line_of(history, "value") == "2 → 3"
        with pytest.raises(FrozenInstanceError):
            history[0].entry.level = 4  # type: ignore[misc] # that it cannot be set is the point
    with workspace_on(database, date(2026, 6, 2)) as workspace:
        somebody_else = interviewed(workspace, BUYS_FROM_US, customer="Wray Print")
        assert somebody_else.reading_history() == ()


def test_003_2_level_4_total_cost_of_ownership(workspace: Workspace) -> None:
    """hard_numbers + first without last -> level 2 "held back"; + last -> 4."""
    opened = customer_of_ours(workspace, rel_justified_by="hard_numbers", rel_signs=["calls_first"])
    assert reading(opened, "value").level == 2
    assert reading(opened, "value").words == "features and benefits, held back"
    opened.record("rel_signs", ("calls_first", "last_chance"))
    assert reading(opened, "value").level == 4


def test_003_3_level_3_value_added(workspace: Workspace) -> None:
    """Process + premium -> 3; process alone -> 2 held back."""
    opened = customer_of_ours(workspace, rel_justified_by="process", rel_signs=["pays_premium"])
    assert reading(opened, "value").level == 3
    opened.record("rel_signs", ("none",))
    assert (reading(opened, "value").level, reading(opened, "value").held_back) == (2, True)


def test_003_4_levels_2_1_0(workspace: Workspace) -> None:
    """Price + premium -> 1 with the contradiction hint; features -> 2, none -> 0."""
    opened = customer_of_ours(workspace, rel_justified_by="price", rel_signs=["pays_premium"])
    assert reading(opened, "value").level == 1
    assert [hint.id for hint in reading(opened, "value").hints] == ["contradiction"]
    opened.record("rel_signs", ("none",))
    for basis, level in (("features", 2), ("price", 1), ("none", 0)):
        opened.record("rel_justified_by", basis)
        assert (reading(opened, "value").level, reading(opened, "value").hints) == (level, ())


def test_003_5_always_calls_you_first(workspace: Workspace) -> None:
    """3 of 4 first calls -> `calls_first` false, "3 of 4"."""
    opened = customer_of_ours(workspace, rel_justified_by="process", rel_signs=["calls_first", "last_chance"])
    assert reading(opened, "value").level == 3
    opened.rate(
        "value", facts={"calls_first": "3 of 4"}, evidence="Ticket list of the year", said_by="J. Hart"
    )
    (fact,) = [each for each in reading(opened, "value").facts if each.fact.id == "calls_first"]
    assert (fact.value, fact.words) == (False, "3 of 4")
    assert reading(opened, "value").words == "features and benefits, held back"


def test_003_6_personal_ladder_4(workspace: Workspace) -> None:
    """Three of four -> not 4; "consistently" is two adopted ideas."""
    opened = customer_of_ours(workspace)
    assert reading(opened, "personal").words == "not known yet"
    lower = {"consultative": "no", "product_knowledge": "no", "passes_prices": "no"}
    four = {
        "sought_after": "yes",
        "exec_credibility": "yes",
        "ideas_adopted": "2",
        "proven_on_statements": "yes",
    }
    for lacking, short in (
        *((name, "no") for name in four if name != "ideas_adopted"),
        ("ideas_adopted", "1"),
    ):
        opened.rate("personal", facts={**lower, **four, lacking: short}, **SHOWN)
        assert reading(opened, "personal").level == 0
    opened.rate("personal", facts=four, **SHOWN)
    assert reading(opened, "personal").level == 4


def test_000_9_trusted_advisor_status(database: str) -> None:
    """On day 366 after the last confirmation the status drops by itself to "was, not confirmed"."""
    with workspace_on(database, TODAY) as workspace:
        opened = customer_of_ours(workspace, rel_justified_by="process", rel_signs=["pays_premium"])
        opened.rate(
            "personal", facts={"consultative": "yes", "knows_business": "yes", "sought_after": "no"}, **SHOWN
        )
        assert reading(opened, "trusted_advisor").rung is None
        opened.rate("trusted_advisor", facts={"confirmed_by_customer": "yes"}, **SHOWN)
    for days, words in (
        (0, "trusted advisor"),
        (365, "trusted advisor"),
        (366, "was trusted advisor, not confirmed"),
    ):
        with workspace_on(database, TODAY + timedelta(days=days)) as workspace:
            assert reading(workspace.open(opened.id), "trusted_advisor").words == words
