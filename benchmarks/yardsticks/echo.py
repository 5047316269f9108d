"""The least that typing can cost in Textual: one input line and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Echo(App[None]):
    """One input line."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Input(placeholder="Type here")


if __name__ == "__main__":
    Echo().run()
