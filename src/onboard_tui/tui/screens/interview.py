"""The interview: one question at a time, everything by keyboard, nothing lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import Reopened
from onboard_tui.interview.progress import progress_by_pass
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.app import WIDE
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.judgement.lines import FLAG
from onboard_tui.tui.keeper import TypingKeeper
from onboard_tui.tui.look_ahead import LookAhead
from onboard_tui.tui.plain import tell
from onboard_tui.tui.saver import Saver
from onboard_tui.tui.screens.asides import (
    advice_form,
    customer_question_form,
    follow_up_form,
    later_form,
    parked,
)
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.screens.choose import choose_pass
from onboard_tui.tui.screens.go_to import GoTo
from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.screens.steering_forms import talked_to
from onboard_tui.tui.walk import Walk
from onboard_tui.tui.widgets import end_of_pass
from onboard_tui.tui.widgets.end_of_pass import EndOfPass
from onboard_tui.tui.widgets.interview_body import InterviewBody
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.question_card import QuestionCard
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.status_line import StatusLine
from onboard_tui.tui.widgets.top_line import Heading, TopLine, where_it_stands

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.deal.steering import Steering
    from onboard_tui.tui.screens.steering import Steered
    from onboard_tui.tui.widgets.rows import Rows
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

WHERE_THE_REST_IS = "F4 verdict · F5 review · F8 contract · F9 flags · F1 help"
WHERE_THE_REST_OF_A_SMALL_SCREEN_IS = "F2 outline · F3 coach · F4 verdict · F9 flags · F1 help"


class InterviewScreen(OnboardScreen):
    """Walks one interview."""

    place: ClassVar[str] = "interview"
    CSS_PATH = "interview.tcss"
    AUTO_FOCUS = ""
    """The answer's field gets the keys at once; no other has them before, or a first letter would be lost."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for("interview"),
        Binding("escape", "leave", "Back", show=False, id="interview.leave"),
    ]

    def __init__(self, opened: OpenInterview, *, question: str | None = None) -> None:
        """Walk an open interview, from a question or from the first that is to be asked."""
        super().__init__()
        self.walk = Walk(opened)
        self.question_id: str | None = None
        """The question on the screen; none at the end of a conversation."""
        self._begin_with = question
        self._script = opened.script.sha256
        """The text of the script that its questions are of."""
        self._is_left = False
        """Whether another screen is about to take its place."""
        self._entries_shown: int | None = None
        """How many entries the log had when what stands around the question was last shown."""
        self.saver = Saver(self)
        self.keeper = TypingKeeper(self, self.walk, self._unsaved, self._trouble)
        self.look_ahead = LookAhead(self)

    @property
    def opened(self) -> OpenInterview:
        """The interview that is walked."""
        return self.walk.opened

    def compose(self) -> ComposeResult:
        """Lay out outline, question and coach; most of it is hidden where there is little room."""
        yield TopLine()
        yield ShareBanner()
        yield InterviewBody()
        yield StatusLine()
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Go to where the interview was left."""
        self.walk.shared = self.onboard.share
        self.walk.since = self.onboard.sittings.get(self.opened.id, len(self.opened.interview.log))
        self.walk.in_script_order = self.onboard.settings.script_order
        self.card.field.when_changed = self._typed
        if not self.walk.shared:
            wide = self.app.size.width >= WIDE
            self.status.say(WHERE_THE_REST_IS if wide else WHERE_THE_REST_OF_A_SMALL_SCREEN_IS)
        typed = next((each for each in self.opened.typing() if self.walk.may_show(each)), None)
        self.show(self._begin_with or typed or self.walk.after(None))

    def _typed(self) -> None:
        """Keep what is typed, and look what it would change."""
        self.keeper.typed()
        self.look_ahead.typed()

    # What is on the screen

    @property
    def card(self) -> QuestionCard:
        """The question and the field for its answer."""
        return self.query_one(QuestionCard)

    @property
    def status(self) -> StatusLine:
        """The line that says what the last key did."""
        return self.query_one(StatusLine)

    def _trouble(self, sentence: str) -> None:
        self.status.trouble(sentence)

    def show(self, question_id: str | None) -> None:
        """Put a question on the screen, or the end of the conversation."""
        with self.app.batch_update():
            self.question_id = question_id
            self.set_class(question_id is None, "-at-the-end")
            if question_id is None:
                self.query_one(EndOfPass).show(self.walk)
            else:
                question = self.opened.script.question_by_id[question_id]
                self.card.show(self.opened, question, shared=self.walk.shared)
                self.set_focus(self.card.field.here)
            self.show_sides()

    def show_sides(self) -> None:
        """Show around the question how things stand now; in share mode nothing of it."""
        self.query_one(InterviewBody).show(self.walk, self.question_id)
        self.query_one(TopLine).heading = self._heading()
        self.query_one(KeyHints).changed()
        self._entries_shown = len(self.opened.interview.log)

    def on_screen_resume(self) -> None:
        """Show what was recorded on a screen that covered this one; what ended a reopened deal is asked at once."""
        log = self.opened.interview.log
        if self._entries_shown in {None, len(log)} or self.begins_afresh():
            return
        following = self.opened.next_question()
        reopened = any(isinstance(entry, Reopened) for entry in log[self._entries_shown :])
        if reopened and following is not None and following.ended_on:
            self.keeper.keep_soon()
            self._begin_pass(following.question.pass_id)
        else:
            self._show_record()

    def begins_afresh(self) -> bool:
        """Begin anew where the interview is run with another script than the one on the screen; tell whether it is."""
        if self.opened.script.sha256 == self._script:
            return False
        if not self._is_left:
            self._is_left = True
            self.onboard.begin_afresh()
        return True

    def _show_record(self) -> None:
        """Show how things stand now around the question, or at the end; what is typed stays."""
        if self.question_id is None:
            self.show(None)
        else:
            if not self.walk.shared:
                self.card.show_record(self.opened, self.opened.script.question_by_id[self.question_id])
            self.show_sides()

    def _heading(self) -> Heading:
        walked = progress_by_pass(self.opened.standing)[self.walk.pass_id]
        titles = (self.opened.script.title, self.walk.conversation.title)
        verdict, lead = where_it_stands(self.opened)
        return Heading(
            self.opened.customer,
            () if self.walk.shared and self.walk.conversation.private else titles,
            walked.done,
            walked.total,
            None if self.walk.shared else verdict,
            lead,
        )

    def go_to(self, question_id: str, *, heard_from: str = "") -> None:
        """Go to any question, to hear it anew from somebody if named; what was being typed is kept."""
        if not self.walk.may_show(question_id):
            tell(self, "That question is not for the customer's eyes; press F6 to end share mode first.")
            return
        self.keeper.keep_soon()
        self.show(question_id)
        if heard_from:
            self.card.details.heard_from(heard_from)

    def share_changed(self) -> None:
        """Show the same place with, or without, what is private."""
        self.keep_typing()
        self.walk.shared = self.onboard.share
        self.status.say("")
        here = self.question_id
        if self.walk.shared and self.walk.conversation.private:
            self.walk.pass_id = self.opened.script.passes[0].id
        if here is None or not self.walk.may_show(here):
            here = self.walk.after(None)
        self.show(here)

    # Saving

    def action_save(self) -> None:
        """Save the answer and go on."""
        if self.question_id is None:
            return
        try:
            given = self.card.field.given()
        except AnswerError as error:
            self.card.field.complain(error)
            return
        if given is None:
            if not self.card.field.accept_suggestion():
                self.card.field.say(
                    "Nothing is answered yet. Answer, or press F7 to go back, ctrl+n to go on."
                )
            return
        if given.removed:
            tell(self, "Left out of what was typed: " + ", ".join(given.removed) + ".")
        if given.value is None:
            self.saver.record(partial(self.opened.mark, self.question_id, given.state))
            return
        details = self.card.details.details
        self.saver.record(
            partial(
                self.opened.record,
                self.question_id,
                given.value,
                source=details.source,
                said_by=details.said_by,
                quote=details.quote,
                note=details.note,
            )
        )

    def on_answer_field_submitted(self) -> None:
        """Save on enter."""
        self.action_save()

    def recorded(self, recording: Recording) -> None:
        """Say that it is saved and what it changed; then steer, or go on."""
        self.status.saved("" if self.walk.shared else recording.line)
        self.card.field.is_saved()
        if recording.steering is not None and not self.walk.shared:
            self.show_sides()
            flag = recording.steering.flag
            self._steer(flag.id if flag else None, recording.steering)
        else:
            self.go_on()

    def go_on(self) -> None:
        """Go on to the next open question."""
        self.show(self.walk.after(self.question_id))

    # Steering

    def steer(self, flag_id: str) -> None:
        """Open the panel of a flag."""
        self._steer(flag_id, self.opened.steering_panel(flag_id))

    def _steer(self, flag_id: str | None, steering: Steering | None) -> None:
        flag = self.opened.assessment.flag_by_id[flag_id] if flag_id else None
        with_whom = self._speaker or (talked_to(flag) if flag else "")
        panel = SteeringPanel(self.opened, flag=flag, steering=steering, with_whom=with_whom)
        answering = steering is not None and steering.question.id == self.question_id
        self.app.push_screen(panel, partial(self._steered, steering, answering=answering))

    def _steered(self, steering: Steering | None, steered: Steered | None, *, answering: bool) -> None:
        """Go on after the panel; where the customer came round, back to the answer that is now another."""
        if self.begins_afresh():
            return
        if steered is not None and steered.line:
            self.status.saved(steered.line)
        if steered is not None and steered.change_answer and steering is not None:
            self.show(steering.question.id)
            if steered.with_whom:
                self.card.details.heard_from(steered.with_whom)
            self.card.field.say("They see it differently now: give the answer anew, or go on with ctrl+n.")
        elif answering:
            self.go_on()
        else:
            self._show_record()
            self._back_to_the_answer()

    def _back_to_the_answer(self) -> None:
        """Let keys go to the field again, so that no letter of an answer is taken for a command."""
        if self.question_id is not None:
            self.set_focus(self.card.field.here)

    def action_flags(self) -> None:
        """Go to the list of flags."""
        if not self.opened.assessment.raised_flags:
            self.status.say("No flag is raised.")
            return
        self.query_one(InterviewBody).focus_flags()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Do what belongs to the list that was chosen from."""
        event.stop()
        match event.rows.id:
            case "outline":
                self._go_in_outline(event.key)
            case "open-points":
                self.go_to(event.key)
            case "flags":
                self.steer(event.key)
            case "sitting":
                kind, name, *_ = event.key.split(":")
                go = self.steer if kind == FLAG else self.go_to
                go(name)
            case "ways-on":
                self._go_from_the_end(event.key)

    def _go_in_outline(self, key: str) -> None:
        section = key.removeprefix("section:")
        question = key if section == key else self.walk.first_of_section(section)
        if question is not None:
            self.go_to(question)

    def _go_from_the_end(self, key: str) -> None:
        following = self.walk.next_pass()
        match key:
            case end_of_pass.NEXT if following is not None:
                self._begin_pass(following.id)
            case end_of_pass.PARKED:
                self.show(self.walk.parked(self.walk.pass_id)[0].id)
            case end_of_pass.REVIEW:
                self.onboard.open_review()
            case end_of_pass.VERDICT:
                self.onboard.open_verdict()
            case end_of_pass.CONTRACT:
                self.onboard.open_contract()

    # Other keys

    def action_next(self) -> None:
        """Save what is answered here, if anything new, and go on."""
        if self.question_id is None:
            return
        if self.card.field.dirty:
            self.action_save()
        else:
            self.keeper.keep_soon()
            self.show(self.walk.after(self.question_id) or self.walk.following(self.question_id))

    def action_previous(self) -> None:
        """Go back one question in the order of the script."""
        here = self.question_id
        before = self.walk.last_of_pass() if here is None else self.walk.before(here)
        if before is None:
            self.status.say("This is the first question.")
        else:
            self.go_to(before)

    def action_mark(self, state: str) -> None:
        """Record that there is no answer, and why."""
        if self.question_id is not None:
            self.saver.record(
                partial(
                    self.opened.mark,
                    self.question_id,
                    AnswerState(state),
                    note=self.card.details.details.note,
                )
            )

    def action_later(self) -> None:
        """Park the question, with an owner and a date if there are any."""
        if self.question_id is not None:
            self.app.push_screen(later_form(self.opened), partial(self._park, self.question_id))

    def _park(self, question_id: str, typed: dict[str, str] | None) -> None:
        if typed is not None:
            self.saver.record(parked(self.opened, question_id, typed))

    def action_advice(self) -> None:
        """Take down what they believe about the question, what we advise, and whose way it went."""
        if self.question_id is not None:
            self.app.push_screen(advice_form(self.opened, self.question_id), self._noted)

    def action_customer_asked(self) -> None:
        """Take down what they asked and we could not answer."""
        if self.question_id is not None:
            form = customer_question_form(self.opened, self.question_id, self._speaker)
            self.app.push_screen(form, self._noted)

    def action_follow_up(self) -> None:
        """Take down what is to be done, by whom and by when."""
        self.app.push_screen(follow_up_form(self.opened, self.question_id), self._noted)

    @property
    def _speaker(self) -> str:
        """Who is likely to be speaking."""
        return self.card.details.details.said_by or self.card.details.said_before

    def _noted(self, recording: Recording | None) -> None:
        """Say that it is saved; the answer that is being typed stays as it is."""
        if recording is not None:
            self.status.saved(recording.line)
            self._show_record()
        self._back_to_the_answer()

    def action_source(self) -> None:
        """Go on to the next kind of source."""
        self.card.details.next_source()

    def action_detail(self, name: str) -> None:
        """Let who said it, a quote or a note be typed."""
        if self.question_id is not None:
            self.card.details.type_detail(name)

    def on_details_done(self) -> None:
        """Go back to the answer."""
        self._back_to_the_answer()

    def action_go_to(self) -> None:
        """Find a question."""
        self.app.push_screen(GoTo(self.opened, shared=self.walk.shared), self._found)

    def _found(self, question_id: str | None) -> None:
        if question_id is not None:
            self.go_to(question_id)

    def action_undo(self) -> None:
        """Take back the last answer."""
        self.saver.take_back(self.opened.undo, "taken back", "There is nothing to take back.")

    def action_redo(self) -> None:
        """Give again what was taken back."""
        self.saver.take_back(self.opened.redo, "given again", "There is nothing to give again.")

    def action_choose_pass(self) -> None:
        """Choose which conversation this is."""
        self.app.push_screen(choose_pass(self.walk), self._pass_chosen)

    def _pass_chosen(self, pass_id: str | None) -> None:
        if pass_id is not None:
            self.keeper.keep_soon()
            self._begin_pass(pass_id)

    def _begin_pass(self, pass_id: str) -> None:
        self.walk.pass_id = pass_id
        self.show(self.walk.after(None))

    def action_toggle_order(self) -> None:
        """Change between what matters most and the order of the script."""
        self.walk.in_script_order = not self.walk.in_script_order
        self.onboard.change_settings(
            self.onboard.settings.with_script_order(script_order=self.walk.in_script_order)
        )
        order = "in the order of the script" if self.walk.in_script_order else "by what matters most"
        self.status.say(f"Questions now come {order}.")

    def action_toggle_outline(self) -> None:
        """Show or hide the outline."""
        self.query_one(InterviewBody).toggle_outline()

    def action_toggle_coach(self) -> None:
        """Show or hide the coach."""
        self.query_one(InterviewBody).toggle_coach()

    def action_leave(self) -> None:
        """Go from a panel back to the answer, and from the answer to the list of interviews."""
        at_the_answer = self.question_id is None or self.focused in {None, self.card.field.here}
        if not self.query_one(InterviewBody).leave_panels() and at_the_answer:
            self.onboard.back()
        elif self.question_id is None:
            self.query_one("#ways-on").focus()
        else:
            self._back_to_the_answer()

    # Text that is not saved yet

    def _unsaved(self) -> tuple[str, str] | None:
        """Give the question and what is typed for it, unless that is saved or just being saved.

        Nothing is typed any more where it was kept before and taken out of the field since.
        """
        here = self.is_mounted and self in self.app.screen_stack
        if not here or self.question_id is None or self.saver.busy:
            return None
        if self.card.field.dirty:
            return self.question_id, self.card.field.typed
        return (self.question_id, "") if self.question_id in self.opened.typing() else None

    def keep_typing(self) -> None:
        """Keep at once what is typed and not saved."""
        self.keeper.keep_now()
