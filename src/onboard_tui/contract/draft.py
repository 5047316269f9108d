"""Drafts a contract: the answers of one interview, judged, in the words of one pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onboard_tui.contract.answers import Answers
from onboard_tui.contract.bound import BoundPack, bind_or_refuse
from onboard_tui.contract.by_hand import HandEdits
from onboard_tui.contract.checks.checked import Checked
from onboard_tui.contract.checks.findings import remarks_on
from onboard_tui.contract.checks.ring import ring_of
from onboard_tui.contract.choice import choose_clauses
from onboard_tui.contract.document import (
    Block,
    ClauseOrigin,
    Document,
    Draft,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Title,
    text_of,
)
from onboard_tui.contract.endings import papers_for
from onboard_tui.contract.facts import Facts, Figures
from onboard_tui.contract.filling import Filled, Filler
from onboard_tui.contract.made_parts import definitions, signatures, summary
from onboard_tui.contract.manner import manner_of_paper
from onboard_tui.contract.numbering import TO_NUMBER, numbered, numbers_of
from onboard_tui.contract.open_points import OpenPoints
from onboard_tui.contract.paper_language import as_papers_read_it
from onboard_tui.contract.printing import Printing
from onboard_tui.contract.side_sheet import SideSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onboard_tui.contract.pack_model import Clause, Pack, Paper, Part
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.calibration import TrackRecord
    from onboard_tui.interview.interview import Interview


def draft_contract(
    assessment: Assessment,
    pack: Pack,
    *,
    kind: str = "draft",
    our_name: str = "",
    earlier: Sequence[Interview] = (),
    record: TrackRecord | None = None,
) -> Draft:
    """Draft a pack's papers of one of its `KINDS` from an interview as it stands.

    `our_name` is the seller's legal name; without it, and without one in the pack, it is a point to confirm.
    `earlier` are the customer's interviews before this one, which say how the customer sees us, too.
    `record` is what became of our deals so far; our own papers forecast by it.
    Raises ContractError where the pack does not fit the interview's script, or has no such paper for this deal.
    """
    return draft_clauses(assessment, pack, kind=kind, our_name=our_name, earlier=earlier, record=record).draft


def draft_clauses(
    assessment: Assessment,
    pack: Pack,
    *,
    kind: str = "draft",
    our_name: str = "",
    earlier: Sequence[Interview] = (),
    record: TrackRecord | None = None,
) -> Drafted:
    """Draft as `draft_contract` does, and give the draft with the clauses that it is made of."""
    assessment = as_papers_read_it(assessment, pack.language)

    @cache
    def agreement() -> Draft | None:
        has = kind != "draft" and any(paper.kind == "draft" for paper in pack.papers)
        return draft_contract(assessment, pack, our_name=our_name, earlier=earlier) if has else None

    bound = bind_or_refuse(pack, assessment.script)
    papers = papers_for(assessment, pack, kind)
    answers = Answers(assessment.standing, pack.confirm)
    figures = Figures(
        assessment, answers, pack, our_name, earlier=earlier, record=record, agreement=agreement
    )
    return _Drafting(bound, papers, figures, kind=kind, earlier=earlier).drafted()


def printed_values(assessment: Assessment, pack: Pack, *, our_name: str = "") -> Filler:
    """Give what prints the values of an interview one by one, as the clauses of a pack print them."""
    assessment = as_papers_read_it(assessment, pack.language)
    return _filler(Figures(assessment, Answers(assessment.standing, pack.confirm), pack, our_name))


def _filler(figures: Figures) -> Filler:
    script, pack = figures.assessment.script, figures.pack
    printing = Printing(script, pack.words, manner_of_paper(script, pack.words, pack.language))
    return Filler(pack, figures.answers, Facts(figures), printing)


@dataclass
class StandingClause:
    """A clause that stands, filled in."""

    clause: Clause
    blocks: tuple[Block, ...]
    filled: Filled
    plain: tuple[Run, ...] = ()
    reads: tuple[str, ...] = ()
    """Questions that decided it or that it prints, in script order."""
    drafted: tuple[Block, ...] = ()
    """As the pack has it; `blocks` carries the words put in by hand, too."""


@dataclass(frozen=True)
class Drafted:
    """A draft, and what it is made of."""

    draft: Draft
    clauses: Mapping[str, StandingClause]
    """The clauses that stand, before they were numbered."""
    number_of: Callable[[str, str], str]
    """Gives the number of what a clause refers to, by the clause and the reference's target."""


@dataclass
class PartText:
    """One part of a paper before it is numbered."""

    part: Part
    paper: Paper
    clauses: list[StandingClause] = field(default_factory=list)
    gaps: list[Paragraph] = field(default_factory=list)
    """Visible marks for clauses whose place is not decided yet."""


class _Drafting:
    """One draft in the making; every step reads what the steps before it left."""

    def __init__(
        self,
        bound: BoundPack,
        papers: Sequence[Paper],
        figures: Figures,
        *,
        kind: str,
        earlier: Sequence[Interview],
    ) -> None:
        self._assessment = figures.assessment
        self._papers = papers
        self._kind = kind
        self._earlier = earlier
        self._bound = bound
        self._pack = bound.pack
        self._answers = figures.answers
        self._filler = _filler(figures)
        self._choices = choose_clauses(bound, self._answers)
        rewordings = self._assessment.interview.paperwork.rewordings
        self._by_hand = HandEdits(rewordings, self._pack, self._filler)
        self._open_points = OpenPoints(self._pack, self._answers, self._filler, self._choices)

    def drafted(self) -> Drafted:
        """Make the draft."""
        parts = {part for paper in self._papers for part in paper.parts}
        standing = {
            clause.id: filled
            for clause in self._pack.clauses
            if clause.part in parts
            and self._choices[clause.id].stands
            and (filled := self._fill(clause)) is not None
        }
        sent = [self._paper(paper, standing) for paper in self._papers if paper.for_customer]
        origins = tuple(self._origin(each) for each in standing.values())
        contract = self._kind == "draft"
        ring = ring_of(self._bound, self._assessment.standing, sent, _whole(standing)) if contract else ()
        remarks = remarks_on(
            Checked(self._assessment, self._bound, self._kind, sent, standing.keys(), ring, self._earlier)
        )
        self._open_points.note_kept(
            part for paper in self._papers if not paper.for_customer for part in paper.parts
        )
        open_points = tuple(self._open_points.in_order())
        sheet = SideSheet(self._assessment, self._bound, open_points, origins, remarks)
        kept = [
            self._side_paper(paper, standing, sheet, sent) for paper in self._papers if not paper.for_customer
        ]
        by_id = {each.id: each for each in (*sent, *kept)}
        number_of = self._references(by_id, standing)
        mine = [clause.id for clause in self._pack.clauses if clause.part in parts]
        mine += self._by_hand.of_other_packs if contract else ()
        script = self._assessment.script
        draft = Draft(
            pack=self._pack.id,
            pack_sha256=self._pack.sha256,
            script_id=script.id,
            script_sha256=script.sha256,
            customer=self._assessment.interview.customer,
            as_of=self._assessment.as_of.isoformat(),
            documents=tuple(by_id[paper.id] for paper in self._papers),
            open_points=open_points,
            origins=origins,
            ring=ring,
            kind=self._kind,
            findings=remarks.findings,
            balance=remarks.balance,
            tailored=remarks.tailored,
            rewordings=self._by_hand.rewordings(mine, number_of),
        )
        return Drafted(draft, standing, number_of)

    def _references(
        self, documents: Mapping[str, Document], standing: Mapping[str, StandingClause]
    ) -> Callable[[str, str], str]:
        """Give what finds the number that a clause's reference to a target has in its paper."""
        aliases, numbers = self._aliases(standing), cache(lambda paper: numbers_of(documents[paper].blocks))

        def number_of(clause: str, target: str) -> str:
            paper = self._pack.paper_of_part[self._pack.clause_by_id[clause].part]
            found: str = numbers(paper.id).get(aliases.get(target, target), self._pack.words["left_out"])
            return found

        return number_of

    # Clauses

    def _fill(self, clause: Clause) -> StandingClause | None:
        """Fill in a clause; one whose text comes out empty does not stand."""
        part = self._pack.part_by_id[clause.part]
        drafted, filled = self._filler.clause(clause, numbered=part.numbered)
        blocks = self._by_hand.put_into(clause.id, drafted, filled) if drafted else ()
        if not blocks:
            return None
        plain = self._filler.line(clause.plain)[0] if clause.plain else ()
        return StandingClause(clause, blocks, filled, plain, self._reads(clause), drafted)

    def _reads(self, clause: Clause) -> tuple[str, ...]:
        names = set(clause.body.names)
        members = self._pack.groups.get(clause.one_of, ()) if clause.one_of else (clause,)
        for member in members:
            if member.id in self._bound.when:
                names |= self._bound.when[member.id].names
        found = {source for name in names for source in self._filler.sources(name)}
        return tuple(question.id for question in self._answers.script.questions if question.id in found)

    def _origin(self, each: StandingClause) -> ClauseOrigin:
        clause = each.clause
        return ClauseOrigin(
            clause=clause.id,
            title=clause.title,
            part=clause.part,
            author=clause.author,
            rule=clause.when.source if clause.when else "",
            questions=each.reads,
            plain=text_of(each.plain),
        )

    # Papers

    def _paper(self, paper: Paper, standing: Mapping[str, StandingClause]) -> Document:
        texts = self._part_texts(paper, standing)
        terms = {term for text in texts for each in text.clauses for term in each.filled.terms}
        placed = any(text.part.made == "title" for text in texts)
        blocks: list[Block] = [] if placed else [Title((Run(paper.title),))]
        for text in texts:
            blocks += self._part_blocks(text, standing, terms)
        return self._document(paper, blocks, standing)

    def _document(
        self, paper: Paper, blocks: Sequence[Block], standing: Mapping[str, StandingClause]
    ) -> Document:
        """Number a paper's blocks."""
        finished = numbered(blocks, self._aliases(standing), self._pack.words["left_out"])
        return Document(paper.id, paper.title, finished, paper.for_customer, self._pack.language)

    def _part_texts(self, paper: Paper, standing: Mapping[str, StandingClause]) -> list[PartText]:
        texts = [PartText(self._pack.part_by_id[part], paper) for part in paper.parts]
        for text in texts:
            members = self._pack.clauses_by_part[text.part.id]
            text.clauses = [standing[clause.id] for clause in members if clause.id in standing]
        self._open_points.note(texts)
        return texts

    def _part_blocks(
        self, text: PartText, standing: Mapping[str, StandingClause], terms: set[str]
    ) -> Iterator[Block]:
        """Give a part's heading and text; nothing where nothing in it stands."""
        body = tuple(self._body(text, standing, terms))
        if not body:
            return
        part = text.part
        if part.headed and part.made != "title":
            yield self._heading(part)
        yield from body
        if part.new_page_after:
            yield PageBreak()

    @staticmethod
    def _heading(part: Part) -> Heading:
        """Give a part's title as it stands above it."""
        return Heading(part.id, 1, TO_NUMBER if part.numbered else "", (Run(part.title),), part=part.id)

    def _body(
        self, text: PartText, standing: Mapping[str, StandingClause], terms: set[str]
    ) -> Iterator[Block]:
        match text.part.made:
            case "":
                yield from self._clause_blocks(text)
                yield from text.gaps
            case "title":
                yield Title((Run(text.paper.title),))
            case "summary":
                sent = [each for each in standing.values() if each.clause.part in text.paper.parts]
                yield from summary(sent, self._choices, self._answers, self._filler)
            case "definitions":
                yield from definitions(terms, self._pack, self._filler)
            case "signatures":
                signers = tuple(signatures(self._pack.facts, self._filler))
                self._open_points.note_signers(signers, text.part)
                yield from signers

    def _clause_blocks(self, text: PartText) -> Iterator[Block]:
        """Give a part's clauses, each under its title where there is more than one."""
        titled = text.part.numbered and text.part.titled and len(text.clauses) > 1
        for each in text.clauses:
            clause = each.clause
            if titled:
                heading_id = f"{clause.id}-title"
                yield Heading(heading_id, 2, "", (Run(clause.title),), clause=clause.id, part=clause.part)
            yield from each.blocks

    def _aliases(self, standing: Mapping[str, StandingClause]) -> dict[str, str]:
        """Say which clause stands for each group."""
        return {
            name: clause.id
            for name, members in self._pack.groups.items()
            for clause in members
            if clause.id in standing
        }

    def _side_paper(
        self,
        paper: Paper,
        standing: Mapping[str, StandingClause],
        sheet: SideSheet,
        sent: Sequence[Document],
    ) -> Document:
        blocks: list[Block] = [Title((Run(paper.title),))]
        for part_id in paper.parts:
            part = self._pack.part_by_id[part_id]
            clauses = [each for each in standing.values() if each.clause.part == part_id]
            body = (
                list(sheet.made(part.made, sent))
                if part.made
                else [*(b for each in clauses for b in each.blocks), *self._open_points.marks(part)]
            )
            if body:
                blocks += [self._heading(part)] if part.headed else []
                blocks += body
        return self._document(paper, blocks, standing)


def _whole(standing: Mapping[str, StandingClause]) -> Iterator[str]:
    """Give the clauses of which no table was taken out by hand."""
    for name, each in standing.items():
        if not any(isinstance(block, Table) for block in each.drafted) or any(
            isinstance(block, Table) for block in each.blocks
        ):
            yield name
