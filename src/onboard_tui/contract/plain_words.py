"""Plain language: sentences that are too long, and words that a plain paper does without."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.contract.template import ClauseTemplate
    from onboard_tui.script.problems import Problem

LONGEST_SENTENCE = 30
"""Words that a sentence may have; a value counts as one."""

WORDS: dict[str, str] = {
    "shall": "will",
    "must": "will",
    "hereby": "nothing",
    "herein": "here",
    "hereinafter": "nothing",
    "hereunder": "under this",
    "thereof": "of it",
    "therein": "in it",
    "notwithstanding": "despite",
    "aforementioned": "this",
    "forthwith": "at once",
    "witnesseth": "nothing",
    "whereas": "nothing",
    "indemnify": "answer for",
    "best endeavours": "a promise that can be measured",
    "reasonable endeavours": "a promise that can be measured",
    "in lieu of": "instead of",
    "prior to": "before",
    "pursuant to": "under",
    "sole remedy": "nothing: rights are not taken away",
    "exclusive remedy": "nothing: rights are not taken away",
}
"""Words that an English paper does without, and what to write instead."""

DUTY_WORDS = ("will", "shall", "must")
"""English words that bind somebody to something, the one to keep to first."""

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|[*_>]")
_END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=\s*(?:\d+\.|-))|\s*\|\s*")


def words_to_avoid(pack: Pack) -> Mapping[str, str]:
    """Give the words that a pack's papers do without: ours where it is in English, and its own.

    A word for which the pack has nothing to write instead, not even “nothing”, may be used.
    """
    own = {word.lower(): instead for word, instead in pack.checks.words_to_avoid.items()}
    words = {**(WORDS if pack.language == "en" else {}), **own}
    return {word: instead for word, instead in words.items() if instead}


@lru_cache
def any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give what finds any of some words, whole and in any letters; a * stands for the rest of a word."""
    written = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{written})(?!\w)" if words else r"(?!)", re.IGNORECASE)


def instead_of(word: str, avoid: Mapping[str, str]) -> str:
    """Say what to write in place of a word that was found: `“shall”: write will.`."""
    instead = next(plain for each, plain in avoid.items() if any_word((each,)).fullmatch(word))
    return f"“{word}”: write {instead}."


def check_words(pack: Pack) -> Iterator[Problem]:
    """Give what could be said more plainly in the papers that are sent."""
    avoid = words_to_avoid(pack)
    for clause in pack.clauses:
        paper = pack.paper_of_part.get(clause.part)
        if paper is not None and not paper.for_customer:
            continue
        for path, template, line in clause.templates():
            for number, message in _remarks(template, avoid):
                yield pack_problem("P205", line(number), path, message)


def _remarks(template: ClauseTemplate, avoid: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Give line and sentence for each thing that could be said more plainly."""
    text = _TAG.sub(lambda tag: "x" if tag[0].startswith("{{") else " ", template.source)
    begin = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        words = text[begin:end].split()
        if len(words) > LONGEST_SENTENCE:
            start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
            line = text.count("\n", 0, start) + 1
            yield line, f"A sentence has {len(words)} words: “{' '.join(words[:8])} …”"
        begin = end
    for found in any_word(tuple(avoid)).finditer(text):
        yield text.count("\n", 0, found.start()) + 1, instead_of(found[0], avoid)
