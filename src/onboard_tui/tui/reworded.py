"""A section beside its earlier wording: what came in is underlined, what went out is struck through."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.contract.document import Heading, Item, SubClause
from onboard_tui.contract.marked_text import Mark
from onboard_tui.contract.redline import redline
from onboard_tui.tui.paper_lines import Edited, run_text
from onboard_tui.tui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.contract.marked_text import MarkedText
    from onboard_tui.contract.redline import MarkedBlock
    from onboard_tui.tui.paper_lines import Shown

CAME = "underline $text-success"
WENT = "strike $text-error"


def reworded(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Shown]:
    """Give the blocks as they are now, with the words that came and went; tables stand as they are now."""
    for marked in redline(before, after):
        yield from _shown(marked)


def _shown(marked: MarkedBlock) -> Iterator[Shown]:
    now = marked.now
    if now is None:
        if marked.was is not None and hasattr(marked.was, "runs"):
            yield Edited(_unnumbered(marked.was), plain(run_text(marked.was.runs).plain, WENT))
    elif not hasattr(now, "runs") or not marked.differs:
        yield now
    elif marked.was is None:
        yield Edited(now, run_text(now.runs).stylize(CAME))
    else:
        yield Edited(now, words_changed(marked.texts[0]))


def _unnumbered(block: Block) -> Block:
    """Give a block without the number that it has no longer."""
    match block:
        case Heading() | SubClause():
            return replace(block, number="")
        case Item():
            return replace(block, label="")
        case _:
            return block


def words_changed(text: MarkedText) -> Content:
    """Give a text as it is now, with the words of its earlier form that are gone."""
    now = run_text(text.now)
    parts = []
    at = 0
    for piece, follows in zip_longest(text.pieces, text.pieces[1:]):
        if piece.mark is Mark.DELETED:
            parts.append(plain(piece.text, WENT))
            if follows is not None and follows.mark is Mark.INSERTED and not piece.text[-1].isspace():
                parts.append(Content(" "))
            continue
        words = now[at : at + len(piece.text)]
        parts.append(words.stylize(CAME) if piece.mark is Mark.INSERTED else words)
        at += len(piece.text)
    return Content("").join(parts)
