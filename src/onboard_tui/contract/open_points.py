"""What a draft still waits for: the points to settle, and how papers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import OpenPoint, Paragraph, RunKind
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.choice import Choice
    from onboard_tui.contract.document import Block
    from onboard_tui.contract.draft import PartText
    from onboard_tui.contract.filling import Filler
    from onboard_tui.contract.pack_model import Pack, Part


class OpenPoints:
    """The questions that the papers of one draft wait for, noted as they are met."""

    def __init__(self, pack: Pack, answers: Answers, filler: Filler, choices: Mapping[str, Choice]) -> None:
        self._pack = pack
        self._answers = answers
        self._filler = filler
        self._choices = choices
        self._waiting: dict[str, tuple[str, list[str]]] = {}
        """By question: what to ask, and the clauses that wait for it."""

    def note(self, texts: Sequence[PartText]) -> None:
        """Keep what a paper for the customer waits for, and make each open choice visible once in it."""
        for text in texts:
            for each in text.clauses:
                for absent in each.filled.gaps:
                    question = self._answers.script.question_by_id.get(absent.question)
                    self._wait(absent.question, question.ask if question else absent.ask, each.clause.id)
        visible = {question for text in texts for each in text.clauses for question in each.filled.shown}
        for text in texts:
            for clause in self._pack.clauses_by_part[text.part.id]:
                self._note_choice(text, clause.id, self._choices[clause.id].waits, visible)
            for each in text.clauses:
                waits = tuple(name for name in each.filled.waits if self._answers.awaited(name))
                self._note_choice(text, each.clause.id, waits, visible)

    def _note_choice(self, text: PartText, clause: str, waits: Sequence[str], visible: set[str]) -> None:
        """Keep what a choice waits for, and make it visible once in a paper that may name the question."""
        for name in waits:
            question = self._answers.script.question_by_id[name]
            self._wait(name, question.ask, clause)
            if name in visible:
                continue
            if not question.private or name in self._pack.prints_private:
                visible.add(name)
                text.gaps.append(
                    Paragraph((self._filler.to_confirm(self._answers.ask(question), name),), clause)
                )
            elif self._choices[clause].leaves_gap and not text.gaps:
                text.gaps.append(Paragraph((self._filler.to_confirm(text.part.title, ""),), clause))

    def note_kept(self, parts: Iterable[str]) -> None:
        """Keep what the papers that stay with us wait for, where nothing stands until it is known."""
        kept = set(parts)
        for clause in self._pack.clauses:
            if clause.part in kept and self._choices[clause.id].leaves_gap:
                for name in self._choices[clause.id].waits:
                    self._wait(name, self._answers.script.question_by_id[name].ask, clause.id)

    def marks(self, part: Part) -> Iterator[Paragraph]:
        """Give the visible marks of a part's open choices, in a paper that may name every question."""
        for clause in self._pack.clauses_by_part[part.id]:
            choice = self._choices[clause.id]
            for name in choice.waits if choice.leaves_gap else ():
                ask = self._answers.ask(self._answers.script.question_by_id[name])
                yield Paragraph((self._filler.to_confirm(ask, name),), clause.id)

    def note_signers(self, signers: Sequence[Block], part: Part) -> None:
        """Keep what the places to sign wait for, where no clause waits for it."""
        open_runs = (run for block in signers for run in runs_of(block) if run.kind is RunKind.OPEN)
        for name in {source for run in open_runs for source in run.sources} - self._waiting.keys():
            self._wait(name, self._answers.script.question_by_id[name].ask, part.id)

    def in_order(self) -> Iterator[OpenPoint]:
        """Give the open points in script order; what is no question of the script comes last."""
        order = {question.id: number for number, question in enumerate(self._answers.script.questions)}
        for name in sorted(self._waiting, key=lambda each: order.get(each, len(order))):
            ask, clauses = self._waiting[name]
            recorded = self._answers.standing.recorded(name) if name in order else None
            yield OpenPoint(
                question=name,
                ask=ask,
                clauses=tuple(clauses),
                state=self._answers.state(name).value if name in order else "not_asked",
                owner=recorded.owner if recorded else "",
                due=recorded.until.isoformat() if recorded and recorded.until else "",
            )

    def _wait(self, question: str, ask: str, clause: str) -> None:
        clauses = self._waiting.setdefault(question, (ask, []))[1]
        if clause not in clauses:
            clauses.append(clause)
