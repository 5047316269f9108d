"""A saved interview as other programs read it: every key of `assess --json`, and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.deal.report import assessment_json
from onboard_tui.interview.entries import entry_to_json
from onboard_tui.interview.progress import progress
from onboard_tui.interview.values import to_plain

if TYPE_CHECKING:
    from onboard_tui.deal.flags import Flag
    from onboard_tui.interview.entries import Recorded
    from onboard_tui.workspace.open_interview import OpenInterview


def interview_json(opened: OpenInterview) -> dict[str, Any]:
    """Give one interview as a JSON object."""
    interview, standing = opened.interview, opened.standing
    walked = progress(standing)
    return {
        "id": opened.id,
        "customer": opened.customer,
        "title": opened.script.title,
        "started_at": interview.started_at.isoformat(),
        **assessment_json(opened.assessment),
        "done": walked.done,
        "total": walked.total,
        "completed": walked.complete,
        "answers": {
            question.id: _answer(interview.current[question.id])
            for question in opened.script.questions
            if question.id in interview.current and standing.kept_aside(question.id) is None
        },
        "kept_aside": [
            question.id
            for question in opened.script.questions
            if standing.kept_aside(question.id) is not None
        ],
        "steering": {
            flag.id: _history(flag) for flag in opened.assessment.flags if flag.attempts or flag.plan
        },
        "drafts": [
            {"number": draft.number, "sha256": draft.sha256, "created_at": draft.created_at.isoformat()}
            for draft in opened.drafts()
        ],
    }


def _answer(recorded: Recorded) -> dict[str, Any]:
    said = {
        "state": recorded.state.value,
        "value": to_plain(recorded.value),
        "source": recorded.source.value,
        "said_by": recorded.said_by,
        "quote": recorded.quote,
        "note": recorded.note,
        "owner": recorded.owner,
        "until": recorded.until.isoformat() if recorded.until else None,
        "at": recorded.at.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def _history(flag: Flag) -> dict[str, Any]:
    own = ("id", "at", "flag")
    attempts = [
        {name: value for name, value in entry_to_json(attempt).items() if name not in own}
        for attempt in flag.attempts
    ]
    plan = flag.plan and {name: value for name, value in entry_to_json(flag.plan).items() if name not in own}
    return {"needed": flag.needed, "attempts": attempts, "plan": plan}
