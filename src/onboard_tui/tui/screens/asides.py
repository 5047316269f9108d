"""Forms for what is said beside an answer: what is put off, advice, a question we could not answer, a follow-up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import FollowUpKind, Side
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.screens.form import Form, FormField, SavingForm
from onboard_tui.tui.typed import day_field, optional_day, typed_day
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.workspace.open_interview import OpenInterview, Recording


def advice_form(opened: OpenInterview, question_id: str) -> SavingForm:
    """Ask what the customer believes about a question, what we advise, and whose way it went."""
    known = opened.interview.dealings.advice_by_question.get(question_id)
    followed = known.followed.value if known and known.followed else ""
    fields = [
        FormField("believes", "What they believe", known.believes if known else "", required=True),
        FormField("advises", "What we advise", known.advises if known else "", required=True),
        FormField("because", "Because", known.because if known else ""),
        FormField(
            "followed",
            "Whose way it went",
            followed,
            echo=side_said,
            hint="ours or theirs; empty while it is open",
        ),
        FormField("decided_by", "Who decided it", known.decided_by if known else ""),
    ]

    def save(typed: dict[str, str]) -> Recording:
        return opened.advise(
            question_id,
            believes=typed["believes"],
            advises=typed["advises"],
            because=typed["because"],
            followed=side_of(typed["followed"]) if typed["followed"] else None,
            decided_by=typed["decided_by"],
        )

    return _form("They believe, we advise", fields, opened, question_id, save)


def customer_question_form(opened: OpenInterview, question_id: str, asked_by: str) -> SavingForm:
    """Ask what the customer wanted to know and nobody could say, and who finds out by when."""
    fields = [
        FormField("text", "What they asked", required=True, hint="in their own words"),
        FormField("asked_by", "Who asked", asked_by),
        FormField("who", "Who of us finds out", required=True),
        day_field(opened, "due", "By when", required=True),
    ]

    def save(typed: dict[str, str]) -> Recording:
        return opened.follow_up(
            typed["text"],
            side=Side.OURS,
            who=typed["who"],
            due=typed_day(opened, typed["due"]),
            about=question_id,
            kind=FollowUpKind.CUSTOMER_QUESTION,
            asked_by=typed["asked_by"],
        )

    return _form("They asked what we cannot answer yet", fields, opened, question_id, save)


def follow_up_form(opened: OpenInterview, question_id: str | None) -> SavingForm:
    """Ask what is to be done, by whom and by when."""
    fields = [
        FormField("text", "What is to be done", required=True, hint="so that it has happened or not"),
        FormField("side", "Whose it is", echo=side_said, required=True, hint="ours or theirs"),
        FormField("who", "Who does it", required=True),
        day_field(opened, "due", "By when", required=True),
    ]

    def save(typed: dict[str, str]) -> Recording:
        return opened.follow_up(
            typed["text"],
            side=side_of(typed["side"]),
            who=typed["who"],
            due=typed_day(opened, typed["due"]),
            about=question_id or "",
        )

    return _form("To be followed up", fields, opened, question_id, save)


def _form(
    title: str,
    fields: list[FormField],
    opened: OpenInterview,
    question_id: str | None,
    save: Callable[[dict[str, str]], Recording],
) -> SavingForm:
    """Give a form under the question that it is about, if it is about one."""
    asked = filled(opened.script.question_by_id[question_id].ask, opened).plain if question_id else ""
    return SavingForm(title, fields, save=save, read_again=opened.read_again, intro=asked)


def later_form(opened: OpenInterview) -> Form:
    """Ask who finds out what is put off, and by when; neither is needed."""
    fields = [
        FormField("owner", "Who finds out", hint="may stay empty"),
        day_field(opened, "until", "By when", hint="tomorrow, 24 Feb, end of march"),
    ]
    return Form("Later", fields, done="Park it")


def parked(opened: OpenInterview, question_id: str, typed: dict[str, str]) -> Callable[[], Recording]:
    """Give what parks a question, with what was typed in the form."""
    until = optional_day(opened, typed["until"])
    return partial(opened.mark, question_id, AnswerState.LATER, owner=typed["owner"], until=until)


def side_of(typed: str) -> Side:
    """Give the side that typed words mean; a first letter is enough. Raises `UsageError`."""
    for side in Side:
        if side.value.startswith(typed.strip().casefold()):
            return side
    raise UsageError(f"“{typed}” is neither ours nor theirs.", way_out="Type one of the two words.")


def side_said(typed: str) -> str:
    """Say which side typed words mean. Raises `UsageError`."""
    return side_of(typed).value
