"""What the screen under it is for, and every key that works there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.tui.commands import EVERYWHERE, commands_on, display_key
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.tui.commands import Command

ABOUT: Mapping[str, tuple[str, str]] = {
    "home": (
        "Your interviews",
        (
            "Everything that was started is here, newest first, below what needs doing. Open one and go on with the "
            "question that tells most now. Nothing needs saving: an answer that the screen calls saved is on the disk."
        ),
    ),
    "interview": (
        "The interview",
        (
            "One question at a time. Say it in your own words, type or choose the answer, and go on. Go back, jump or "
            "change an answer whenever you like; later answers stay."
        ),
    ),
    "review": (
        "Review",
        (
            "Every answer by section, with where it comes from. What no longer applies is grey and counts nowhere. "
            "Enter goes to the question."
        ),
    ),
    "verdict": (
        "Verdict",
        (
            "Where the deal stands, which rule says so, the answers that made it, and the smallest set of changes that "
            "would make it better. Every line can be opened. It advises; you decide, and keep here what came of it. "
            "For you only."
        ),
    ),
    "sitting": (
        "This sitting",
        (
            "What happened since the interview was opened: what was left untouched first, then answers, flags, attempts, "
            "what changed because of them, and what was promised. For you only."
        ),
    ),
    "migration": (
        "Newer version of the script",
        (
            "What would become of every answer under the newer script, and what would change in flags, verdict and "
            "contract. Enter moves the interview there, and ctrl+z takes that back whole. Esc leaves it as it is. For you only."
        ),
    ),
    "due": (
        "To be followed up",
        (
            "Everything that somebody promised, planned or put off, and what follows from a decision: overdue, today, and "
            "what comes. Enter opens the interview where it is about that."
        ),
    ),
    "track_record": (
        "Track record",
        (
            "Deployments in active use first. Then the chance of active use for each kind of verdict, from a stated start "
            "corrected by what became of your own deals, and how good the forecasts were."
        ),
    ),
    "contract": (
        "Contract",
        (
            "The agreement as the answers make it now. What is marked “To confirm” waits for an answer. For you only, "
            "until you export it."
        ),
    ),
    "layer": (
        "A choice",
        (
            "Up and down go through the lines, enter chooses, and where the lines have numbers a number does. Esc closes "
            "it; nothing is recorded then."
        ),
    ),
    "form": (
        "A few words",
        (
            "Enter goes to the next field, and from the last one hands in what is typed; so does ctrl+n from any. Days can be "
            "typed in words: tomorrow, end of march, in 3 weeks. What is refused stays to be put right. Esc closes "
            "without recording anything."
        ),
    ),
    "steering": (
        "Steering",
        (
            "An answer that speaks against the deal, why it does, and the words to say now. Say them, then choose how they "
            "took it. Insisting is final only after the attempts that are needed. Put it off, or say why it does not apply; "
            "a plan can stand in where one is offered. Esc leaves it untouched, and the sitting says so. For you only."
        ),
    ),
}
"""Title and purpose of each place."""

EVERYWHERE_TITLE = "Everywhere"
KEY_WIDTH = 12


class HelpScreen(Layer[None]):
    """The help for one place; `esc` closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q", "close", "Close", show=False, id="help.close"),
    ]

    def __init__(self, place: str) -> None:
        super().__init__()
        self.about = place
        """The place that is explained."""

    def compose(self) -> ComposeResult:
        """Show what the place is for, then its keys, then those that work everywhere."""
        title, purpose = ABOUT.get(self.about, ("onboard", "Guided interviews that end in a contract."))
        shared = self.onboard.share
        with Vertical(classes="box"):
            yield Static(plain(title), classes="box-title")
            with VerticalScroll(id="help-body"):
                yield Static(plain(purpose), classes="help-purpose")
                yield Keys(_own(self.about, shared=shared))
                yield Static(plain(EVERYWHERE_TITLE), classes="help-heading")
                yield Keys(_own(EVERYWHERE, shared=shared))
            yield Static(Content.assemble(("esc", "bold"), " close"), classes="muted")

    def action_explain(self) -> None:
        """Close: the key that opened it closes it again."""
        self.action_close()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#help-body").focus()


def _own(place: str, *, shared: bool) -> list[Command]:
    return [
        command
        for command in commands_on(place)
        if place in command.screens and not (shared and command.private)
    ]


class Keys(Rows, can_focus=False):
    """Commands, one under the other: the keys, then what they do."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__([row_of(command) for command in commands])


def row_of(command: Command) -> Row:
    """Give a command as a row; one without a key is found in the palette."""
    keys = " ".join(display_key(key) for key in command.keys.split(",") if key) or "ctrl+p"
    return Row(command.id, Content.styled(f"{keys:<{KEY_WIDTH}}", "bold"), plain(command.help, MUTED))
