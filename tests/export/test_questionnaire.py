"""A whole interview on paper: everything that can be asked, and nothing that is not for the reader."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.document import Heading, Item, Paragraph, Run, Table, text_of
from onboard_tui.export.flow_graph.picture import flow_graph
from onboard_tui.export.formats import format_named
from onboard_tui.export.paper import Paper
from onboard_tui.export.questionnaire.answers import room_for_answer, way_to_answer
from onboard_tui.export.questionnaire.paper import questionnaire
from onboard_tui.export.questionnaire.shown import Shown, ours
from onboard_tui.interview.fill import with_blanks
from onboard_tui.resources import bundled_scripts
from onboard_tui.script.load import open_script, script_from_source
from tests.export.pdf_reading import squeezed, structure, texts_by_page
from tests.export.reading import opened, texts
from tests.export.secretive import SECRET, secretive, secrets_of

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Block
    from onboard_tui.script.model import Script

SCRIPT = """
format: 1
id: kinds
version: "1.0"
title: All kinds
currency: EUR
passes:
  - {id: 1, title: First talk, with: the owner}
  - {id: private, title: Our side, with: nobody}
sections:
  - {id: all, title: All of it, say: "Let us begin."}
questions:
  - {id: goal, section: all, pass: 1, type: long_text, ask: What for?, max_length: 500}
  - {id: who, section: all, pass: 1, type: text, ask: Who?, required: true}
  - {id: users, section: all, pass: 1, type: integer, ask: How many?, unit: people, min: 1, max: 20000, gate: true}
  - {id: hours, section: all, pass: 1, type: decimal, ask: How long?, max: 8}
  - {id: price, section: all, pass: 1, type: money, ask: What may it cost?}
  - {id: share, section: all, pass: 1, type: percent, ask: What share?, min: 0, max: 100}
  - {id: start, section: all, pass: 1, type: date, ask: From when?, min: 2026-01-01}
  - {id: sure, section: all, pass: 1, type: yes_no, ask: "Is {users} sure?"}
  - {id: risk, section: all, pass: private, asked_of: seller, type: scale, min: 1, max: 3, ask: How risky?,
     labels: {1: not at all}}
  - {id: mood, section: all, pass: 1, type: scale, min: 1, max: 5, ask: How did it feel?, pin: 1}
  - {id: ways, section: all, pass: 1, type: multi, ask: Which ways?, when: users > 100 or sure,
     options: [{id: a, text: By train, mark: good}, {id: b, text: By car, unknown: true}]}
  - {id: way, section: all, pass: 1, type: single, ask: The best way?, when: risk == 1,
     options: [{id: a, text: By train}, {id: b, text: By car}]}
  - id: teams
    section: all
    pass: 1
    type: table
    min_rows: 2
    ask: Which teams?
    validate: [{that: "all_rows(teams, size <= users)", say: Too many.}]
    columns:
      - {id: name, type: text, text: Team}
      - {id: size, type: integer, text: People, min: 1}
      - {id: keen, type: yes_no, text: Keen}
      - {id: view, type: text, text: Our view, private: true}
  - {id: worst, section: all, pass: 1, type: text, ask: Which team worries you?, when: "any_row(teams, view == 'bad')"}
computed:
  - {id: each_one, title: What one of them costs, value: price / users}
  - {id: ours_alone, value: "risk > 1 and users > 100"}
flags:
  - {id: many, title: Too many, severity: major, kind: path, raise_when: users > 900, steer: Begin with one team.}
verdict: {rules: [{id: R1, verdict: steer_first, if: count_flags() > 0}, {id: R2, verdict: proceed, if: "true"}]}
"""


@pytest.fixture(scope="module")
def script() -> Script:
    """Give a script with a question of every kind."""
    loaded = script_from_source(SCRIPT, "kinds.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


def said(blocks: tuple[Block, ...]) -> str:
    """Give all words of a paper, a line for each block or cell."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [text_of(cell) for row in (block.head, *block.rows) for cell in row]
        elif not isinstance(block, Heading | Item):
            lines.append(text_of(getattr(block, "runs", ())))
        else:
            label = block.number if isinstance(block, Heading) else block.label
            lines.append(f"{label} {text_of(block.runs)}".strip())
    return "\n".join(lines)


def paper_of(script: Script, *, coach: bool) -> str:
    """Give all words of a script's paper."""
    return said(questionnaire(Shown(script, coach)).document.blocks)


@pytest.mark.parametrize("path", bundled_scripts(), ids=lambda path: path.stem)
def test_what_a_customer_gets_holds_nothing_private(path: Path) -> None:
    """No coaching, mark, flag, private column or question of our own is on the customer's paper or picture.

    All of it is on the seller's, which is how the test knows what to look for.
    """
    for language in open_script(path).languages:
        script = secretive(open_script(path, language))
        shown = Shown(script, coach=False)
        handed_out = paper_of(script, coach=False) + flow_graph(shown).decode()
        assert SECRET not in handed_out
        assert not re.search(r"\((good|watch|bad)|\b(blockers?|majors?|red flags?|verdict)\b", handed_out)
        hidden = [flag.id for flag in script.flags] + [each.id for each in script.questions if ours(each)]
        assert not [each for each in hidden if "_" in each and each in handed_out]
        kept = paper_of(script, coach=True)
        assert not [each for each in secrets_of(script) if with_blanks(each, script) not in kept]


@pytest.mark.parametrize("path", bundled_scripts(), ids=lambda path: path.stem)
def test_everything_that_can_be_asked_is_on_the_paper(path: Path) -> None:
    """Each question stands once, with the same number on both papers, and with every option."""
    script = open_script(path)
    for coach in (False, True):
        shown, lines = Shown(script, coach), paper_of(script, coach=coach).splitlines()
        for question in script.questions:
            mine = " (private)" if question.private else ""
            line = f"{shown.numbers[question.id]} {with_blanks(question.ask, script)}{mine}"
            assert lines.count(line) == (coach or not ours(question))
            if line in lines:
                after = lines[lines.index(line) :]
                assert all(
                    any(each.startswith(f"\u2610 {option.text}") for each in after)
                    for option in question.options
                )
    numbers = [number for number in Shown(script, coach=True).numbers.values() if number.isdigit()]
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("question", "way", "room"),
    [
        ("goal", "In your own words, at most 500 characters.", ["\u2026" * 36] * 3),
        ("who", "A line.", ["\u2026" * 36]),
        ("users", "A whole number of people, from 1 to 20,000.", ["\u2026" * 12 + " people"]),
        ("hours", "A number, 8 or less.", ["\u2026" * 12]),
        ("price", "An amount in EUR.", ["EUR " + "\u2026" * 12]),
        ("share", "A percentage, from 0 to 100.", ["\u2026" * 12 + " %"]),
        ("start", "A date, on or after 1 January 2026.", ["\u2026" * 12]),
        ("sure", "Yes or no.", ["\u2610 Yes\u2003\u2003\u2610 No"]),
        (
            "risk",
            "One number, from 1 to 3: 1 is \u201cnot at all\u201d.",
            ["\u2610 1\u2003\u2003\u2610 2\u2003\u2003\u2610 3"],
        ),
        ("ways", "Any of these.", ["\u2610 By train", "\u2610 By car"]),
        ("way", "One of these.", ["\u2610 By train", "\u2610 By car"]),
    ],
)
def test_each_kind_of_answer_has_its_room(script: Script, question: str, way: str, room: list[str]) -> None:
    """Boxes to tick, lines to write on, and the limits in words."""
    shown, asked = Shown(script, coach=False), script.question_by_id[question]
    assert way_to_answer(asked, shown) == way
    assert said(tuple(room_for_answer(asked, shown))).splitlines() == room


def test_a_table_is_a_blank_table(script: Script) -> None:
    """Its columns are there but for private ones, with rows to fill in and what can stand in them."""
    asked = script.question_by_id["teams"]
    *notes, table = room_for_answer(asked, Shown(script, coach=False))
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in table.head] == ["Team", "People", "Keen"]
    assert len(table.rows) == 3
    assert not any(text_of(cell) for row in table.rows for cell in row)
    assert said(tuple(notes)) == "People: 1 or more\nKeen: yes / no"
    assert "Our view" in said(tuple(room_for_answer(asked, Shown(script, coach=True))))


def test_a_paper_says_when_each_question_is_asked(script: Script) -> None:
    """A condition is said in words, with the numbers of what it reads; one about our own side is not told."""
    lines = paper_of(script, coach=False).splitlines()
    assert (
        "Asked if the answer to \u201cHow many?\u201d (4) is more than 100 people, or "
        "the answer to \u201cIs \u2026 sure?\u201d (9) is yes." in lines
    )
    assert lines.count("Asked only in some cases.") == 2
    assert (
        "Asked if the answer to \u201cHow risky?\u201d (S1) is 1."
        in paper_of(script, coach=True).splitlines()
    )
    assert any(
        "It has to be so that the answer has only rows in which \u201cPeople\u201d" in line for line in lines
    )


def test_an_answer_stays_on_the_page_of_its_question(script: Script) -> None:
    """Wherever a page ends: the words of a question, when it is asked, how to answer it and the first line for it."""
    document = questionnaire(Shown(script, coach=False)).document
    begins = {block.id: place for place, block in enumerate(document.blocks) if isinstance(block, Heading)}
    for asked, until in (("goal", "who"), ("ways", "way"), ("users", "hours")):
        question = document.blocks[begins[f"question_{asked}"] : begins[f"question_{until}"]]
        for height in range(26, 34):
            before = [Paragraph((Run(f"Line {number}."),)) for number in range(height)]
            pdf = format_named("pdf").write(Paper(replace(document, blocks=(*before, *question))))
            pages = texts_by_page(pdf)
            begun = next(page for page in pages if squeezed(script.question_by_id[asked].ask) in page)
            assert "\u2026" * 12 in begun or "\u2610" in begun


def test_a_conversation_begins_with_what_is_pinned(script: Script) -> None:
    """The paper is in the order in which the seller asks."""
    assert Shown(script, coach=False).numbers["mood"] == "1"
    assert "9 Is ____ sure?" in paper_of(script, coach=False).splitlines()


def test_the_seller_s_paper_explains_the_judgement(script: Script) -> None:
    """Each flag, each rule of the table and each computed value is said in words."""
    kept = paper_of(script, coach=True)
    assert "Raised if\nthe answer to \u201cHow many?\u201d (4) is more than 900 people" in kept
    each = (
        "the answer to \u201cWhat may it cost?\u201d (6) divided by the answer to \u201cHow many?\u201d (4)"
    )
    assert f"\u201cWhat one of them costs\u201d\n{each}\n" in kept
    risky = "the answer to \u201cHow risky?\u201d (S1) is more than 1"
    assert f"\u201cours alone\u201d\ntrue if {risky}, and the answer to" in kept
    assert "worked out" not in paper_of(script, coach=False)
    assert "R1\nsteer first\nthe number of raised flags is at least 1" in kept
    assert "Too many (major)" in kept
    assert "\u2610 By train (good)" in kept
    assert "\u2610 By car (counts as not known)" in kept


def test_every_format_says_the_same(script: Script) -> None:
    """Word, PDF, the web page and Markdown hold every question, and the boxes can be seen in each."""
    paper = questionnaire(Shown(script, coach=False))
    word = squeezed("".join(texts(opened(format_named("docx").write(paper)))))
    pdf = squeezed(structure(format_named("pdf").write(paper)).text)
    page, text = (format_named(name).write(paper).decode() for name in ("html", "md"))
    for question in script.questions:
        asked = with_blanks(question.ask, script)
        for found in (word, pdf, squeezed(page), squeezed(text.replace("\\", ""))):
            assert (squeezed(asked) in found) is not ours(question)
    assert all("\u2610" in each for each in (word, pdf, page, text))
