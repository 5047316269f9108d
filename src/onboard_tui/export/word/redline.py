"""Makes one Word file of two forms of a paper, with tracked changes from the one to the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Signature
from onboard_tui.contract.marked_text import Mark
from onboard_tui.contract.redline import redline
from onboard_tui.export.word.body import elements_by_block
from onboard_tui.export.word.redline_ends import Part, ends_of, with_firm_ends
from onboard_tui.export.word.redline_marks import Reviser
from onboard_tui.export.word.redline_tables import merged_table, table_on_one_side
from onboard_tui.export.word.redline_text import merged_paragraph, paragraph_on_one_side
from onboard_tui.export.word.targets import Plan
from onboard_tui.export.word.writer import day_of, layout_of, write_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.redline import MarkedBlock
    from onboard_tui.export.paper import Paper
    from onboard_tui.export.word.body import Layout
    from onboard_tui.export.word.redline_ends import End
    from onboard_tui.export.word.targets import Target

NOBODY = "onboard-tui"
"""Who is said to have changed a paper that names no author; Word takes no change without one."""

_LONGEST_BOOKMARK = 40


def write_redline(before: Paper, after: Paper) -> bytes:
    """Give a Word file in which every difference between two papers is a tracked change.

    Accepting all changes gives the body of `after`, rejecting all of them that of `before`. Header, footer,
    watermark and properties are those of `after`. The same papers give the same bytes.
    """
    marked = redline(before.document.blocks, after.document.blocks)
    layout = layout_of(after)
    earlier = _with_names_of(layout, layout_of(before), marked)
    parts = _parts(
        marked,
        elements_by_block(before.document.blocks, earlier),
        elements_by_block(after.document.blocks, layout),
    )
    reviser = Reviser(after.author or NOBODY, day_of(after))
    return write_body(after, layout, _written(list(parts), reviser))


# References


def _with_names_of(layout: Layout, earlier: Layout, marked: Sequence[MarkedBlock]) -> Layout:
    """Let bookmarks around a clause of both papers have one name, and all others different ones."""
    was, now = earlier.plan, layout.plan
    old_ids, new_ids = _ids(was), _ids(now)
    bookmarks: dict[int, Target] = {}
    i = j = 0
    for each in marked:
        target = was.bookmarks.get(i) if each.was is not None else None
        if target is not None:
            beside = now.bookmarks.get(j) if each.now is not None else None
            shared = beside and new_ids[beside.bookmark] == old_ids[target.bookmark]
            name = beside.bookmark if beside and shared else f"_Was{target.bookmark}"[:_LONGEST_BOOKMARK]
            bookmarks[i] = replace(target, bookmark=name)
        i += each.was is not None
        j += each.now is not None
    targets = {old_ids[target.bookmark]: bookmarks[place] for place, target in was.bookmarks.items()}
    context = replace(earlier.context, targets=targets)
    return replace(earlier, context=context, plan=Plan(was.counted, bookmarks, targets))


def _ids(plan: Plan) -> dict[str, str]:
    """Give what each bookmark stands for."""
    return {target.bookmark: name for name, target in plan.targets.items()}


# What stands in the body


def _parts(
    marked: Sequence[MarkedBlock],
    old: Iterator[list[BaseOxmlElement]],
    new: Iterator[list[BaseOxmlElement]],
) -> Iterator[Part]:
    """Set what the writer makes of both papers beside each other; places to sign are one table together."""
    for signs, together in groupby(marked, key=lambda each: isinstance(each.was or each.now, Signature)):
        pairs = [
            (each, [] if each.was is None else next(old), [] if each.now is None else next(new))
            for each in together
        ]
        if signs:
            was = [element for _, made, _ in pairs for element in made]
            now = [element for _, _, made in pairs for element in made]
            yield from _beside(None, was, now)
        else:
            for each, was, now in pairs:
                yield from _beside(each, was, now)


def _beside(
    block: MarkedBlock | None, was: Sequence[BaseOxmlElement], now: Sequence[BaseOxmlElement]
) -> Iterator[Part]:
    """Pair the elements of a block from its end; a page break may have put a small one before the others."""
    both = min(len(was), len(now))
    if [each.tag for each in was[len(was) - both :]] != [each.tag for each in now[len(now) - both :]]:
        both = 0
    move = block.move if block and len(was) + len(now) == 1 else None
    yield from (Part(Mark.DELETED, element, move=move) for element in was[: len(was) - both])
    yield from (Part(Mark.INSERTED, element, move=move) for element in now[: len(now) - both])
    text = block.texts[0] if block and block.texts else None
    rows = block.rows if block else ()
    for old, new in zip(was[len(was) - both :], now[len(now) - both :], strict=True):
        yield Part(Mark.SAME, new, old, text, rows)


def _written(parts: list[Part], reviser: Reviser) -> Iterator[BaseOxmlElement]:
    """Give the body with its tracked changes."""
    parts = with_firm_ends(parts)
    for part, end in zip(parts, ends_of(parts), strict=True):
        if end is not None:
            yield from _paragraph(part, end, reviser)
        elif part.before is None:
            yield table_on_one_side(part.element, part.mark, reviser)
        else:
            yield merged_table(part.before, part.element, part.rows, reviser)


def _paragraph(part: Part, end: End, reviser: Reviser) -> Iterator[BaseOxmlElement]:
    moved = part.move is not None
    properties = reviser.properties(end.properties, end.before, end.mark, moved=moved)
    if part.before is not None:
        yield merged_paragraph(part.before, part.element, part.text, properties, reviser)
        return
    made = paragraph_on_one_side(part.element, part.mark, properties, reviser, moved=moved)
    if part.move is None:
        yield made
    else:
        yield from reviser.moved(made, part.mark, part.move)
