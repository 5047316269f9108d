"""What changed because of an answer, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.words import number_of
from onboard_tui.interview.entries import Recorded
from onboard_tui.script.expression import FlagState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.flags import Flag

_STATES: Mapping[FlagState, str] = {
    FlagState.OPEN: "open",
    FlagState.STEERING: "steering",
    FlagState.INSISTED: "they insist",
    FlagState.CANNOT_FIX: "we cannot fix it",
    FlagState.MITIGATED: "planned",
}
"""How a raised flag stands, in the words of the screens."""


def what_changed(before: Assessment, after: Assessment) -> str:
    """Say what is different: `+1 question, flag no sponsor raised, verdict now steer first`; empty if nothing is.

    It names flags and the verdict, so it is for the seller only.
    """
    parts = (*_steered(before, after), *_questions(before, after), *_flags(before, after))
    return ", ".join((*parts, *_verdict(before, after)))


def _steered(before: Assessment, after: Assessment) -> Iterator[str]:
    """Say of which attempt to steer a new answer is the result."""
    interview = after.interview
    new = interview.log[len(before.interview.log) :]
    behind = {entry.by_attempt for entry in new if isinstance(entry, Recorded) and entry.by_attempt}
    for attempts in interview.attempts.values() if behind else ():
        for number, attempt in enumerate(attempts, 1):
            if attempt.id in behind:
                yield f"answer changed after attempt {number}"


def _shown(assessment: Assessment) -> frozenset[str]:
    return frozenset(question_id for question_id, shown in assessment.standing.all_shown.items() if shown)


def _questions(before: Assessment, after: Assessment) -> Iterator[str]:
    if before.script is not after.script:
        yield f"script now version {after.script.version}"
        return
    was, now = _shown(before), _shown(after)
    if now - was:
        yield f"+{number_of(len(now - was), 'question')}"
    if was - now:
        yield f"-{number_of(len(was - now), 'question')}"


def _flags(before: Assessment, after: Assessment) -> Iterator[str]:
    for flag in after.flags:
        was = before.flag_by_id.get(flag.id)
        if was is not None and was.state is not flag.state:
            yield from _flag(was, flag)


def _flag(was: Flag, now: Flag) -> Iterator[str]:
    if now.raised and not was.raised:
        state = "" if now.state is FlagState.OPEN else f" ({_STATES[now.state]})"
        yield f"flag {now.name} raised{state}"
    elif was.raised and not now.raised:
        yield (
            f"flag {now.name} cleared"
            if now.state is FlagState.CLEAR
            else f"flag {now.name} cannot be told now"
        )
    elif now.raised:
        yield f"flag {now.name} now {_STATES[now.state]}"


def _verdict(before: Assessment, after: Assessment) -> Iterator[str]:
    if before.verdict.words != after.verdict.words:
        yield f"verdict now {after.verdict.words}"
