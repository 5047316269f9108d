"""The script's words with answers put in, and the short names of its questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.interview.fill import fill
from onboard_tui.script.model import AskedOf
from onboard_tui.tui.plain import plain

if TYPE_CHECKING:
    from onboard_tui.script.model import Question, Script
    from onboard_tui.workspace.open_interview import OpenInterview


def filled(text: str, opened: OpenInterview, *, shared: bool = False) -> Content:
    """Give the script's words; what comes from an answer is underlined."""
    return Content("").join(
        plain(piece.text, "underline" if piece.is_answer else "")
        for piece in fill(text, opened.standing, share=shared)
    )


def for_the_seller_only(question: Question) -> bool:
    """Whether share mode hides a question."""
    return question.private or question.asked_of is AskedOf.SELLER


def short_name(question: Question, script: Script) -> str:
    """Give a name for the outline: the id in words, without a prefix that most of its section share."""
    prefixes = Counter(
        each.id.partition("_")[0] for each in script.questions if each.section == question.section
    )
    prefix, _, rest = question.id.partition("_")
    name = rest if rest and 2 * prefixes[prefix] > prefixes.total() else question.id
    return name.replace("_", " ")
