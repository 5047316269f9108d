"""What can be wrong with somebody's own Word file, each with a documented code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.script.model import Place
from onboard_tui.script.problems import Problem, codes_of

if TYPE_CHECKING:
    from onboard_tui.script.problems import Spot

_ERRORS = {
    "T101": "The file is not a Word file that can be used.",
    "T102": "The file holds an object, a control or another document.",
    "T103": "The file fetches something from outside.",
    "T104": "A field does something that no contract needs.",
    "T105": "The file holds tracked changes.",
    "T110": "A tag cannot be read.",
    "T111": "A tag names something that nothing answers to.",
    "T112": "A tag uses something that a template may not use.",
    "T113": "A tag names a column that is not there, or goes through what has no rows.",
    "T114": "A test compares with an option that the question does not have.",
    "T115": "A tag prints an answer that is private.",
    "T116": "A tag stands where it cannot be filled in.",
    "T117": "A choice or a loop begins in one place of a table and ends in another.",
    "T118": "Filling the file in takes too long, or grows too large.",
    "T120": "[[contract_body]] stands more than once.",
    "T121": "[[contract_body]] stands where no contract fits.",
    "T122": "[[contract_body]] is missing.",
}
_WARNINGS = {
    "T201": "A style is missing and is added.",
    "T202": "A font may be missing where the paper is read.",
    "T203": "A link leads outside.",
    "T204": "Something of the file is left out of the papers.",
    "T205": "Text of the file is replaced by the contract.",
}

CODES: Final = codes_of(_ERRORS, _WARNINGS)
"""Every code that a Word file's problems can have. See "Problem codes" in docs/word-templates.md."""


def template_problem(code: str, name: str, part: str, message: str, hint: str | None = None) -> Problem:
    """Make a problem of a documented kind; `part` says where in people's words, such as `header 2`."""
    place = Place(f"{name} ({part})" if part else name, 1, 1)
    return Problem(code, CODES[code].weight, place, part, message, hint)


def problem_at(code: str, spot: Spot, part: str, message: str, hint: str | None = None) -> Problem:
    """Make a problem that points at a paragraph, which it shows."""
    return Problem(code, CODES[code].weight, spot.place_at(0), part, message, hint, spot.line_at(0))
