"""A full interview with a few changes, and the papers drafted from it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.entries import Entry, Recorded
from onboard_tui.interview.interview import Interview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.contract.document import Document, Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.script.model import Script
    from onboard_tui.script.scope import AnswerState, Value

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
AS_OF = date(2026, 3, 2)
FULL = Path(__file__).with_name("full_interview.yaml")
"""Answers to every question of the bundled script."""


@dataclass(frozen=True)
class Deal:
    """The full interview with some answers changed, and the drafts made of it."""

    script: Script
    pack: Pack
    answers: dict[str, Value]
    states: dict[str, AnswerState]
    extra: tuple[Entry, ...] = ()
    our_name: str = "Northwind IT Ltd"

    def with_answers(self, **changes: Any) -> Deal:
        """Change answers; None takes an answer away."""
        answers = {**self.answers, **changes}
        kept = {name: value for name, value in answers.items() if value is not None}
        return Deal(self.script, self.pack, kept, self.states, self.extra, self.our_name)

    def with_states(self, **states: AnswerState) -> Deal:
        """Answer questions with a state instead of a value."""
        kept = {name: value for name, value in self.answers.items() if name not in states}
        return Deal(self.script, self.pack, kept, {**self.states, **states}, self.extra, self.our_name)

    def with_entries(self, *entries: Entry) -> Deal:
        """Add steering attempts, plans and the like."""
        return Deal(self.script, self.pack, self.answers, self.states, (*self.extra, *entries), self.our_name)

    @property
    def assessment(self) -> Assessment:
        """The judged interview."""
        ids = itertools.count()
        answered = [
            Recorded(id=f"{next(ids):04}", at=AT, question=question.id, value=self.answers[question.id])
            for question in self.script.questions
            if question.id in self.answers
        ]
        marked = [
            Recorded(
                id=f"{next(ids):04}",
                at=AT,
                question=name,
                state=state,
                owner="J. Hart",
                until=date(2026, 3, 9),
            )
            for name, state in self.states.items()
        ]
        interview = Interview("one", self.script, "Harbour & Lyle", AT, (*answered, *marked, *self.extra))
        return assess(interview, AS_OF)

    def draft(self) -> Draft:
        """Draft its papers."""
        return draft_contract(self.assessment, self.pack, our_name=self.our_name)

    def agreement(self) -> Document:
        """Draft the paper that is signed."""
        return next(each for each in self.draft().documents if each.id == "agreement")

    def text(self) -> str:
        """Give the words of the agreement."""
        return words_of([self.agreement()])


def words_of(documents: Iterable[Document]) -> str:
    """Give all words of papers, a line for each block."""
    return "\n".join(
        "".join(run.text for run in runs_of(block)) for document in documents for block in document.blocks
    )


def full_deal(script: Script, pack: Pack) -> Deal:
    """Give the full interview of the bundled script, with a pack."""
    ids = itertools.count()
    read = read_answers(
        FULL.read_bytes(),
        FULL.name,
        Interview("one", script, "Harbour & Lyle", AT),
        as_of=None,
        today=AS_OF,
        at=AT,
        new_id=lambda: f"{next(ids):04}",
    )
    assert read.problems == ()
    given = {
        entry.question: entry.value
        for entry in read.entries
        if isinstance(entry, Recorded) and entry.value is not None
    }
    return Deal(script, pack, given, {})
