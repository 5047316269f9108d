"""Whatever people answer: the paper is fair, whole and clean, for many random interviews."""

from __future__ import annotations

import shutil
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.document import PageBreak, RunKind
from onboard_tui.contract.pack import open_pack
from onboard_tui.contract.whole import flaws_of, pieces
from onboard_tui.resources import templates_folder
from tests.contract.deals import words_of
from tests.contract.fairness import unfair
from tests.contract.random_deals import random_deal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.contract.document import Document, Draft
    from tests.contract.deals import Deal

RANDOM = st.integers(0, 10**9).map(Random)
PACKS = ("cloud-services", "managed-services", "one-order")


@pytest.fixture(scope="module", params=PACKS)
def bundled(full: Deal, request: pytest.FixtureRequest) -> Deal:
    """Give the full interview with each bundled pack."""
    return replace(full, pack=open_pack(templates_folder() / request.param))


def sent(draft: Draft) -> Iterator[Document]:
    """Give the papers for the customer."""
    return (document for document in draft.documents if document.for_customer)


@settings(max_examples=40)
@given(random=RANDOM)
def test_no_draft_asks_for_what_nobody_chose(bundled: Deal, random: Random) -> None:
    """No credit to claim, no sole remedy, no long renewal by silence, no one-sided limit, no paying for nothing."""
    draft = random_deal(bundled, random).draft()
    found = [each for document in sent(draft) for each in unfair(document)]
    assert found == []


@settings(max_examples=40)
@given(random=RANDOM)
def test_no_draft_has_a_gap_a_seam_or_a_heading_over_nothing(bundled: Deal, random: Random) -> None:
    """What is missing is a visible mark, and what does not apply is not there."""
    deal = random_deal(bundled, random)
    assert list(flaws_of(deal.draft(), deal.pack)) == []


@settings(max_examples=20)
@given(random=RANDOM)
def test_what_a_paper_waits_for_is_an_open_point(bundled: Deal, random: Random) -> None:
    """Each visible mark is an open point of the same draft."""
    draft = random_deal(bundled, random).draft()
    marks = {
        source
        for document in sent(draft)
        for block in document.blocks
        for runs in ([] if isinstance(block, PageBreak) else pieces(block))
        for run in runs
        if run.kind is RunKind.OPEN
        for source in run.sources
    }
    assert marks <= {point.question for point in draft.open_points}


SPOILED = {
    "07-missed-2-credit.md": "To get a credit, claim it in writing within thirty days.",
    "07-missed-1-always.md": "Money back is your sole remedy for a missed level.",
    "12-term-1-length-12.md": "This agreement renews itself for another year unless you say otherwise.",
    "17-liability-1.md": "What we owe you for harm is limited to the charges of one month.",
}


@pytest.mark.parametrize("file", SPOILED)
def test_a_spoiled_pack_is_found_out(full: Deal, tmp_path: Path, file: str) -> None:
    """So these tests can fail: one sentence more, and the paper is named unfair."""
    folder = tmp_path / "spoiled"
    shutil.copytree(templates_folder() / "cloud-services", folder)
    clause = folder / "clauses" / file
    clause.write_text(f"{clause.read_text(encoding='utf-8')}\n{SPOILED[file]}\n", encoding="utf-8")
    spoiled = replace(full, pack=open_pack(folder))
    assert len(unfair(spoiled.agreement())) == 1
    assert unfair(full.agreement()) == []


def test_paying_without_a_promise_is_found_out(full: Deal, tmp_path: Path) -> None:
    """A pack that keeps the price and leaves out what is delivered."""
    folder = tmp_path / "pay-only"
    folder.mkdir()
    pack = """format: 1
id: pay-only
version: "1"
title: Pay only
based_on: cloud-services
leave_out: [charges, order, order_catalogue, order_quote, order_procure]
documents:
  - {id: agreement, title: Pay only, parts: [price, signatures]}
  - {id: side_sheet, title: Ours, for_customer: false, parts: [our_check]}
ring: [{id: none, text: Nothing, met: "true", needs: [price]}]
"""
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    spoiled = replace(full, pack=open_pack(folder))
    assert unfair(spoiled.agreement()) == ["pay only: they pay, and nothing is promised for it"]


@pytest.mark.parametrize(
    "broken",
    [
        "This is  a seam.",
        "See clause {{ ref('missed_credit') }}, which may be gone.",
        "We talk on {{ renewal_talk }} and {{ term_months }} months later.",
        "These are your people:",
    ],
)
def test_a_broken_text_is_found_out(full: Deal, tmp_path: Path, broken: str) -> None:
    """So the tests of clean papers can fail, too."""
    folder = tmp_path / "broken"
    shutil.copytree(templates_folder() / "cloud-services", folder)
    clause = folder / "clauses" / "16-confidential-1.md"
    clause.write_text(f"{clause.read_text(encoding='utf-8')}\n{broken}\n", encoding="utf-8")
    deal = replace(full, pack=open_pack(folder)).with_answers(con_term="monthly", svc_remedy=("fix_plan",))
    assert list(flaws_of(deal.draft(), deal.pack))
    whole = replace(deal, pack=full.pack)
    assert not list(flaws_of(whole.draft(), whole.pack))
    assert broken.partition("{{")[0] not in words_of([whole.agreement()])
