"""What has to be known about a question, or a column of a table, to understand an answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.interview.notation import Notation, notation_for
from onboard_tui.script.model import Question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from onboard_tui.script.model import Column, Option, QuestionType, Script


@dataclass(frozen=True, slots=True)
class Asked:
    """The type and limits of one answer, and how it is written down in the script's language."""

    id: str
    type: QuestionType
    notation: Notation
    currency: str
    options: tuple[Option, ...] = ()
    min: Decimal | date | None = None
    max: Decimal | date | None = None
    labels: Mapping[int, str] | None = None
    pattern: str | None = None
    max_length: int | None = None
    unit: str = ""


def asked_by(asking: Question | Column, script: Script) -> Asked:
    """Give what a question, or a column of its table, asks for."""
    notation = notation_for(script.language)
    if not isinstance(asking, Question):
        return Asked(
            asking.id, asking.type, notation, script.currency, asking.options, asking.min, asking.max
        )
    return Asked(
        asking.id,
        asking.type,
        notation,
        script.currency,
        asking.options,
        asking.min,
        asking.max,
        asking.labels,
        asking.pattern,
        asking.max_length,
        asking.unit,
    )


def quoted(typed: str) -> str:
    """Give what was typed in quotation marks, short enough for a sentence."""
    line = " ".join(typed.split())
    return f"“{line}”" if len(line) <= 40 else f"“{line[:39]}…”"
