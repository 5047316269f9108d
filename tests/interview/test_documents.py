"""The page about typing answers says what is understood."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.interview.asked import Asked
from onboard_tui.interview.dates import read_date
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.numbers import read_number
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = date(2026, 3, 2)


def rows(page: str, heading: str) -> list[tuple[list[str], str]]:
    """Give what is typed, and what is understood, from the table under a heading."""
    table = page.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    return [(re.findall("`([^`]+)`", typed), understood) for typed, understood in cells[2:]]


def test_the_dates_of_the_page_are_understood_as_it_says(repository: Path) -> None:
    """Each example typed on that Monday is the day beside it."""
    page = (repository / "docs" / "typing-answers.md").read_text(encoding="utf-8")
    notation = notation_for("en")
    found = rows(page, "Dates")
    assert len(found) == 9
    for typed, understood in found:
        for each in typed:
            day = read_date(each, today=MONDAY, notation=notation)
            assert {str(day.day), str(day.year)} <= set(re.findall(r"\d+", understood)), each


def test_the_numbers_of_the_page_are_understood_as_it_says(repository: Path) -> None:
    """Each example is the number beside it."""
    page = (repository / "docs" / "typing-answers.md").read_text(encoding="utf-8")
    for typed, understood in rows(page, "Numbers and money"):
        for each in typed:
            kind = QuestionType.PERCENT if "%" in understood else QuestionType.MONEY
            kind = QuestionType.INTEGER if "weeks" in understood else kind
            asked = Asked("x", kind, notation_for("en"), "USD", unit="weeks" if "weeks" in understood else "")
            numbers = [
                Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,.]*\d|\d+", understood)
            ]
            assert read_number(each, asked) in numbers, each
