"""Wanted against written: a level that is lower in the paper than the customer asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.bound import bind
from onboard_tui.contract.checks.checked import Checked
from onboard_tui.contract.checks.wanted_levels import lowered_levels
from onboard_tui.contract.document import Run, RunKind, SubClause
from onboard_tui.interview.entries import Recorded, Source, Undone
from tests.contract.checks.packs import found
from tests.contract.deals import AT

if TYPE_CHECKING:
    from onboard_tui.contract.document import Finding
    from onboard_tui.script.scope import Row
    from tests.contract.deals import Deal


def levels(deal: Deal, **changed: str) -> tuple[Row, ...]:
    """Give the levels of the full interview with some changed, by service."""
    rows: Any = deal.answers["svc_levels"]
    names = {name.replace("_", " "): Decimal(level) for name, level in changed.items()}
    return tuple({**row, "level": names.get(row["service"], row["level"])} for row in rows)


def then(deal: Deal, source: Source = Source.CUSTOMER_SAID, **changed: str) -> Deal:
    """Answer the levels once more, later."""
    entry = Recorded(
        id=f"later-{len(deal.extra)}",
        at=AT + timedelta(hours=len(deal.extra) + 1),
        question="svc_levels",
        value=levels(deal, **changed),
        source=source,
    )
    return deal.with_entries(entry)


def test_a_level_written_lower_than_it_was_wanted_is_found_with_both_figures(full: Deal) -> None:
    """What the customer wanted first is never lost, whatever is answered later."""
    wanted = full.with_answers(svc_levels=levels(full, practice_system="99.9"))
    (finding,) = found(then(wanted, practice_system="99.5"), "wanted_written")
    assert finding.text.startswith(
        "practice system: the customer wanted 99.9 percent a month, and the paper says 99.5 percent a month."
    )
    assert (finding.clause, bool(finding.number)) == ("levels_table", True)
    assert found(wanted, "wanted_written") == []


def test_a_level_that_went_up_is_fine(full: Deal) -> None:
    """The better figure is the one that is wanted."""
    assert found(then(full, practice_system="99.9"), "wanted_written") == []


def test_with_times_the_longer_one_is_the_lower_level(full: Deal) -> None:
    """Four hours to restore were wanted: two are better, and eight are worse."""
    assert found(then(full, files="2"), "wanted_written") == []
    (finding,) = found(then(full, files="8"), "wanted_written")
    assert "wanted 4 hours, and the paper says 8 hours" in finding.text


@pytest.mark.parametrize("source", [Source.OUR_GUESS, Source.WE_SAW_IT])
def test_what_we_only_guessed_nobody_wanted(full: Deal, source: Source) -> None:
    """Only the customer says what is wanted."""
    assert found(then(then(full, source, files="1"), files="4"), "wanted_written") == []


def test_what_was_taken_back_nobody_wanted(full: Deal) -> None:
    """A slip of the keyboard that was undone counts for nothing."""
    slip = then(full, practice_system="999")
    undone = slip.with_entries(Undone(id="undone", at=AT + timedelta(days=1), entry=slip.extra[-1].id))
    assert found(undone, "wanted_written") == []


def test_a_lower_figure_put_in_by_hand_is_found(full: Deal) -> None:
    """In words of a clause that prints the levels, with the service beside it and in the level's unit."""
    assert [each.text.partition(". ")[0] for each in reworded(full, "The practice system: 99 percent.")] == [
        "practice system: the customer wanted 99.5 percent a month, and the paper says 99 percent a month"
    ]
    assert len(reworded(full, "We keep files whole within 6 hours, and the practice system at 98%.")) == 2


@pytest.mark.parametrize(
    "said",
    [
        "The practice system has at least 99.5 percent.",
        "The practice system is looked at in 5 days.",
        "Ninety people use it at 90 percent.",
    ],
)
def test_other_figures_put_in_by_hand_are_no_levels(full: Deal, said: str) -> None:
    """The same level, another unit and another service say nothing about a level."""
    assert reworded(full, said) == []


def reworded(deal: Deal, words: str) -> list[Finding]:
    """Put words by hand into the clause with the levels, and check the paper."""
    agreement = deal.agreement()
    by_hand = SubClause("9.9", (Run(words, RunKind.EDITED),), "levels_table")
    paper = replace(agreement, blocks=(*agreement.blocks, by_hand))
    return list(
        lowered_levels(
            Checked(deal.assessment, bind(deal.pack, deal.script), "draft", [paper], {"levels_table"})
        )
    )


def test_a_pack_without_levels_has_nothing_to_compare(full: Deal) -> None:
    """Where the pack names no table of levels, none is wanted."""
    pack = replace(full.pack, facts=replace(full.pack.facts, levels=""))
    assert found(replace(then(full, files="8"), pack=pack), "wanted_written") == []
