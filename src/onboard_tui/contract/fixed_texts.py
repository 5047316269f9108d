"""Amounts of money and HTML in what a pack says itself: the one belongs to the answers, the other nowhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.script.problems import Problem, Spot

AMOUNT_MESSAGE = "This line holds a fixed amount of money."
AMOUNT_HINT = "Amounts come from answers: {{ monthly_total }}."

_SIGN = "[$\u00a2-\u00a5\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]"
"""A currency's sign."""
_ABBREVIATION = r"(?:kr|z\u0142|K\u010d|Ft|lei|\u0440\u0443\u0431|\u043b\u0432|SFr|Rs)\.?"
_NOUN = (
    r"(?:euros?|cents?|dollars?|pounds?|pence|sterling|francs?|franken|rappen|yen|yuan|renminbi|rupees?|rubles?"
    r"|roubles?|kronor|kroner|kron[ae]|zlotys?|z\u0142otych|koruna?|forints?|lira|shekels?|dirhams?|dinars?|riyals?|pesos?"
    r"|reais|reales)"
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|billion|zwei|drei|vier|f\u00fcnf|sechs|sieben|acht|neun|zehn|elf|zw\u00f6lf"
    r"|zwanzig|drei\u00dfig|vierzig|f\u00fcnfzig|hundert|tausend|millionen|mille|cent|cien|mil|cento)"
)
_LAST_DIGIT = r"\d(?:[ \u00a0]?(?:k|m|bn|mio|mrd)\b\.?)?"
"""The end of a number, with what multiplies it."""
_WITH_SIGN = re.compile(
    rf"{_SIGN}\s?\d|{_LAST_DIGIT}\s?{_SIGN}|\b{_ABBREVIATION}\s?\d|{_LAST_DIGIT}\s?{_ABBREVIATION}(?!\w)"
)
_IN_WORDS = re.compile(
    rf"(?:{_LAST_DIGIT}|\b{_NUMBER_WORD})[\s-](?:(?:hundred|thousand|million|billion|tausend|millionen)\s)?{_NOUN}\b",
    re.IGNORECASE,
)
_WITH_CODE = re.compile(rf"\b([A-Z]{{3}})\s?\d|{_LAST_DIGIT}\s?([A-Z]{{3}})\b")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")


def has_amount(text: str) -> bool:
    """Whether a text holds an amount of money, in figures or in words, in whatever currency."""
    if _WITH_SIGN.search(text) or _IN_WORDS.search(text):
        return True
    return any((found[1] or found[2]) in _currencies() for found in _WITH_CODE.finditer(text))


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    """Give the codes of all currencies, those of today and of before."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def check_fixed_texts(pack: Pack) -> Iterator[Problem]:
    """Check what a pack says outside of its clauses' texts, which are checked where they are read."""
    for spot, path, text in _texts(pack):
        if has_amount(text):
            yield pack_problem("P115", spot, path, AMOUNT_MESSAGE, AMOUNT_HINT)
        if _HTML.search(text):
            yield pack_problem("P111", spot, path, "HTML cannot stand in a contract.")


def _texts(pack: Pack) -> Iterator[tuple[Spot, str, str]]:
    """Give every text that can come into a paper, with its place."""
    yield pack.at("title"), "title", pack.title
    for kind, named in (("documents", pack.papers), ("parts", pack.parts)):
        for each in named:
            yield pack.at(f"{kind}.{each.id}"), f"{kind}.{each.id}", each.title
    yield from _texts_of_clauses(pack)
    for term, template in pack.terms.items():
        yield pack.at(f"terms.{term}"), f"terms.{term}", template.source
    for kind, texts in (("confirm", pack.confirm), ("words", pack.words)):
        for name, text in texts.items():
            yield pack.at(f"{kind}.{name}"), f"{kind}.{name}", text
    for flag, advice in pack.advice.items():
        for text in (advice.advised, advice.because):
            yield pack.at(f"advice.{flag}"), f"advice.{flag}", text
    for rule in pack.ring:
        yield rule.met.spot, f"ring.{rule.id}", rule.text


def _texts_of_clauses(pack: Pack) -> Iterator[tuple[Spot, str, str]]:
    for clause in pack.clauses:
        yield clause.spot, clause.path("title"), clause.title
        if clause.plain is not None:
            yield clause.plain_spot or clause.spot, clause.path("plain"), clause.plain.source
