"""The usual slips in expressions, written as people write them elsewhere, and what to write here instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onboard_tui.script.typing_rules import MismatchError

_SIGN = r"(<=?|>=?|==|!=)"


@dataclass(frozen=True, slots=True)
class Slip:
    """A way to write something that the language does not have."""

    pattern: re.Pattern[str]
    """What it looks like, where texts in quotes are blotted out; a group `at` is where to point."""
    message: str
    hint: str | None
    """What to write; `{1}` is what the first group of the pattern holds."""

    def found_in(self, bare: str, flat: str) -> MismatchError | None:
        """Look for the slip; `bare` is the expression with its texts blotted out, `flat` the expression itself."""
        found = self.pattern.search(bare)
        if found is None:
            return None
        groups = [flat[slice(*found.span(number))] for number in range(self.pattern.groups + 1)]
        hint = None if self.hint is None else self.hint.format(*groups)
        at = found.start("at") if "at" in self.pattern.groupindex else found.start()
        return MismatchError("S102", at, self.message, hint)


def _slip(pattern: str, message: str, hint: str | None) -> Slip:
    return Slip(re.compile(pattern), message, hint)


BARE_DATE = _slip(
    r"(?<![\w.-])\d{4}-\d\d-\d\d(?![\w.-])", "A date stands in quotes and brackets.", "Write date('{0}')."
)
MEANT_OTHERWISE = (
    BARE_DATE,
    _slip(
        r"(?<![\w.])0\d[\d.]*",
        "A number does not begin with 0 and another digit.",
        "Write 10000 for ten thousand, and 1.5 for one and a half.",
    ),
)
"""What can be read, but as something that nobody means."""

SLIPS = (
    _slip("&&", "“&&” is not part of the language.", "Write and."),
    _slip(r"\|\|", "“||” is not part of the language.", "Write or."),
    _slip("<>", "“<>” is not part of the language.", "Write !=."),
    _slip("=>", "“=>” is not part of the language.", "Write >=."),
    _slip("=<", "“=<” is not part of the language.", "Write <=."),
    _slip("[!=]==", "“===” and “!==” are not part of the language.", "Write == or !=."),
    _slip(r"(?<![=!<>:])=(?!=)", "“=” alone compares nothing.", "Did you mean “==”?"),
    _slip("!(?!=)", "“!” is not part of the language.", "Write not."),
    _slip("[≤≥≠]", "Signs such as ≤ are not part of the language.", "Write <=, >= or !=."),
    _slip("[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]", "Texts stand in straight quotes.", "Write 'text'."),
    _slip(
        r"\b(?:AND|OR|NOT)\b", "Words of the language are written in small letters.", "Write and, or, not."
    ),
    _slip(r"^(?:if|when)\b", "A condition stands without “if” before it.", "Take the word away."),
    _slip(
        r"\bthen\b",
        "“then” is not part of the language.",
        "To choose between two values, write x if condition else y.",
    ),
    _slip(
        r"([\w.]+)\s+(?P<at>between)\s+([\w.]+)\s+and\s+([\w.]+)",
        "“between” is not part of the language.",
        "Write {3} <= {1} <= {4}.",
    ),
    _slip(
        rf"([\w.]+)\s*{_SIGN}\s*([\w.']+)\s+(and|or)\s+(?P<at>{_SIGN})\s*([\w.']+)",
        "What is compared has to be written again.",
        "Write {1} {2} {3} {4} {1} {5} {7}.",
    ),
    _slip(
        r"\b(?!(?:and|or|not|if|else|in)\b)\w+\s+(?P<at>not)\s+(?!in\b)",
        "“not” stands before a condition, and compares nothing.",
        "Write != to say that something is another one.",
    ),
    _slip(
        r"(?<=\w)\s+(?:eq|ne|equals|contains)\s",
        "Comparisons are written with signs.",
        "Write == or has(...).",
    ),
    _slip(r"\b\d{1,3}(?:[ ']\d{3})+\b", "The digits of a number stand together.", "Write 1500, not 1 500."),
    _slip(
        r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\w.])",
        "A date stands in quotes and brackets, the year first.",
        "Write date('{3}-{2:0>2}-{1:0>2}').",
    ),
    _slip(
        r"(?<![\w.])(\d+(?:\.\d+)?)\s*(?P<at>[A-Z]{3}|[Ee]uros?|dollars?)\b",
        "An amount is written without its currency.",
        "Write the number alone: {1}.",
    ),
    _slip(
        r"\b(?P<at>[A-Z]{3})\s+(\d+(?:\.\d+)?)",
        "An amount is written without its currency.",
        "Write the number alone: {2}.",
    ),
    _slip(r"(\d)\s*(?P<at>%)", "“%” is not part of the language.", "Write the number alone: 80 means 80 %."),
    _slip(
        r"(?<![\w.])(\d+)(?P<at>,)(\d+)",
        "A number holds no comma.",
        "Write {1}{3}, or {1}.{3} for a decimal.",
    ),
    _slip("[$€£¥]", "An amount is written without its currency.", "Write the number alone."),
    _slip(r"[?@`^~%{};]", "This sign is not part of the language.", None),
)
"""What cannot be read at all; the first that is found counts."""
