"""From Markdown with tokens to blocks of the document tree; what it does not know it refuses."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from onboard_tui.contract.document import Align, Block, Bullet, Cell, Item, Paragraph, Run, SubClause, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from onboard_tui.contract.tokens import Slots

DEEPEST_LIST = 2

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_STRICT_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
"""Sees raw HTML as such, so that a check can refuse it."""

_KEPT_PARSED = 1_000
"""Clauses and lines that are kept as they were parsed last."""

EMPTY_ROW = "\u2013"
"""Stands in each cell where a table has no rows."""

_ALIGN = {"text-align:right": Align.RIGHT, "text-align:center": Align.CENTER}

_REFUSED = {
    "heading_open": "A clause has no headings of its own; its title stands in the front matter.",
    "html_block": "HTML has no place in a clause.",
    "html_inline": "HTML has no place in a clause.",
    "fence": "Code has no place in a clause.",
    "code_block": "Code has no place in a clause; indent by less than four spaces.",
    "code_inline": "Code has no place in a clause.",
    "link_open": "Links have no place in a clause; write the address as text.",
    "image": "Pictures have no place in a clause.",
    "hr": "A clause has no rules across the page.",
}


class UnknownMarkdownError(ValueError):
    """A clause uses Markdown that a contract does not have."""

    def __init__(self, sentence: str, line: int) -> None:
        """Keep the sentence and the line, counted from 1."""
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def blocks_of(
    markdown: str, slots: Slots, *, clause: str, numbered: bool, strict: bool = False
) -> tuple[Block, ...]:
    """Parse a clause; `numbered` makes its paragraphs sub-clauses. Raises UnknownMarkdownError."""
    return tuple(_Walker(slots, clause, numbered=numbered).walk(_parsed(markdown, strict=strict)))


@lru_cache(maxsize=_KEPT_PARSED)
def _parsed(markdown: str, *, strict: bool = False) -> Sequence[Token]:
    """Parse a clause; with other answers it is mostly the same Markdown, for its values are tokens in it."""
    return (_STRICT_PARSER if strict else _PARSER).parse(markdown)


@lru_cache(maxsize=_KEPT_PARSED)
def _parsed_line(markdown: str) -> Token:
    (inline,) = _PARSER.parseInline(markdown)
    return inline


def inline_runs(markdown: str, slots: Slots) -> tuple[Run, ...]:
    """Parse one line of text, such as a plain summary line. Raises UnknownMarkdownError."""
    return tuple(_runs(_parsed_line(markdown), slots))


def _runs(inline: Token, slots: Slots) -> Iterator[Run]:
    bold = italic = 0
    line = inline.map[0] + 1 if inline.map else 1
    for part in inline.children or ():
        match part.type:
            case "text" | "text_special":
                yield from slots.runs(part.content, bold=bold > 0, italic=italic > 0)
            case "softbreak":
                line += 1
                yield Run(" ", bold=bold > 0, italic=italic > 0)
            case "hardbreak":
                line += 1
                yield Run("\n", bold=bold > 0, italic=italic > 0)
            case "strong_open" | "strong_close":
                bold += part.nesting
            case "em_open" | "em_close":
                italic += part.nesting
            case other:
                raise UnknownMarkdownError(_REFUSED.get(other, f"“{other}” has no place in a clause."), line)


def _joined(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Put neighbours of the pack's own words together, so that a tree has no needless seams."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        plain = run.target is None and not run.sources
        alike = last is not None and (last.kind, last.bold, last.italic) == (run.kind, run.bold, run.italic)
        if last and plain and alike and last.target is None and not last.sources:
            joined[-1] = Run(last.text + run.text, run.kind, run.bold, run.italic)
        else:
            joined.append(run)
    return tuple(joined)


@dataclass
class _Frame:
    """A list or a quotation that the walk is inside of."""

    type: str
    count: int = 0


class _Walker:
    """Turns the tokens of one clause into blocks."""

    def __init__(self, slots: Slots, clause: str, *, numbered: bool) -> None:
        self._slots = slots
        self._clause = clause
        self._numbered = numbered
        self._frames: list[_Frame] = []

    def walk(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Give the blocks in order."""
        stream = iter(tokens)
        for token in stream:
            match token.type:
                case "paragraph_open":
                    inline = next(stream)
                    yield self._paragraph(_joined(_runs(inline, self._slots)))
                case "ordered_list_open" | "bullet_list_open" | "blockquote_open":
                    self._enter(token)
                case "ordered_list_close" | "bullet_list_close" | "blockquote_close":
                    self._frames.pop()
                case "table_open":
                    yield self._table(
                        list(itertools.takewhile(lambda each: each.type != "table_close", stream))
                    )
                case "list_item_open":
                    self._frames[-1].count = 0
                case "paragraph_close" | "list_item_close":
                    pass
                case other:
                    line = token.map[0] + 1 if token.map else 1
                    raise UnknownMarkdownError(
                        _REFUSED.get(other, f"“{other}” has no place in a clause."), line
                    )

    def _enter(self, token: Token) -> None:
        line = token.map[0] + 1 if token.map else 1
        self._frames.append(_Frame(token.type))
        if len(self._frames) > DEEPEST_LIST:
            raise UnknownMarkdownError(f"Lists stand at most {DEEPEST_LIST} deep.", line)
        if len({frame.type for frame in self._frames}) > 1:
            raise UnknownMarkdownError("Lists of different kinds cannot stand in one another.", line)

    def _paragraph(self, runs: tuple[Run, ...]) -> Block:
        if not self._frames:
            return SubClause("", runs, self._clause) if self._numbered else Paragraph(runs, self._clause)
        frame = self._frames[-1]
        frame.count += 1
        if frame.type == "blockquote_open":
            return Paragraph(tuple(_in_italics(runs)), self._clause)
        if frame.count > 1:
            return Paragraph(runs, self._clause)
        if frame.type == "bullet_list_open":
            return Bullet(runs, self._clause)
        return Item("", len(self._frames), runs, self._clause)

    def _table(self, tokens: list[Token]) -> Table:
        rows: list[tuple[Cell, ...]] = []
        align: list[Align] = []
        cells: list[Cell] = []
        for token, following in itertools.pairwise(tokens):
            if token.type in {"th_open", "td_open"}:
                cells.append(_joined(_runs(following, self._slots)))
                if token.type == "th_open":
                    align.append(_ALIGN.get(str(token.attrs.get("style")), Align.LEFT))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        head, *body = rows
        total = body.pop() if body and _is_total(body[-1]) else None
        if not body and total is None:
            body = [tuple((Run(EMPTY_ROW),) for _ in head)]
        return Table(head, tuple(body), tuple(align), total, self._clause)


def _in_italics(runs: tuple[Run, ...]) -> Iterator[Run]:
    for run in runs:
        yield Run(run.text, run.kind, run.bold, italic=True, sources=run.sources, target=run.target)


def _is_total(row: tuple[Cell, ...]) -> bool:
    """Whether a row is the table's total: its first cell is the pack's own words, in bold."""
    return bool(row[0]) and all(run.bold and not run.sources for run in row[0])
