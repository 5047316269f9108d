"""Plain language in a draft: what is said about our own words, and never about a person's."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.checks.passages import HIDDEN, passages
from onboard_tui.contract.document import Document
from tests.contract.checks.packs import clause, found, with_pack
from tests.contract.trees import BLOCKS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.deals import Deal

PLAIN_CHECKS = ("long_sentence", "word_to_avoid", "duty_word", "unexplained_term")


def words(count: int) -> str:
    """Give so many words."""
    return " ".join(["well"] * count)


@pytest.mark.parametrize(("count", "findings"), [(30, 0), (31, 1)])
def test_a_sentence_of_more_than_thirty_words_is_found(
    full: Deal, tmp_path: Path, count: int, findings: int
) -> None:
    """With its number of words, the clause and the place."""
    long = clause("parties", "how_it_works", f"Short. {words(count).capitalize()}. Short.")
    marked = found(with_pack(full, tmp_path / "wordy", long), "long_sentence")
    assert len(marked) == findings
    for finding in marked:
        assert finding.text.startswith("A sentence of 31 words: say it in two")
        assert (finding.clause, finding.number) == ("parties", "1.1")
        assert finding.sentence == f"{words(31).capitalize()}."


def test_a_long_line_of_the_summary_is_found_with_its_line(full: Deal, tmp_path: Path) -> None:
    """The summary has no numbers, so its lines are counted."""
    long = clause("zz_more", "changes", "We will.", plain=words(31), summary="true")
    deal = with_pack(full, tmp_path / "wordy", long)
    (finding,) = found(deal, "long_sentence")
    lines = [each.text for each in passages([deal.agreement()]) if each.part == "in_short" and not each.title]
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(words(31)))
    assert finding.text.startswith(f"A sentence of 31 words in line {line} of the summary: ")


def test_an_answer_counts_as_one_word(full: Deal, tmp_path: Path) -> None:
    """What the customer says may be as long as they like; our own words around it may not."""
    long = clause("parties", "how_it_works", f"You said: well {{{{ biz_outcome }}}} {words(28)}.")
    said = full.with_answers(biz_outcome=words(60))
    assert found(with_pack(said, tmp_path / "wordy", long), "long_sentence") == []
    assert found(
        with_pack(said, tmp_path / "wordier", long.replace("well {{", "well well well {{")), "long_sentence"
    )


def test_a_word_to_avoid_is_found_with_what_to_write_instead(full: Deal, tmp_path: Path) -> None:
    """Once for each sentence."""
    stiff = clause("parties", "how_it_works", "We hereby begin. Hereby it goes on. Thereby is another word.")
    marked = found(with_pack(full, tmp_path / "stiff", stiff), "word_to_avoid")
    assert [(each.text, each.sentence) for each in marked] == [
        ("“hereby”: write nothing.", "We hereby begin."),
        ("“Hereby”: write nothing.", "Hereby it goes on."),
    ]


def test_a_second_word_for_a_duty_is_found(full: Deal, tmp_path: Path) -> None:
    """Whoever reads "must" beside "will" has to ask whether it means more."""
    mixed = clause("parties", "how_it_works", "We will begin. You must answer.")
    (finding,) = found(with_pack(full, tmp_path / "mixed", mixed), "duty_word")
    assert finding.text == "“must” beside “will”: one word for a duty is enough. Write “will”."
    assert finding.sentence == "You must answer."


def test_a_pack_lists_its_own_words(full: Deal, tmp_path: Path) -> None:
    """It adds words, and allows one with nothing to write in its place."""
    yaml = "checks: {words_to_avoid: {utilise: use, hereby: ''}, duty_words: [will, agree to]}\n"
    said = clause("parties", "how_it_works", "We hereby utilise it. You agree to that.")
    deal = with_pack(full, tmp_path / "own", said, yaml=yaml)
    assert [each.text for each in found(deal, "word_to_avoid")] == ["“utilise”: write use."]
    assert [each.sentence for each in found(deal, "duty_word")] == ["You agree to that."]


def test_a_term_that_a_paper_does_not_explain_is_found(full: Deal, tmp_path: Path) -> None:
    """A term that was written without the list of terms knowing of it is explained nowhere."""
    loose = clause("order_form_body", "order_form", "Each Service Level holds. All Service Levels do.")
    (finding,) = found(with_pack(full, tmp_path / "loose", loose), "unexplained_term")
    assert (
        finding.text
        == "“Service Level” in this paper is explained nowhere: explain it, or say it in other words."
    )
    assert (finding.document, finding.sentence) == ("Order for more", "Each Service Level holds.")


def test_a_term_in_the_summary_is_found_with_its_line(full: Deal, tmp_path: Path) -> None:
    """What is explained at the end is not explained for whoever reads the first page only."""
    early = clause(
        "zz_more",
        "changes",
        "We keep each {{ term('Service Level') }}.",
        plain="A Service Level.",
        summary="true",
    )
    (finding,) = found(with_pack(full, tmp_path / "early", early), "unexplained_term")
    assert "of the summary is explained only after it" in finding.text


@settings(max_examples=12, deadline=None)
@given(
    said=st.lists(st.sampled_from(["hereby", "You must", "Service Level", words(40)]), min_size=1).map(
        ". ".join
    )
)
def test_nothing_is_said_about_a_persons_words(full: Deal, said: str) -> None:
    """Their sentences are as long as they are, in the words that they choose."""
    deal = full.with_answers(biz_outcome=said)
    assert not [each for each in deal.draft().findings if each.check in PLAIN_CHECKS]


def test_the_bundled_pack_reads_plainly(full: Deal, empty: Deal) -> None:
    """Nothing of all this is found in what we ship."""
    for deal in (full, empty, full.with_answers(con_term="monthly", con_place="eu")):
        assert not [each for each in deal.draft().findings if each.check in PLAIN_CHECKS]


@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_every_character_of_a_paper_is_ours_or_hidden(blocks: list[object]) -> None:
    """A passage and what is ours of it have the same length, and differ only where it is not our own."""
    document = Document("paper", "Paper", tuple(blocks))  # type: ignore[arg-type]  # blocks of a strategy
    for passage in passages([document]):
        assert len(passage.text) == len(passage.ours)
        assert all(
            ours == said or HIDDEN.fullmatch(ours)
            for said, ours in zip(passage.text, passage.ours, strict=True)
        )
        spans = list(passage.sentences())
        assert all(begin < end for begin, end in spans)
        assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))
        assert passage.text[spans[-1][1] if spans else 0 :].strip() == ""
