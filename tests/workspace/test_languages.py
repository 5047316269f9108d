"""An interview is held in one of the languages of its script, and its papers are in that of the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import ScriptError
from onboard_tui.interview.values import display
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview

ANSWERS = """\
as_of: 2026-03-02
answers:
  chk_day: day60
  use_active_target: 82.5
  use_active_means: files every visit in it
  now_users: 12400
  use_active: 3100
  use_method: estimate
  use_teams: [{team: Tag, people: 14, active: 3, says: Nie gehört.}]
  use_stops: [not_asked, old_way]
  use_plan: [{what: Steckdose, side: you, name: H. Ahorn, by: 2026-03-20}]
  own_part: open
  counted_on: 2026-03-01
"""


def held_in(workspace: Workspace, language: str) -> OpenInterview:
    """Give a use check with the same answers, held in a language."""
    opened = workspace.start("use-check", "Pferdeklinik Ahorn", language=language)
    opened.record_answers(ANSWERS, name="answers.yaml")
    return opened


def said(opened: OpenInterview, question_id: str) -> str:
    """Give an answer as it is shown."""
    question = opened.script.question_by_id[question_id]
    return display(question, opened.interview.current[question_id].value, opened.script)


def test_an_interview_held_in_german_stays_german(workspace: Workspace) -> None:
    """Its words and its way to write numbers and dates come back after a restart; what was answered is the same."""
    german = held_in(workspace, "de")
    with Workspace(workspace.database, as_of=workspace.as_of) as later:
        again = later.open(german.id)
        assert (again.script.language, again.script.sha256) == ("de", german.script.sha256)
        assert again.script.question_by_id["now_users"].ask == "Für wie viele Menschen zahlen Sie heute?"
        assert said(again, "now_users") == "12.400"
        assert said(again, "use_active_target") == "82,5\u00a0%"
        assert said(again, "use_stops") == "Der alte Weg geht noch, Es hat sie noch niemand gefragt"
        assert said(again, "counted_on") == "1. März 2026"
        again.record_understood("use_active_target", again.understand("use_active_target", "77,5"))
        assert said(again, "use_active_target") == "77,5\u00a0%"


def test_the_language_decides_nothing_but_words(workspace: Workspace) -> None:
    """Held in German, a deal stands as it does in English, and the papers of an English pack are the same, to the word."""
    own, english, german = (held_in(workspace, language) for language in ("", "en", "de"))
    assert own.script.sha256 == english.script.sha256
    assert german.script.flag_by_id["not_counted"].title == "Niemand hat gezählt"
    raised = [[(each.id, each.state) for each in deal.assessment.raised_flags] for deal in (english, german)]
    assert raised[0] == raised[1] != []
    assert english.assessment.verdict.rule_id == german.assessment.verdict.rule_id
    kinds = {paper.kind for paper in english.pack_in_use().papers if not paper.sent_when}
    assert "draft" in kinds
    for kind in kinds:
        assert german.preview_draft(kind=kind) == english.preview_draft(kind=kind)


def test_nobody_starts_in_a_language_that_a_script_does_not_have(workspace: Workspace) -> None:
    """The refusal names those that there are, and nothing is kept."""
    with pytest.raises(ScriptError, match="no texts in 'fr'") as refused:
        workspace.start("use-check", "Pferdeklinik Ahorn", language="fr")
    assert refused.value.way_out == "It can be held in en or de."
    assert workspace.library().rows == ()
