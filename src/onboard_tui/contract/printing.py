"""How a value becomes the text of a run: one place for every form that a clause can ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.interview.values import display, display_cell, display_result, option_text
from onboard_tui.script.model import Option, QuestionType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.interview.values import Manner
    from onboard_tui.script.model import Script

SMALL_NUMBERS: Final[Mapping[str, Mapping[int, str]]] = {
    "en": dict(
        enumerate(
            (
                *("none", "one", "two", "three", "four", "five", "six"),
                *("seven", "eight", "nine", "ten", "eleven", "twelve"),
            )
        )
    ),
    "de": dict(
        enumerate(
            ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
            start=2,
        )
    ),
}
"""Numbers that are written in words, by language; in German one takes the gender of what is counted."""


@dataclass(frozen=True, slots=True)
class Printing:
    """The words, the language and the currency that values are printed in."""

    script: Script
    words: Mapping[str, str]
    manner: Manner

    def text(self, name: str, column: str | None, form: str | None, value: object) -> str:
        """Write a value for a paper; blank text for what is empty."""
        if value is None or value == ():
            return ""
        if form == "list":
            return self._listed(name, value)
        if form == "days" and isinstance(value, int | Decimal):
            return self.manner.notation.days(value)
        if form in {"money", "date", "days", "percent", "words"}:
            return self._formed(form, value, self._options(name, column))
        if name in FACT_TYPES:
            fact = FACT_TYPES[name]
            return self._formed(fact.columns.get(column, "") if column else fact.form, value, ())
        return self._answer(name, column, value)

    def _answer(self, name: str, column: str | None, value: object) -> str:
        """Write an answer as its question's type says. Values have the type that they were accepted with."""
        question = self.script.question_by_id.get(name)
        if question is None:
            return display_result(value, self.script, self.manner)  # type: ignore[arg-type]  # a computed value's own type
        if column is not None:
            asked = next(each for each in question.columns if each.id == column)
            return display_cell(asked, value, self.script, self.manner)  # type: ignore[arg-type]  # a cell of that column
        if question.type is QuestionType.MULTI:
            return self._listed(name, value)
        return display(question, value, self.script, self.manner)  # type: ignore[arg-type]  # an answer to that question

    def _formed(self, form: str, value: object, options: Sequence[Option]) -> str:
        notation = self.manner.notation
        match form, value:
            case _, bool():
                return self.manner.yes_or_no(value)
            case "words", int() | Decimal():
                known = SMALL_NUMBERS.get(notation.locale.language, {})
                return known.get(int(value), "") if value in known else notation.number(value)
            case "money", int() | Decimal():
                return notation.money(value, self.manner.currency)
            case "percent", int() | Decimal():
                return notation.percent(value)
            case _, int() | Decimal():
                return notation.number(value)
            case _, date():
                return notation.date(value)
            case _:
                return option_text(options, str(value))

    def _listed(self, name: str, value: object) -> str:
        """Write several options as `a, b and c`."""
        options = self._options(name, None)
        each = value if isinstance(value, tuple) else (value,)
        texts = [option_text(options, str(one)) for one in each]
        if len(texts) == 1:
            return texts[0]
        return f"{', '.join(texts[:-1])} {self.words['and']} {texts[-1]}"

    def _options(self, name: str, column: str | None) -> Sequence[Option]:
        question = self.script.question_by_id.get(name)
        if question is None:
            return ()
        if column is None:
            return question.options
        return next((each.options for each in question.columns if each.id == column), ())
