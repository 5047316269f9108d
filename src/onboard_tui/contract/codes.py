"""The problems that a contract pack can have, each with a documented code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.script.problems import Problem, codes_of

if TYPE_CHECKING:
    from onboard_tui.script.problems import Spot

_ERRORS = {
    "P101": "The pack, or one of its files, cannot be read.",
    "P102": "A key is unknown.",
    "P103": "A key is missing.",
    "P104": "A value is of the wrong kind, or is not one of those allowed.",
    "P105": "An id is not a slug.",
    "P106": "An id is used twice, or a term is explained twice.",
    "P107": "A part, clause or paper that is referred to does not exist.",
    "P108": "A clause file does not begin with its front matter.",
    "P109": "The pack needs a newer version of the program.",
    "P110": "A template uses something that a clause may not use.",
    "P111": "A clause uses Markdown or HTML that a contract does not have.",
    "P112": "A reference names a clause or part that does not exist.",
    "P113": "A term is not defined.",
    "P114": "Terms explain each other in a circle.",
    "P115": "A text holds a fixed amount of money.",
    "P120": "A clause reads an answer that the script does not have.",
    "P122": "A clause reads a column that the table does not have.",
    "P123": "A test compares with an option that the question does not have.",
    "P124": "A paper for the customer prints an answer that is private.",
    "P125": "A clause prints a whole table.",
    "P126": "A worked-out figure comes from a question that cannot give it.",
    "P127": "For some answers two clauses of a group apply, or none, or it cannot be told and there is no default.",
    "P128": "A paper that can come out of a script and its pack fails, or has a gap or a seam.",
}
_WARNINGS = {
    "P201": "A term is explained and never used.",
    "P202": "A clause can never apply, or a group's clause always does.",
    "P203": "A question feeds the pack, and no clause of those parts reads it.",
    "P204": "A part is fed by no question.",
    "P205": "A sentence is long, or uses a word that plain papers do without.",
    "P206": "A reference may point at a clause that is left out.",
    "P207": "An approval, a mark or a rule for drafts can never hold, or an approval always does.",
    "P208": "A pack that is not in English leaves a fixed word in English.",
    "P209": "A question is listed in pack.yaml, and no paper prints it.",
}

CODES: Final = codes_of(_ERRORS, _WARNINGS)
"""Every code that a pack's problems can have. See "Problem codes" in docs/contract-packs.md."""


def pack_problem(code: str, spot: Spot, path: str, message: str, hint: str | None = None) -> Problem:
    """Make a problem of a documented kind, with the source line it points into."""
    line = spot.line_at(0).rstrip("\r\n")
    return Problem(code, CODES[code].weight, spot.place_at(0), path, message, hint, line)
