"""Asks what to write to files and where, writes it, and says where the files went."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Checkbox, LoadingIndicator, RadioButton, RadioSet, Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.plain import MUTED, plain, tell
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.one_line import OneLine

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

FORMATS: Mapping[str, str] = {"docx": "Word", "md": "Markdown", "json": "JSON"}
CHOSEN_AT_FIRST = frozenset({"docx", "md"})


class ExportDialog(Layer[None]):
    """What, in which formats, into which folder."""

    CSS_PATH = "export_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+n", "export", "Export", show=False, id="export.export", priority=True),
    ]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened

    def compose(self) -> ComposeResult:
        """Show the choices."""
        with Vertical(classes="box"):
            yield Static(plain(f"Export · {self.opened.customer}"), classes="box-title")
            yield Static(Content.styled("What", MUTED))
            with RadioSet(id="export-what", compact=True):
                for name, (title, about) in PAPERS.items():
                    label = Content.assemble(title, "  ", (about, MUTED))
                    yield RadioButton(label, value=name == "draft", id=f"what-{name}")
            yield Static(Content.styled("Formats", MUTED), classes="export-label")
            with Horizontal(classes="export-formats"):
                for name, title in FORMATS.items():
                    yield Checkbox(Content(title), name in CHOSEN_AT_FIRST, id=f"format-{name}", compact=True)
            yield Static(Content.styled("Folder (made if it is not there; no file is overwritten)", MUTED))
            yield OneLine(str(Path.cwd()), id="export-folder", compact=True)
            yield Static(id="export-trouble")
            with Horizontal(classes="export-buttons"):
                yield Button(Content("Export  ctrl+s"), id="export", compact=True, variant="primary")
                yield Button(Content("Cancel  esc"), id="cancel", compact=True)
                yield LoadingIndicator(id="export-busy")

    def on_mount(self) -> None:
        """Begin with what to write."""
        self.query_one("#export-busy").display = False
        self.query_one(RadioSet).focus()

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that are ticked."""
        return tuple(name for name in FORMATS if self.query_one(f"#format-{name}", Checkbox).value)

    @property
    def what(self) -> str:
        """The paper that is chosen."""
        return next(name for name in PAPERS if self.query_one(f"#what-{name}", RadioButton).value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        if event.button.id == "export":
            self.action_export()
        else:
            self.action_close()

    def on_input_submitted(self) -> None:
        """Export with enter in the folder."""
        self.action_export()

    def action_export(self) -> None:
        """Write the files, unless something is missing or it is being done already."""
        folder = self.query_one("#export-folder", OneLine).value.strip()
        if not self.formats:
            self._complain("Tick at least one format.")
        elif not folder:
            self._complain("Name a folder.")
        elif not self.query_one("#export-busy").display:
            self.query_one("#export-busy").display = True
            self.run_worker(self._write(self.what, self.formats, Path(folder).expanduser()))

    async def _write(self, what: str, formats: tuple[str, ...], folder: Path) -> None:
        try:
            paths = await asyncio.to_thread(self.opened.export, what, formats, folder)
        except OnboardError as error:
            self._complain(str(error))
        else:
            tell(self.app, "Written:\n" + "\n".join(str(path) for path in paths))
            self.dismiss(None)
        finally:
            if self.is_attached:
                self.query_one("#export-busy").display = False

    def _complain(self, sentence: str) -> None:
        self.query_one("#export-trouble", Static).update(plain(sentence, "$text-error"))
