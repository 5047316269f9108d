"""Problems found in a script: each with a documented code, a place, one sentence and a way out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from onboard_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onboard_tui.script.model import Place


class Weight(StrEnum):
    """How bad a problem is: with an error no interview starts, with a warning it does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A documented kind of problem. See "Problem codes" in docs/script-language.md."""

    code: str
    meaning: str
    weight: Weight = Weight.ERROR


def codes_of(errors: Mapping[str, str], warnings: Mapping[str, str]) -> dict[str, Code]:
    """Give the kinds of problems with these codes and meanings, by code."""
    return {code: Code(code, meaning) for code, meaning in errors.items()} | {
        code: Code(code, meaning, Weight.WARNING) for code, meaning in warnings.items()
    }


_ERROR_CODES = {
    "S001": "The file cannot be read.",
    "S002": "The file is too large.",
    "S003": "The file is not UTF-8 text.",
    "S004": "The file holds a control character, or one that turns the direction of text.",
    "S005": "Something is nested too deeply.",
    "S006": "The file holds too many values.",
    "S007": "The file holds more than one YAML document.",
    "S008": "A YAML tag (`!...`) is used.",
    "S009": "A YAML merge key (`<<`) is used.",
    "S010": "An alias (`*name`) is not defined, contains itself, or is used too often.",
    "S011": "A key is not text.",
    "S012": "A key stands twice in the same place.",
    "S013": "A number has too many digits.",
    "S014": "The file is not valid YAML.",
    "S015": "The file is empty, or is not a list of keys and values.",
    "S101": "An expression names something that the script does not define.",
    "S102": "An expression cannot be read.",
    "S103": "An expression uses something that is not part of the language.",
    "S104": "An expression mixes types that do not go together.",
    "S105": "An expression names an option that the question does not have.",
    "S106": "An expression calls a function that does not exist.",
    "S107": "A function is called with the wrong arguments.",
    "S108": "An expression is too long or nested too deeply.",
    "S109": "A condition looks at a later question or ladder.",
    "S110": "Conditions or locks depend on each other in a circle.",
    "S201": "A key is unknown.",
    "S202": "A key is missing.",
    "S203": "A value is of the wrong kind.",
    "S204": "A value is not one of those allowed.",
    "S205": "An id is not a slug, or is a word of the language.",
    "S206": "An id is used twice.",
    "S207": "A section, pass or other id that is referred to does not exist.",
    "S208": "A key and the type of a question do not go together.",
    "S209": "A limit makes no sense.",
    "S210": "The script needs a newer version of the program.",
    "S211": "An included file cannot be used.",
    "S212": "The verdict table or a ladder is not complete.",
    "S213": "A default cannot be an answer to its question.",
    "S214": "A text inserts an answer that cannot stand there.",
    "S215": "A scenario cannot happen in this script.",
    "S216": "A scenario comes out differently from what it expects.",
    "S217": "The contract pack that the script names cannot be used.",
    "S218": "Something is written that has no effect, or another one than is meant.",
}
_WARNING_CODES = {
    "S301": "A blocker reads a question that is not a gate, so it could be unknown when the deal proceeds.",
    "S302": "A pass asks the customer more questions than it allows.",
    "S303": "A question lacks coaching.",
    "S304": "A question feeds a contract part that the pack does not have.",
    "S305": "A test of an expression can never hold, or always does.",
    "S306": "Something is defined and never used.",
    "S307": "A key has no effect.",
    "S308": "A part of a condition makes no difference.",
    "S309": "A rule of the verdict table, or a rung, never decides.",
    "S310": "A flag is raised as soon as its questions are answered, whatever the answers are.",
    "S311": "A rule for an answer refuses nothing, or everything.",
    "S312": "An option can never be chosen.",
    "S313": "A calculation can divide by zero.",
    "S314": "A percentage is compared with a fraction between 0 and 1.",
    "S320": "No scenario raises a flag, or in none a rule decides.",
    "S321": "A script has no scenarios.",
    "S325": "A text is missing in one of the script's languages.",
}

_TOLD_IN = {
    "A": "docs/answers-file.md#problem-codes",
    "P": "docs/contract-packs.md#problem-codes",
    "S": "docs/script-reference.md#{}",
    "T": "docs/word-templates.md#problem-codes",
}
"""The documents that tell what a code means, by its first letter."""

_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|\w+|\S")
"""What an editor underlines."""

YOUNGER = frozenset({"S218"})
"""Errors of rules that came later than the first scripts; what breaks one is read all the same, as it ever was."""

CODES = codes_of(_ERROR_CODES, _WARNING_CODES)
"""Every code that a script's problems can have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, and where."""

    code: str
    severity: Weight
    place: Place
    path: str
    message: str
    hint: str | None = None
    excerpt: str = ""
    """The source line that the place points into."""
    example: str = ""
    """Answers with which it happens, on one line."""
    witness: Mapping[str, Any] | None = field(default=None, compare=False)
    """The same answers as the keys of an answers file."""

    def __str__(self) -> str:
        """Give place, code and sentence on one line."""
        return f"{self.place}: {self.severity} {self.code}: {self.message}"

    @property
    def end_column(self) -> int:
        """The column after the word, or the text in quotes, that the place points at."""
        found = _WORD.match(self.excerpt, self.place.column - 1)
        return found.end() + 1 if found else self.place.column

    @property
    def documentation(self) -> str:
        """Where in the documents its code is told."""
        return _TOLD_IN[self.code[0]].format(self.code.lower())

    def to_json(self) -> dict[str, Any]:
        """Give the keys that `check --format json` prints; `witness` only where there is one."""
        found: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "end_column": self.end_column,
            "path": self.path,
            "message": self.message,
            "hint": self.hint,
            "documentation": self.documentation,
        }
        return found if self.witness is None else {**found, "witness": dict(self.witness)}


class Spot(Protocol):
    """Somewhere in a source file that a problem can point at."""

    def place_at(self, offset: int) -> Place:
        """Give the place of the character at that offset of the value."""
        ...

    def line_at(self, offset: int) -> str:
        """Give the source line that this character stands in."""
        ...


def problem(
    code: str, spot: Spot, path: str, message: str, hint: str | None = None, *, offset: int = 0
) -> Problem:
    """Make a problem of a documented kind, with the source line it points into."""
    return Problem(
        code,
        CODES[code].weight,
        spot.place_at(offset),
        path,
        message,
        hint,
        spot.line_at(offset).rstrip("\r\n"),
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file and place, each problem once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code))
    )


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that keep a script from being used."""
    return tuple(each for each in problems if each.severity is Weight.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Give a hint with the known word that looks most like the one written, or nothing."""
    close = closest(word, known)
    return None if close is None else f"Did you mean “{close}”?"


def closest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like the one written, or nothing."""
    from difflib import get_close_matches

    by_fold = {each.casefold().replace("-", "_"): each for each in known}
    folded = word.casefold().replace("-", "_")
    names = list(by_fold)
    if len(names) > _MANY:  # comparing takes 10 µs a name, and a file may hold thousands of mistakes
        names = [name for name in names if name[:2] == folded[:2] or name[-2:] == folded[-2:]]
    found = get_close_matches(folded, names, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


_MANY = 200
"""Known words from which on only those are compared that begin or end like the one written."""


_WIDTH = 100


def render_problem(found: Problem) -> str:
    """Write a problem for people: place, sentence, the source line with a caret, and the way out."""
    lines = [str(found)]
    if found.excerpt.strip():
        column = min(found.place.column, len(found.excerpt) + 1)
        start = max(0, column - _WIDTH + 20) if len(found.excerpt) > _WIDTH else 0
        shown = clean(found.excerpt[start : start + _WIDTH].replace("\t", " ")).text
        margin = f"{found.place.line:>5} | "
        lines += [f"{margin}{shown}", f"{' ' * (len(margin) - 2)}| {' ' * (column - 1 - start)}^"]
    if found.hint:
        lines.append(f"{' ' * 6}= {found.hint}")
    if found.example:
        lines.append(f"{' ' * 6}= For example: {clean(found.example).text}")
    return "\n".join(lines)
