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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace.open_interview import OpenInterview

PAPERS: Mapping[str, tuple[str, str]] = {
    "draft": ("Contract draft", "what the customer gets; private pages stay here"),
    "record": ("Interview record", "every answer with its source, for ourselves"),
}
"""What can be written: a title, and what it is for."""

FORMATS: Mapping[str, tuple[str, str]] = {
    "docx": ("Word", "to be signed"),
    "md": ("Markdown", "to be read and compared"),
    "json": ("JSON", "for other programs"),
}
"""What it can be written as: a title, and what it is for."""

CHOSEN_AT_FIRST = frozenset({"docx", "md"})
TITLE_WIDTH = 19
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
        self._writing = False

    def compose(self) -> ComposeResult:
        """Show the choices."""
        with Vertical(classes="box"):
            yield Static(one_line(f"Export · {self.opened.customer}"), classes="box-title")
            with VerticalScroll(classes="export-body", can_focus=False):
                yield Picks(self._papers(), id="export-what")
                yield Picks(self._formats(), id="export-formats")
                yield Static(Content.styled("Into the folder", MUTED), classes="export-label")
                yield OneLine(str(Path.cwd()), id="export-folder", compact=True)
                yield Static(plain(ABOUT_FOLDER, MUTED), id="export-says")
            with Horizontal(classes="export-buttons"):
                yield Button(Content("Export  ctrl+s"), id="export", compact=True, variant="primary")
                yield Button(Content("Cancel  esc"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Begin with what to write."""
        self.query_one("#export-what").focus()

    def _papers(self) -> list[Row]:
        return [
            _row(name, "●" if name == self.what else "○", *words, picked=name == self.what)
            for name, words in PAPERS.items()
        ]

    def _formats(self) -> list[Row]:
        return [
            _row(name, "[✓]" if name in self.formats else "[ ]", *words, picked=name in self.formats)
            for name, words in FORMATS.items()
        ]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Pick a paper, or a format more or less."""
        event.stop()
        if event.key in PAPERS:
            self.what = event.key
            event.rows.set_rows(self._papers(), cursor=event.rows.cursor)
        else:
            self.formats ^= {event.key}
            event.rows.set_rows(self._formats(), cursor=event.rows.cursor)

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
        folder = self.query_one("#export-folder", OneLine).value.strip()
        if not self.formats:
            self._say("Pick at least one format.", "$text-error")
        elif not folder:
            self._say("Name a folder.", "$text-error")
        elif not self._writing:
            self._writing = True
            self._say(WRITING)
            formats = tuple(name for name in FORMATS if name in self.formats)
            self.run_worker(self._write(formats, Path(folder).expanduser()))

    async def _write(self, formats: tuple[str, ...], folder: Path) -> None:
        try:
            paths = await asyncio.to_thread(self.opened.export, self.what, formats, folder)
        except OnboardError as error:
            self._say(str(error), "$text-error")
        else:
            tell(self.app, "Written:\n" + "\n".join(str(path) for path in paths))
            self.dismiss(None)
        finally:
            self._writing = False

    def _say(self, sentence: str, style: str = MUTED) -> None:
        says = self.query_one("#export-says", Static)
        says.update(plain(sentence, style))
        self.call_after_refresh(says.scroll_visible, animate=False)


def _row(key: str, sign: str, title: str, about: str, *, picked: bool) -> Row:
    style = "bold $accent" if picked else MUTED
    width = TITLE_WIDTH - len(sign)
    words = Content.assemble((f"{title:<{width}}", "bold" if picked else ""), (about, MUTED))
    return Row(key, Content.styled(f" {sign} ", style), words)
