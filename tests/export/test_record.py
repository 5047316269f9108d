"""The record of an interview: everything that was said, how we know it, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from onboard_tui.contract.document import Bullet, Heading, RunKind, Table
from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.assessment import assess
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.record import interview_record, record_paper
from onboard_tui.interview.entries import CannotFix
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.migration import migration
from onboard_tui.script.load import script_from_source
from tests.export.hostile import HOSTILE, TEXTS
from tests.export.reading import audited, opened, texts
from tests.export.small_interview import NOON, SCRIPT, TODAY, small_assessment, small_interview, small_script
from tests.export.test_markdown import texts as markdown_texts

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Document


def tables(document: Document) -> dict[str, list[list[str]]]:
    """The rows of each section's tables, by the heading above them."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = "".join(run.text for run in block.runs)
        elif isinstance(block, Table):
            found.setdefault(heading, [])
            found[heading] += [["".join(run.text for run in cell) for cell in row] for row in block.rows]
    return found


def test_the_record_begins_with_where_the_deal_stands() -> None:
    """Verdict, rule, what it can become, and what is missing for it."""
    rows = dict(tables(interview_record(small_assessment()))["Where it stands"])
    assert rows["Verdict"] == "steer first"
    assert rows["Why"].startswith("R1 holds")
    assert rows["It can still become"] == "steer first"
    assert rows["Gates to confirm"] == "Who runs it?"
    assert rows["Flags that cannot be told yet"] == "Nobody runs it"
    assert "Problems" not in rows


def test_flags_stand_with_their_answers_and_their_history() -> None:
    """A flag says how heavy it is, how far it was steered, and which answer raised it."""
    assert tables(interview_record(small_assessment()))["Red flags"] == [
        [
            "Nobody stands behind it",
            "blocker",
            "steered once, insists",
            "Who stands behind it? \u2013 Nobody",
        ],
        ["It may cost too much", "major", "mitigated, not steered yet", "What may it cost? \u2013 USD 250"],
    ]


def test_advice_and_plans_are_on_record() -> None:
    """What we advised, what the customer said to it, and what was agreed."""
    document = interview_record(small_assessment())
    assert tables(document)["What we advised"] == [
        ["24 February 2026", "Nobody stands behind it", "the office manager", "insists", ""]
    ]
    everything = "".join(run.text for block in document.blocks for run in runs_of(block))
    assert "a ceiling of 300. Agreed by Ann, owned by Bob, due on 1 June 2026." in everything


def test_each_answer_says_how_we_know_it() -> None:
    """The customer's own words are quoted; a question carries the answers that were put into it."""
    rows = tables(interview_record(small_assessment(quote="Three days!", note="She smiled.")))[
        "What they want"
    ]
    assert rows == [
        [
            "What will be better?",
            "We close in three days. \u201cThree days!\u201d Our note (private): She smiled.",
            "they said, Ann",
        ],
        ["What may it cost?", "USD 250", "they said"],
        ["Is USD 250 all of it?", "yes", "they said"],
    ]


def test_a_gate_without_a_confirmed_answer_stands_out() -> None:
    """What must still be confirmed is marked like an open point."""
    blocks = interview_record(small_assessment()).blocks
    marked = [run.text for block in blocks for run in runs_of(block) if run.kind is RunKind.OPEN]
    assert marked == ["[To confirm: not known]"]


def test_a_guess_is_called_a_guess() -> None:
    """Nobody takes our guess for the customer's word."""
    rows = tables(interview_record(small_assessment(outcome="")))["What they want"]
    assert rows[0] == ["What will be better?", "Our idea", "our guess, Ann"]


def test_an_answer_that_is_a_table_stays_one() -> None:
    """Rows and columns are kept, numbers on the right, empty cells empty."""
    document = interview_record(small_assessment())
    assert tables(document)["Who is there"] == [
        ["Who stands behind it?", "Nobody", "they said"],
        ["Ann", "3", "careful"],
        ["Bob", "", ""],
        ["Who runs it?", "[To confirm: not known]", "not known"],
    ]


def test_what_is_private_is_marked() -> None:
    """Questions and columns of our side say so, and the whole record is never for the customer."""
    document = interview_record(small_assessment())
    assert not document.for_customer
    assert tables(document)["Our side"] == [["What worries us? (private)", "They pay late.", "we say"]]
    heads = [
        "".join(run.text for run in cell)
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.head
    ]
    assert "Our view (private)" in heads


def test_what_does_not_apply_is_left_out() -> None:
    """A question that does not apply is not on record, nor is a section of nothing else."""
    document = interview_record(small_assessment())
    everything = "".join(run.text for block in document.blocks for run in runs_of(block))
    assert "Never asked?" not in everything
    assert "Nothing applies here" not in everything


def test_an_interview_without_an_answer_has_a_record(tmp_path: Path) -> None:
    """From the first minute there is something to write."""
    from onboard_tui.deal.assessment import assess

    paper = record_paper(assess(Interview("i", small_script(), "", NOON), TODAY))
    assert "not asked yet" in FORMATS["md"].write(paper).decode()
    assert audited(FORMATS["docx"].write(paper), tmp_path) == []


def test_the_record_is_valid_in_word(tmp_path: Path) -> None:
    """The audit finds nothing, and no page calls it a draft."""
    data = FORMATS["docx"].write(record_paper(small_assessment(quote="x", note="y")))
    assert audited(data, tmp_path) == []
    header = opened(data).sections[0].header
    assert header.paragraphs[0].text == "Private: not for the customer\t2 March 2026"
    assert b"DRAFT" not in header.part.blob


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_are_on_record_as_they_were_said(payload: str) -> None:
    """Answer, quote and note stand literally in every format."""
    paper = record_paper(small_assessment(payload, payload, payload))
    expected = f"{payload} \u201c{payload}\u201d Our note (private): {payload}"
    assert expected in texts(opened(FORMATS["docx"].write(paper)))
    assert expected in markdown_texts(FORMATS["md"].write(paper).decode())


@given(TEXTS)
def test_any_words_are_on_record_as_they_were_said(text: str) -> None:
    """Nothing that can be typed changes on its way to the record."""
    words = text or "-"
    document = interview_record(small_assessment(words, words))
    said = [run.text for block in document.blocks for run in runs_of(block) if run.kind is RunKind.ANSWER]
    assert said.count(words) >= 2


def test_what_an_earlier_version_asked_and_advised_is_on_record() -> None:
    """Tables with every cell, attempts and plans about flags that are gone; none of it once the move is taken back."""
    before = small_interview(quote="By May.").with_entries(CannotFix(id="c", at=NOON, flag="no_owner"))
    source = SCRIPT.replace('"1.0"', '"2.0"')
    for name in ("staff", "outcome", "dear", "no_sponsor", "no_owner"):
        source = source.replace(f"id: {name},", f"id: new_{name},").replace(
            f"id: {name}\n", f"id: new_{name}\n"
        )
    script = script_from_source(source, "small.yaml").script
    assert script is not None
    there = migration(before, script, TODAY, stamp={"id": "m", "at": NOON}, new_id=lambda: "n").after
    record = interview_record(assess(there, TODAY))
    assert tables(record)["Asked in earlier versions of the script"] == [
        ["What will be better?", "We close in three days. \u201cBy May.\u201d", "2 March 2026", "1.0"],
        ["Ann", "3", "careful"],
        ["Bob", "", ""],
    ]
    assert tables(record)["Advised in earlier versions of the script"] == [
        ["24 February 2026", "Nobody stands behind it", "the office manager", "insists", "", "1.0"]
    ]
    bullets = ["".join(run.text for run in each.runs) for each in record.blocks if isinstance(each, Bullet)]
    assert bullets == [
        "It may cost too much: a ceiling of 300. Agreed by Ann, owned by Bob, due on 1 June 2026.",
        "Nobody runs it: we cannot put this right.",
    ]
    undone = there.undo(new_id=lambda: "u", at=NOON)
    assert undone is not None
    assert "earlier versions" not in str(interview_record(assess(there.with_entries(undone), TODAY)))
