"""A few short fields on top of a screen: a row of a table, a plan, who finds out and by when."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from onboard_tui.errors import OnboardError, StaleError
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Answer, Layer
from onboard_tui.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from onboard_tui.workspace.open_interview import Recording

MANY = 5
"""Fields from which on a form is close to filling a small window."""
ONCE_MORE = "What was changed there has been read now; do this once more to keep it as well."


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form."""

    id: str
    label: str
    typed: str = ""
    """What stands in it at first."""
    echo: Callable[[str], str] | None = None
    """Says how typed words are understood; raises an `OnboardError` where they are not."""
    required: bool = False
    hint: str = ""


class Fields(Layer[Answer]):
    """Fields filled in one after the other; enter goes on, and from the last one hands them in."""

    place: ClassVar[str] = "form"
    CSS_PATH = "form.tcss"
    AUTO_FOCUS = ""
    """The form puts the cursor into a field itself; Textual would scroll its label away."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "hand_in", "Done", show=False, id="form.hand_in", priority=True),
        # before the scroll bar's own keys, which would move a long form and leave the cursor where it was
        Binding("down", "app.focus_next", "Next field", show=False, id="form.next", priority=True),
        Binding("up", "app.focus_previous", "Field before", show=False, id="form.previous", priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        intro: str = "",
        done: str = "Done",
        begin_at_top: bool = False,
    ) -> None:
        """Ask for fields, beginning with the first empty one or with the first of all."""
        super().__init__()
        self.form_title = title
        self.fields = tuple(fields)
        self.intro = intro
        self.done = done
        self.begin_at_top = begin_at_top

    def compose(self) -> ComposeResult:
        """Show title, fields and the two ways out."""
        with Vertical(classes="box"):
            yield Static(plain(self.form_title), classes="box-title")
            if self.intro:
                yield Static(plain(self.intro), classes="form-intro")
            with VerticalScroll(classes="form-fields", can_focus=False):
                for field in self.fields:
                    yield Static(
                        self._label(field, field.typed), id=f"label-{field.id}", classes="form-label"
                    )
                    yield OneLine(field.typed, id=f"field-{field.id}", placeholder=field.hint, compact=True)
            yield Static(id="form-trouble")
            with Horizontal(classes="form-buttons"):
                yield Button(Content(f"{self.done}  ctrl+n"), id="hand-in", compact=True, variant="primary")
                yield Button(Content("Cancel  esc"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Put the cursor into a field; many fields need the room that is left free around a few."""
        self.set_class(len(self.fields) >= MANY, "-many")
        empty = next((field for field in self.fields if not field.typed), self.fields[0])
        first = self.fields[0] if self.begin_at_top else empty
        self.query_one(f"#field-{first.id}").focus(scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Show the field that is typed in together with its label, once it is known how high everything is."""
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        fields = self.query_one(".form-fields", VerticalScroll)
        if isinstance(self.focused, OneLine):
            label = self.query_one(f"#label-{self._field_of(self.focused).id}")
            for each in (self.focused, label):
                fields.scroll_to_widget(each, animate=False, force=True)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            field.id: self.query_one(f"#field-{field.id}", OneLine).value.strip() for field in self.fields
        }

    def _label(self, field: FormField, typed: str) -> Content:
        label = one_line(field.label, MUTED)
        if not typed.strip() or field.echo is None:
            return label
        try:
            said = field.echo(typed)
            understood = one_line(f"   = {said}" if said != typed.strip() else "", "$text-success")
        except OnboardError as error:
            understood = one_line(f"   {error.sentence}", "$text-warning")
        return label + understood

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the field is understood."""
        field = self._field_of(event.input)
        self.query_one(f"#label-{field.id}", Static).update(self._label(field, event.value))

    def _field_of(self, field: Input) -> FormField:
        return next(each for each in self.fields if f"field-{each.id}" == field.id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, or hand the form in."""
        if self._field_of(event.input) is self.fields[-1]:
            self.action_hand_in()
        else:
            self.focus_next(OneLine)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        if event.button.id == "hand-in":
            self.action_hand_in()
        else:
            self.action_close()

    def action_hand_in(self) -> None:
        """Give what was typed, once all of it is understood."""
        typed = self.typed
        for field in self.fields:
            trouble = self._trouble_with(field, typed[field.id])
            if trouble:
                self.complain(trouble)
                self.query_one(f"#field-{field.id}").focus()
                return
        self.hand_in(typed)

    @abstractmethod
    def hand_in(self, typed: dict[str, str]) -> None:
        """Do with the words what the form is for; all that is needed is there."""

    def _trouble_with(self, field: FormField, typed: str) -> str:
        if field.required and not typed:
            return f"“{field.label}” is needed."
        if typed and field.echo is not None:
            try:
                field.echo(typed)
            except OnboardError as error:
                return str(error)
        return ""

    def complain(self, sentence: str) -> None:
        """Say what is wrong; what was typed stays."""
        self.query_one("#form-trouble", Static).update(plain(sentence, "$text-error"))


class Form(Fields["dict[str, str]"]):
    """A form that gives back what was typed."""

    def hand_in(self, typed: dict[str, str]) -> None:
        """Close with the words."""
        self.dismiss(typed)


class SavingForm(Fields["Recording"]):
    """A form that stays, with everything typed, until that is saved; it gives back what the saving changed."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        save: Callable[[dict[str, str]], Recording],
        read_again: Callable[[], None] | None = None,
        intro: str = "",
        done: str = "Keep it",
    ) -> None:
        """Ask for fields; `save` is called in a thread, and may refuse with an `OnboardError`.

        Where another window was faster, `read_again` takes over what it saved, so that this can be handed in again.
        """
        super().__init__(title, fields, intro=intro, done=done)
        self.save = save
        self.read_again = read_again
        self._saving = False

    def hand_in(self, typed: dict[str, str]) -> None:
        """Have it saved, once."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._save(typed), group="save")

    def action_close(self) -> None:
        """Close without saving, unless that is just being done."""
        if not self._saving:
            super().action_close()

    async def _save(self, typed: dict[str, str]) -> None:
        try:
            recording = await asyncio.to_thread(self.save, typed)
        except OnboardError as error:
            self.complain(await in_words(error, self.read_again))
        else:
            self.dismiss(recording)
        finally:
            self._saving = False


async def in_words(error: OnboardError, read_again: Callable[[], None] | None) -> str:
    """Say what went wrong; where another window was faster, once what it saved has been taken over."""
    if read_again is None or not isinstance(error, StaleError):
        return str(error)
    try:
        await asyncio.to_thread(read_again)
    except OnboardError as trouble:
        return str(trouble)
    return f"{error.sentence} {ONCE_MORE}"
