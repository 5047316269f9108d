"""Numbers and amounts of money as people type them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import quoted
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.interview.asked import Asked
    from onboard_tui.interview.notation import Notation

_MULTIPLES: Mapping[str, int] = {
    **dict.fromkeys(("k", "thousand", "tsd", "tausend"), 10**3),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions", "millionen"), 10**6),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions", "milliarde", "milliarden"), 10**9),
}
_CURRENCIES: Mapping[str, tuple[str, ...]] = {
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "zł": ("PLN",),
    "fr": ("CHF",),
    "dollar": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD"),
    "dollars": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD"),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "pound": ("GBP",),
    "pounds": ("GBP",),
    "franken": ("CHF",),
    "francs": ("CHF",),
}
"""Signs and words for money, and the currencies that each can mean."""
_CODES = frozenset(code for codes in _CURRENCIES.values() for code in codes)

_PERCENT = frozenset({"%", "percent", "per cent", "pct", "prozent"})
_ROUGHLY = re.compile(r"(?:about|around|approx\.?|approximately|roughly|circa|ca\.?|etwa|ungefähr|~|≈)\s*")
_NUMBER = re.compile(r"[.,]?[0-9](?:[0-9.,'_ ]*[0-9])?[.,]?")
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s]")
_GROUP_SIGNS = re.compile("['_ ]")
_SAME_SIGN = str.maketrans({"\N{MINUS SIGN}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})


def read_number(typed: str, asked: Asked) -> Decimal:
    """Understand a number, an amount or a percentage. Raises AnswerError.

    A comma or a point alone is the decimal sign if the script's language has it so. The other one stands for
    thousands if exactly three digits follow, as in `12,500`, and for decimals otherwise, as in `12,5`.
    """
    text = _plain(typed)
    text = text[found.end() :] if (found := _ROUGHLY.match(text)) else text
    digits = _NUMBER.search(text)
    if digits is None:
        raise _not_understood(typed, asked)
    before, after = text[: digits.start()].strip(), text[digits.end() :].strip()
    number = read_digits(digits[0], asked.notation)
    if number is None or re.search("[0-9]", before + after):
        raise _not_one_number(typed, asked)
    signs = re.findall("[+-]", before)
    known = len(signs) <= 1 and all(_is_currency(word, asked) for word in _words(before))
    factor = _factor(after, asked)
    if not known or factor is None:
        raise _not_understood(typed, asked)
    return -number * factor if signs == ["-"] else number * factor


def read_digits(digits: str, notation: Notation) -> Decimal | None:
    """Read digits with their signs for groups and decimals; nothing where they make no number."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal_sign = max(".,", key=digits.rindex)
    elif points + commas == 1:
        decimal_sign = "." if points else ","
        if decimal_sign != notation.decimal_sign and _are_groups(digits.split(decimal_sign)):
            decimal_sign = ""
    else:
        decimal_sign = ""
    whole, fraction = (digits, "") if not decimal_sign else digits.rsplit(decimal_sign, 1)
    group_signs = set(re.findall("[.,'_ ]", whole))
    groups = re.split("[.,'_ ]", whole)
    if len(group_signs) > 1 or (group_signs and not _are_groups(groups)) or _GROUP_SIGNS.search(fraction):
        return None
    return Decimal(f"{''.join(groups) or '0'}.{fraction}" if fraction else "".join(groups) or "0")


def _are_groups(groups: list[str]) -> bool:
    """Whether digits are grouped as people group them: `12,500`, `1,200,000`, or `12,00,000` in India."""
    first, *middle, last = groups
    return (
        1 <= len(first) <= 3
        and not first.startswith("0")
        and len(last) == 3
        and ({len(group) for group in middle} <= {3} or {len(group) for group in (first, *middle)} <= {1, 2})
    )


def _plain(typed: str) -> str:
    text = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else " " if letter.isspace() else letter
        for letter in typed.translate(_SAME_SIGN)
    )
    return text.strip().casefold()


def _words(text: str) -> Iterator[str]:
    return (word for word in _WORDS.findall(text) if word not in "+-.")


def _factor(after: str, asked: Asked) -> int | None:
    """Give what the words behind a number multiply it by, or nothing where they are not understood."""
    unit = asked.unit.casefold()
    if after in {"", "-", "--", unit, unit.removesuffix("s")}:
        return 1
    if after in _PERCENT:
        return 1 if asked.type is QuestionType.PERCENT or unit in _PERCENT else None
    first, *rest = list(_words(after)) or [""]
    if first in _MULTIPLES:
        behind = after[after.index(first) + len(first) :].strip(" .")
        known = behind in {"", unit} or all(_is_currency(word, asked) for word in rest)
        return _MULTIPLES[first] if known else None
    return 1 if first and all(_is_currency(word, asked) for word in (first, *rest)) else None


def _is_currency(word: str, asked: Asked) -> bool:
    """Whether a word names the script's currency. Raises AnswerError where it names another one."""
    if asked.type is not QuestionType.MONEY:
        return False
    code = word.upper()
    if code == asked.currency or asked.currency in _CURRENCIES.get(word, ()):
        return True
    if word in _CURRENCIES or code in _CODES:
        other = code if code in _CODES else _CURRENCIES[word][0]
        raise AnswerError(
            f"Amounts are in {asked.currency} here, and that looks like {other}.",
            way_out=f"Convert it to {asked.currency}, and keep what was said in the note.",
        )
    return False


def _not_one_number(typed: str, asked: Asked) -> AnswerError:
    return AnswerError(
        f"{quoted(typed)} is not one number.",
        way_out=f"Type a single figure, such as {_example(asked)}; what surrounds it can go into the note.",
    )


def _not_understood(typed: str, asked: Asked) -> AnswerError:
    return AnswerError(
        f"{quoted(typed)} is not understood as {_KINDS.get(asked.type, 'a number')}.",
        way_out=f"Type it like {_example(asked)}.",
    )


_KINDS = {
    QuestionType.INTEGER: "a whole number",
    QuestionType.SCALE: "a whole number",
    QuestionType.MONEY: "an amount",
    QuestionType.PERCENT: "a percentage",
}


def _example(asked: Asked) -> str:
    match asked.type:
        case QuestionType.MONEY:
            return f"{asked.notation.number(12_500)} or 12{asked.notation.decimal_sign}5k"
        case QuestionType.PERCENT:
            return "80 or 80%"
        case QuestionType.SCALE:
            return str(asked.min if asked.min is not None else 3)
        case QuestionType.INTEGER:
            return "60"
        case _:
            return f"12{asked.notation.decimal_sign}5"
