"""An assessment as other programs read it: the keys of `assess --json`, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.interview.values import to_plain

if TYPE_CHECKING:
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.values import Json


def assessment_json(assessment: Assessment) -> dict[str, Json]:
    """Give the assessment as one JSON object, as `onboard-tui assess --json` prints it."""
    script, standing, verdict = assessment.script, assessment.standing, assessment.verdict
    following = assessment.next_question
    return {
        "script": {"id": script.id, "version": script.version, "sha256": script.sha256},
        "as_of": assessment.as_of.isoformat(),
        "verdict": verdict.kind.value,
        "rule": verdict.rule_id,
        "action": verdict.action,
        "with": verdict.with_,
        "possible_verdicts": [*sorted(kind.value for kind in assessment.possible)],
        "flags": {flag.id: flag.state.value for flag in assessment.raised_flags},
        "unknown_flags": [*assessment.unknown_flags],
        "missing_gates": [*assessment.missing_gates],
        "questions": {question_id: state.value for question_id, state in standing.states.items()},
        "because": {
            flag.id: {question_id: to_plain(value) for question_id, value in flag.because.items()}
            for flag in assessment.raised_flags
        },
        "next_question": None if following is None else following.id,
        "problems": [*assessment.problems],
    }
