"""Giving a clause other words by hand; what was typed stays until it is kept or dropped on purpose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.screens.form import in_words
from onboard_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.contract.document import Conflict
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

HOW = (
    "A blank line begins a paragraph, (a) an item, • a point. A table stands as one line in square brackets: it can be "
    "moved or taken out, and changes with its answers. Your words stay when answers change."
)
NOT_KEPT = "Your words are not kept yet: ctrl+n keeps them, esc once more drops them."


class Passage(Words):
    """A field for a whole clause, in which enter begins a new line."""

    NEW_LINE: ClassVar[str] = "\n"
    DEFAULT_CSS: ClassVar[str] = """
    Passage {
        height: 1fr;
        max-height: 100%;
    }
    """

    def on_key(self, event: object) -> None:
        """Begin a new line with enter, too."""
        if getattr(event, "key", "") == "enter":
            self.insert(self.NEW_LINE)


class RewordLayer(Layer["Recording"]):
    """Closes with what was recorded, or with nothing."""

    place: ClassVar[str] = "form"
    CSS_PATH = "reword.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n,ctrl+s", "keep", "Keep", show=False, id="reword.keep", priority=True),
        Binding("ctrl+r", "restore", "As drafted", show=False, id="reword.restore", priority=True),
    ]

    def __init__(
        self, opened: OpenInterview, clause: str, title: str, text: str, conflicts: Sequence[Conflict]
    ) -> None:
        """Change a clause that reads `text` now."""
        super().__init__()
        self.opened = opened
        self.clause = clause
        self.clause_title = title
        self.text = text
        self.conflicts = tuple(conflicts)
        self._warned = False
        self._saving = False

    def compose(self) -> ComposeResult:
        """Show what contradicts, the words, and the ways out."""
        with Vertical(classes="box"):
            yield Static(plain(f"In your words: {self.clause_title}"), classes="box-title")
            with VerticalScroll(id="reword-about", can_focus=False):
                yield Static(self._about())
            yield Passage(id="reword-text")
            yield Static(id="reword-trouble")
            with Horizontal(classes="form-buttons"):
                yield Button(Content("Keep  ctrl+n"), id="keep", compact=True, variant="primary")
                yield Button(Content("Drafted  ctrl+r"), id="restore", compact=True)
                yield Button(Content("Cancel  esc"), id="cancel", compact=True)

    def _about(self) -> Content:
        return Content("\n").join(self._conflict_lines()) if self.conflicts else plain(HOW, MUTED)

    def _conflict_lines(self) -> Iterator[Content]:
        yield plain(
            "New answers changed the very words that you changed. Yours stand below.", "$text-warning"
        )
        for each in self.conflicts:
            yield plain("was      ", MUTED) + plain(each.before or "nothing")
            yield plain("drafted  ", MUTED) + plain(each.drafted or "nothing", "$text-success")
            yield plain("yours    ", MUTED) + plain(each.written or "nothing", "bold")
        yield plain("Keep what is right; ctrl+n settles it.", MUTED)

    def on_mount(self) -> None:
        """Begin at the top of the words."""
        field = self.query_one(Passage)
        field.text = self.text
        field.focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        {"keep": self.action_keep, "restore": self.action_restore, "cancel": self.action_close}[
            event.button.id or "cancel"
        ]()

    def action_keep(self) -> None:
        """Keep the words."""
        text, by = self.query_one(Passage).text, self.opened.interview.seller
        if self.conflicts and text == self.text:
            self._record(lambda: self.opened.settle(self.clause, by=by))
        else:
            self._record(lambda: self.opened.reword(self.clause, text, by=by))

    def action_restore(self) -> None:
        """Put the drafted words back."""
        self._record(lambda: self.opened.reword(self.clause, "", by=self.opened.interview.seller))

    def action_close(self) -> None:
        """Close; words that are not kept are dropped only when esc is pressed once more."""
        if self._saving:
            return
        if self.query_one(Passage).text != self.text and not self._warned:
            self._warned = True
            self._complain(NOT_KEPT)
            return
        super().action_close()

    def _record(self, save: Callable[[], Recording]) -> None:
        if not self._saving:
            self._saving = True
            self.run_worker(self._save(save), group="save")

    async def _save(self, save: Callable[[], Recording]) -> None:
        try:
            recording = await asyncio.to_thread(save)
        except OnboardError as error:
            self._complain(await in_words(error, self.opened.read_again))
        else:
            self.dismiss(recording)
        finally:
            self._saving = False

    def _complain(self, sentence: str) -> None:
        self.query_one("#reword-trouble", Static).update(plain(sentence, "$text-error"))
