"""Drafts and writes every kind of contract that can come out of a script and its pack, and looks for flaws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.answers import Answers
from onboard_tui.contract.behind import questions_behind
from onboard_tui.contract.bound import bind
from onboard_tui.contract.choice import choose_clauses
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.covering import covering_interviews
from onboard_tui.contract.draft import draft_contract
from onboard_tui.contract.endings import papers_for
from onboard_tui.contract.whole import Flaw, flaws_of, groups_amiss
from onboard_tui.deal.assessment import Assessment
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.words import number_of
from onboard_tui.errors import ContractError
from onboard_tui.export.markdown import write_markdown
from onboard_tui.export.paper import papers_of
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.standing import stand
from onboard_tui.proof.proved import with_example
from onboard_tui.proof.variations import blank_interview, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.witness import Witness
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

_SENT: Final = ("draft", "letter")
"""Kinds of papers whose words hang on the answers most."""


@dataclass(frozen=True, slots=True)
class EveryContract:
    """What was drafted, and what is wrong with it."""

    contracts: int = 0
    others: int = 0
    """Drafts of other kinds of papers."""
    problems: tuple[Problem, ...] = ()

    @property
    def line(self) -> str:
        """Say what was drafted, in one sentence."""
        others = f" and {number_of(self.others, 'draft')} of other papers" if self.others else ""
        whole = "; some are not whole" if self.problems else ", and all are whole"
        return f"{number_of(self.contracts, 'contract')}{others} drafted and written{whole}."


def draft_every_contract(script: Script, pack: Pack) -> EveryContract:
    """Draft what is sent after each of a covering set of interviews, and once each set of papers that is not."""
    drafting = _Drafting(script, pack, bind(pack, script))
    for standing in covering_interviews(drafting.bound, script):
        drafting.take(standing)
    return EveryContract(drafting.contracts, drafting.others, tuple(drafting.problems.values()))


@dataclass
class _Drafting:
    """The drafts of one pack, one after the other."""

    script: Script
    pack: Pack
    bound: BoundPack
    contracts: int = 0
    others: int = 0
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)
    """By clause and flaw, the first of each."""
    _seen: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """Kinds of papers that were drafted, each with the papers that were called for."""

    def take(self, standing: Standing) -> None:
        """Draft everything that one interview calls for."""
        assessment = Assessment(standing)
        for kind in self._kinds(assessment):
            if kind == "draft":
                self.contracts += 1
            else:
                self.others += 1
            for flaw in self._flaws(assessment, kind):
                known = (flaw.clause, flaw.words)
                if known not in self.problems:
                    self.problems[known] = self._told(flaw, assessment, kind)

    def _kinds(self, assessment: Assessment) -> Iterator[str]:
        """Give the kinds of papers to draft: those that are sent, and others that were not drafted for such a deal."""
        for kind in dict.fromkeys(paper.kind for paper in self.pack.papers):
            try:
                papers = papers_for(assessment, self.pack, kind)
            except ContractError:  # no paper of that kind is called for
                continue
            called_for = (kind, tuple(paper.id for paper in papers))
            if kind in _SENT or called_for not in self._seen:
                self._seen.add(called_for)
                yield kind

    def _flaws(self, assessment: Assessment, kind: str) -> Iterator[Flaw]:
        try:
            draft = draft_contract(assessment, self.pack, kind=kind)
        except ContractError as error:
            yield Flaw("", f"The paper cannot be drafted: {error.sentence}")
            return
        for paper in papers_of(draft, sha256=""):
            write_markdown(paper)
        yield from flaws_of(draft, self.pack)
        choices = choose_clauses(self.bound, Answers(assessment.standing, self.pack.confirm))

        def applies(clause: str) -> bool:
            return clause in self.bound.when and self.bound.when[clause].evaluate(assessment.standing) is True

        yield from groups_amiss(draft, self.pack, choices, applies)

    def _told(self, flaw: Flaw, assessment: Assessment, kind: str) -> Problem:
        """Say what is wrong, at the clause, with the few answers that it takes."""
        clause = self.pack.clause_by_id.get(flaw.clause)
        spot, path = (self.pack.spot, "documents") if clause is None else (clause.spot, clause.path("text"))
        told = pack_problem("P128", spot, path, f"{flaw}.")
        return with_example(told, self._fewest(flaw, assessment.standing, kind), self.script)

    def _fewest(self, flaw: Flaw, standing: Standing, kind: str) -> Witness:
        """Take answers away as long as the flaw stays: all that the clause does not read, and then one by one."""

        def stays(names: frozenset[str]) -> bool:
            found = self._flaws(Assessment(_only(standing, names)), kind)
            return any((each.clause, each.words) == (flaw.clause, flaw.words) for each in found)

        names = frozenset(standing.interview.current)
        read = names & self._read(flaw)
        if stays(read):
            names = read
            for each in sorted(read):
                names = names - {each} if stays(names - {each}) else names
        return said_in(standing, names)

    def _read(self, flaw: Flaw) -> frozenset[str]:
        """Give the questions that a clause hangs on, and those that decide whether these are asked."""
        clause = self.pack.clause_by_id.get(flaw.clause)
        if clause is None:
            return frozenset()
        known = dependencies_of(self.script)
        members = self.pack.groups.get(clause.one_of or "", (clause,))
        decided = [known.behind(self.bound.when[each.id]) for each in members if each.id in self.bound.when]
        printed = [questions_behind(name, self.pack.facts, self.script) for name in clause.body.names]
        return frozenset(known.plan.behind(frozenset().union(*decided, *printed)))


def _only(standing: Standing, names: frozenset[str]) -> Standing:
    """Give the interview without the answers to other questions than these."""
    kept = [
        each
        for each in standing.interview.log
        if not isinstance(each, Recorded)
        or (each.question in names and each in standing.interview.current.values())
    ]
    return stand(blank_interview(standing.script, standing.as_of).with_entries(*kept), standing.as_of)
