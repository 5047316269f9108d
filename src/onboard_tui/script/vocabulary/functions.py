"""What each function of the expression language gives, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MEANINGS: Final[Mapping[str, str]] = {
    "answered": "whether it has an answer; for a column, whether the cell is filled in",
    "dont_know": "whether the customer does not know",
    "declined": "whether the customer will not say",
    "has": "whether that option of a `multi` question was ticked",
    "empty": "whether a text, a table or a `multi` question was answered with nothing in it",
    "any_row": "whether the condition holds for a row; it names columns first, then everything else",
    "all_rows": "whether it holds for every row",
    "count_rows": "for how many rows it holds",
    "sum_rows": "the total over all rows",
    "date": "that day",
    "days_until": "days from today, negative for the past",
    "today": "the day that the interview is looked at",
    "or_else": "the answer, or x where there is none",
    "min": "the smaller",
    "max": "the larger",
    "round": "x to two decimal places; a half goes to the even digit",
    "count_flags": "how many raised flags match; what you leave out may be anything, and a list means any of",
    "unresolved": "how many flags of that severity are open, steering, insisted or cannot_fix",
    "gates_missing": "how many gates that apply have no confirmed answer",
}
"""By the name of the function."""
