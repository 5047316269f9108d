"""Ladders, the outcome and locks of a script become values that say what the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.resources import interviews_folder
from onboard_tui.script.load import load_script, open_script, script_from_source
from onboard_tui.script.model import FactKind, LadderFact, OutcomeRule

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.model import Script

HEAD = """\
format: 1
id: tiny
version: "1.0.0"
title: Tiny
passes: [{id: talk, title: Talk}]
sections: [{id: deal, title: Deal}]
include: [%s]
questions:
  - id: seen_as
    section: deal
    pass: talk
    type: single
    ask: What do they say we are?
    options: [{id: supplier, text: Supplier}, {id: partner, text: Partner}, {id: open, text: Open, unknown: true}]
    coach: &coach {know: K, why: W, good: G, bad: B}
  - id: our_word
    section: deal
    pass: talk
    type: single
    locked_by: seen_as
    ask: What do we say we are?
    options: [{id: supplier, text: Supplier}, {id: partner, text: Partner}]
    coach: *coach
  - {id: users, section: deal, pass: talk, type: integer, ask: How many?, coach: *coach}
  - {id: share, section: deal, pass: talk, type: percent, ask: How many use it?, coach: *coach}
verdict: {rules: [{id: R1, verdict: proceed, if: true}]}
"""
LADDERS = """\
ladders:
  - id: seen
    title: How they see us
    when: seen_as == 'partner' or users > 3
    claim: our_word
    facts:
      - {id: delivers, text: We deliver, otherwise: users > 5}
      - {id: first, kind: always, keeps_days: 365, text: They call first}
      - {id: ideas, kind: count, text: Ideas they adopted, otherwise: users}
    rungs:
      - {id: partner, level: 2, name: Partner, if: delivers and first and ideas >= 2, note: Well done.}
      - {id: supplier, level: 1, name: Supplier, if: true}
    hints: [{id: odd, if: not delivers and first, say: That is odd.}]
"""


def loaded(text: str) -> Script:
    """Load a script that has nothing wrong with it."""
    found = script_from_source(text, "tiny.yaml")
    assert found.problems == ()
    assert found.script is not None
    return found.script


def test_a_ladder_says_what_the_file_says() -> None:
    """Facts with their kinds, rungs with their conditions and notes, hints, and whose word it is compared with."""
    (seen,) = loaded(HEAD % "" + LADDERS).ladders

    assert (seen.id, seen.title, seen.claim, str(seen.when)) == (
        "seen",
        "How they see us",
        "our_word",
        "seen_as == 'partner' or users > 3",
    )
    delivers, first, ideas = seen.facts
    assert (delivers.kind, delivers.keeps_days, str(delivers.otherwise)) == (
        FactKind.YES_NO,
        None,
        "users > 5",
    )
    assert first == LadderFact("first", "They call first", FactKind.ALWAYS, None, 365)
    assert (ideas.kind, str(ideas.otherwise)) == (FactKind.COUNT, "users")
    assert [(each.id, each.level, each.name, each.note) for each in seen.rungs] == [
        ("partner", 2, "Partner", "Well done."),
        ("supplier", 1, "Supplier", ""),
    ]
    assert [(each.id, each.say) for each in seen.hints] == [("odd", "That is odd.")]
    assert seen.rung("supplier") is seen.rungs[1]


def test_ladders_may_share_a_fact_and_read_the_level_of_one_above() -> None:
    """A fact that is written the same in both is one fact; a ladder's id is a number further down."""
    text = HEAD % "" + LADDERS
    text += """\
  - id: trusted
    title: Trusted
    facts: [{id: delivers, text: We deliver, otherwise: users > 5}]
    rungs:
      - {id: "yes", level: 1, name: Trusted, if: seen >= 2 and delivers}
      - {id: "no", level: 0, name: Not trusted, if: true}
"""
    script = loaded(text)

    assert script.ladder_by_id["trusted"].rungs[0].condition.names == {"seen", "delivers"}


def test_a_file_that_is_taken_in_may_bring_ladders(tmp_path: Path) -> None:
    """Its ladders stand above the script's own, and all of it is kept as one text."""
    own = "ladders:\n  - {id: own, title: Own, rungs: [{id: a, level: 0, name: A, if: 'true'}]}\n"
    (tmp_path / "main.yaml").write_text(HEAD % "shared.yaml" + own, "utf-8")
    (tmp_path / "shared.yaml").write_text("format: 1\n" + LADDERS, "utf-8")

    script = open_script(tmp_path / "main.yaml")

    assert [ladder.id for ladder in script.ladders] == ["seen", "own"]
    kept = script_from_source(script.source, "main.yaml").script
    assert kept is not None
    assert (kept.sha256, [ladder.id for ladder in kept.ladders]) == (script.sha256, ["seen", "own"])


def test_a_ladder_that_is_defined_twice_is_an_error_that_names_both_places(tmp_path: Path) -> None:
    """Nothing is ever replaced by what another file says."""
    (tmp_path / "main.yaml").write_text(HEAD % "shared.yaml" + LADDERS, "utf-8")
    (tmp_path / "shared.yaml").write_text("format: 1\n" + LADDERS, "utf-8")

    problems = load_script(tmp_path / "main.yaml").problems

    assert {problem.code for problem in problems} == {"S206"}
    assert "shared.yaml:3:9" in problems[0].message


def test_the_outcome_names_questions_and_shares() -> None:
    """What is left out is 80 and 50 percent, and no question."""
    text = HEAD % ""

    assert loaded(text).outcome == OutcomeRule(default_target=80, least=50)
    assert loaded(text + "outcome: {target: share, licensed: users, least: 40}\n").outcome == OutcomeRule(
        target="share", licensed="users", default_target=80, least=40
    )


def test_a_question_says_what_locks_it() -> None:
    """The id of the other question is kept."""
    assert loaded(HEAD % "").question_by_id["our_word"].locked_by == "seen_as"


def test_the_bundled_script_has_its_measures() -> None:
    """Four ladders, the outcome, and our own word locked by what the customer says."""
    script = open_script(interviews_folder() / "cloud-onboarding.yaml")

    assert [ladder.id for ladder in script.ladders] == ["value", "perceived", "personal", "trusted_advisor"]
    assert script.ladder_by_id["perceived"].claim == "own_claim"
    assert script.question_by_id["own_claim"].locked_by == "rel_next_time"
    assert script.outcome == OutcomeRule("use_active_target", "now_users", "biz_deadline")
    assert len(script.questions) == 59
