"""A script becomes values that say what the file says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from onboard_tui.resources import interviews_folder
from onboard_tui.script.expression import FlagState, Kind
from onboard_tui.script.load import Loaded, load_script, open_script, script_from_source
from onboard_tui.script.model import (
    AskedOf,
    FlagKind,
    Mark,
    QuestionType,
    Scenario,
    Script,
    Severity,
    VerdictKind,
)
from onboard_tui.script.problems import errors_of
from onboard_tui.script.symbols import symbols_of
from onboard_tui.script.yaml_nodes import plain

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = interviews_folder() / "cloud-onboarding.yaml"
TINY = """\
format: 1
id: tiny
version: "1.0.0"
title: Tiny
passes: [{id: 1, title: Talk, with: the owner}, {id: private, title: Our side}]
sections: [{id: deal, title: Deal, say: "Now the deal, {size}."}]
questions:
  - id: size
    section: deal
    pass: 1
    type: single
    ask: How large is it?
    options:
      - {id: small, text: Small, mark: bad}
      - {id: large, text: Large, mark: good}
      - {id: unclear, text: Not clear, unknown: true}
    coach: &coach {know: K, why: W, good: G, bad: B, steer: [One, Two]}
  - id: ours
    section: deal
    pass: private
    type: text
    ask: What do we say?
    coach: *coach
%s
verdict:
  limits: {most: 2}
  attempts_needed: {minor: 3}
  rules:
    - {id: R1, verdict: walk_away, action: refer, if: "unresolved('major') > most"}
    - {id: R2, verdict: proceed, with: conditions, if: true}
"""


def question(body: str, question_id: str = "it", asked_in: str = "1") -> str:
    """Write a question with its keys."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return f"  - id: {question_id}\n    section: deal\n    pass: {asked_in}\n    ask: What?\n{lines}    coach: *coach\n"


def load(extra: str = "", **changes: str) -> Loaded:
    """Load the small script with more in it."""
    text = TINY % extra
    for old, new in changes.items():
        text = text.replace(old, new)
    return script_from_source(text, "tiny.yaml")


def script(extra: str = "") -> Script:
    """Load a small script that has no problem at all."""
    loaded = load(extra)
    assert loaded.problems == ()
    assert loaded.script is not None
    return loaded.script


def codes(extra: str) -> list[str]:
    """Give the codes of what is wrong."""
    return [each.code for each in load(extra).problems]


@pytest.fixture(scope="module")
def bundled() -> Script:
    """Load the bundled script once."""
    return open_script(BUNDLED)


def test_the_bundled_script_has_no_problem() -> None:
    """No error, no warning, also after a thorough look."""
    assert load_script(BUNDLED, thorough=True).problems == ()


def test_the_bundled_script_is_what_the_trade_reference_says(bundled: Script) -> None:
    """59 questions in passes of 14, 13, 13 and 19 private ones; 20 gates; 30 flags; eleven rules and a half."""
    assert len(bundled.questions) == 59
    asked = Counter(each.pass_id for each in bundled.questions if each.asked_of is AskedOf.CUSTOMER)
    assert asked == {"1": 14, "2": 13, "3": 13}
    assert sum(each.private for each in bundled.questions) == 19
    assert sum(each.gate for each in bundled.questions) == 20
    assert Counter(each.severity for each in bundled.flags) == {
        Severity.BLOCKER: 10,
        Severity.MAJOR: 15,
        Severity.MINOR: 5,
    }
    assert [each.id for each in bundled.verdict.rules] == [
        *("R1", "R2", "R3", "R4a", "R4b", "R5", "R6", "R7", "R8", "R9", "R10", "R11")
    ]
    assert bundled.contract == "cloud-services"
    assert bundled.coach_reviewed_on == date(2026, 1, 15)


def test_the_bundled_coaching_has_words_everywhere(bundled: Script) -> None:
    """No placeholder reaches a seller, and the sources of flags are names."""
    for each in bundled.questions:
        texts = [each.coach.know, each.coach.why, each.coach.good, each.coach.bad, *each.coach.steer]
        assert all(len(text) > 2 for text in texts), each.id
    for flag in bundled.flags:
        assert flag.sources
        assert not [source for source in flag.sources if source.startswith("S-")]


def test_every_gate_that_a_blocker_reads_is_marked(bundled: Script) -> None:
    """No blocker can be silently unknown when a deal proceeds."""
    for flag in bundled.flags:
        if flag.severity is Severity.BLOCKER:
            assert all(bundled.question_by_id[name].gate for name in flag.raise_when.names)


def test_scenarios_start_from_each_other(bundled: Script) -> None:
    """`like` takes over what is given, question by question and flag by flag."""

    def answers_of(scenario: Scenario) -> dict[str, Any]:
        return cast("dict[str, dict[str, Any]]", plain(scenario.given))["answers"]

    easy, too_soon = bundled.scenarios[:2]
    assert answers_of(too_soon) == {**answers_of(easy), "ppl_sponsor": "nobody"}
    assert too_soon.expect.flags == {"no_sponsor": FlagState.STEERING}
    assert too_soon.expect.verdict is VerdictKind.STEER_FIRST
    nobody_knows = next(each for each in bundled.scenarios if each.expect.rule == "R6")
    assert "sec_sign_in" not in answers_of(nobody_knows)


def test_a_small_script_says_what_its_file_says() -> None:
    """Every key of the page lands in its place."""
    loaded = script(
        question(
            "type: integer\nmin: 1\nmax: 90\nunit: seats\npin: 2\nrequired: true\ngate: true\nasked_of: seller\n"
            "when: size == 'large'\nvalidate: [{that: seats < 50, say: Too many.}]\ndefault: {from: deep}\n"
            "carry: true\nclear_when_hidden: true\nfeeds: [services]\nwas: places",
            "seats",
        )
        + question("type: scale\nmin: 1\nmax: 5\nlabels: {1: low, 5: high}\ndefault: 3", "mood")
        + question('type: text\npattern: "[a-z]+"\nmax_length: 9\ndefault: abc', "code")
        + question("type: date\nmin: 2026-01-01\nmax: 2026-12-31\ndefault: 2026-05-01", "due")
        + question(
            "type: multi\noptions: [{id: a, text: A}, {id: 'yes', text: B}]\ndefault: [a, 'yes']", "ticks"
        )
        + question("type: yes_no\ndefault: yes", "agreed")
        + question("type: money\ndefault: 12.50", "price")
        + question(
            "type: table\nmin_rows: 1\nmax_rows: 3\ncolumns:\n"
            "  - {id: name, type: text, text: Name}\n"
            "  - {id: part, type: single, text: Part, options: [pays_well, {id: uses, text: Uses it}]}\n"
            "  - {id: share, type: percent, text: Share, min: 0, max: 100, private: true}",
            "people",
        )
        + "computed:\n  - {id: deep, title: Deep, value: deeper * 2}\n  - {id: deeper, value: 7}\n"
    )
    seats = loaded.question_by_id["seats"]
    assert (seats.type, seats.min, seats.max, seats.unit) == (
        QuestionType.INTEGER,
        Decimal(1),
        Decimal(90),
        "seats",
    )
    assert (seats.pin, seats.required, seats.gate, seats.asked_of) == (2, True, True, AskedOf.SELLER)
    assert (seats.carry, seats.clear_when_hidden, seats.feeds, seats.was) == (
        True,
        True,
        ("services",),
        ("places",),
    )
    assert str(seats.when) == "size == 'large'"
    assert [(str(each.that), each.say) for each in seats.validations] == [("seats < 50", "Too many.")]
    assert seats.default is not None
    assert str(seats.default.expression) == "deep"
    assert str(seats.place) == "tiny.yaml:24:5"
    assert loaded.question_by_id["mood"].labels == {1: "low", 5: "high"}
    defaults = {each.id: each.default.literal for each in loaded.questions if each.default}
    assert defaults == {
        "seats": None,
        "mood": "3",
        "code": "abc",
        "due": "2026-05-01",
        "ticks": "a, yes",
        "agreed": "yes",
        "price": "12.50",
    }
    assert loaded.question_by_id["due"].max == date(2026, 12, 31)
    part, share = loaded.question_by_id["people"].columns[1:]
    assert [(each.id, each.text) for each in part.options] == [
        ("pays_well", "pays well"),
        ("uses", "Uses it"),
    ]
    assert (share.min, share.max, share.private) == (Decimal(0), Decimal(100), True)
    size = loaded.question_by_id["size"]
    assert [(each.mark, each.unknown) for each in size.options] == [
        (Mark.BAD, False),
        (Mark.GOOD, False),
        (None, True),
    ]
    assert size.coach.steer == ("One", "Two")
    assert loaded.pass_by_id["1"].with_whom == "the owner"
    assert loaded.pass_by_id["private"].private
    assert loaded.section_by_id["deal"].say == "Now the deal, {size}."
    assert [each.id for each in loaded.computed] == ["deep", "deeper"]
    assert loaded.computed_by_id["deep"].title == "Deep"
    assert loaded.verdict.limits == {"most": 2}
    assert loaded.verdict.attempts_needed[Severity.MINOR] == 3
    assert loaded.verdict.attempts_needed[Severity.BLOCKER] == 2
    rules = loaded.verdict.rules
    assert [(each.verdict, each.action, each.with_) for each in rules] == [
        (VerdictKind.WALK_AWAY, "refer", None),
        (VerdictKind.PROCEED, None, "conditions"),
    ]
    assert loaded.next_question.minutes["other"] == 1


def test_names_of_a_loaded_script_can_be_used_by_others() -> None:
    """Contract packs read expressions over the same names."""
    loaded = script("computed:\n  - {id: deep, value: 7}\n")
    symbols = symbols_of(loaded)
    assert symbols.limits == {"most": 2}
    assert symbols.known["size"].type is not None
    assert symbols.known["size"].type.options == ("small", "large", "unclear")
    assert symbols.known["deep"].type is not None
    assert symbols.known["deep"].type.kind is Kind.NUMBER
    assert not symbols.known["deep"].is_question


def test_flags_and_weights_say_what_the_file_says() -> None:
    """A flag with everything, and what to ask next."""
    loaded = script(
        "flags:\n  - {id: tiny_deal, title: Too small, severity: minor, kind: ours, raise_when: size == 'small',"
        " why: W, sources: [One, Two], steer: S, clears: C, mitigable: true, mitigation: M, no_steer: true}\n"
        "next_question:\n  weights: {gate: 7}\n  minutes: {table: 2.5, other: 1}\n"
    )
    flag = loaded.flag_by_id["tiny_deal"]
    assert (flag.severity, flag.kind, flag.sources) == (Severity.MINOR, FlagKind.OURS, ("One", "Two"))
    assert (flag.mitigable, flag.mitigation, flag.no_steer, flag.steer, flag.clears) == (
        True,
        "M",
        True,
        "S",
        "C",
    )
    assert (loaded.next_question.gate, loaded.next_question.blocker) == (7, 9)
    assert loaded.next_question.minutes["table"] == Decimal("2.5")


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        (question("type: table\ncolumns: [{id: a, type: text, text: A}]\ndefault: x"), ["S213"]),
        (question("type: multi\noptions: [{id: a, text: A}]\ndefault: [b]"), ["S213"]),
        (question("type: multi\noptions: [{id: a, text: A}]\ndefault: [[a]]"), ["S213"]),
        (question("type: integer\ndefault: [1]"), ["S213"]),
        (question("type: integer\ndefault: 1.5"), ["S213"]),
        (question("type: integer\ndefault: soon"), ["S213"]),
        (question("type: integer\nmin: 3\ndefault: 1"), ["S213"]),
        (question("type: text\ndefault: 12"), ["S213"]),
        (question("type: text\nmax_length: 2\ndefault: abc"), ["S213"]),
        (question("type: date\nmin: 2026-05-01\ndefault: 2026-04-01"), ["S213"]),
        (question("type: yes_no\ndefault: maybe"), ["S213"]),
        (question("type: single\noptions: [{id: a, text: A}]\ndefault: {from: nobody}"), ["S101"]),
        (question("type: single\noptions: [{id: a, text: A}]\ndefault: {form: size}"), ["S202", "S201"]),
        (question("type: single\noptions: [{id: a, text: A}]\ndefault: {from: size}"), ["S213"]),
        (question("type: single\noptions: [{id: small, text: A}]\ndefault: {from: size}"), []),
        (question("type: single\noptions: [{id: a, text: A}]\ndefault: {from: \"'b'\"}"), ["S213"]),
        (question("type: single\noptions: [{id: a, text: A}]\ndefault: {from: ours}"), ["S213"]),
        (
            question(
                "type: single\noptions: [{id: a, text: A}, {id: b, text: B}]\n"
                "default: {from: \"'a' if size == 'small' else 'b'\"}"
            ),
            [],
        ),
        (question("type: integer\ndefault: {from: [1]}"), ["S203"]),
        (question("type: integer\ndefault:"), ["S203"]),
        (
            question("type: text").replace("coach: *coach", "coach: {steer: [[a]], know: [a]}"),
            ["S303", "S203", "S203"],
        ),
        ("computed: [{id: people, value: ours}, {id: it, value: people}]\n", []),
        (
            question("type: table\ncolumns: [{id: a, type: text, text: A}]")
            + "computed: [{id: copy, value: it}, {id: twice, value: copy}]\n",
            ["S104"],
        ),
        (question("type: single\noptions: []"), ["S203"]),
        (question("type: single\noptions: [a]"), ["S203"]),
        (question("type: single\noptions: [{id: true, text: A}]"), ["S203"]),
        (question("type: table\ncolumns: [{id: a, type: single, text: A}]"), ["S202"]),
        (question("type: table\ncolumns: [{id: a, type: single, text: A, options: [true]}]"), ["S203"]),
        (question("type: table\ncolumns: [{id: a, type: single, text: A, options: ['a b']}]"), ["S205"]),
        (question("type: table\ncolumns: [{id: a, type: single, text: A, options: [[x]]}]"), ["S203"]),
        (question("type: table\ncolumns: [{id: a, type: text, text: A, min: 3}]"), ["S208"]),
        (question("type: table\ncolumns: [{id: a, type: txt, text: A}]"), ["S204"]),
        (question("type: table\ncolumns: {id: a}"), ["S203"]),
        (question("type: scale\nmin: 1\nmax: 5\nlabels: [low, high]"), ["S203"]),
        (question("type: date\nmin: soon"), ["S203"]),
        (question("type: text\nvalidate: [{that: 'true', say: ''}]"), ["S203"]),
        (question("type: text\nvalidate: [yes]"), ["S203"]),
        (question("type: text\nfeeds: [[a]]"), ["S203"]),
        (question("type: text\nwhen: {a: b}"), ["S203"]),
        (question("type: text\npin: 0"), ["S209"]),
        (question("type: text", "it").replace("*coach", "words"), ["S303", "S203"]),
        ("computed: [{id: most, value: 1}]\n", ["S206"]),
        ("computed: [{id: seats}]\n", ["S202"]),
        ("computed: [{id: seats, value: size2}]\n", ["S101"]),
        ("computed: [{id: ticks, value: ours == 'x'}, {id: same, value: ticks}]\n", []),
        ("flags: [{id: a}]\n", ["S202", "S202", "S202", "S202"]),
        ("flags: {a: b}\n", ["S203"]),
        ("next_question: {minutes: {table: 0}}\n", ["S209"]),
        ("next_question: {weights: {blocker: -1}}\n", ["S209"]),
        ("ladders: [a]\n", ["S203"]),
        ("x-notes: anything\n", []),
        ("include: shared.yaml\n", ["S203"]),
        ("include: [{a: b}]\n", ["S203"]),
        (
            "scenarios: [{name: A, given: {answers: [a], cannot_fix: [b]}, expect: {flags: [a]}}]\n",
            ["S203", "S215", "S203"],
        ),
        ("scenarios: [{name: A, expect: {}}, {name: A, expect: {}}]\n", ["S206"]),
        ("scenarios: [{given: {}}]\n", ["S202", "S202"]),
    ],
)
def test_every_other_fault_has_its_code(extra: str, expected: list[str]) -> None:
    """What the broken scripts beside this file do not show."""
    assert codes(extra) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("limits: {most: 2}", "limits: {Most: 2}", ["S101", "S205"]),
        ("limits: {most: 2}", "limits: [2]", ["S101", "S203"]),
        ("limits: {most: 2}", "limits: {most: many}", ["S203"]),
        ("limits: {most: 2}", "limits: {most: 2, x-why: because}", []),
        ("minor: 3", "minor: 0", ["S209"]),
        ("with: conditions", "with: luck", ["S204"]),
        ("{id: R2, verdict", "{verdict", ["S202"]),
        ("format: 1", "format: one", ["S203"]),
        ("{id: private, title: Our side}", "{title: Our side}", ["S202", "S207"]),
        ("id: tiny", "id: Tiny Script", ["S205"]),
        ("title: Tiny", "title: ''", ["S203"]),
    ],
)
def test_faults_of_the_frame_have_codes(old: str, new: str, expected: list[str]) -> None:
    """The header and the verdict table are checked like the rest."""
    text = (TINY % "").replace(old, new)
    assert sorted(each.code for each in script_from_source(text, "tiny.yaml").problems) == expected


def test_gates_that_are_counted_cannot_depend_on_the_count() -> None:
    """A gate that is asked only while gates are missing would never come to rest."""
    extra = question("type: text\ngate: true\nwhen: gates_missing() > 0", "last")
    assert codes(extra) == ["S110"]
    assert codes(extra.replace("gate: true\n    ", "")) == []


def test_flags_that_count_each_other_are_refused() -> None:
    """A flag may count others, not itself in a roundabout way."""
    flags = (
        "flags:\n  - {id: a, title: A, severity: major, kind: path, raise_when: \"count_flags(severity='minor') > 0\"}\n"
        '  - {id: b, title: B, severity: minor, kind: path, raise_when: "%s"}\n'
    )
    assert codes(flags % "size == 'small'") == []
    assert codes(flags % "count_flags(severity='major') > 0") == ["S110", "S110"]
    counted = "computed: [{id: many, value: count_flags(severity='major')}]\n"
    assert codes(flags % "many > 0" + counted) == ["S110", "S110"]
    question_on_it = question("type: yes_no\nwhen: many > 0", "sure")
    assert codes(question_on_it + flags % "size == 'small'" + counted) == []
    assert codes(question_on_it + flags % "sure" + counted) == ["S110", "S110"]


def test_a_condition_through_a_computed_value_looks_backwards_too() -> None:
    """The question behind the value counts."""
    extra = question("type: text\nwhen: late", "early") + question("type: yes_no", "after")
    assert codes(extra + "computed: [{id: late, value: after}]\n") == ["S109"]
    assert codes(question("type: text\nwhen: answered(early)", "early")) == ["S109"]


# ---- Files


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Write a script that includes two files, one in a folder below."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "sizes.yaml").write_text(
        "include: [deeper.yaml]\nquestions:\n"
        + question("type: integer", "seats").replace("*coach", "{know: K, why: W, good: G, bad: B}"),
    )
    (tmp_path / "more" / "deeper.yaml").write_text("computed: [{id: deep, value: 7}]\n")
    (tmp_path / "flags.yaml").write_text(
        "include: [more/deeper.yaml]\n"
        "flags: [{id: few, title: Few, severity: minor, kind: path, raise_when: seats < deep}]\n"
    )
    text = (TINY % question("type: text\nwhen: seats > 3", "other", "private")).replace(
        "title: Tiny", "title: Tiny\ninclude: [more/sizes.yaml, flags.yaml]"
    )
    (tmp_path / "tiny.yaml").write_text(text)
    return tmp_path / "tiny.yaml"


def test_included_files_add_their_questions_and_flags(library: Path) -> None:
    """Included questions come before those of the file that includes them."""
    loaded = open_script(library)
    assert [each.id for each in loaded.questions] == ["seats", "size", "ours", "other"]
    assert [each.id for each in loaded.flags] == ["few"]


def test_a_file_placed_among_the_questions_is_asked_there(tmp_path: Path) -> None:
    """The place says pass and section for questions that do not; what they say themselves counts."""
    whole = "coach: {know: K, why: W, good: G, bad: B}"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "people.yaml").write_text(
        "questions:\n"
        f"  - {{id: decider, type: text, ask: Who decides?, {whole}}}\n"
        "  - {include: owner.yaml, pass: private}\n"
        "flags: [{id: alone, title: Alone, severity: minor, kind: path, raise_when: met == false}]\n"
    )
    (tmp_path / "parts" / "owner.yaml").write_text(
        "questions:\n"
        f"  - {{id: met, type: yes_no, ask: Did we meet?, {whole}}}\n"
        f"  - {{id: owner, type: text, pass: 1, when: met, ask: Who runs it?, {whole}}}\n"
    )
    (tmp_path / "first.yaml").write_text(
        f"questions: [{{id: first, type: text, pass: 1, section: deal, ask: What first?, {whole}}}]\n"
    )
    text = (TINY % "").replace("title: Tiny", "title: Tiny\ninclude: [first.yaml]")
    text = text.replace(
        "  - id: ours\n", "  - {include: parts/people.yaml, pass: 1, section: deal}\n  - id: ours\n"
    )
    (tmp_path / "tiny.yaml").write_text(text)

    placed = open_script(tmp_path / "tiny.yaml")

    assert [(each.id, each.pass_id) for each in placed.questions] == [
        ("first", "1"),
        ("size", "1"),
        ("decider", "1"),
        ("met", "private"),
        ("owner", "1"),
        ("ours", "private"),
    ]
    assert {each.section for each in placed.questions} == {"deal"}
    assert [each.id for each in placed.flags] == ["alone"]
    again = script_from_source(placed.source, "the kept script").script
    assert again is not None
    assert [(each.id, each.pass_id) for each in again.questions] == [
        (each.id, each.pass_id) for each in placed.questions
    ]


def test_a_kept_script_needs_no_files(library: Path) -> None:
    """The text that an interview keeps holds every included file."""
    first = open_script(library)
    for path in library.parent.rglob("*.yaml"):
        path.unlink()

    again = script_from_source(first.source, "the kept script")

    assert again.problems == ()
    assert again.script is not None
    assert again.script.sha256 == first.sha256
    assert again.script.source == first.source
    assert [each.id for each in again.script.questions] == [each.id for each in first.questions]


def test_a_script_in_one_file_is_kept_as_it_is(bundled: Script) -> None:
    """The kept text is the file's text, and its hash the file's hash."""
    assert bundled.source == BUNDLED.read_text("utf-8")
    again = script_from_source(bundled.source, "the kept script").script
    assert again is not None
    assert again.sha256 == bundled.sha256
    assert [str(each.when) for each in again.questions] == [str(each.when) for each in bundled.questions]


def test_a_kept_text_that_was_tampered_with_is_refused_in_words() -> None:
    """Nothing that is stored can crash the loading."""
    start = '{"onboard-tui script": 1, '
    for rest in ("", '"main": 3}', '"main": "a.yaml"}', '"main": "a.yaml", "files": []}', "[" * 9_000):
        assert script_from_source(start + rest, "kept").script is None
    missing = json.dumps({"onboard-tui script": 1, "main": "a.yaml", "files": {}})
    assert [each.code for each in script_from_source(missing, "kept").problems] == ["S001"]


def test_a_kept_script_is_used_as_it_ever_was_by_a_program_with_more_rules(tmp_path: Path) -> None:
    """What a younger rule refuses in a file keeps no saved interview from opening, and means what it meant."""
    text = (TINY % "").replace("Now the deal", "Now the {größe}")
    lines = ("type: scale", "min: 1", "max: 3", "labels: {1: poor, 2: [fair]}", "when: 01.5 < 2026-10-12")
    text = text.replace("type: text", "\n    ".join(lines))
    kept = script_from_source(text, "tiny.yaml")
    assert kept.script is not None, kept.problems
    ours = kept.script.question_by_id["ours"]
    assert ours.labels == {1: "poor"}
    assert ours.when is not None
    assert ours.when.source == "01.5 < 2026-10-12"
    file = tmp_path / "tiny.yaml"
    file.write_text(text, "utf-8")
    assert [each.code for each in errors_of(load_script(file).problems)] == ["S218"] * 3


def test_an_include_given_as_text_is_found() -> None:
    """Texts can be handed over instead of files."""
    text = (TINY % "").replace("title: Tiny", "title: Tiny\ninclude: [f.yaml]")
    extra = "flags: [{id: few, title: Few, severity: minor, kind: path, raise_when: size == 'small'}]\n"
    loaded = script_from_source(text, "/somewhere/tiny.yaml", {"f.yaml": extra}).script
    assert loaded is not None
    assert [each.id for each in loaded.flags] == ["few"]


def test_an_include_that_leads_out_of_the_folder_by_a_link_is_refused(library: Path, tmp_path: Path) -> None:
    """A link does not make a foreign file one of ours."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text("flags: []\n")
    (library.parent / "flags.yaml").unlink()
    (library.parent / "flags.yaml").symlink_to(outside)
    found = load_script(library).problems
    assert [each.code for each in found] == ["S211"]
    assert "outside the script's folder" in found[0].message


def test_a_link_that_leads_nowhere_is_not_replaced_by_a_file_of_the_library(tmp_path: Path) -> None:
    """Whoever put it beside the script meant that one; other questions in its place would be silently wrong."""
    script = tmp_path / "main.yaml"
    script.write_text("format: 1\ninclude: [fragments/people.yaml]\n", "utf-8")
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments" / "people.yaml").symlink_to("gone.yaml")
    assert "S211" in [each.code for each in load_script(script).problems]


def test_a_script_is_made_of_fifty_files_at_most(tmp_path: Path) -> None:
    """A chain of includes ends."""
    for number in range(60):
        (tmp_path / f"f{number}.yaml").write_text(f"include: [f{number + 1}.yaml]\n")
    assert "at most 50 files" in " ".join(each.message for each in load_script(tmp_path / "f0.yaml").problems)


def test_a_file_without_end_is_read_up_to_the_limit(tmp_path: Path) -> None:
    """A larger file is refused after a megabyte."""
    (tmp_path / "big.yaml").write_bytes(b"#" * 3_000_000)
    assert [each.code for each in load_script(tmp_path / "big.yaml").problems] == ["S002"]


def test_line_ends_of_windows_make_no_difference() -> None:
    """Places and values are the same."""
    text = TINY % question("type: text\nwhen: sise == 'small'")
    unix, windows = (script_from_source(each, "t").problems for each in (text, text.replace("\n", "\r\n")))
    assert [(each.place, each.message) for each in unix] == [(each.place, each.message) for each in windows]


def test_what_interviews_need_at_run_time_loads_neither_parser() -> None:
    """Values and expressions come without YAML and without the checking of texts."""
    code = (
        "import sys, onboard_tui.script.model, onboard_tui.script.expression;"
        "print({'yaml', 'onboard_tui.script.parse', 'onboard_tui.script.load'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
