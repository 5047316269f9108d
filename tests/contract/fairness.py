"""What a paper must not hold unless an answer chose it, looked for in the words that are ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import RunKind
from onboard_tui.contract.whole import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Document

VALUE = "\N{WHITE CIRCLE}"
"""Stands for a value in a sentence of ours."""

_END = re.compile(r"(?<=[.!?;:])\s+")
_BOTH = re.compile(r"\b(each|neither|both) of us\b", re.IGNORECASE)
_NOT = re.compile(r"\b(not|never|without|no)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"\bmonth (by|to) month\b|\bone month\b", re.IGNORECASE)

_CLAIMED: Final = re.compile(
    r"\b(claim\w*|apply|applies|application|request\w*|ask\w*)\b.*\b(credit\w*|money back)"
    r"|\b(credit\w*|money back)\b.*\b(claim\w*|apply|application|request\w*|ask\w*)\b",
    re.IGNORECASE,
)
_SOLE: Final = re.compile(r"\b(sole|exclusive|only)\s+(remed|right|claim)", re.IGNORECASE)
_RENEWS: Final = re.compile(
    r"\brenew\w*\b.*\b(itself|automatic\w*|unless)\b|\b(automatic\w*|unless)\b.*\brenew", re.IGNORECASE
)
_CAP: Final = re.compile(
    r"\b(limit\w*|at most|no more than|cap\w*)\b.*\b(harm|liab\w*|damages?|owes? (you|us|the other))\b"
    r"|\b(harm|liab\w*|damages?|owes? (you|us|the other))\b.*\b(limit\w*|at most|no more than|capped)\b",
    re.IGNORECASE,
)
_PAYS: Final = re.compile(r"\byou (will )?pay\b", re.IGNORECASE)
_PERFORMS: Final = re.compile(r"\bwe will (deliver|keep|build and look after)\b", re.IGNORECASE)


def sentences(document: Document) -> Iterator[str]:
    """Give the sentences of a paper, with a mark where something is printed that is not our words."""
    for block in document.blocks:
        for runs in pieces(block):
            ours = "".join(run.text if run.kind in {RunKind.TEXT, RunKind.REF} else VALUE for run in runs)
            yield from (sentence for sentence in _END.split(ours) if sentence.strip())


def unfair(document: Document) -> list[str]:
    """Name everything in a paper that nobody should be asked to sign unless they chose it."""
    said = list(sentences(document))
    found = [f"{what}: {sentence}" for sentence in said for what in _wrong_with(sentence)]
    if any(_PAYS.search(each) for each in said) and not any(_PERFORMS.search(each) for each in said):
        found.append("pay only: they pay, and nothing is promised for it")
    return found


def _wrong_with(sentence: str) -> Iterator[str]:
    if _CLAIMED.search(sentence) and not _NOT.search(sentence):
        yield "a credit that has to be claimed"
    if _SOLE.search(sentence):
        yield "a sole remedy"
    if _RENEWS.search(sentence) and not (_NOT.search(sentence) or _MONTHLY.search(sentence)):
        yield "a renewal by silence"
    if _CAP.search(sentence) and not _BOTH.search(sentence):
        yield "a limit for one side"
