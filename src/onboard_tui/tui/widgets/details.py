"""The row below an answer: its source, who said it, the customer's words, a note. For the seller only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from onboard_tui.interview.entries import Source
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import SOURCES
from onboard_tui.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Click
    from textual.widgets import Input

    from onboard_tui.interview.entries import Recorded

COMMAND = "command"
GAP = "   "
LABELS = {"said_by": "said by", "quote": "quote", "note": "note"}


@dataclass(frozen=True, slots=True)
class AnswerDetails:
    """What is kept beside an answer."""

    source: Source = Source.CUSTOMER_SAID
    said_by: str = ""
    quote: str = ""
    note: str = ""


class Details(Vertical):
    """One line that shows the details, and one that appears to type one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Back", show=False, id="details.give_up"),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    Details { height: auto; padding: 0 1; }
    Details > Static { height: auto; color: $text-muted; }
    Details > OneLine { display: none; }
    Details > OneLine.-here { display: block; }
    """

    class Done(Message):
        """A detail was typed, or given up."""

    def __init__(self) -> None:
        super().__init__()
        self.details = AnswerDetails()
        self.said_before = ""
        """Who was named last; taken to be speaking still."""
        self._typed = "said_by"
        self._held = ""

    def compose(self) -> ComposeResult:
        """Show the details in a line."""
        yield Static(id="details-line")
        yield OneLine(id="details-typed", select_on_focus=False)

    def show(self, recorded: Recorded | None, *, typing: bool, ours: bool) -> None:
        """Show what is recorded beside an answer; for a new one what is likely.

        `typing` says that letters go into a text field, `ours` that it is the seller who answers.
        """
        self._held = "alt+" if typing else ""
        if recorded is not None:
            self.details = AnswerDetails(recorded.source, recorded.said_by, recorded.quote, recorded.note)
        elif ours:
            self.details = AnswerDetails(Source.WE_SAW_IT)
        else:
            self.details = AnswerDetails(said_by=self.said_before)
        self._hide_typing()
        self._show()

    def heard_from(self, who: str) -> None:
        """Take the answer that is to be given anew to be another person's, in words that are still to be heard."""
        self.details = replace(self.details, said_by=who, quote="")
        self._show()

    def next_source(self) -> None:
        """Go on to the next kind of source."""
        sources = tuple(Source)
        after = sources[(sources.index(self.details.source) + 1) % len(sources)]
        self.details = replace(self.details, source=after)
        self._show()

    def type_detail(self, name: str) -> None:
        """Let one of the details be typed."""
        self._typed = name
        line = self.query_one(OneLine)
        line.add_class("-here")
        line.border_title = Content(f"{LABELS[name]} · enter keeps it")
        line.value = getattr(self.details, name)
        line.cursor_position = len(line.value)
        self.screen.set_focus(line)  # at once, for letters that came along with the key belong to the line

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep this from being taken for the answer."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the detail."""
        event.stop()
        words = event.value.strip()
        match self._typed:
            case "said_by":
                self.details = replace(self.details, said_by=words)
            case "quote":
                self.details = replace(self.details, quote=words)
            case _:
                self.details = replace(self.details, note=words)
        if self._typed == "said_by":
            self.said_before = self.details.said_by
        self._leave_typing()

    def action_give_up(self) -> None:
        """Leave the detail as it was."""
        self._leave_typing()

    def _leave_typing(self) -> None:
        self._hide_typing()
        self._show()
        self.post_message(self.Done())

    def _hide_typing(self) -> None:
        self.query_one(OneLine).remove_class("-here")

    def _show(self) -> None:
        line = self.query_one("#details-line", Static)
        width = line.content_size.width or self.app.size.width
        line.update(Content("\n").join(packed(self._parts(), width)))

    def on_resize(self) -> None:
        """Break the line anew, between the details."""
        if self.display:
            self._show()

    def _parts(self) -> list[Content]:
        said = self.details
        sign = SOURCES[said.source.value]
        parts = [self._part("s", "source", sign.word, sign.style).stylize(on_click("source"))]
        parts += [
            self._part(key, LABELS[name], words, "$foreground").stylize(on_click(f"detail('{name}')"))
            for key, name, words in (
                ("w", "said_by", said.said_by),
                ("q", "quote", said.quote),
                ("n", "note", said.note),
            )
        ]
        return [*parts, self._part("v", "advice", "", "").stylize(on_click("advice"))]

    def _part(self, key: str, label: str, words: str, style: str) -> Content:
        part = Content.assemble((f"{self._held}{key} ", "$footer-key-foreground"), (label, MUTED))
        return part + one_line(f" {words}", style) if words else part

    async def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        action = event.style.meta.get(COMMAND)
        if action is not None:
            event.stop()
            await self.run_action(action)

    def blank(self) -> None:
        """Show nothing, for share mode."""
        self._hide_typing()
        self.query_one("#details-line", Static).update(Content())


def on_click(action: str) -> Style:
    """Give a style that says what a click on the words does."""
    return Style.from_meta({COMMAND: f"screen.{action}"})


def packed(parts: list[Content], width: int) -> list[Content]:
    """Put as many parts on a line as fit, so that a key never stands apart from its words."""
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + len(GAP) + part.cell_length <= width:
            lines[-1] = lines[-1] + Content(GAP) + part
        else:
            lines.append(part)
    return lines
