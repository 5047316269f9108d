"""A draft as its checks see it: the papers that are sent, and what they were made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.contract.checks.passages import HIDDEN, VALUE, passages
from onboard_tui.contract.checks.plan import MEANT_TO_STAY
from onboard_tui.contract.document import Finding, Heading
from onboard_tui.contract.plain_words import any_word

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.checks.passages import Passage
    from onboard_tui.contract.document import Document, RingMark
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.interview import Interview


@dataclass(frozen=True)
class Checked:
    """The papers for the customer of one draft, numbered and finished."""

    assessment: Assessment
    bound: BoundPack
    kind: str
    """One of `pack_model.KINDS`."""
    sent: Sequence[Document]
    clauses: Collection[str]
    """The clauses that stand; of others a paper may hold what they wait for."""
    ring: Sequence[RingMark] = ()
    """Of a contract."""
    earlier: Sequence[Interview] = ()
    """The customer's interviews before this one."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every piece of text."""
        return passages(self.sent)

    @cached_property
    def _our_words(self) -> str:
        return "\n".join([passage.ours for passage in self.passages]).lower()

    def say(self, words: Iterable[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Give each place in which our own words are one of these: whole words, in any letters."""
        sought = tuple(word for word in words if word.rstrip("*").lower() in self._our_words)
        if sought:
            pattern = any_word(sought)
            for passage in self.passages:
                for found in pattern.finditer(passage.ours):
                    yield passage, found

    @cached_property
    def standing(self) -> Mapping[str, Clause]:
        """The clauses that stand in the papers, in reading order."""
        known = self.bound.pack.clause_by_id
        named = dict.fromkeys(passage.clause for passage in self.passages)
        return {name: known[name] for name in named if name in self.clauses}

    @cached_property
    def places(self) -> frozenset[str]:
        """The parts and clauses that stand in the papers."""
        blocks = (block for document in self.sent for block in document.blocks)
        return frozenset(self.standing) | {block.id for block in blocks if isinstance(block, Heading)}

    @cached_property
    def meant_to_stay(self) -> bool:
        """Whether the customer is to become one who stays; only where the contrary is known it is one job."""
        rule = self.bound.checks.get(MEANT_TO_STAY)
        return rule is None or rule.evaluate(self.assessment.standing) is not False

    def found_in(self, passage: Passage, check: str, text: str, *, at: int = 0, word: str = "") -> Finding:
        """Give a finding about the sentence of a paper in which `at` stands, or about one `word` of it."""
        begin, end = passage.around(at)
        of = digest(HIDDEN.sub(VALUE, passage.ours[begin:end]) + word.casefold())
        key = key_of(check, passage.clause or passage.part, of)
        place = (passage.document, passage.clause, passage.number)
        return Finding(key, check, text, *place, sentence=" ".join(passage.text[begin:end].split()))

    def first_of(self, clause: str) -> Passage:
        """Give the first words of a clause that stands, below its title if there are any."""
        said = [passage for passage in self.passages if passage.clause == clause]
        return next((passage for passage in said if not passage.title), said[0])


def key_of(check: str, *parts: str) -> str:
    """Give a finding's key, which is the same in every draft in which it is found."""
    return ":".join(part for part in (check, *parts) if part)


def digest(words: str) -> str:
    """Give a few letters that tell words from others."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]
