"""Asks what to write to files and where, writes it, and says where the files went."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.plain import MUTED, one_line, plain, tell
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.workspace.papers import CALENDAR, REDLINE, REMINDERS, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace.open_interview import OpenInterview

PAPERS: Mapping[str, tuple[str, str]] = {
    "draft": ("Contract", "what the customer gets of it"),
    "redline": ("Redline", "what changed since they got it"),
    "letter": ("Letter", "that the deal does not go ahead"),
    "order": ("Order", "what was ordered last, confirmed"),
    "review": ("Review sheet", "to fill in together"),
    "memo": ("Deal memo", "what it is and why, for us"),
    "handover": ("Handover", "for those who deliver, for us"),
    "record": ("Record", "answers, for us"),
    "reminders": ("Dates", "for both calendars, and ours"),
}
"""What can be written: a title, and what it is for."""

FORMATS: Mapping[str, str] = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "Web page",
    "md": "Markdown",
    "json": "JSON",
}
"""What it can be written as, and how that is called."""

ONLY: Mapping[str, Mapping[str, str]] = {
    REDLINE: {WORD: FORMATS[WORD]},
    REMINDERS: {CALENDAR: "Calendar"},
}
"""What is written in one way only."""

CHOSEN_AT_FIRST = frozenset({"docx", "pdf"})
TITLE_WIDTH = 17
ABOUT_TEMPLATE = "In the look of a Word file of yours, for Word"
ABOUT_FOLDER = "Made if it is not there. No file is overwritten: a name that is taken gets a number."
WRITING = "Writing…"


class Picks(Rows):
    """Rows that enter, space and a click pick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Pick", show=False, id="picks.pick"),
    ]


class ExportDialog(Layer[None]):
    """What, in which formats, into which folder."""

    CSS_PATH = "export_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+n", "export", "Export", show=False, id="export.export", priority=True),
    ]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.what = "draft"
        """The paper that is picked."""
        self.formats = CHOSEN_AT_FIRST
        """The formats that are picked."""
        self.why_not: Mapping[str, str] = {}
        """Why a paper cannot be written of this deal, as far as that is known."""
        self._writing = False

    def compose(self) -> ComposeResult:
        """Show the choices."""
        with Vertical(classes="box"):
            yield Static(one_line(f"Export · {self.opened.customer}"), classes="box-title")
            with VerticalScroll(classes="export-body", can_focus=False):
                with Horizontal(classes="export-picks"):
                    yield Picks(self._papers(), id="export-what")
                    yield Picks(self._formats(), id="export-formats")
                yield Static(Content.styled("Into the folder", MUTED), classes="export-label")
                yield OneLine(str(Path.cwd()), id="export-folder", compact=True)
                yield Static(Content.styled(ABOUT_TEMPLATE, MUTED), classes="export-label")
                yield OneLine(self._usual_template(), id="export-template", compact=True)
                yield Static(plain(ABOUT_FOLDER, MUTED), id="export-says")
            with Horizontal(classes="export-buttons"):
                yield Button(Content("Export  ctrl+s"), id="export", compact=True, variant="primary")
                yield Button(Content("Cancel  esc"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Begin with what to write, and find out what there is to be written of this deal."""
        self.query_one("#export-what").focus()
        self.run_worker(self._look(), group="look")

    async def _look(self) -> None:
        try:
            self.why_not = await asyncio.to_thread(self.opened.not_to_be_written)
        except OnboardError as error:
            self._say(str(error), "$text-error")
            return
        rows = self.query_one("#export-what", Picks)
        rows.set_rows(self._papers(), cursor=rows.cursor)

    def _usual_template(self) -> str:
        own = self.opened.workspace.word_template
        return str(own) if own else ""

    def _papers(self) -> list[Row]:
        return [
            _row(
                name,
                "●" if name == self.what else "○",
                *words,
                picked=name == self.what,
                there=name not in self.why_not,
            )
            for name, words in PAPERS.items()
        ]

    def _formats(self) -> list[Row]:
        only = ONLY.get(self.what)
        chosen = only.keys() if only else self.formats
        return [
            _row(name, "[✓]" if name in chosen else "[ ]", title, picked=name in chosen)
            for name, title in (only or FORMATS).items()
        ]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Pick a paper, or a format more or less."""
        event.stop()
        formats = self.query_one("#export-formats", Picks)
        if event.key in PAPERS:
            self.what = event.key
            event.rows.set_rows(self._papers(), cursor=event.rows.cursor)
            formats.set_rows(self._formats(), cursor=formats.cursor)
            self._say(*self._about(event.key))
        elif self.what not in ONLY:
            self.formats ^= {event.key}
            formats.set_rows(self._formats(), cursor=formats.cursor)

    def _about(self, what: str) -> tuple[str, str]:
        """Say why a paper cannot be written, or what becomes of files that are there."""
        reason = self.why_not.get(what)
        return (reason, "$text-warning") if reason else (ABOUT_FOLDER, MUTED)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        if event.button.id == "export":
            self.action_export()
        else:
            self.action_close()

    def on_input_submitted(self) -> None:
        """Export with enter in the folder."""
        self.action_export()

    def action_close(self) -> None:
        """Close without writing; what is being written is written to its end first."""
        if not self._writing:
            super().action_close()

    def action_export(self) -> None:
        """Write the files, unless something is missing or it is being done already."""
        folder, template = (
            self.query_one(field, OneLine).value.strip() for field in ("#export-folder", "#export-template")
        )
        if not self.formats and self.what not in ONLY:
            self._say("Pick at least one format.", "$text-error")
        elif not folder:
            self._say("Name a folder.", "$text-error")
        elif not self._writing:
            self._writing = True
            self._say(WRITING)
            chosen = tuple(name for name in FORMATS if name in self.formats)
            formats = tuple(ONLY.get(self.what, chosen))
            own = Path(template).expanduser() if template and WORD in formats else None
            self.run_worker(self._write(formats, Path(folder).expanduser(), own))

    async def _write(self, formats: tuple[str, ...], folder: Path, template: Path | None) -> None:
        try:
            paths = await asyncio.to_thread(self._exported, formats, folder, template)
        except OnboardError as error:
            self._say(str(error), "$text-error")
        else:
            if not paths:
                self._say("Nothing differs from the draft that changes are told from.", "$text-warning")
                return
            tell(self.app, "Written:\n" + "\n".join(str(path) for path in paths))
            self.dismiss(None)
        finally:
            self._writing = False

    def _exported(self, formats: tuple[str, ...], folder: Path, template: Path | None) -> tuple[Path, ...]:
        if self.what == REDLINE:
            return self.opened.redline(self.opened.redline_since(), None, folder)
        return self.opened.export(self.what, formats, folder, template=template)

    def _say(self, sentence: str, style: str = MUTED) -> None:
        says = self.query_one("#export-says", Static)
        says.update(plain(sentence, style))
        self.call_after_refresh(says.scroll_visible, animate=False)


def _row(key: str, sign: str, title: str, about: str = "", *, picked: bool, there: bool = True) -> Row:
    look = "bold" if picked else "" if there else MUTED
    words = Content.assemble((f"{title:<{TITLE_WIDTH - len(sign)}}", look))
    if about:
        words += Content.styled(about if there else "not now", MUTED)
    return Row(key, Content.styled(f" {sign} ", "bold $accent" if picked else MUTED), words)
