"""A document on its way to a file: the tree, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from onboard_tui.interview.notation import notation_for

if TYPE_CHECKING:
    from onboard_tui.contract.document import Document, Draft


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words that a writer adds to a document."""

    draft: str = "Draft"
    final: str = "Version"
    not_final: str = "This is a draft. It binds nobody until it is approved and signed."
    private: str = "Private: not for the customer"
    page: str = "Page"
    of: str = "of"
    signature: str = "Signature"
    name: str = "Name"
    position: str = "Position"
    date: str = "Date"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document with what its header, footer and properties say."""

    document: Document
    customer: str = ""
    author: str = ""
    version: int = 0
    """Draft version; 0 where the document has none."""
    sha256: str = ""
    """The draft's identity; empty where it has none."""
    as_of: str = ""
    """ISO date that the document was worked out for, or empty."""
    final: bool = True
    """Whether nothing about it awaits approval; a paper that is not final is marked on every page."""
    words: Words = Words()

    @property
    def version_line(self) -> str:
        """Say which version this is, such as `Draft 3 · 2 March 2026`."""
        word = self.words.final if self.final else self.words.draft
        version = f"{word} {self.version}" if self.version else "" if self.final else word
        return " · ".join(part for part in (version, spoken_date(self.as_of, self.document.language)) if part)


APPROVED: Final = frozenset({"draft", "order"})
"""The kinds of papers that are drafts until somebody approves them."""


def papers_of(draft: Draft, *, sha256: str, author: str = "") -> tuple[Paper, ...]:
    """Give a draft's documents, each ready to be written; `sha256` is the draft's identity."""
    return tuple(
        Paper(
            document=document,
            customer=draft.customer,
            author=author,
            version=0 if _needs_no_version(draft, document) else draft.number,
            sha256=sha256,
            as_of=draft.as_of,
            final=_is_final(draft, document),
        )
        for document in draft.documents
    )


def _needs_no_version(draft: Draft, document: Document) -> bool:
    """Whether a paper goes to a customer who will never see another version of it, such as a letter."""
    return draft.kind not in APPROVED and document.for_customer and _is_final(draft, document)


def _is_final(draft: Draft, document: Document) -> bool:
    """Whether nothing is left to do about a paper.

    What binds nobody needs no approval: our own papers never do, and letters only settle what is open in them.
    """
    if draft.final or draft.kind in APPROVED:
        return draft.final
    unanswered = [finding for finding in draft.findings if not finding.reason]
    return not document.for_customer or not (draft.open_points or unanswered)


def spoken_date(iso: str, language: str) -> str:
    """Give an ISO date as it is written in a language, `2 March 2026`; other text comes back as it is."""
    try:
        return notation_for(language).date(date.fromisoformat(iso))
    except ValueError:
        return iso
