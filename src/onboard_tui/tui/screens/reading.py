"""Keeping a reading of a relationship ladder: what was established, what shows it, who said it; never the level."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.ladder_facts import typed_facts
from onboard_tui.deal.ladders import ReadingState
from onboard_tui.script.model import FactKind
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.screens.choose import Choose
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.typed import day_field, optional_day
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.deal.ladder_facts import FactReading
    from onboard_tui.deal.ladders import Reading
    from onboard_tui.script.model import Ladder
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

INTRO = "Where it stands follows from the answers and from these facts. What stays empty stays as it was."
HOW: Mapping[FactKind, str] = {
    FactKind.YES_NO: "yes or no",
    FactKind.ALWAYS: "how often, as in 3 of 4",
    FactKind.COUNT: "a whole number",
}


def choose_ladder(readings: Sequence[Reading]) -> Choose:
    """Ask which ladder is read."""
    applying = [reading for reading in readings if reading.state is not ReadingState.NOT_APPLICABLE]
    rows = []
    for number, reading in enumerate(applying, start=1):
        words = one_line(reading.ladder.title) + one_line(f"   {reading.words}", MUTED)
        rows.append(Row(reading.ladder.id, Content.styled(f" {number} ", "$accent"), words))
    return Choose("Which reading is kept?", rows)


def reading_form(opened: OpenInterview, reading: Reading) -> SavingForm:
    """Ask for the facts of a ladder, and for what shows them."""
    ladder = reading.ladder

    def save(typed: dict[str, str]) -> Recording:
        facts = {fact.id: typed[_field(fact.id)] for fact in ladder.facts if typed[_field(fact.id)]}
        return opened.rate(
            ladder.id,
            evidence=typed["evidence"],
            said_by=typed["said_by"],
            facts=facts,
            on=optional_day(opened, typed["on"], gone=True),
        )

    fields = [
        *(_fact_field(ladder, fact) for fact in reading.facts),
        FormField("evidence", "What shows it", hint="what was done, said or written, and when"),
        FormField("said_by", "Who said so"),
        day_field(opened, "on", "On which day", hint="today, unless you say when", gone=True),
    ]
    return SavingForm(ladder.title, fields, save=save, read_again=opened.read_again, intro=INTRO)


def _field(fact_id: str) -> str:
    """Name a fact's field, so that none has the name of another field of the form."""
    return f"fact-{fact_id}"


def _fact_field(ladder: Ladder, reading: FactReading) -> FormField:
    fact = reading.fact
    now = "" if reading.value is None and not reading.stale else f"; on record: {reading.words}"
    echo = partial(_fact_said, ladder, fact.id)
    return FormField(_field(fact.id), fact.text, echo=echo, hint=f"{HOW[fact.kind]}{now}")


def _fact_said(ladder: Ladder, fact_id: str, typed: str) -> str:
    return typed_facts(ladder, {fact_id: typed})[fact_id]
