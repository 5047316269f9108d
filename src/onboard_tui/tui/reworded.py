"""A section beside its earlier wording: what came in is underlined, what went out is struck through."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.contract.document import Heading, PageBreak, SubClause
from onboard_tui.tui.paper_lines import Edited, run_text
from onboard_tui.tui.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.tui.paper_lines import Shown

CAME = "underline $text-success"
WENT = "strike $text-error"
ALIKE = 0.7
"""The share of words and spaces that two texts have in common, below which one stands in place of the other."""
WORDS = re.compile(r"\s+|\S+")


def reworded(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Shown]:
    """Give the blocks as they are now, with the words that came and went; tables stand as they are now."""
    old, new = [_words(block) for block in before], [_words(block) for block in after]
    for how, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield from after[k:end]
            continue
        yield from _paired(list(before[i:j]), after[k:end])


def _paired(before: list[Block], after: Sequence[Block]) -> Iterator[Shown]:
    """Set each block beside the first one of its kind that stood here; what is left over came or went."""
    for now in after:
        like = next((place for place, was in enumerate(before) if type(was) is type(now)), None)
        if like is None:
            yield _marked(now)
            continue
        yield from _gone(before[:like])
        yield _edited(before[like], now)
        del before[: like + 1]
    yield from _gone(before)


def _gone(blocks: Sequence[Block]) -> Iterator[Shown]:
    for block in blocks:
        if hasattr(block, "runs"):
            unnumbered = replace(block, number="") if isinstance(block, (Heading, SubClause)) else block
            yield Edited(unnumbered, plain(_words(block), WENT))


def _edited(was: Block, now: Block) -> Shown:
    if not hasattr(was, "runs") or not hasattr(now, "runs"):
        return now
    return Edited(now, words_changed(run_text(was.runs), run_text(now.runs)))


def _marked(block: Block) -> Shown:
    return Edited(block, run_text(block.runs).stylize(CAME)) if hasattr(block, "runs") else block


def words_changed(was: Content, now: Content) -> Content:
    """Give a text as it is now, with the words of its earlier form that are gone."""
    old, new = WORDS.findall(was.plain), WORDS.findall(now.plain)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return plain(was.plain, WENT) + Content(" ") + now.stylize(CAME)
    parts = []
    at = 0
    for how, i, j, k, end in matcher.get_opcodes():
        length = sum(map(len, new[k:end]))
        stays = now[at : at + length]
        at += length
        if how in {"delete", "replace"}:
            parts.append(plain("".join(old[i:j]).rstrip(), WENT) + Content(" "))
        if how == "equal":
            parts.append(stays)
        elif length:
            parts.append(stays.stylize(CAME))
    return Content("").join(parts)


def _words(block: Block) -> str:
    """Give a block's text; one without runs is told apart by all of it."""
    if isinstance(block, PageBreak):
        return ""
    return run_text(block.runs).plain if hasattr(block, "runs") else repr(block)
