"""What is asked for besides when something about a flag is recorded: with whom, why not, which plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.signs import REACTIONS
from onboard_tui.tui.typed import day_field, optional_day, typed_day

if TYPE_CHECKING:
    from onboard_tui.deal.flags import Flag
    from onboard_tui.workspace.open_interview import OpenInterview, Recording


def talked_to(flag: Flag) -> str:
    """Give the person with whom a flag was talked about last."""
    return flag.attempts[-1].with_whom if flag.attempts else ""


def attempt_form(
    opened: OpenInterview, flag_id: str, *, script: int, reaction: Reaction, with_whom: str
) -> SavingForm:
    """Ask with whom an attempt was made, and what they said."""

    def save(typed: dict[str, str]) -> Recording:
        return opened.steer(
            flag_id,
            script=script,
            with_whom=typed["with_whom"],
            reaction=reaction,
            on=optional_day(opened, typed["on"], gone=True),
            note=typed["note"],
        )

    fields = [
        FormField("with_whom", "With whom", with_whom, required=True),
        FormField("note", "What they said", hint="in their own words, if you like"),
        day_field(opened, "on", "When", hint="today, unless you say another day", gone=True),
    ]
    return SavingForm(
        f"Keep this attempt: {REACTIONS[reaction.value].word}",
        fields,
        save=save,
        read_again=opened.read_again,
    )


def reason_form(opened: OpenInterview, flag_id: str) -> SavingForm:
    """Ask why a flag does not apply."""

    def save(typed: dict[str, str]) -> Recording:
        return opened.set_steering_aside(flag_id, Postponement.DOES_NOT_APPLY, typed["reason"])

    fields = [FormField("reason", "Reason", required=True)]
    return SavingForm("Why does this not apply here?", fields, save=save, read_again=opened.read_again)


def plan_form(opened: OpenInterview, flag: Flag, *, with_whom: str) -> SavingForm:
    """Ask for the plan that was agreed, and begin with the one that the script suggests."""

    def save(typed: dict[str, str]) -> Recording:
        return opened.plan(
            flag.id,
            agreed_by=typed["agreed_by"],
            owner=typed["owner"],
            due=typed_day(opened, typed["due"]),
            text=typed["text"],
        )

    fields = [
        FormField("text", "What will be done", flag.rule.mitigation),
        FormField("agreed_by", "Agreed by (on their side)", with_whom, required=True),
        FormField("owner", "Who does it", required=True),
        day_field(opened, "due", "By when", required=True),
    ]
    return SavingForm(
        "The plan that was agreed", fields, save=save, read_again=opened.read_again, done="Keep the plan"
    )
