"""The tags of a Word file: found paragraph by paragraph, and held to what a clause may use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from onboard_tui.contract.template import ClauseTemplate, compile_template
from onboard_tui.contract.tokens import TOKEN_CHARACTERS
from onboard_tui.export.house.codes import problem_at
from onboard_tui.export.house.paragraphs import CELL, ROW, TEXT, ancestor, lines_of, source_of, spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.export.house.cleaning import Cleaning
    from onboard_tui.export.house.paragraphs import Line
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Source

LONGEST_TEXT: Final = 2_000_000
"""Characters that one part's text may have."""

MOST_TAGS: Final = 5_000
"""Tags that one part may have."""

_OPENS = re.compile(r"\{[{%#]")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_UNOPENED = re.compile(r"\}\}|%\}|#\}")
_TO_READ = re.compile(f"{_OPENS.pattern}|{_UNOPENED.pattern}|[{TOKEN_CHARACTERS}]")
_PREFIX = re.compile(r"(tr|tc|p|r) ")
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")
"""Word puts curly quotes where somebody types straight ones."""
_WORD = re.compile(r"[a-z]+")
_CLOSING = {"endfor": "for", "endif": "if"}
_MIDDLE = frozenset({"elif", "else"})
_UNFILLED = frozenset({"endnotes"})
_SYNTAX = "The template "


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands in a paragraph."""

    line: int
    """The paragraph, counted from 1."""
    column: int
    """From 0."""
    text: str
    prefix: str
    """`tr` `tc` `p`: what of the document the tag stands for; empty for the words around it."""
    word: str
    """`for`, `endif` and the like; empty where it prints something."""
    element: Any


@dataclass(frozen=True)
class TaggedPart:
    """The tags of one part, compiled, and where its problems point."""

    part: str
    label: str
    template: ClauseTemplate
    source: Source

    def problem(
        self, code: str, line: int, message: str, hint: str | None = None, *, column: int = 0
    ) -> Problem:
        """Make a problem that points at a paragraph of the part."""
        return problem_at(code, spot(self.source, line, column), self.label, message, hint)


def has_tags(root: Any) -> bool:
    """Tell whether anything in a text looks like a tag."""
    return any(_OPENS.search(line.text) for line in lines_of(root))


def read_tags(work: Cleaning, part: str) -> TaggedPart | None:
    """Read a part's tags; what is wrong with them is kept with the file's problems. None where there are none."""
    root = work.texts[part]
    lines = lines_of(root)
    label = work.label(part)
    source = source_of(lines, f"{work.name} ({label})")
    reading = _Reading(work, part, label, source)
    reading.outside_text(root)
    if not any(_TO_READ.search(line.text) for line in lines):
        return None
    if work.kinds[part] in _UNFILLED:
        reading.refuse("T116", _first(lines), "Tags in endnotes are not filled in.", "Use a footnote.")
        return None
    tags = sum(len(_OPENS.findall(line.text)) for line in lines)
    if tags > MOST_TAGS:
        reading.refuse("T118", _first(lines), f"It has {tags:,} tags; a part may have {MOST_TAGS:,}.")
        return None
    written = [reading.line(number, line) for number, line in enumerate(lines, start=1)]
    reading.blocks()
    return reading.compiled("\n".join(written))


def _first(lines: Sequence[Line]) -> int:
    """Give the first paragraph with a tag."""
    return next(number for number, line in enumerate(lines, start=1) if _TO_READ.search(line.text))


class _Reading:
    """One pass over a part's paragraphs."""

    def __init__(self, work: Cleaning, part: str, label: str, source: Source) -> None:
        self._work = work
        self._part = part
        self._label = label
        self._source = source
        self._tags: list[Tag] = []
        self._before = len(work.problems)

    def refuse(self, code: str, line: int, message: str, hint: str | None = None, *, column: int = 0) -> None:
        """Keep a problem."""
        self._work.problems.append(
            problem_at(code, spot(self._source, line, column), self._label, message, hint)
        )

    def outside_text(self, root: Any) -> None:
        """Refuse tags in what is no text: instructions of fields, descriptions of pictures, formulas."""
        for element in root.iter(etree.Element):
            own = None if element.tag == TEXT else element.text
            for text in (*element.attrib.values(), own, element.tail):
                if text and _OPENS.search(text):
                    found = text.strip()[:60]
                    message = f"“{found}” stands in Word's own settings, not in the text."
                    self.refuse("T116", 1, message, "Put tags into the text only.")

    def line(self, number: int, line: Line) -> str:
        """Give a paragraph's words with its tags as the engine reads them."""
        written: list[str] = []
        at = 0
        while opening := _OPENS.search(line.text, at):
            written.append(self._between(number, line.text, at, opening.start()))
            closing = _CLOSES[opening[0]]
            end = line.text.find(closing, opening.end())
            another = _OPENS.search(line.text, opening.end())
            if end < 0 or (another is not None and another.start() < end):
                shown = line.text[opening.start() :][:40]
                hint = f"A tag ends with {closing} in the paragraph in which it begins."
                self.refuse("T110", number, f"“{shown}” is not closed.", hint, column=opening.start())
                return "".join(written)
            tag = line.text[opening.start() : end + len(closing)]
            written.append(self._tag(number, opening.start(), tag, line.element))
            at = end + len(closing)
        written.append(self._between(number, line.text, at, len(line.text)))
        return "".join(written)

    def _between(self, number: int, text: str, start: int, end: int) -> str:
        """Give the words between tags."""
        if stray := _UNOPENED.search(text, start, end):
            shown = text[max(start, stray.start() - 30) : stray.end()]
            self.refuse("T110", number, f"“{shown}” closes a tag that was not opened.", column=stray.start())
        return text[start:end]

    def _tag(self, number: int, column: int, text: str, element: Any) -> str:
        """Give one tag without what only Word's side of the engine understands."""
        opening, inside = text[:2], text[2:-2].translate(_STRAIGHT)
        if opening == "{#":
            return ""
        prefix = ""
        if found := _PREFIX.match(inside):
            prefix, inside = found[1], inside[found.end() :]
        word = _WORD.match(inside.strip())
        tag = Tag(number, column, text, prefix, word[0] if word and opening == "{%" else "", element)
        if (sentence := _not_allowed(tag, inside)) is not None:
            self.refuse("T112", number, sentence, column=column)
            return ""
        self._tags.append(tag)
        return f"{opening}{inside}{text[-2:]}"

    def blocks(self) -> None:
        """Check that each choice and loop begins and ends in the same place of the document."""
        open_tags: list[Tag] = []
        for tag in self._tags:
            if tag.prefix in {"tr", "tc"} and _container(tag) is None:
                message = f"“{tag.text}” stands outside a table."
                self.refuse("T117", tag.line, message, f"Write it without “{tag.prefix}”.", column=tag.column)
            if tag.word in {"for", "if"}:
                open_tags.append(tag)
            elif tag.word in _MIDDLE and open_tags:
                self._same_place(open_tags[-1], tag)
            elif tag.word in _CLOSING and open_tags and open_tags[-1].word == _CLOSING[tag.word]:
                self._same_place(open_tags.pop(), tag)

    def _same_place(self, first: Tag, last: Tag) -> None:
        if first.prefix != last.prefix or _container(first) is not _container(last):
            message = f"“{first.text}” and “{last.text}” do not stand in the same place."
            hint = "For rows of a table write {%tr for … %} and {%tr endfor %}, each in a row of its own."
            self.refuse("T117", last.line, message, hint, column=last.column)

    def compiled(self, source: str) -> TaggedPart | None:
        """Compile a part's text; None where the engine cannot read it.

        Where a tag was refused already, what is left is read without it, so that all that is wrong is said at once.
        """
        refused = len(self._work.problems) > self._before
        compiled = compile_template(source, longest=LONGEST_TEXT)
        if isinstance(compiled, ClauseTemplate):
            found = TaggedPart(self._part, self._label, compiled, self._source)
            self._work.problems += _references(found)
            return found
        for line, sentence in compiled:
            unread = sentence.startswith(_SYNTAX)
            if not (unread and refused):
                self.refuse("T110" if unread else "T112", line, sentence)
        return None


def _references(tagged: TaggedPart) -> Iterator[Problem]:
    """Refuse what only a clause has: numbers of other clauses, and defined terms."""
    for place in tagged.template.places:
        if place.form in {"ref", "term"}:
            message = f"{place.form}('{place.name}') can stand in a pack's clauses only."
            yield tagged.problem("T112", place.line, message)


def _not_allowed(tag: Tag, inside: str) -> str | None:
    """Say what a tag does that a template may not do, beyond what the walk over clauses finds."""
    if tag.prefix == "r" or (tag.prefix and not tag.text.startswith("{%")):
        return f"“{tag.text}” puts in Word's own code; write {{{{ {inside.strip()} }}}}."
    if inside.startswith(("-", "+")) or inside.endswith(("-", "+")):
        return f"“{tag.text}” has a sign at its end that is not used here."
    if tag.word in {"raw", "colspan", "cellbg", "vm", "hm"}:
        return f"“{tag.text}” is not used here."
    return None


def _container(tag: Tag) -> Any:
    """Give what a tag's beginning and end have to share: the table, the row, or whatever holds the paragraph."""
    if tag.prefix == "tr":
        row = ancestor(tag.element, ROW)
        return None if row is None else row.getparent()
    if tag.prefix == "tc":
        cell = ancestor(tag.element, CELL)
        return None if cell is None else cell.getparent()
    return tag.element.getparent()
