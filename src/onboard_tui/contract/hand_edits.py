r"""A clause as a text that a person can edit, and what such a text says, paragraph by paragraph.

A blank line stands between paragraphs. `(a)` begins an item, `(i)` set in from the left an item of an item, `•` a
bullet, and `>` with a blank behind it a paragraph without a number among numbered ones. A table is one line, `[Table: Service · Price]`: it
can be moved or taken out. A line of other text that looks like one of these, or is blank, has a `\` before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import (
    Bullet,
    Item,
    Paragraph,
    RunKind,
    SubClause,
    Table,
)
from onboard_tui.contract.marked_text import words_in
from onboard_tui.contract.matching import matches
from onboard_tui.contract.numbering import letters, roman
from onboard_tui.contract.tokens import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onboard_tui.contract.document import Block, Run

BODY: Final = ""
"""A paragraph as its part has them: numbered where the part is."""
ASIDE: Final = ">"
ITEM: Final = "(a)"
SUB_ITEM: Final = "(i)"
BULLET: Final = "•"
TABLE: Final = "[]"

_ITEM = re.compile(r"([ \t]*)\(([a-z]{1,3}|[ivx]+)\)(?:[ \t]+|$)")
_OTHER = re.compile(r"[ \t]*(•|>(?=[ \t]|$))[ \t]?")
_TABLE = re.compile(r"\[Table: (.*)\]\s*")
_SET_IN = "    "
_ALPHABET: Final = 26
_ROMAN: Final = frozenset("ivx")
_ANY_NUMBER: Final = 26**4
"""More items than the letters of a label can count."""
REFERENCE: Final = re.compile(f"({BEGIN}[^{END}]*{END})")
"""A reference in the text of a piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, item or bullet of a clause, or the place of a table."""

    sort: str
    """`BODY`, `ASIDE`, `ITEM`, `SUB_ITEM`, `BULLET` or `TABLE`."""
    text: str
    """Its words, in which a reference is its target between the two characters of `tokens`; a table's name."""


@dataclass(frozen=True, slots=True)
class Token:
    """The beginning of a piece, or a word, a sign or a reference of one."""

    key: str
    """The word; of a beginning a line break and the piece's sort, of a table its name, too."""
    lead: str = ""
    """The blanks before it."""
    piece: int = 0
    at: int = 0
    """Where in the piece its blanks begin."""

    @property
    def opens(self) -> bool:
        """Whether it is the beginning of a piece."""
        return self.key.startswith("\n")

    @property
    def end(self) -> int:
        """Where in its piece it ends."""
        return self.at + len(self.lead) + len(self.key)


def pieces_of(blocks: Sequence[Block], *, numbered: bool) -> tuple[Piece, ...]:
    """Give the pieces of a clause's blocks, before or after they were numbered."""
    names = Counter[str]()
    return tuple(_piece(block, names, numbered=numbered) for block in blocks)


def _piece(block: Block, names: Counter[str], *, numbered: bool) -> Piece:
    match block:
        case Item():
            return Piece(ITEM if block.level == 1 else SUB_ITEM, _text(block.runs))
        case Bullet():
            return Piece(BULLET, _text(block.runs))
        case Paragraph() if numbered:
            return Piece(ASIDE, _text(block.runs))
        case SubClause() | Paragraph():
            return Piece(BODY, _text(block.runs))
        case Table():
            name = " · ".join(" ".join(_text(cell).split()) for cell in block.head)
            names[name] += 1
            return Piece(TABLE, f"{name} ({names[name]})" if names[name] > 1 else name)
        case _:
            raise TypeError(f"a clause holds no {type(block).__name__}")


def _text(runs: Iterable[Run]) -> str:
    return "".join(map(letters_of, runs))


def letters_of(run: Run) -> str:
    """Give a run's text as it stands in a piece."""
    return f"{BEGIN}{run.target}{END}" if run.kind is RunKind.REF else run.text


def written(pieces: Iterable[Piece]) -> str:
    """Write pieces as a text to be edited."""
    return "\n\n".join(_labelled(pieces))


def _labelled(pieces: Iterable[Piece]) -> Iterator[str]:
    items = subs = 0
    for piece in pieces:
        lines = "\n".join(map(_escaped, piece.text.split("\n")))
        match piece.sort:
            case "(a)":
                items, subs = items + 1, 0
                yield f"({letters(items)}) {lines}"
                continue
            case "(i)":
                subs += 1
                yield f"{_SET_IN}({roman(subs)}) {lines}"
                continue
            case "[]":
                yield f"[Table: {piece.text}]"
            case _:
                yield f"{piece.sort} {lines}" if piece.sort else lines
        items = subs = 0


def _escaped(line: str) -> str:
    looks_special = not line or line[0].isspace() or line[0] == "\\" or _begun(line, _ANY_NUMBER) is not None
    return f"\\{line}" if looks_special else line


def _begun(line: str, items: int) -> tuple[str, str] | None:
    """Give the sort of the piece that a line begins, and the rest of the line; nothing where it goes on.

    `items` is how many items stand in a row before it.
    """
    if (item := _ITEM.match(line)) and _is_label(item[2], items):
        return SUB_ITEM if item[1] else ITEM, line[item.end() :]
    if other := _OTHER.match(line):
        return other[1], line[other.end() :]
    table = _TABLE.fullmatch(line)
    return (TABLE, table[1]) if table else None


def _is_label(text: str, items: int) -> bool:
    """Tell the label of an item from a word in brackets: it is at most an alphabet ahead of those before it."""
    if _ROMAN.issuperset(text):
        return True
    place = 0
    for letter in text:
        place = place * _ALPHABET + ord(letter) - ord("a") + 1
    return place <= items + _ALPHABET


def read(text: str) -> tuple[Piece, ...]:
    """Read what `written` wrote and a person may have changed; every text says something."""
    pieces: list[tuple[str, list[str]]] = []
    goes_on = False
    items = 0
    for line in text.split("\n"):
        if not line.strip():
            goes_on = False
        elif (begun := _begun(line, items)) is not None:
            sort, rest = begun
            items = items + (sort == ITEM) if sort in {ITEM, SUB_ITEM} else 0
            pieces.append((sort, [rest if sort == TABLE else rest.removeprefix("\\")]))
            goes_on = sort != TABLE
        elif goes_on:
            pieces[-1][1].append(line.removeprefix("\\"))
        else:
            pieces.append((BODY, [line.removeprefix("\\")]))
            goes_on = True
            items = 0
    return tuple(Piece(sort, "\n".join(lines)) for sort, lines in pieces)


def tokens_of(pieces: Sequence[Piece]) -> list[Token]:
    """Take pieces apart into what two texts are compared by."""
    return [token for number, piece in enumerate(pieces) for token in _tokens(number, piece)]


def _tokens(number: int, piece: Piece) -> Iterator[Token]:
    if piece.sort == TABLE:
        yield Token(f"\n{TABLE}{piece.text}", piece=number)
        return
    yield Token(f"\n{piece.sort}", piece=number)
    at = 0
    for part in REFERENCE.split(piece.text):
        for word in [part] if part.startswith(BEGIN) else words_in(part):
            found = piece.text.index(word, at)
            begins = at or found  # blanks before the first word say nothing
            yield Token(word, piece.text[begins:found], number, begins)
            at = found + len(word)


def same_text(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether two texts read the same, blanks around paragraphs aside."""
    first, second = ([(token.key, token.lead) for token in tokens_of(each)] for each in (one, other))
    return first == second


def shown(text: str, number_of: Callable[[str], str]) -> str:
    """Give a text with the number of each clause that it refers to."""
    return REFERENCE.sub(lambda found: number_of(found[1][1:-1]), text)


def with_references(
    typed: str, before: Sequence[Piece], number_of: Callable[[str], str]
) -> tuple[Piece, ...]:
    """Read a text that was edited as `shown`; the numbers that nobody touched are references again.

    `before` is what was shown. A table that was not shown is no table, and is given as it was typed.
    """
    pieces = read(typed)
    tokens = tokens_of(pieces)
    words: list[str] = []
    places: list[tuple[str, range]] = []
    for token in tokens_of(before):
        if token.key.startswith(BEGIN):
            number = words_in(number_of(token.key[1:-1]))
            places.append((token.key, range(len(words), len(words) + len(number))))
            words += number
        else:
            words.append(token.key)
    kept = dict(matches(words, [token.key for token in tokens]))
    texts = [piece.text for piece in pieces]
    for key, place in reversed(places):
        found = [kept.get(word, -1) for word in place]
        if found and found[0] >= 0 and found == list(range(found[0], found[0] + len(place))):
            first, last = tokens[found[0]], tokens[found[-1]]
            text = texts[first.piece]
            texts[first.piece] = text[: first.at + len(first.lead)] + key + text[last.end :]
    return tuple(Piece(piece.sort, text) for piece, text in zip(pieces, texts, strict=True))
