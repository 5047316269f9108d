"""Deciding a deal beside its verdict: proceed, next in line, walk away; and taking it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.decisions import check_finished
from onboard_tui.deal.words import in_words
from onboard_tui.errors import OnboardError
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.screens.choose import Choose
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.signs import VERDICTS
from onboard_tui.tui.typed import day_field, optional_day
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onboard_tui.workspace.open_interview import OpenInterview, Recording

CHOICES = (VerdictKind.PROCEED, VerdictKind.NEXT_IN_LINE, VerdictKind.WALK_AWAY)
AGAIN = "again"
"""The key of the row that takes a decided deal up again."""


def choose_decision(opened: OpenInterview) -> Choose:
    """Ask what is decided."""
    verdict = opened.assessment.verdict
    rows = []
    for number, choice in enumerate(CHOICES, start=1):
        agrees = "as the verdict says" if choice is verdict.kind else "against the verdict"
        sign = VERDICTS[choice.value]
        rows.append(Row(choice.value, _number(number), sign.content(), plain(agrees, MUTED)))
    if opened.interview.dealings.decision is not None:
        rows.append(Row(AGAIN, _number(len(rows) + 1), Content("Take it up again")))
    intro = f"The verdict is {verdict.words}. It is kept beside what you decide."
    return Choose("What is decided?", rows, intro=intro)


def _number(number: int) -> Content:
    return Content.styled(f" {number} ", "$accent")


def unfinished(opened: OpenInterview) -> str:
    """Say why the deal cannot go ahead yet, before anything is typed in vain; nothing where it can."""
    try:
        check_finished(opened.assessment)
    except OnboardError as error:
        return str(error)
    return ""


def decision_form(opened: OpenInterview, choice: VerdictKind) -> SavingForm:
    """Ask for what a decision needs besides; one against the verdict needs more."""

    def save(typed: dict[str, str]) -> Recording:
        def day(name: str) -> date | None:
            return optional_day(opened, typed.get(name, ""))

        return opened.decide(
            choice,
            reason=typed["reason"],
            by=typed.get("by", ""),
            review=day("review"),
            sign=typed.get("sign", ""),
            may_call=typed.get("may_call", ""),
            call_on=day("call_on"),
            referred_to=typed.get("referred_to", ""),
            first_day=day("first_day"),
        )

    verdict = opened.assessment.verdict
    against = choice is not verdict.kind
    intro = (
        f"The verdict is {verdict.words}. Deciding against it takes a second person, a reason of 20 characters or "
        "more, and a day on which it is looked at again. Both stay on record."
        if against
        else ""
    )
    title = f"Decide: {in_words(choice)}"
    return SavingForm(
        title,
        list(_fields(opened, choice, against=against)),
        save=save,
        read_again=opened.read_again,
        intro=intro,
        done="Decide",
    )


def _fields(opened: OpenInterview, choice: VerdictKind, *, against: bool) -> Iterator[FormField]:
    yield FormField("reason", "Reason")
    if against:
        yield FormField("by", "Second person, who agrees", hint="not yourself")
        yield day_field(opened, "review", "Looked at again on")
    if choice is VerdictKind.NEXT_IN_LINE:
        yield FormField("sign", "What would prove us right", hint="what you would see or hear")
        yield FormField("may_call", "Who may be called")
        yield day_field(opened, "call_on", "When to call")
    if choice is VerdictKind.WALK_AWAY:
        yield FormField("referred_to", "Who takes it instead", hint="where it is referred to somebody")
    if choice is VerdictKind.PROCEED:
        hint = "today, unless you say when"
        yield day_field(opened, "first_day", "First day of use", typed=_agreed_first_day(opened), hint=hint)


def _agreed_first_day(opened: OpenInterview) -> str:
    question_id = opened.script.outcome.first_day
    if question_id is None or opened.standing.state(question_id) is not AnswerState.ANSWERED:
        return ""
    return str(opened.standing.value(question_id))


def reopening_form(opened: OpenInterview) -> SavingForm:
    """Ask what happened that the deal is taken up again."""
    intro = "The old answers stay, with their age. What ended it is asked first, and steering begins anew."
    fields = [FormField("note", "What happened", hint="may stay empty")]
    return SavingForm(
        "Take it up again",
        fields,
        save=lambda typed: opened.reopen(typed["note"]),
        read_again=opened.read_again,
        intro=intro,
        done="Reopen",
    )
