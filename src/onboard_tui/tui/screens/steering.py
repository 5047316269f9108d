"""The steering panel: the words to say about an answer that speaks against the deal, and what came of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.errors import OnboardError
from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.script.expression import FlagState
from onboard_tui.script.model import FlagKind
from onboard_tui.tui.judgement.flags import history_lines
from onboard_tui.tui.judgement.lines import paragraph
from onboard_tui.tui.plain import MUTED, one_line, plain, tell
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.screens.form import in_words
from onboard_tui.tui.screens.steering_forms import attempt_form, plan_form, reason_form, talked_to
from onboard_tui.tui.signs import FLAG_STATES, REACTIONS, SEVERITIES
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.events import Key

    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.steering import Steering
    from onboard_tui.tui.screens.form import SavingForm
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

LATER = "later"
DOES_NOT_APPLY = "does_not_apply"
PLAN = "plan"
CANNOT_FIX = "cannot_fix"
CAN_FIX = "can_fix"
CHANGE = "change"
GO_ON = "go_on"
REFERRAL = "A referral is the way on: record with the decision who takes it."


@dataclass(frozen=True, slots=True)
class Steered:
    """What the seller did in the panel."""

    line: str
    """What it changed, in one line."""
    change_answer: bool = False
    """Whether the customer came round, so that the answer is to be given anew."""
    with_whom: str = ""
    """Who came round."""


class SteeringPanel(Layer[Steered]):
    """Says why, what to say, and takes down what was answered; for the seller only."""

    place: ClassVar[str] = "steering"
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
        with Vertical(classes="box") as box:
            box.border_subtitle = self.HOW_TO_CLOSE
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
        lines = [*history_lines(self.opened, self.flag)]
        if self.flag.state is FlagState.CANNOT_FIX:
            lines.append(plain(REFERRAL, "bold"))
        return paragraph(lines)

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
            ways += self._ways_without_an_attempt(self.flag)
        for number, (key, words, sign) in enumerate(ways, start=1):
            if key == LATER and rows:
                rows.append(heading("Or"))
            tail = Content.styled(sign, REACTIONS[key].style) if key in REACTIONS else Content()
            rows.append(Row(key, Content.styled(f" {number} ", "$accent"), one_line(words), tail))
        return rows

    def _ways_without_an_attempt(self, flag: Flag) -> Iterator[tuple[str, str, str]]:
        yield LATER, "Later today", ""
        yield DOES_NOT_APPLY, "This does not apply here, because …", ""
        if flag.rule.mitigable:
            yield PLAN, "A plan is agreed", ""
        if flag.state is FlagState.CANNOT_FIX:
            yield CAN_FIX, "We can fix this after all", ""
        elif flag.rule.kind is FlagKind.OURS:
            yield CANNOT_FIX, "We cannot fix this: somebody else has to", ""

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
        if self.flag is None:
            self.dismiss(Steered("", change_answer=key == CHANGE))
        elif key in REACTIONS:
            came_round = key in {Reaction.ACCEPTS, Reaction.IN_PART}
            self._ask(self.flag, self._attempt_form(self.flag, Reaction(key)), change_answer=came_round)
        elif key == DOES_NOT_APPLY:
            self._ask(self.flag, reason_form(self.opened, self.flag.id))
        elif key == PLAN:
            self._ask(self.flag, plan_form(self.opened, self.flag, with_whom=self.with_whom))
        elif key == LATER:
            self._record(partial(self.opened.set_steering_aside, self.flag.id, Postponement.LATER))
        else:
            referral = REFERRAL if key == CANNOT_FIX else ""
            record = partial(self.opened.cannot_fix, self.flag.id, holds=key == CANNOT_FIX)
            self._record(record, also=referral)

    def _attempt_form(self, flag: Flag, reaction: Reaction) -> SavingForm:
        script = self.steering.script if self.steering else 1
        return attempt_form(self.opened, flag.id, script=script, reaction=reaction, with_whom=self.with_whom)

    def _ask(self, flag: Flag, form: SavingForm, *, change_answer: bool = False) -> None:
        def saved(recording: Recording | None) -> None:
            if recording is not None:
                who = talked_to(self.opened.assessment.flag_by_id[flag.id]) if change_answer else ""
                self.dismiss(Steered(recording.line, change_answer=change_answer, with_whom=who))

        self.app.push_screen(form, saved)

    def _record(self, record: Callable[[], Recording], *, also: str = "") -> None:
        async def save() -> None:
            try:
                recording = await asyncio.to_thread(record)
            except OnboardError as error:
                trouble = await in_words(error, self.opened.read_again)
                self.query_one("#steering-trouble", Static).update(plain(trouble, "$text-error"))
                return
            if also:
                tell(self, also)
            self.dismiss(Steered(recording.line))

        self.run_worker(save(), group="steering", exclusive=True)


def heading(words: str) -> Row:
    """Give a row that only says something."""
    return Row(f"heading:{words}", Content(), Content.styled(words, MUTED), choosable=False)
