"""The steering panel: the words to say about an answer that speaks against the deal, and what came of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.errors import OnboardError
from onboard_tui.interview.dates import read_date
from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.model import FlagKind
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.screens.form import Form, FormField
from onboard_tui.tui.signs import FLAG_STATES, REACTIONS, SEVERITIES
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key

    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.steering import Steering
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

LATER = "later"
DOES_NOT_APPLY = "does_not_apply"
PLAN = "plan"
CANNOT_FIX = "cannot_fix"
CHANGE = "change"
GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Steered:
    """What the seller did in the panel."""

    line: str
    """What it changed, in one line."""
    change_answer: bool = False
    """Whether the customer came round, so that the answer is to be given anew."""


class SteeringPanel(Layer[Steered]):
    """Says why, what to say, and takes down what was answered; for the seller only."""

    CSS_PATH = "steering.tcss"

    def __init__(
        self, opened: OpenInterview, *, flag: Flag | None, steering: Steering | None, with_whom: str
    ) -> None:
        """Open for a flag, or for an answer that is only marked as bad; `with_whom` was talked to last."""
        super().__init__()
        self.opened = opened
        self.flag = flag
        self.steering = steering
        self.with_whom = with_whom

    def compose(self) -> ComposeResult:
        """Show the flag, its words and the ways on."""
        with Vertical(classes="box"):
            yield Static(self._title(), classes="box-title")
            with VerticalScroll(can_focus=False):
                yield Static(self._why(), id="steering-why")
                yield Static(self._words(), id="steering-words")
                yield Static(self._history(), id="steering-history")
                yield Rows(self._ways_on(), id="steering-ways")
            yield Static(id="steering-trouble")

    def on_mount(self) -> None:
        """Begin at the ways on, and leave out what there is nothing to say about."""
        for part in self.query(Static):
            if part.id in {"steering-why", "steering-words", "steering-history"}:
                part.display = bool(str(part.content))
        self.query_one(Rows).focus()

    def _title(self) -> Content:
        if self.flag is None:
            return Content("This answer speaks against the deal")
        severity = SEVERITIES[self.flag.rule.severity.value]
        state = FLAG_STATES[self.flag.state.value]
        return Content.assemble(
            severity.sign(),
            " ",
            one_line(self.flag.rule.title),
            ("   ", ""),
            (f"{severity.word} · {state.word}", f"not bold {MUTED}"),
        )

    def _why(self) -> Content:
        return plain(self.flag.rule.why, MUTED) if self.flag else Content()

    def _words(self) -> Content:
        if self.steering is None:
            clears = self.flag.rule.clears if self.flag else ""
            return (
                Content.assemble(("WHAT CLEARS IT", "bold $accent"), "\n", filled(clears, self.opened))
                if clears
                else Content()
            )
        attempt, needed = self.steering.attempt, self.steering.needed
        of = f" of {needed}" if attempt <= needed else ""
        return Content.assemble(
            (f"SAY NOW · attempt {attempt}{of}", "bold $accent"),
            "\n",
            filled(self.steering.words, self.opened),
        )

    def _history(self) -> Content:
        if self.flag is None:
            return Content()
        notation = notation_for(self.opened.script.language)
        lines = [
            one_line(
                f"{notation.date(each.on)} · {each.with_whom} · {REACTIONS[each.reaction.value].word}"
                + (f" · {each.note}" if each.note else ""),
                MUTED,
            )
            for each in self.flag.attempts
        ]
        if self.flag.plan is not None:
            plan = self.flag.plan
            agreed = f"Plan: {plan.text or 'agreed'} · {plan.owner} · by {notation.date(plan.due)}"
            lines.append(one_line(f"{agreed} · agreed by {plan.agreed_by}", "$text-success"))
        return Content("\n").join(lines)

    def _ways_on(self) -> list[Row]:
        ways: list[tuple[str, str, str]] = []
        rows: list[Row] = []
        if self.flag is None:
            ways = [(CHANGE, "They see it differently now: change the answer", ""), (GO_ON, "Go on", "")]
        else:
            if self.steering is not None:
                rows.append(heading("Said it. They …"))
                ways += [
                    (each.value, REACTIONS[each.value].word, REACTIONS[each.value].mark) for each in Reaction
                ]
            ways.append((LATER, "Later today", ""))
            ways.append((DOES_NOT_APPLY, "This does not apply here, because …", ""))
            if self.flag.rule.mitigable:
                ways.append((PLAN, "A plan is agreed", ""))
            if self.flag.rule.kind is FlagKind.OURS:
                fixed = CANNOT_FIX
                ways.append((fixed, "We cannot fix this", ""))
        for number, (key, words, sign) in enumerate(ways, start=1):
            if key == LATER and rows:
                rows.append(heading("Or"))
            tail = Content.styled(sign, REACTIONS[key].style) if key in REACTIONS else Content()
            rows.append(Row(key, Content.styled(f" {number} ", "$accent"), one_line(words), tail))
        return rows

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        if event.character is not None and event.character.isdecimal():
            choosable = [row for row in self.query_one(Rows).rows if row.choosable]
            index = int(event.character) - 1
            if 0 <= index < len(choosable):
                event.stop()
                self.choose(choosable[index].key)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Do what was chosen."""
        event.stop()
        self.choose(event.key)

    def choose(self, key: str) -> None:
        """Ask for what has to be known besides, then record it."""
        if key in REACTIONS:
            self._ask(self._attempt_form(), lambda typed: self._record_attempt(Reaction(key), typed))
        elif key == LATER:
            self._record(self._set_aside(Postponement.LATER, ""))
        elif key == DOES_NOT_APPLY:
            self._ask(
                REASON,
                lambda typed: self._record(self._set_aside(Postponement.DOES_NOT_APPLY, typed["reason"])),
            )
        elif key == PLAN:
            self._ask(self._plan_form(), lambda typed: self._record(self._plan(typed)))
        elif key == CANNOT_FIX:
            self._record(lambda: self.opened.cannot_fix(self._flag_id))
        else:
            self.dismiss(Steered("", change_answer=key == CHANGE))

    @property
    def _flag_id(self) -> str:
        return self.flag.id if self.flag else ""

    def _ask(self, form: tuple[str, list[FormField], str], then: Callable[[dict[str, str]], None]) -> None:
        title, fields, done = form

        def handed_in(typed: dict[str, str] | None) -> None:
            if typed is not None:
                then(typed)

        self.app.push_screen(Form(title, fields, done=done), handed_in)

    def _attempt_form(self) -> tuple[str, list[FormField], str]:
        fields = [
            FormField("with_whom", "With whom", self.with_whom, required=True),
            FormField("note", "What they said", hint="in their own words, if you like"),
        ]
        return "Keep this attempt", fields, "Keep it"

    def _plan_form(self) -> tuple[str, list[FormField], str]:
        fields = [
            FormField("text", "What will be done", self.flag.rule.mitigation if self.flag else ""),
            FormField("agreed_by", "Agreed by (on their side)", self.with_whom, required=True),
            FormField("owner", "Who does it", required=True),
            FormField(
                "due", "By when", echo=self._day_said, required=True, hint="24 Feb, end of march, in 3 weeks"
            ),
        ]
        return "The plan that was agreed", fields, "Keep the plan"

    def _day_said(self, typed: str) -> str:
        return day_said(self.opened, typed)

    def _record_attempt(self, reaction: Reaction, typed: dict[str, str]) -> None:
        script = self.steering.script if self.steering else 1
        self._record(
            lambda: self.opened.steer(
                self._flag_id,
                script=script,
                with_whom=typed["with_whom"],
                reaction=reaction,
                note=typed["note"],
            ),
            change_answer=reaction in {Reaction.ACCEPTS, Reaction.IN_PART},
        )

    def _set_aside(self, choice: Postponement, reason: str) -> Callable[[], Recording]:
        return lambda: self.opened.set_steering_aside(self._flag_id, choice, reason)

    def _plan(self, typed: dict[str, str]) -> Callable[[], Recording]:
        standing = self.opened.standing
        due = read_date(
            typed["due"], today=standing.as_of, notation=notation_for(self.opened.script.language)
        )
        return lambda: self.opened.plan(
            self._flag_id, agreed_by=typed["agreed_by"], owner=typed["owner"], due=due, text=typed["text"]
        )

    def _record(self, record: Callable[[], Recording], *, change_answer: bool = False) -> None:
        async def save() -> None:
            try:
                recording = await asyncio.to_thread(record)
            except OnboardError as error:
                self.query_one("#steering-trouble", Static).update(plain(str(error), "$text-error"))
                return
            self.dismiss(Steered(recording.line, change_answer=change_answer))

        self.run_worker(save(), group="steering", exclusive=True)


REASON = ("Why does this not apply here?", [FormField("reason", "Reason", required=True)], "Keep it")


def heading(words: str) -> Row:
    """Give a row that only says something."""
    return Row(f"heading:{words}", Content(), Content.styled(words, MUTED), choosable=False)


def day_said(opened: OpenInterview, typed: str) -> str:
    """Say which day typed words mean. Raises `AnswerError`."""
    notation = notation_for(opened.script.language)
    return notation.date(read_date(typed, today=opened.standing.as_of, notation=notation), weekday=True)
