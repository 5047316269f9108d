"""Recording what became of a deal: active use as it was counted, and the customer's fate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.interview.dealings import Fate
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.screens.choose import Choose
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.signs import FATES
from onboard_tui.tui.typed import day_field, number_field, optional_day, optional_number, typed_count
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from onboard_tui.interview.dealings import Decided
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

COUNT = "count"
"""The key of the row that records a count of active use."""
WENT_ELSEWHERE = frozenset({Fate.SWITCHED, Fate.SUCCEEDED_ELSEWHERE, Fate.FAILED_ELSEWHERE})
OF_OURS = (Fate.STAYED, Fate.SWITCHED, Fate.STOPPED)
"""What can become of a customer whose deal went ahead."""
OF_OTHERS = (Fate.SUCCEEDED_ELSEWHERE, Fate.FAILED_ELSEWHERE)
"""What can become of one that we did not serve."""


def choose_outcome(decision: Decided) -> Choose:
    """Ask what there is to record."""
    goes_ahead = decision.choice is VerdictKind.PROCEED
    ways = [(COUNT, "Active use was counted")] if goes_ahead else []
    ways += [(fate.value, FATES[fate.value].word) for fate in (OF_OURS if goes_ahead else OF_OTHERS)]
    rows = [
        Row(key, Content.styled(f" {number} ", "$accent"), Content(words))
        for number, (key, words) in enumerate(ways, start=1)
    ]
    return Choose("What became of it?", rows)


def count_form(opened: OpenInterview) -> SavingForm:
    """Ask how many use it, of how many, and how that was counted."""

    def save(typed: dict[str, str]) -> Recording:
        return opened.measure(
            licensed=typed_count(opened, typed["licensed"]),
            active=typed_count(opened, typed["active"]),
            method=typed["method"],
            on=optional_day(opened, typed["on"], gone=True),
            hours=optional_number(opened, typed["hours"]),
            note=typed["note"],
        )

    told = opened.newest_count()
    counted = opened.interview.dealings.measurements
    method = counted[-1].method if counted else ""
    licensed = opened.licensed if told is None else told.licensed
    fields = [
        number_field(opened, "licensed", "People licensed", typed=_typed(licensed), required=True),
        number_field(
            opened, "active", "People in active use", typed=_typed(told and told.active), required=True
        ),
        FormField(
            "method",
            "How it was counted",
            told.method if told else method,
            hint="signed in and filed a job in the last 28 days",
        ),
        day_field(
            opened,
            "on",
            "On which day",
            typed=_typed(told and told.on),
            hint="today, unless you say when",
            gone=True,
        ),
        number_field(opened, "hours", "Hours of ours so far", hint="may stay empty"),
        FormField("note", "Note", hint="may stay empty"),
    ]
    intro = "From the newest use check with them." if told else ""
    return SavingForm("Active use was counted", fields, save=save, read_again=opened.read_again, intro=intro)


def _typed(value: object) -> str:
    """Give what stands in a field at first for a value that may be missing."""
    return "" if value is None else str(value)


def fate_form(opened: OpenInterview, fate: Fate) -> SavingForm:
    """Ask for what is known about what became of the customer."""

    def save(typed: dict[str, str]) -> Recording:
        on = optional_day(opened, typed["on"], gone=True)
        return opened.fare(fate, on=on, to_whom=typed.get("to_whom", ""), note=typed["note"])

    fields = [FormField("to_whom", "To whom", hint="may stay empty")] if fate in WENT_ELSEWHERE else []
    fields.append(FormField("note", "What is known", hint="may stay empty"))
    fields.append(day_field(opened, "on", "On which day", hint="today, unless you say when", gone=True))
    return SavingForm(FATES[fate.value].word, fields, save=save, read_again=opened.read_again)
