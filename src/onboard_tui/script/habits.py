"""Numbers and dates as people write them in letters, and how a script has them."""

from __future__ import annotations

import re
from datetime import date

_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WITH_COMMA = re.compile(r"-?\d+,\d+")
_WITH_UNIT = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:[A-Za-z%$€£¥]{1,10})|[$€£¥]\s*(-?\d+(?:\.\d+)?)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


def number_hint(text: str) -> str | None:
    """Say how to write a number that has a comma or a unit, or give nothing."""
    if _GROUPED.fullmatch(text):
        one_sign = text.count(",") + text.count(".") == 1
        point = f", or {text.replace(',', '.')} for a decimal" if one_sign else ""
        return f"The digits of a number stand together: write {text.replace(',', '')}{point}."
    if _WITH_COMMA.fullmatch(text):
        return f"A decimal point is written with a full stop: {text.replace(',', '.')}."
    unit = _WITH_UNIT.fullmatch(text)
    return f"Write the number alone: {unit[1] or unit[2]}." if unit else None


def written_date(text: str) -> str | None:
    """Give a date as the expression language writes it, for one that is written as 2026-12-31 or 31.12.2026."""
    found = _DAY_FIRST.fullmatch(text.strip())
    iso = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text.strip()
    try:
        return f"date('{date.fromisoformat(iso)}')"
    except ValueError:
        return None
