"""What can be typed to move an interview to another version of its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import add_id, late

if TYPE_CHECKING:
    from onboard_tui.cli.parsing import Commands


def add_migrating_commands(commands: Commands) -> None:
    """Add what moves an interview between versions of its script."""
    migrate = commands.add(
        "migrate",
        late("migrating", "migrate"),
        "tell what a newer script changes in an interview, or move it",
    )
    add_id(migrate)
    migrate.add_argument("--to", metavar="SCRIPT", help="a bundled script's id, or a file")
    migrate.add_argument(
        "--language",
        metavar="TAG",
        default="",
        help="for a script in several languages (default: as it is now)",
    )
    migrate.add_argument("--apply", action="store_true", help="move it, as one step that can be taken back")
    migrate.add_argument("--back", action="store_true", help="instead: take the last move back")
    migrate.add_argument("--json", action="store_true")
