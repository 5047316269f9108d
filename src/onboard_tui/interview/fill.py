"""Earlier answers inside the words that are said: `{own_weeks}` becomes the answer, or a blank line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onboard_tui.interview.values import BLANK, display, display_result
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Script

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Piece(NamedTuple):
    """A stretch of text: the script's own words, or what stands in for an answer."""

    text: str
    is_answer: bool


def fill(text: str, standing: Standing, *, share: bool = False) -> tuple[Piece, ...]:
    """Put answers into a text, as text and nothing else, with a blank line where one is not known.

    With `share`, nothing that was answered in private is put in.
    """
    pieces: list[Piece] = []
    end = 0
    for found in _PLACE.finditer(text):
        words = _in_words(found[1], standing, share=share)
        if words is None:
            continue
        if found.start() > end:
            pieces.append(Piece(text[end : found.start()], is_answer=False))
        pieces.append(Piece(words, is_answer=True))
        end = found.end()
    if end < len(text):
        pieces.append(Piece(text[end:], is_answer=False))
    return tuple(pieces)


def filled(text: str, standing: Standing, *, share: bool = False) -> str:
    """Give the text with its answers put in, as one string."""
    return "".join(piece.text for piece in fill(text, standing, share=share))


def with_blanks(text: str, script: Script) -> str:
    """Give the text with a blank line for every answer, as it is written before anything was asked."""

    def blank(found: re.Match[str]) -> str:
        known = found[1] in script.question_by_id or found[1] in script.computed_by_id
        return BLANK if known else found[0]

    return _PLACE.sub(blank, text)


def _in_words(name: str, standing: Standing, *, share: bool) -> str | None:
    """Give the answer in words; nothing where the script has no such name."""
    script = standing.script
    question = script.question_by_id.get(name)
    if question is None and name not in script.computed_by_id:
        return None
    if share and _reads_private(name, standing):
        return BLANK
    value = standing.value(name)
    if isinstance(value, Missing):
        return BLANK
    return display_result(value, script) if question is None else display(question, value, script)


def _reads_private(name: str, standing: Standing) -> bool:
    """Whether a name is a private question, or a computed value that reads one."""
    script = standing.script
    waiting, seen = [name], {name}
    while waiting:
        each = waiting.pop()
        question = script.question_by_id.get(each)
        if question is not None and question.private:
            return True
        if question is None:
            new = script.computed_by_id[each].value.names - seen
            seen |= new
            waiting += new
    return False
