"""Makes one Word file of two forms of a paper, with tracked changes from the one to the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from onboard_tui.contract.document import Signature
from onboard_tui.contract.marked_text import Mark
from onboard_tui.contract.redline import redline
from onboard_tui.export.word.body import elements_by_block
from onboard_tui.export.word.redline_marks import Reviser
from onboard_tui.export.word.redline_tables import merged_table, table_on_one_side
from onboard_tui.export.word.redline_text import merged_paragraph, paragraph_on_one_side
from onboard_tui.export.word.targets import Plan
from onboard_tui.export.word.writer import day_of, layout_of, write_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.marked_text import MarkedText
    from onboard_tui.contract.redline import MarkedBlock, MarkedRow
    from onboard_tui.export.paper import Paper
    from onboard_tui.export.word.body import Layout
    from onboard_tui.export.word.targets import Target

NOBODY = "onboard-tui"
"""Who is said to have changed a paper that names no author; Word takes no change without one."""

_TABLE = qn("w:tbl")
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph or a table of one paper, or of both."""

    mark: Mark
    element: BaseOxmlElement
    """The later form, where there are two."""
    before: BaseOxmlElement | None = None
    """The earlier form of one that stands in both papers."""
    text: MarkedText | None = None
    rows: tuple[MarkedRow, ...] = ()
    move: int | None = None
    """Of a paragraph that stands in another place of the other paper: the number of the move."""

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.element.tag == _TABLE)


def _parts(
    marked: Sequence[MarkedBlock],
    old: Iterator[list[BaseOxmlElement]],
    new: Iterator[list[BaseOxmlElement]],
) -> Iterator[_Part]:
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
) -> Iterator[_Part]:
    """Pair the elements of a block from its end; a page break may have put a small one before the others."""
    both = min(len(was), len(now))
    if [each.tag for each in was[len(was) - both :]] != [each.tag for each in now[len(now) - both :]]:
        both = 0
    move = block.move if block and len(was) + len(now) == 1 else None
    yield from (_Part(Mark.DELETED, element, move=move) for element in was[: len(was) - both])
    yield from (_Part(Mark.INSERTED, element, move=move) for element in now[: len(now) - both])
    text = block.texts[0] if block and block.texts else None
    rows = block.rows if block else ()
    for old, new in zip(was[len(was) - both :], now[len(now) - both :], strict=True):
        yield _Part(Mark.SAME, new, old, text, rows)


# The end of the body


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a paragraph, which holds its properties; a table has none."""

    mark: Mark
    properties: BaseOxmlElement
    before: BaseOxmlElement | None = None
    """What the properties were in the earlier paper, where the end stands in both."""


def _written(parts: list[_Part], reviser: Reviser) -> Iterator[BaseOxmlElement]:
    """Give the body with its tracked changes."""
    parts = _without_broken_moves(_with_common_end(parts))
    for part, end in zip(parts, _ends(parts), strict=True):
        if end is not None:
            yield from _paragraph(part, end, reviser)
        elif part.before is None:
            yield table_on_one_side(part.element, part.mark, reviser)
        else:
            yield merged_table(part.before, part.element, part.rows, reviser)


def _paragraph(part: _Part, end: _End, reviser: Reviser) -> Iterator[BaseOxmlElement]:
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


def _tail(parts: Sequence[_Part]) -> int:
    """Give the place from which on everything stands in one paper only."""
    return max((place for place, part in enumerate(parts) if part.mark is Mark.SAME), default=-1) + 1


def _with_common_end(parts: list[_Part]) -> list[_Part]:
    """Let the body end with one paragraph of both papers, where it needs one.

    The last paragraph of a body can neither come nor go: nothing follows that it could be joined with.
    """
    start = _tail(parts)
    tail = parts[start:]
    last = parts[start - 1] if start else None
    one_sided = len({part.mark for part in tail}) == 1
    if last and last.before is not None and one_sided and any(part.is_table for part in tail):
        start -= 1
        tail = [_Part(Mark.DELETED, last.before), _Part(Mark.INSERTED, last.element), *tail]
    went = [part for part in tail if part.mark is Mark.DELETED]
    came = [part for part in tail if part.mark is Mark.INSERTED]
    if not went or not came:
        return parts
    together = _Part(Mark.SAME, came[-1].element, went[-1].element)
    return [*parts[:start], *went[:-1], *came[:-1], together]


def _without_broken_moves(parts: list[_Part]) -> list[_Part]:
    """Take moves for coming and going where one of the two places is at the end, or is not there any more."""
    places = Counter(part.move for part in parts[: _tail(parts)])
    return [part if places[part.move] == 2 else replace(part, move=None) for part in parts]


def _ends(parts: Sequence[_Part]) -> list[_End | None]:
    """Give the ends of the paragraphs.

    Where paragraphs came or went after the last common one, it is its end that came or went with all but the
    last of theirs: the last one always stays, and takes on the properties of the common one.
    """
    ends = [None if part.is_table else _end(part) for part in parts]
    start = _tail(parts)
    common, last = (ends[start - 1], ends[-1]) if 0 < start < len(parts) else (None, None)
    if common is None or last is None:
        return ends
    if last.mark is Mark.INSERTED:
        ends[start - 1] = _End(Mark.INSERTED, common.properties)
        ends[-1] = _End(Mark.SAME, last.properties, common.before)
    else:
        ends[start - 1] = _End(Mark.DELETED, common.properties if common.before is None else common.before)
        ends[-1] = _End(Mark.SAME, common.properties, last.properties)
    return ends


def _end(part: _Part) -> _End:
    return _End(part.mark, part.element[0], None if part.before is None else part.before[0])
