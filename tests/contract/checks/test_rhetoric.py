"""The rhetoric check: "partner" in our own words of a draft, where the customer does not treat us as one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.pack import open_pack
from onboard_tui.contract.tree_json import draft_from_json, draft_sha256, draft_to_json
from onboard_tui.interview.dealings import Rated
from onboard_tui.resources import templates_folder
from tests.contract.deals import AS_OF, AT, Deal

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Finding

SENTENCES = "We value partnership. Our PARTNERING brings {{ biz_outcome }} to both of us. We depart on time."
ALL_KEPT = {"delivered_all": "yes", "success_shared": "yes", "works_together": "yes"}
BUYS = {"rel_kind": "existing", "own_claim": "partner", "rel_next_time": "open_price"}


@pytest.fixture(scope="module")
def boastful(full: Deal, tmp_path_factory: pytest.TempPathFactory) -> Deal:
    """Give the full interview with a pack that boasts in one clause and in a paper that is never sent."""
    folder = tmp_path_factory.mktemp("packs") / "cloud-services"
    shutil.copytree(templates_folder() / "cloud-services", folder)
    boast(folder / "clauses" / "01-how-3-why.md", SENTENCES)
    boast(folder / "clauses" / "40-our-check.md", "Say partner less.")
    return replace(full, pack=open_pack(folder))


def boast(path: Path, words: str) -> None:
    """Add words to a clause."""
    path.write_text(path.read_text("utf-8").rstrip() + f"\n\n{words}\n", "utf-8")


def found(deal: Deal) -> tuple[Finding, ...]:
    """Draft, and give what is remarked on."""
    return tuple(each for each in deal.draft().findings if each.check == "rhetoric")


def test_a_sentence_that_says_partner_is_marked_where_they_see_us_as_less(boastful: Deal) -> None:
    """With its document, its clause and how they see us; a word that only contains it is another word."""
    first, second = found(boastful.with_answers(**BUYS))

    assert (first.document, first.sentence) == ("Agreement for cloud services", "We value partnership.")
    assert first.number.startswith("1.")
    assert second.sentence.startswith("Our PARTNERING brings ")
    assert first.text.startswith("The paper says “partnership”; how they see us: supplier (we say: partner")


def test_nothing_is_marked_where_they_treat_us_as_a_partner(boastful: Deal) -> None:
    """The word has been earned, also where that was established in an earlier interview."""
    kept = Rated(
        id="r", at=AT, on=AS_OF, ladder="perceived", facts=ALL_KEPT, evidence="Review", said_by="M. Lyle"
    )
    deal = boastful.with_answers(**{**BUYS, "rel_next_time": "come_first"})

    assert found(deal.with_entries(kept)) == ()
    assert len(found(deal)) == 2


@pytest.mark.parametrize(
    ("answers", "seen_as"),
    [
        ({"rel_kind": "new"}, "no customer yet"),
        ({"rel_kind": None}, "not known yet"),
        ({"rel_kind": "returning"}, "no relationship (not confirmed by them)"),
    ],
)
def test_the_word_is_marked_as_long_as_it_is_not_earned(
    boastful: Deal, answers: dict[str, str | None], seen_as: str
) -> None:
    """Nobody has said that we are a partner, so nobody may write it."""
    texts = [each.text for each in found(boastful.with_answers(**answers))]
    assert [text.endswith(f"how they see us: {seen_as}.") for text in texts] == [True, True]


def test_what_the_customer_said_is_never_marked(full: Deal, boastful: Deal) -> None:
    """Their words and names are theirs, and our firm's name is a name."""
    theirs = "Our partners must be able to work with it. We want a partnership."
    deal = replace(full.with_answers(**BUYS, biz_outcome=theirs), our_name="Partners & Co")

    assert "partners must be able" in deal.text()
    assert found(deal) == ()
    ours = [each.sentence for each in found(boastful.with_answers(**BUYS, biz_outcome=theirs))]
    assert [sentence.split()[:2] for sentence in ours] == [["We", "value"], ["Our", "PARTNERING"]]


def test_the_bundled_pack_does_not_boast(full: Deal) -> None:
    """No clause that we ship says the word."""
    assert found(full.with_answers(**BUYS)) == ()


def test_what_is_marked_is_kept_with_the_draft(boastful: Deal) -> None:
    """It comes back as it was, and belongs to the draft's identity."""
    draft = boastful.with_answers(**BUYS).draft()

    assert draft_from_json(draft_to_json(draft)) == draft
    assert draft_sha256(draft) != draft_sha256(replace(draft, findings=()))


def test_an_older_draft_still_says_what_was_marked_in_it(full: Deal) -> None:
    """Drafts once kept what is called more than it has become apart from other findings."""
    marked = {
        "document": "Agreement for cloud services",
        "number": "1.3",
        "sentence": "We value partnership.",
        "seen_as": "supplier (we say: partner)",
    }
    older = {**draft_to_json(full.draft()), "findings": [], "rhetoric": [marked]}

    (read,) = draft_from_json(older).findings

    assert (read.check, read.document, read.number) == ("rhetoric", "Agreement for cloud services", "1.3")
    assert read.sentence == "We value partnership."
    assert read.text == "The paper says “partner”; how they see us: supplier (we say: partner)."
