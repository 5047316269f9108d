"""Walking one interview: what is recorded, what is taken back, what is refused."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import AnswerError, ContractError, StaleError, UsageError
from onboard_tui.interview.entries import Postponement, Reaction, Source
from onboard_tui.resources import templates_folder
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def opened(workspace: Workspace) -> OpenInterview:
    """Give a new interview."""
    return workspace.start("cloud-onboarding", "Harbour & Lyle")


def again(workspace: Workspace, opened: OpenInterview) -> OpenInterview:
    """Read the interview back in a workspace of its own, as after a restart."""
    with Workspace(workspace.database, as_of=workspace.as_of) as fresh:
        return fresh.open(opened.id)


def test_an_answer_is_durable_when_the_call_returns(workspace: Workspace, opened: OpenInterview) -> None:
    """Another process sees the answer with all that was said about it."""
    opened.record(
        "ppl_sponsor", "nobody", source=Source.WE_SAW_IT, said_by="bursar", quote="We don't.", note="hm"
    )
    recorded = again(workspace, opened).interview.current["ppl_sponsor"]
    assert (recorded.value, recorded.source, recorded.said_by) == ("nobody", Source.WE_SAW_IT, "bursar")
    assert (recorded.quote, recorded.note) == ("We don't.", "hm")


def test_what_an_answer_changes_is_said_and_the_steering_panel_opens(opened: OpenInterview) -> None:
    """A bad answer raises its flag, says so in one line, and brings the words of the first attempt."""
    recording = opened.record("ppl_sponsor", "nobody")
    assert "flag no sponsor raised" in recording.line
    assert recording.steering is not None
    assert recording.steering.attempt == 1
    assert "Who loses most if it fails?" in recording.steering.words


def test_an_answer_that_a_file_changes_is_linked_to_the_attempt_too(opened: OpenInterview) -> None:
    """However the new answer comes in, history says what changed it."""
    opened.record("ppl_sponsor", "nobody")
    opened.steer("no_sponsor", script=1, with_whom="bursar", reaction=Reaction.ACCEPTS)
    line = opened.record_answers("answers: {ppl_sponsor: executive, now_users: 60}", name="a.yaml").line
    assert "answer changed after attempt 1" in line
    current, attempts = opened.interview.current, opened.interview.attempts["no_sponsor"]
    assert current["ppl_sponsor"].by_attempt == attempts[0].id
    assert current["now_users"].by_attempt == ""


def test_undo_and_redo_survive_a_restart(workspace: Workspace, opened: OpenInterview) -> None:
    """The last answer can be taken back, and put in place again after the interview was opened anew."""
    opened.record("now_users", 60)
    opened.record("now_users", 80)
    undone = opened.undo()
    assert undone is not None
    assert undone.question == "now_users"
    reopened = again(workspace, opened)
    assert reopened.interview.current["now_users"].value == 60
    with Workspace(workspace.database, as_of=workspace.as_of) as fresh:
        redone = fresh.open(opened.id)
        redone.redo()
        assert redone.interview.current["now_users"].value == 80
        assert redone.redo() is None


def test_an_answer_on_a_branch_that_is_left_counts_nowhere_and_comes_back(opened: OpenInterview) -> None:
    """A budget that does not apply any more raises nothing; it is there again when the branch is."""
    opened.record("own_price", 48000)
    opened.record("com_budget_state", "approved")
    opened.record("com_budget", 10000)
    states = [opened.standing.flag_states["underfunded"]]
    opened.record("com_budget_state", "none")
    assert opened.standing.state("com_budget") is AnswerState.NOT_APPLICABLE
    states.append(opened.standing.flag_states["underfunded"])
    assert "10,000" not in str(opened.preview_draft())
    opened.record("com_budget_state", "approved")
    states.append(opened.standing.flag_states["underfunded"])
    assert states == [FlagState.OPEN, FlagState.NOT_APPLICABLE, FlagState.OPEN]


def test_a_second_window_is_noticed_and_loses_nothing(workspace: Workspace, opened: OpenInterview) -> None:
    """Where another window was faster, nothing is recorded and the answer of the other window stays."""
    with Workspace(workspace.database, as_of=workspace.as_of) as other:
        other.open(opened.id).record("now_users", 60)
    with pytest.raises(StaleError):
        opened.record("now_users", 80)
    assert again(workspace, opened).interview.current["now_users"].value == 60


def test_typed_text_is_kept_but_counts_for_nothing(workspace: Workspace, opened: OpenInterview) -> None:
    """Text that was typed and not saved comes back as text, and goes when an answer is recorded."""
    opened.keep_typing("biz_outcome", "Month-end clo")
    reopened = again(workspace, opened)
    assert reopened.typing() == {"biz_outcome": "Month-end clo"}
    assert reopened.standing.state("biz_outcome") is AnswerState.NOT_ASKED
    opened.record("biz_outcome", "Month-end closes in three days.")
    assert again(workspace, opened).typing() == {}


def test_a_clock_that_is_set_back_does_not_turn_the_log_round(
    workspace: Workspace, opened: OpenInterview
) -> None:
    """An entry is never dated before the one in front of it."""
    opened.record("now_users", 60)
    workspace.clock = lambda: datetime(2020, 1, 1, tzinfo=UTC)
    opened.record("now_users", 61)
    first, second = opened.interview.log
    assert second.at >= first.at


def test_an_attempt_needs_a_raised_flag_a_name_and_a_day_that_has_come(opened: OpenInterview) -> None:
    """What cannot be is refused with a sentence, and nothing is recorded."""
    with pytest.raises(UsageError, match="cannot be told yet"):
        opened.steer("no_sponsor", script=1, with_whom="bursar", reaction=Reaction.INSISTS)
    opened.record("ppl_sponsor", "nobody")
    with pytest.raises(UsageError, match="name"):
        opened.steer("no_sponsor", script=1, with_whom="  ", reaction=Reaction.INSISTS)
    with pytest.raises(UsageError, match="still to come"):
        opened.steer(
            "no_sponsor", script=1, with_whom="bursar", reaction=Reaction.INSISTS, on=date(2026, 3, 3)
        )
    with pytest.raises(UsageError, match="count from 1"):
        opened.steer("no_sponsor", script=0, with_whom="bursar", reaction=Reaction.INSISTS)
    with pytest.raises(AnswerError, match="no_sponser"):
        opened.steer("no_sponser", script=1, with_whom="bursar", reaction=Reaction.INSISTS)
    assert opened.assessment.flag_by_id["no_sponsor"].attempts == ()


def test_not_steering_needs_a_reason_where_it_does_not_apply(opened: OpenInterview) -> None:
    """Later needs none; "does not apply" does."""
    opened.record("ppl_sponsor", "nobody")
    opened.set_steering_aside("no_sponsor", Postponement.LATER)
    with pytest.raises(UsageError, match="why"):
        opened.set_steering_aside("no_sponsor", Postponement.DOES_NOT_APPLY)


def test_a_plan_stands_in_until_its_day_is_past(workspace: Workspace, opened: OpenInterview) -> None:
    """A plan with a name, an owner and a day mitigates its flag; the day after, the flag is open again."""
    opened.record("now_admin_rights", "provider_only")
    opened.plan("no_access", agreed_by="manager", owner="landlord", due=date(2026, 3, 13), text="handover")
    assert opened.standing.flag_states["no_access"] is FlagState.MITIGATED
    with Workspace(workspace.database, as_of=date(2026, 3, 14)) as later:
        assert later.open(opened.id).standing.flag_states["no_access"] is FlagState.OPEN


def test_an_interview_left_open_overnight_is_judged_again(database: str) -> None:
    """Once the plan's day is past its flag is open, without another answer, and the draft is of the new day."""
    now = datetime(2026, 3, 13, 12, tzinfo=UTC)
    with Workspace(database, clock=lambda: now) as workspace:
        opened = workspace.start("cloud-onboarding", "Northgate Dental")
        opened.record("now_admin_rights", "provider_only")
        opened.plan(
            "no_access", agreed_by="manager", owner="landlord", due=date(2026, 3, 13), text="handover"
        )
        states = [opened.standing.flag_states["no_access"]]
        now = datetime(2026, 3, 14, 12, tzinfo=UTC)
        states.append(opened.standing.flag_states["no_access"])
        assert states == [FlagState.MITIGATED, FlagState.OPEN]
        assert opened.preview_draft().as_of == "2026-03-14"


def test_a_damaged_draft_is_told_and_a_new_one_can_be_made(
    workspace: Workspace, opened: OpenInterview
) -> None:
    """A draft that cannot be read back is named with a way out."""
    workspace.store.save_draft(
        opened.id, tree_json='{"format', sha256="0" * 64, pack="x", created_at=workspace.clock()
    )
    with pytest.raises(ContractError, match=r"Draft 1 .* damaged"):
        opened.kept_draft(1)
    assert opened.draft().number == 2


def test_a_pack_may_hold_a_link_that_leads_nowhere(opened: OpenInterview, tmp_path: Path) -> None:
    """What an editor leaves in the folder for a file that is open, such as `.#pack.yaml`, does not matter."""
    pack = tmp_path / "pack"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    (pack / ".#pack.yaml").symlink_to("nowhere")
    opened.choose_pack(str(pack))
    assert opened.preview_draft().documents


def test_a_pack_is_read_again_when_its_files_change(opened: OpenInterview, tmp_path: Path) -> None:
    """A file that was taken away is missed, and one that came back from a copy is used, however old it is."""
    pack = tmp_path / "pack"
    shutil.copytree(templates_folder() / "cloud-services", pack)
    opened.choose_pack(str(pack))
    assert opened.preview_draft().documents
    aside = (pack / "pack.yaml").rename(tmp_path / "pack.yaml")
    with pytest.raises(ContractError, match=r"pack\.yaml"):
        opened.preview_draft()
    aside.rename(pack / "pack.yaml")
    assert opened.preview_draft().documents


@pytest.mark.parametrize(
    ("change", "words"),
    [({"agreed_by": " "}, "agreed"), ({"owner": ""}, "owns"), ({"due": date(2026, 3, 1)}, "past")],
)
def test_a_plan_that_cannot_stand_is_refused(
    opened: OpenInterview, change: dict[str, object], words: str
) -> None:
    """A plan without a name or an owner, or with a day that is past, is not recorded."""
    opened.record("now_admin_rights", "provider_only")
    plan: dict[str, object] = {
        "agreed_by": "manager",
        "owner": "landlord",
        "due": date(2026, 3, 13),
        "text": "x",
    }
    with pytest.raises(UsageError, match=words):
        opened.plan("no_access", **{**plan, **change})  # type: ignore[arg-type] # the cases differ in type
    assert opened.standing.flag_states["no_access"] is FlagState.OPEN


def test_a_flag_that_no_plan_can_mitigate_says_what_clears_it(opened: OpenInterview) -> None:
    """A plan for such a flag is refused with the way out."""
    opened.record("ppl_sponsor", "nobody")
    with pytest.raises(UsageError) as refused:
        opened.plan("no_sponsor", agreed_by="manager", owner="us", due=date(2026, 4, 1), text="x")
    assert refused.value.way_out is not None
    assert "sponsor" in refused.value.way_out


def test_only_a_lack_of_ours_can_be_one_that_we_cannot_fix(opened: OpenInterview) -> None:
    """We cannot say of the customer's way that we cannot fix it."""
    opened.record("ppl_sponsor", "nobody")
    with pytest.raises(UsageError, match="not about a lack of ours"):
        opened.cannot_fix("no_sponsor")


def test_exported_files_are_of_the_draft_that_is_stored(
    workspace: Workspace, opened: OpenInterview, tmp_path: Path
) -> None:
    """Export stores a draft first; while nothing is recorded, a second export is of the same draft."""
    opened.record("biz_outcome", "Month-end closes in three days.")
    first = opened.export("draft", ["md"], tmp_path)
    second = opened.export("draft", ["md"], tmp_path)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert [draft.number for draft in workspace.store.drafts(opened.id)] == [1]
    opened.record("now_users", 60)
    opened.export("draft", ["md"], tmp_path)
    assert [draft.number for draft in workspace.store.drafts(opened.id)] == [1, 2]


def test_our_own_name_stands_in_the_contract_where_it_is_known(
    workspace: Workspace, opened: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without our legal name every draft has it to confirm; with it, the point is settled."""
    assert "our_name" in {point.question for point in opened.preview_draft().open_points}
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Brightwater Cloud Ltd")
    with Workspace(workspace.database, as_of=workspace.as_of) as named:
        draft = named.open(opened.id).preview_draft()
    assert "our_name" not in {point.question for point in draft.open_points}
    assert "Brightwater Cloud Ltd" in str(draft)


CARRYING = """
format: 1
id: check-in
version: "1"
title: Check-in
passes: [{id: 1, title: Talk}]
sections: [{id: a, title: All}]
questions:
  - {id: people, section: a, pass: 1, asked_of: customer, type: integer, ask: How many?, carry: true, default: 5}
  - {id: mood, section: a, pass: 1, asked_of: customer, type: text, ask: How is it?}
verdict: {rules: [{id: R1, verdict: proceed, if: 'true'}]}
"""


def test_what_the_customer_said_last_time_is_suggested_and_not_recorded(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A question with `carry` suggests the same customer's answer from the last interview that asked it."""
    (tmp_path / "check-in.yaml").write_text(CARRYING)
    script = str(tmp_path / "check-in.yaml")
    first = workspace.start(script, "Wray Print")
    assert first.suggestion("people") == 5
    first.record("people", 40)
    first.record("mood", "fine")
    workspace.start(script, "Wray Printers").record("people", 7)
    workspace.start("cloud-onboarding", "Wray Print")
    again = workspace.start(script, "wray print")
    assert again.suggestion("people") == 40
    assert again.suggestion("mood") is None
    assert again.standing.state("people") is AnswerState.NOT_ASKED
    assert workspace.open(first.id).suggestion("people") == 5


def test_attempts_and_plans_without_names_come_back(workspace: Workspace, opened: OpenInterview) -> None:
    """An answers file may leave them out where they are not known: such a plan is kept but has no effect."""
    opened.record("now_admin_rights", "provider_only")
    nameless = "steering: {no_access: [{on: 2026-02-24, customer: insists}]}\nmitigations: {no_access: {due: 2026-03-13}}"
    opened.record_answers(nameless, name="the visit")
    flag = workspace.open(opened.id).assessment.flag_by_id["no_access"]
    assert (flag.state, flag.attempts[0].with_whom) == (FlagState.STEERING, "")
