"""What can be typed to see what changed in a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import add_id, late

if TYPE_CHECKING:
    from onboard_tui.cli.parsing import Commands


def add_redline_commands(commands: Commands) -> None:
    """Add what shows the difference between drafts, and what a customer changed."""
    redline = commands.add(
        "redline", late("redlines", "redline"), "write Word files with what changed between drafts tracked"
    )
    add_id(redline)
    redline.add_argument(
        "--from", metavar="N", dest="earlier", type=int, required=True, help="the earlier draft's number"
    )
    redline.add_argument(
        "--to",
        metavar="N",
        dest="later",
        type=int,
        help="the later draft's (default: the contract as it is now)",
    )
    redline.add_argument("--out", metavar="DIR", default=".")
    redline.add_argument("--json", action="store_true", help="print the paths as JSON")

    compare = commands.add(
        "compare", late("redlines", "compare"), "say what the customer changed in a Word file they sent back"
    )
    compare.epilog = (
        "Tracked changes in the file are read as accepted. The exit code is 0 whether they changed anything or not. "
        "With the extra onboard-tui[compare] a Word file with tracked changes against theirs is written, too."
    )
    add_id(compare)
    compare.add_argument("file", metavar="FILE.docx", help="the file that came back")
    compare.add_argument(
        "--draft", metavar="N", type=int, help="the draft to compare with (default: the one it was made from)"
    )
    compare.add_argument(
        "--document", metavar="ID", help="which of the draft's papers it is (default: by its title)"
    )
    compare.add_argument("--out", metavar="DIR", default=".", help="where to write the Word file")
    compare.add_argument("--json", action="store_true", help="print what changed as JSON")
