"""The seller's side sheet: what the paper does not say to the customer. It is never sent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onboard_tui.contract.checks.ring import ring_in_words
from onboard_tui.contract.document import (
    Align,
    Block,
    Blocks,
    Cell,
    ClauseOrigin,
    Document,
    Finding,
    OpenPoint,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
)
from onboard_tui.interview.entries import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.checks.findings import Remarks
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.entries import Recorded

_AUTHORS: Mapping[str, str] = {
    "ours": "Ours",
    "theirs": "The customer's",
    "neutral": "A neutral form's",
    "generated": "Made from the customer's answers",
}
_STATES: Mapping[str, str] = {
    "not_asked": "not asked",
    "dont_know": "they do not know",
    "declined": "they will not say",
    "later": "later",
}


_BLOCKS: Mapping[Blocks, str] = {
    Blocks.NOTHING: "nothing",
    Blocks.FINAL: "the final paper",
    Blocks.EXPORT: "every export",
}


class SideSheet:
    """Makes the parts of the side sheet."""

    def __init__(
        self,
        assessment: Assessment,
        bound: BoundPack,
        open_points: Sequence[OpenPoint],
        origins: Sequence[ClauseOrigin],
        remarks: Remarks,
    ) -> None:
        self._assessment = assessment
        self._bound = bound
        self._open_points = open_points
        self._origins = origins
        self._remarks = remarks

    def made(self, what: str, sent: Sequence[Document]) -> Iterator[Block]:
        """Give the blocks of one part."""
        makers: Mapping[str, Callable[[], Iterator[Block]]] = {
            "ring": self._ring_check,
            "findings": self._findings,
            "open_points": self._points,
            "flags": self._flags,
            "balance": self._balance,
            "authors": self._whose_words,
            "trace": lambda: self._trace(sent),
        }
        return makers[what]()

    def _ring_check(self) -> Iterator[Block]:
        ring, stays = self._remarks.ring, self._remarks.meant_to_stay
        one_job = "" if stays else " The customer buys one job, which needs no more."
        yield _said(f"{ring_in_words(ring, meant_to_stay=stays)}.{one_job}")
        yield _table(("Mark", "Met"), [(mark.text, "yes" if mark.met else "no") for mark in ring])

    def _findings(self) -> Iterator[Block]:
        """List what the checks found, with the words of the paper that each is about and the reason given."""
        found = self._remarks.findings
        if not found:
            yield _said("The checks found nothing.")
            return
        rows = [
            (f"{each.document} {each.number}".strip(), _about(each), _BLOCKS[each.blocks], each.reason)
            for each in found
        ]
        yield _table(("Where", "What", "Stands in the way of", "Meant so, because"), rows)

    def _points(self) -> Iterator[Block]:
        if not self._open_points:
            yield _said("Nothing is open.")
            return
        yield _said(f"{len(self._open_points)} to settle before this paper can be final.")
        yield _table(
            ("What", "Where it stands", "Who finds out", "By"),
            [
                (each.ask, _STATES.get(each.state, each.state), each.owner, each.due)
                for each in self._open_points
            ],
        )

    def _flags(self) -> Iterator[Block]:
        raised = self._assessment.raised_flags
        if raised:
            yield _table(
                ("Flag", "Weight", "Stands", "Tried"),
                [
                    (flag.rule.title, flag.rule.severity.value, flag.state.value, flag.history)
                    for flag in raised
                ],
            )
        else:
            yield _said("No flag is raised.")
        unknown = [self._assessment.script.flag_by_id[name].title for name in self._assessment.unknown_flags]
        if unknown:
            yield _said(f"Not known yet: {'; '.join(unknown)}.")
        guesses = [answer for answer in self._printed_answers() if answer.source is Source.OUR_GUESS]
        if guesses:
            asked = self._assessment.script.question_by_id
            yield _said("The paper prints these answers, and they are our guess:")
            yield _table(
                ("Question", "Answer"), [(asked[each.question].ask, "our guess") for each in guesses]
            )
        needed = [
            self._bound.pack.clause_by_id[name].title
            for name, rule in self._bound.approval.items()
            if rule.evaluate(self._assessment.standing) is True
        ]
        if needed:
            yield _said(f"A second person has to agree to: {'; '.join(needed)}.")

    def _printed_answers(self) -> Iterator[Recorded]:
        printed = {question for origin in self._origins for question in origin.questions}
        for question in self._assessment.script.questions:
            recorded = self._assessment.standing.recorded(question.id)
            if recorded is not None and question.id in printed:
                yield recorded

    def _balance(self) -> Iterator[Block]:
        """Say how many promises each side makes that can be measured and cost something when missed."""
        balance = self._remarks.balance
        if balance is None:
            return
        ours, theirs = balance.ours, balance.theirs
        yield _said(
            f"Promises that can be measured and cost something when missed: {ours} of ours, {theirs} of theirs."
        )
        if ours < theirs:
            yield _said("The paper asks for more than it gives.")

    def _whose_words(self) -> Iterator[Block]:
        counts = Counter(origin.author for origin in self._origins)
        rows = [(words, str(counts[author])) for author, words in _AUTHORS.items() if counts[author]]
        yield _table(("Whose words", "Clauses"), rows, align=(Align.LEFT, Align.RIGHT))
        share = self._remarks.tailored
        if share is not None and share.sentences:
            percent = round(100 * share.with_answers / share.sentences)
            yield _said(
                f"{share.with_answers} of {share.sentences} sentences ({percent}%) carry an answer of this customer."
            )

    def _trace(self, sent: Sequence[Document]) -> Iterator[Block]:
        numbers = {
            block.clause: block.number
            for document in sent
            for block in reversed(document.blocks)
            if isinstance(block, SubClause)
        }
        rows = [
            (
                numbers.get(origin.clause, ""),
                origin.title,
                self._bound.stands.get(origin.clause, "always"),
                ", ".join(origin.questions),
            )
            for origin in self._origins
        ]
        yield _table(("No.", "Clause", "When it stands", "Answers it reads"), rows)
        pack, script = self._bound.pack, self._assessment.script
        yield _said(
            f"Pack {pack.id} {pack.version}, {pack.sha256[:12]}; script {script.id} {script.version}."
        )


def _about(finding: Finding) -> str:
    return f"{finding.text} “{finding.sentence}”" if finding.sentence else finding.text


def _said(text: str) -> Paragraph:
    return Paragraph((Run(text, RunKind.COMPUTED),))


def _cell(text: str) -> Cell:
    return (Run(text, RunKind.COMPUTED),) if text else ()


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, align: Sequence[Align] = ()) -> Table:
    return Table(
        tuple((Run(text),) for text in head),
        tuple(tuple(_cell(text) for text in row) for row in rows),
        tuple(align) or (Align.LEFT,) * len(head),
    )
