"""What the YAML parser found, said so that somebody who writes no YAML can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onboard_tui.script.problems import problem
from onboard_tui.script.yaml_nodes import Node

if TYPE_CHECKING:
    import yaml

    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Source


_ONE_KEY = re.compile(r"\s*(?:- +)*[^\s'\"#:]+")
_CLOSED_QUOTE = re.compile(r""".*(?::|-)\s+(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")\s*""")
_VALUE_IN_BRACKETS = re.compile(r"(?:.*[{\[,])?\s*[^,:{}\[\]]+:\s+[^,{}\[\]'\"]+")
_LAST_BRACKET = re.compile(r"[\[{][^\[\]{}]*\Z")
_ALIGN = "Indent it with as many blanks as its neighbours."


@dataclass(frozen=True, slots=True)
class Reason:
    """What the parser's words mean for the writer. `{line}` is where the part began that is broken."""

    words: str
    message: str
    hint: str
    at_start: bool = False
    """Whether to point at where the broken part began: the end of the file says nothing."""
    before: re.Pattern[str] | None = None
    """What the line must look like up to the place of the trouble."""
    at: str = ""
    """What must stand at that place."""
    misplaced: bool = False
    """Whether the trouble is that the line is not lined up."""

    def fits(self, words: str, before: str, after: str) -> bool:
        """Whether this is what the parser says, with that line before and after the place of the trouble."""
        line_fits = self.before is None or self.before.fullmatch(before) is not None
        return line_fits and after.startswith(self.at) and re.search(self.words, words) is not None


@dataclass(frozen=True, slots=True)
class Explained:
    """What the parser complained of."""

    problem: Problem
    line: int
    """Where it gave up, from 0."""
    misplaced: int | None = None
    """The line from 0 that is not lined up, where that is the trouble."""


_NOT_CLOSED = Reason(
    "",
    "The bracket that opens on line {line} is not closed, or a comma is missing.",
    "Close the bracket, or put a text that holds a bracket or comma in quotes.",
    at_start=True,
)

_REASONS = (
    Reason(
        "unknown escape|expected hexadecimal|invalid Unicode",
        'A backslash inside "..." begins an escape, and this one is not known.',
        "Use '...' for a text with backslashes.",
    ),
    Reason(
        "mapping values are not allowed",
        "This line is not lined up with the lines above it.",
        f"{_ALIGN} Or the line above lacks its colon.",
        before=_ONE_KEY,
        misplaced=True,
    ),
    Reason(
        "mapping values are not allowed",
        "A colon followed by a blank makes a key, and no key can stand here.",
        "Put the whole text in quotes.",
    ),
    Reason(
        "quoted scalar",
        "The quote that opens on line {line} is not closed.",
        "Close it; inside '...' an apostrophe is written twice: ''.",
        at_start=True,
    ),
    Reason(
        "flow (sequence|mapping)",
        "A colon followed by a blank makes a key, and this one stands inside a text without quotes.",
        "Put the whole text in quotes, as in 'Day: which is it?'.",
        before=_VALUE_IN_BRACKETS,
        at=":",
    ),
    replace(_NOT_CLOSED, words="flow (sequence|mapping)"),
    Reason(
        "node content",
        "A value is missing here, or a sign stands here that has no place.",
        "Put a text that holds a bracket or comma in quotes.",
    ),
    Reason("cannot start any token", "A text cannot begin with this sign.", "Put the text in quotes."),
    Reason(
        "expected ':'",
        "This line is neither a key with a colon nor part of the text above.",
        "Write “key: value”, or indent the line under the text it belongs to.",
        misplaced=True,
    ),
    Reason(
        "expected key|<block end>|block (collection|mapping|sequence|entry)|sequence entries",
        "Something stands after the quote that closes a text.",
        "Put the whole text in quotes; inside '...' an apostrophe is written twice: ''.",
        before=_CLOSED_QUOTE,
    ),
    Reason(
        "expected key|<block end>|block (collection|mapping|sequence|entry)|sequence entries",
        "This line is not lined up with its neighbours; the block that it is in begins on line {line}.",
        _ALIGN,
        misplaced=True,
    ),
    Reason("alias|anchor", "A name must follow “*” or “&”.", "Put a text that begins with * or & in quotes."),
    Reason(
        "block scalar|chomping|indentation indicator",
        "What follows “|” or “>” must begin on the next line.",
        "Write the text on lines of its own, indented.",
    ),
)


def explain(error: yaml.YAMLError, source: Source) -> Explained:
    """Turn the parser's complaint into a problem at the place where the writer has to look."""
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None) or problem_mark
    line, column = (problem_mark.line, problem_mark.column) if problem_mark else (0, 0)
    started = context_mark.line if context_mark else line
    tab = _tab_line(source, started, line)
    if tab is not None:
        message, hint = "This line is indented with a tab.", "Indent with blanks; YAML does not allow tabs."
        return Explained(problem("S014", Node(source, tab, 0), "", message, hint), line, tab)
    words = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
    opened = _open_to_the_end(source, line) if "node content" in words else None
    if opened is not None:
        message = _NOT_CLOSED.message.format(line=opened.place.line)
        return Explained(problem("S014", opened, "", message, _NOT_CLOSED.hint), line)
    here = source.line(line + source.first_line)
    for reason in _REASONS:
        if reason.fits(words, here[:column], here[column:]):
            node = Node(source, line, column)
            if reason.at_start and context_mark:
                node = Node(source, started, context_mark.column)
            message = reason.message.format(line=started + source.first_line)
            found = problem("S014", node, "", message, reason.hint)
            return Explained(found, line, line if reason.misplaced else None)
    message = f"This is not valid YAML: {words.strip()}."
    return Explained(problem("S014", Node(source, line, column), "", message), line)


def _tab_line(source: Source, first: int, last: int) -> int | None:
    """Find a line near the trouble that is indented with a tab."""
    for number in (last, *range(last - 1, max(first, last - 3) - 1, -1)):
        if number < len(source.lines) and re.match(" *\t", source.lines[number]):
            found: int = number
            return found
    return None


def _open_to_the_end(source: Source, line: int) -> Node | None:
    """Find the bracket that is still open where the file ends, if nothing stands at the trouble any more."""
    if any(each.strip() for each in source.lines[line:]):
        return None
    found = _LAST_BRACKET.search(source.text)
    if found is None:
        return None
    place = source.place_of(found.start())
    return Node(source, place.line - source.first_line, place.column - 1)
