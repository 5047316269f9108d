"""The script of an open interview: a newer version is offered, tried, moved to and left again; a lost one harms nothing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.since import Because
from onboard_tui.contract.tree_json import draft_sha256
from onboard_tui.errors import ScriptError, StaleError, StoreError, UsageError
from onboard_tui.interview.migration import AnswerFate
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.workspace import Workspace
from tests.interview.versions import NEW, OLD
from tests.tui.reading.contracted import SCRIPT, start_contracted

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def opened(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give an interview with a script and a pack of its own."""
    return start_contracted(workspace, tmp_path)


@pytest.fixture
def newer(opened: OpenInterview, tmp_path: Path) -> Path:
    """Write the next version of its script: a number is whole now, an option has another id, a question is new."""
    assert opened.script.id == "contracted"
    text = SCRIPT.format(pack=tmp_path / "pack").replace('"1.0.0"', '"1.1.0"')
    text = text.replace("title: A small onboarding", "title: A small rollout")
    text = text.replace("{id: target, type: decimal", "{id: target, type: integer")
    text = text.replace("id: nobody", "id: no_one").replace("sponsor == 'nobody'", "sponsor == 'no_one'")
    text = text.replace(
        "flags:", "  - {id: rooms, section: ours, pass: 1, type: integer, ask: How many rooms?}\nflags:"
    )
    path = tmp_path / "newer.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def again(workspace: Workspace, opened: OpenInterview) -> OpenInterview:
    """Read the interview back in a workspace of its own, as after a restart."""
    with Workspace(workspace.database, as_of=workspace.as_of) as fresh:
        return fresh.open(opened.id)


def picture(opened: OpenInterview) -> object:
    """Give everything that a seller sees of an interview."""
    interview, standing = opened.interview, opened.standing
    return (
        interview.script.sha256,
        dict(interview.current),
        dict(standing.states),
        dict(standing.flag_states),
        opened.assessment.verdict.words,
        interview.attempts,
        draft_sha256(opened.preview_draft()),
    )


def test_a_preview_says_everything_and_records_nothing(opened: OpenInterview, newer: Path) -> None:
    """Answers, new questions, flags, the verdict and the clauses, each as it is and as it would be."""
    before = len(opened.interview.log)
    preview = opened.preview_migration(opened.script_to_move_to(str(newer)))
    assert [each.question.id for each in preview.with_fate(AnswerFate.ASK_AGAIN)] == ["measures", "sponsor"]
    assert [each.question.id for each in preview.with_fate(AnswerFate.KEPT)] == ["goal", "how_long"]
    assert [question.id for question in preview.new_questions] == ["rooms"]
    assert [(each.rule.id, each.before, each.after) for each in preview.flags] == [
        ("no_sponsor", FlagState.STEERING, FlagState.UNKNOWN)
    ]
    assert (preview.before.verdict.rule_id, preview.after.verdict.rule_id) == ("R2", "R3")
    assert [each.clause for each in preview.clauses if each.clause] == ["numbers"]
    assert len(opened.interview.log) == before


def test_a_move_is_durable_and_the_way_back_leads_to_the_same_interview(
    workspace: Workspace, opened: OpenInterview, newer: Path
) -> None:
    """Another process sees the interview with its new script; taken back, everything is as it was, drafts too."""
    first = picture(opened)
    kept = opened.draft()
    recording = opened.migrate(opened.script_to_move_to(str(newer)))
    assert recording.line.startswith("script now version 1.1.0")
    moved = picture(opened)
    assert picture(again(workspace, opened)) == moved
    assert workspace.library(script="contracted").rows[0].script_title == "A small rollout"
    opened.record("rooms", 4)
    assert again(workspace, opened).standing.value("rooms") == 4
    changed = {each.clause: each.because for each in opened.changes_since(kept.number).sections}
    assert changed["numbers"] == (Because.SCRIPT,)
    with pytest.raises(UsageError, match="no move") as refused:
        opened.migrate_back()
    assert "ctrl+z" in str(refused.value.way_out)
    opened.undo()
    assert picture(opened) == moved
    opened.migrate_back()
    assert picture(opened) == first
    assert picture(again(workspace, opened)) == first
    assert workspace.library(script="contracted").rows[0].script_title == "A small onboarding"
    assert opened.draft().number == kept.number
    opened.redo()
    assert picture(again(workspace, opened)) == moved


def test_a_move_to_the_very_same_script_records_nothing(opened: OpenInterview, tmp_path: Path) -> None:
    """It is no move, and there is nothing to take back."""
    script = opened.script_to_move_to(str(tmp_path / "contracted.yaml"))
    assert opened.preview_migration(script).same_script
    log = opened.interview.log
    assert opened.migrate(script).line == ""
    assert opened.interview.log == log


def test_a_move_is_refused_whole(workspace: Workspace, opened: OpenInterview, newer: Path) -> None:
    """Where another window was faster, or the new script has errors, nothing is recorded of it."""
    script, other = opened.script_to_move_to(str(newer)), again(workspace, opened)
    with Workspace(workspace.database, as_of=workspace.as_of) as fresh:
        fresh.open(opened.id).record("goal", "Sleep.")
    with pytest.raises(StaleError):
        opened.migrate(script)
    newer.write_text(newer.read_text("utf-8").replace("sponsor == 'no_one'", "sponsor == 'nobody'"), "utf-8")
    with pytest.raises(ScriptError, match="an error and cannot be used"):
        opened.script_to_move_to(str(newer))
    assert again(workspace, opened).script.sha256 == other.script.sha256


def test_text_half_typed_while_another_window_moves_goes_with_its_question(
    workspace: Workspace, tmp_path: Path
) -> None:
    """It is found under the question's new id; that of a question that is gone is given up."""
    first, second = tmp_path / "copiers.yaml", tmp_path / "newer.yaml"
    first.write_text(OLD, "utf-8")
    second.write_text(NEW, "utf-8")
    opened = workspace.start(str(first), "Harbour & Lyle")
    other = again(workspace, opened)
    other.migrate(other.script_to_move_to(str(second)))
    opened.read_again()
    opened.keep_typing("pages", "twelve")
    opened.keep_typing("mood", "so")
    assert opened.typing() == {"sheets": "twelve"}


def test_a_newer_bundled_script_is_offered(
    workspace: Workspace, opened: OpenInterview, newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only another text of the same script that can be used; one that is gone is not missed."""
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    monkeypatch.setattr("onboard_tui.resources.interviews_folder", lambda: bundled)
    assert opened.newer_script() is None
    file = bundled / "contracted.yaml"
    file.write_bytes((tmp_path / "contracted.yaml").read_bytes())
    assert opened.newer_script() is None
    file.write_bytes(newer.read_bytes())
    offered = again(workspace, opened).newer_script()
    assert offered is not None
    assert offered.version == "1.1.0"
    file.write_text("format: 1\nid: [", "utf-8")
    with pytest.raises(ScriptError):
        again(workspace, opened).newer_script()


@pytest.mark.parametrize(
    "text", [None, "", "format: 99\n", "\x00"], ids=["deleted", "empty", "newer", "binary"]
)
def test_a_script_that_is_gone_or_broken_stops_no_saved_interview(
    workspace: Workspace, opened: OpenInterview, tmp_path: Path, text: str | None
) -> None:
    """It opens, is listed, answered, drafted and written from the text that was kept."""
    before = picture(opened)
    file = tmp_path / "contracted.yaml"
    file.unlink()
    if text is not None:
        file.write_text(text, "utf-8")
    assert [row.id for row in workspace.library().rows] == [opened.id]
    fresh = again(workspace, opened)
    assert picture(fresh) == before
    fresh.record("term", "year")
    assert fresh.draft().number == 1
    assert [path.suffix for path in fresh.export("record", ("md",), tmp_path / "out")] == [".md"]


def test_a_kept_script_that_is_damaged_says_so_and_harms_no_other(
    workspace: Workspace, opened: OpenInterview, newer: Path
) -> None:
    """The message names the way out; an interview with another script is opened, and moved, as ever."""
    other = workspace.start(str(newer), "Wray Print")
    workspace.close()
    with sqlite3.connect(workspace.database) as connection:
        connection.execute(
            "UPDATE script SET source = replace(source, 'twenty', 'thirty') WHERE sha256 = ?",
            (opened.script.sha256,),
        )
    connection.close()
    with pytest.raises(StoreError, match="damaged on the disk") as refused:
        workspace.open(opened.id)
    assert "backup" in (refused.value.way_out or "")
    assert workspace.open(other.id).standing.state("rooms") is AnswerState.NOT_ASKED
    assert {row.customer for row in workspace.library().rows} == {"Harbour & Lyle", "Wray Print"}
