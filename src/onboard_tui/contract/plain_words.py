"""Plain language: sentences that are too long, and words that a plain paper does without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.contract.template import ClauseTemplate
    from onboard_tui.script.problems import Problem

LONGEST_SENTENCE = 40
"""Words that a sentence of a clause may have."""
LONGEST_PLAIN = 30
"""Words that a plain line may have."""

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
"""Words to do without, and what to write instead."""

_WORD = re.compile(r"\b(?:" + "|".join(map(re.escape, WORDS)) + r")\b", re.IGNORECASE)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|[*_|>]")
_END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=\s*(?:\d+\.|-|\|))")


def check_words(pack: Pack) -> Iterator[Problem]:
    """Give what could be said more plainly in the papers that are sent."""
    for clause in pack.clauses:
        paper = pack.paper_of_part.get(clause.part)
        if paper is not None and not paper.for_customer:
            continue
        for path, template, line in clause.templates():
            longest = LONGEST_PLAIN if path == "plain" else LONGEST_SENTENCE
            for number, message in _remarks(template, longest):
                yield pack_problem("P205", line(number), path, message)


def _remarks(template: ClauseTemplate, longest: int) -> Iterator[tuple[int, str]]:
    """Give line and sentence for each thing that could be said more plainly."""
    text = _TAG.sub(lambda tag: "x" if tag[0].startswith("{{") else " ", template.source)
    begin = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        words = text[begin:end].split()
        if len(words) > longest:
            start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
            line = text.count("\n", 0, start) + 1
            yield line, f"A sentence has {len(words)} words: “{' '.join(words[:8])} …”"
        begin = end
    for found in _WORD.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, f"“{found[0]}”: write {WORDS[found[0].lower()]}."
