"""What can be typed to see a whole interview before it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import late

if TYPE_CHECKING:
    from onboard_tui.cli.parsing import Commands


def add_questions_command(commands: Commands) -> None:
    """Add what puts a script on paper."""
    questions = commands.add(
        "questions",
        late("questions", "questions"),
        "print all questions of a script, to prepare or to hand out",
    )
    questions.epilog = "Without --coach there is nothing private in it."
    questions.add_argument("script", metavar="SCRIPT", help="a bundled script's id, or a file")
    questions.add_argument(
        "--coach",
        action="store_true",
        help="for the seller: with our own questions, coaching, red flags and the verdict in words",
    )
    questions.add_argument(
        "--language", metavar="TAG", default="", help="for a script in several languages: en, de, ..."
    )
    questions.add_argument(
        "--to", metavar="FORMATS", help="write files: md, html, docx, pdf, json, with commas between"
    )
    questions.add_argument("--out", metavar="DIR", default=".", help="where to write them")
    questions.add_argument(
        "--graph", metavar="FILE.svg", help="write a picture of which answer decides which question"
    )
