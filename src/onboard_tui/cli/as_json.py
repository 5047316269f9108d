"""A saved interview as other programs read it: every key of `assess --json`, and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.cli.deal_json import deal_json
from onboard_tui.cli.draft_json import since_sent_json
from onboard_tui.deal.ages import age_of
from onboard_tui.deal.answer_changes import answer_changes
from onboard_tui.deal.day import what_the_day_decides
from onboard_tui.deal.report import assessment_json
from onboard_tui.interview.entries import entry_to_json, kind_of
from onboard_tui.interview.moves import dealings_left_behind, left_behind
from onboard_tui.interview.progress import progress
from onboard_tui.interview.values import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.day import HangsOnDay
    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.improvement import Improvement
    from onboard_tui.interview.entries import Planned, Recorded, SetAside, Steered
    from onboard_tui.interview.moves import LeftBehind, LeftDealing
    from onboard_tui.interview.paperwork import MadeFinal, PaperSent
    from onboard_tui.workspace.open_interview import OpenInterview


def interview_json(opened: OpenInterview) -> dict[str, Any]:
    """Give one interview as a JSON object."""
    interview, standing = opened.interview, opened.standing
    walked, past = progress(standing), interview.past_attempts
    return {
        "id": opened.id,
        "customer": opened.customer,
        "seller": interview.seller,
        "title": opened.script.title,
        "started_at": interview.started_at.isoformat(),
        **assessment_json(opened.assessment),
        "earlier_rules": [
            {"id": each.rule.id, "verdict": each.rule.verdict.value, "sentence": each.sentence}
            for each in opened.assessment.verdict.earlier
        ],
        "hangs_on_day": [_hanging(each) for each in what_the_day_decides(opened.assessment)],
        "improvements": [_improvement(each) for each in opened.assessment.improvements],
        "done": walked.done,
        "total": walked.total,
        "completed": walked.complete,
        "answers": {
            question.id: _answer(interview.current[question.id], age_of(opened.assessment, question.id))
            for question in opened.script.questions
            if question.id in interview.current and standing.kept_aside(question.id) is None
        },
        "answer_changes": [_change(each) for each in answer_changes(interview)],
        "kept_aside": [
            question.id
            for question in opened.script.questions
            if standing.kept_aside(question.id) is not None
        ],
        "left_behind": [_left_behind(each) for each in left_behind(interview)],
        "steering_left_behind": [_dealing(each) for each in dealings_left_behind(interview)],
        "steering": {
            flag.id: _history(flag, past.get(flag.id, ()))
            for flag in opened.assessment.flags
            if flag.attempts or flag.plan or flag.set_aside or flag.id in past
        },
        **deal_json(opened),
        "drafts": [
            {"number": draft.number, "sha256": draft.sha256, "created_at": draft.created_at.isoformat()}
            for draft in opened.drafts()
        ],
        "sent": [_paper(each) for each in opened.interview.paperwork.sent],
        "finals": [_paper(each) for each in opened.interview.paperwork.finals],
        "changed_since_sent": since_sent_json(opened),
    }


def _left_behind(answer: LeftBehind) -> dict[str, Any]:
    """Give an answer that did not go on when the interview moved to another version of its script."""
    return {
        "question": answer.question.id,
        "ask": answer.question.ask,
        "version": answer.script.version,
        **_answer(answer.recorded, ""),
    }


def _dealing(left: LeftDealing) -> dict[str, Any]:
    """Give what was done about a flag that the script has no more."""
    said = {name: value for name, value in entry_to_json(left.entry).items() if name != "id"}
    return {"kind": kind_of(left.entry), "title": left.flag.title, "version": left.script.version, **said}


def _paper(entry: PaperSent | MadeFinal) -> dict[str, Any]:
    """Give what was recorded about a version of a paper."""
    return {name: value for name, value in entry_to_json(entry).items() if name != "id"}


def _improvement(way: Improvement) -> dict[str, Any]:
    return {
        "verdict": way.verdict.value,
        "rule": way.rule_id,
        "with": way.with_,
        "changes": [
            {"step": each.step.value, "target": each.target, "plan_will_do": each.plan_will_do}
            for each in way.changes
        ],
    }


def _answer(recorded: Recorded, age: str) -> dict[str, Any]:
    said = {
        "state": recorded.state.value,
        "value": to_plain(recorded.value),
        "source": recorded.source.value,
        "said_by": recorded.said_by,
        "quote": recorded.quote,
        "note": recorded.note,
        "owner": recorded.owner,
        "until": recorded.until.isoformat() if recorded.until else None,
        "by_attempt": recorded.by_attempt,
        "age": age,
        "at": recorded.at.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def _change(change: AnswerChange) -> dict[str, Any]:
    return {
        "question": change.after.question,
        "before": {"state": change.before.state.value, "value": to_plain(change.before.value)},
        "after": {"state": change.after.state.value, "value": to_plain(change.after.value)},
        "at": change.after.at.isoformat(),
        "by_attempt": change.attempt.id if change.attempt else None,
    }


def _hanging(each: HangsOnDay) -> dict[str, Any]:
    return {
        "id": each.id,
        "state": each.state.value,
        "dates": [*each.dates],
        "plan_due": None if each.plan_due is None else each.plan_due.isoformat(),
        "changes_on": None if each.changes_on is None else each.changes_on.isoformat(),
        "becomes": None if each.becomes is None else each.becomes.value,
    }


def _history(flag: Flag, past: Sequence[Steered]) -> dict[str, Any]:
    return {
        "needed": flag.needed,
        "attempts": [_said_of_a_flag(each) for each in flag.attempts],
        "past_attempts": [_said_of_a_flag(each) for each in past],
        "plan": None if flag.plan is None else _said_of_a_flag(flag.plan),
        "set_aside": None if flag.set_aside is None else _said_of_a_flag(flag.set_aside),
    }


def _said_of_a_flag(entry: Steered | Planned | SetAside) -> dict[str, Any]:
    """Give an entry about a flag; its id is what an answer's `by_attempt` names."""
    return {name: value for name, value in entry_to_json(entry).items() if name not in ("at", "flag")}
