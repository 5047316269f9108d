"""Text becomes a checked expression, or the list of what is wrong with it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.model import Place
from onboard_tui.script.percentages import percents_as_fractions
from onboard_tui.script.problems import problem
from onboard_tui.script.slips import BARE_DATE, MEANT_OTHERWISE, SLIPS, Slip
from onboard_tui.script.translate import DEEPEST, LONGEST, Translation
from onboard_tui.script.typing_rules import BrokenError, MismatchError, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.script.problems import Problem, Spot
    from onboard_tui.script.symbols import Symbols
    from onboard_tui.script.yaml_nodes import Scalar

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class InLine:
    """A spot known by its first character only, in a value that stands on one line."""

    place: Place
    line: str = ""

    def place_at(self, offset: int) -> Place:
        """Give the place of the character at that offset."""
        return Place(self.place.file, self.place.line, self.place.column + offset)

    def line_at(self, _offset: int) -> str:
        """Give the source line, where it is known."""
        return self.line


def parse_expression(
    source: str,
    symbols: Symbols,
    expected: Kind | None,
    place: Place | Spot,
    *,
    path: str = "",
) -> Expression | list[Problem]:
    """Read and check an expression; `expected` is what it has to give, or None for anything.

    The list of problems is empty where the only fault is in another definition that it reads, which has
    its own problem.
    """
    spot: Spot = InLine(place) if isinstance(place, Place) else place
    mismatches: list[MismatchError] = []
    try:
        translation, tree = _syntax(source, symbols)
        mismatches = translation.problems
        typed = translation.read(tree)
        _expect(typed, expected, translation)
        return Expression(source, typed.node, typed.type, spot.place_at(0), spot, path)
    except MismatchError as mismatch:
        mismatches.append(mismatch)
    except BrokenError:
        pass
    date = _first_of((BARE_DATE,), source)
    return [_told(each, source, spot, path) for each in (mismatches if date is None else [date])]


def read_expression(
    scalar: Scalar, symbols: Symbols, expected: Kind | None, path: str, problems: list[Problem]
) -> Expression | None:
    """Read an expression of a script; what is wrong with it goes to the problems, also where it can be read."""
    read = parse_expression(scalar.text, symbols, expected, scalar, path=path)
    if not isinstance(read, Expression):
        problems += read
        return None
    meant = _first_of(MEANT_OTHERWISE, scalar.text)
    if meant is not None:
        problems.append(_told(meant, scalar.text, scalar, path, "S218"))
    problems += percents_as_fractions(read, symbols, scalar)
    return read


def _told(mismatch: MismatchError, source: str, spot: Spot, path: str, code: str = "") -> Problem:
    indent = len(source) - len(source.lstrip())
    offset = indent + mismatch.at
    return problem(code or mismatch.code, spot, path, mismatch.message, mismatch.hint, offset=offset)


def _expect(typed: Typed, expected: Kind | None, translation: Translation) -> None:
    if expected is Kind.YES_NO:
        translation.condition(typed, "A condition")
    elif expected is not None and typed.kind is not expected:
        raise MismatchError("S104", typed.start, f"This must be a {expected}, and it is a {typed.type}.")


def _syntax(source: str, symbols: Symbols) -> tuple[Translation, ast.expr]:
    """Let Python's parser read the text; raises MismatchError."""
    if len(source) > LONGEST:
        raise MismatchError(
            "S108",
            0,
            f"This expression has {len(source):,} characters; at most {LONGEST:,} are allowed.",
            "Give parts of it a name under “computed”.",
        )
    flat, bare = _flat_and_bare(source)
    if not flat:
        raise MismatchError("S102", 0, "The expression is empty.")
    for sign, words in (("\\", "A backslash"), ("#", "A comment")):
        if sign in bare or (sign == "\\" and sign in flat):
            raise MismatchError("S103", flat.index(sign), f"{words} cannot stand in an expression.")
    try:
        tree = ast.parse(flat, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise _first_of(SLIPS, source) or _unreadable(bare, error) from None
    except (MemoryError, RecursionError):
        raise MismatchError(
            "S108", 0, f"This expression is nested more than {DEEPEST} levels deep."
        ) from None
    return Translation(flat, symbols), tree.body


def _flat_and_bare(source: str) -> tuple[str, str]:
    """Give an expression on one line, as it is and with its texts blotted out."""
    flat = re.sub(r"[\t\r\n]", " ", source).strip()
    return flat, _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), flat)


def _first_of(slips: Iterable[Slip], source: str) -> MismatchError | None:
    flat, bare = _flat_and_bare(source)
    return next(filter(None, (slip.found_in(bare, flat) for slip in slips)), None)


def _unreadable(bare: str, error: SyntaxError | ValueError) -> MismatchError:
    """Say what may be behind a syntax error that is none of the usual slips."""
    if "too many nested" in str(error):
        return MismatchError("S108", 0, f"This expression is nested more than {DEEPEST} levels deep.")
    for quote in "'\"":
        if quote in bare:
            return MismatchError(
                "S102", bare.index(quote), "A text in quotes is not closed.", f"Add the closing {quote}."
            )
    if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
        return MismatchError(
            "S102", max(bare.rfind("("), bare.rfind("["), 0), "A bracket is not closed or not opened."
        )
    unfinished = re.search(r"(?:[-+*/<>=,]|\b(?:and|or|not|in|if|else))$", bare)
    if unfinished:
        return MismatchError("S102", unfinished.start(), f"Something is missing after “{unfinished[0]}”.")
    at = max(0, min(error.offset or 1, len(bare)) - 1) if isinstance(error, SyntaxError) else 0
    return MismatchError(
        "S102", at, "This cannot be read as an expression.", "Something is missing or superfluous here."
    )
