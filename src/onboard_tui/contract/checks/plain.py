"""Plain language: long sentences, words to avoid, more than one word for a duty, terms that nobody explains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.checks.passages import OTHERS
from onboard_tui.contract.plain_words import (
    DUTY_WORDS,
    LONGEST_SENTENCE,
    any_word,
    instead_of,
    words_to_avoid,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.contract.checks.checked import Checked
    from onboard_tui.contract.document import Finding

_FEWEST_LETTERS = 2 * LONGEST_SENTENCE
"""No shorter text has too many words."""

_REFERENCE = f"(){OTHERS}"
"""What a clause's number in brackets consists of; it is no word."""


def long_sentences(checked: Checked) -> Iterator[Finding]:
    """Find sentences with too many words of ours; a value in them counts as one."""
    summaries = _parts_made("summary", checked)
    for passage in checked.passages:
        if len(passage.ours) < _FEWEST_LETTERS or len(passage.ours.split()) <= LONGEST_SENTENCE:
            continue
        for begin, end in passage.sentences():
            words = sum(bool(each.strip(_REFERENCE)) for each in passage.ours[begin:end].split())
            if words > LONGEST_SENTENCE:
                where = f" in line {passage.line} of the summary" if passage.part in summaries else ""
                text = (
                    f"A sentence of {words} words{where}: say it in two, of at most {LONGEST_SENTENCE} each."
                )
                yield checked.found_in(passage, "long_sentence", text, at=begin)


def words_found(checked: Checked) -> Iterator[Finding]:
    """Find words of ours that a plain paper does without, and words for a duty beside the one to keep to."""
    pack = checked.bound.pack
    avoid = words_to_avoid(pack)
    keep, *others = pack.checks.duty_words or (DUTY_WORDS if pack.language == "en" else ("",))
    said = list(checked.say((*others, *avoid)))
    mixed = bool(said and keep) and any(checked.say((keep,)))
    for passage, found in said:
        word = found[0]
        if mixed and any_word(tuple(others)).fullmatch(word):
            text = f"“{word}” beside “{keep}”: one word for a duty is enough. Write “{keep}”."
            yield checked.found_in(passage, "duty_word", text, at=found.start(), word=word)
        elif any_word(tuple(avoid)).fullmatch(word):
            yield checked.found_in(
                passage, "word_to_avoid", instead_of(word, avoid), at=found.start(), word=word
            )


def unexplained_terms(checked: Checked) -> Iterator[Finding]:
    """Find defined terms that a paper uses and explains nowhere, and those in its summary, which comes first."""
    pack = checked.bound.pack
    terms = {*pack.terms, *(term for clause in pack.clauses for term in clause.defines)}
    explained = _explained(checked)
    lacking = {document.title: terms - explained[document.title] for document in checked.sent}
    summaries = _parts_made("summary", checked)
    for passage in checked.passages:
        in_summary = passage.part in summaries
        for term in sorted(terms if in_summary else lacking[passage.document]):
            found = re.search(rf"\b{re.escape(term)}s?\b", passage.ours) if term in passage.ours else None
            if found is not None:
                where = f"in line {passage.line} of the summary" if in_summary else "in this paper"
                when = "only after it" if in_summary else "nowhere"
                text = f"“{term}” {where} is explained {when}: explain it, or say it in other words."
                yield checked.found_in(passage, "unexplained_term", text, at=found.start(), word=term)


def _explained(checked: Checked) -> Mapping[str, set[str]]:
    """Give the terms that each paper explains, in its list of terms or in the clause that defines them."""
    lists, summaries = _parts_made("definitions", checked), _parts_made("summary", checked)
    defining = {clause.id: clause.defines for clause in checked.standing.values() if clause.defines}
    explained: dict[str, set[str]] = {document.title: set() for document in checked.sent}
    for passage in checked.passages:
        if passage.part in lists:
            explained[passage.document].add(passage.text.partition(":")[0])
        elif passage.clause in defining and passage.part not in summaries:
            explained[passage.document].update(defining[passage.clause])
    return explained


def _parts_made(made: str, checked: Checked) -> frozenset[str]:
    return frozenset(part.id for part in checked.bound.pack.parts if part.made == made)
