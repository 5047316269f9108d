"""What is recorded about papers: read back as it was kept, and the last word counts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.entries import entry_from_json, entry_to_json, kind_of
from onboard_tui.interview.paperwork import (
    PAPERWORK_KINDS,
    ClauseApproved,
    FindingAnswered,
    MadeFinal,
    MonthReported,
    Ordered,
    OrderLine,
    PackChosen,
    PaperSent,
    PaperworkEntry,
    Reworded,
    paperwork_of,
)
from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
LINES = (
    OrderLine("Mailbox", Decimal(10), "user", Decimal("4.50"), None),
    OrderLine("Move", Decimal(1), once_each=Decimal("1200.00")),
)

ENTRIES: list[PaperworkEntry] = [
    PackChosen(id="0", at=AT, pack="managed-services"),
    Reworded(id="1", at=AT, clause="term_exit", base="as it was", text="as it should be", by="M. Lyle"),
    FindingAnswered(id="2", at=AT, finding="authorship", reason="they asked for it", by="J. Hart"),
    ClauseApproved(id="3", at=AT, clause="term_exit", sha256="a" * 64, by="J. Hart"),
    MadeFinal(id="4", at=AT, paper="draft", number=3, sha256="b" * 64, by="J. Hart"),
    PaperSent(id="5", at=AT, paper="draft", number=3, sha256="b" * 64, on=DAY, to="P. Osei"),
    Ordered(
        id="6",
        at=AT,
        number=1,
        on=DAY,
        by="J. Hart",
        starts=DAY,
        lines=LINES,
        people=10,
        note="second office",
    ),
    MonthReported(id="7", at=AT, month=date(2026, 2, 1), missed=("e-mail",), note="one bad week"),
]


@pytest.fixture(scope="module")
def script() -> Script:
    """Give a script with one question."""
    source = """
format: 1
id: tiny
title: Tiny
version: "1"
passes: [{id: 1, title: First}]
sections: [{id: money, title: Money}]
questions:
  - {id: cash, section: money, pass: 1, type: integer, ask: "How much?"}
verdict:
  rules:
    - {id: R1, verdict: proceed, if: "true"}
"""
    loaded = script_from_source(source, "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


@pytest.mark.parametrize("entry", ENTRIES, ids=kind_of)
def test_an_entry_comes_back_from_json_the_same(script: Script, entry: PaperworkEntry) -> None:
    """What is kept is what was recorded, to the cent."""
    kept = json.loads(json.dumps(entry_to_json(entry)))
    assert entry_from_json(script, kind_of(entry), kept) == entry


def test_every_kind_of_entry_is_tried() -> None:
    """The list above leaves none out."""
    assert {kind_of(entry) for entry in ENTRIES} == set(PAPERWORK_KINDS)


def test_a_wording_or_a_reason_can_be_taken_back() -> None:
    """Empty words put the drafted clause back; an empty reason leaves the finding unanswered."""
    log = (
        *ENTRIES,
        Reworded(id="8", at=AT, clause="term_exit"),
        FindingAnswered(id="9", at=AT, finding="authorship", reason=""),
    )
    assert paperwork_of(ENTRIES).rewordings["term_exit"].text == "as it should be"
    assert not paperwork_of(log).rewordings
    assert not paperwork_of(log).answers


def test_the_pack_chosen_last_counts() -> None:
    """Without a choice it is the script's own."""
    other = PackChosen(id="8", at=AT, pack="one-order")
    assert paperwork_of(()).pack is None
    assert paperwork_of((*ENTRIES, other)).pack == "one-order"


def test_the_last_word_for_a_month_counts_and_months_stand_in_order() -> None:
    """A month that was reported wrongly is put right by a later entry."""
    later = MonthReported(id="8", at=AT, month=date(2026, 1, 1))
    right = MonthReported(id="9", at=AT, month=date(2026, 2, 1))
    assert list(paperwork_of((*ENTRIES, later, right)).months.values()) == [later, right]


def test_the_paper_sent_last_is_known_for_each_kind() -> None:
    """A letter sent after a contract does not make the contract unsent."""
    letter = PaperSent(id="8", at=AT, paper="letter", number=1, sha256="c" * 64, on=DAY)
    read = paperwork_of((*ENTRIES, letter))
    assert read.last_sent() == ENTRIES[5]
    assert read.last_sent("letter") == letter
    assert read.last_sent("memo") is None
