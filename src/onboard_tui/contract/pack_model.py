"""What a contract pack says: immutable values, made by `pack.load_pack` and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.script.yaml_nodes import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from onboard_tui.contract.checks.plan import ChecksPlan
    from onboard_tui.contract.template import ClauseTemplate
    from onboard_tui.script.problems import Spot

SIDES = ("ours", "theirs")
"""Who promises something that can be measured and costs something when it is missed."""

AUTHORS = ("ours", "theirs", "neutral", "generated")
"""Whose words a clause is in."""

KINDS = ("draft", "letter", "memo", "handover", "review", "order")
"""What a paper is for; papers of one kind are drafted, numbered and exported together.

`draft` is the contract with all that belongs to it, `letter` tells the customer what became of the deal, `memo` tells
our own people what it is, `handover` is for those who deliver, `review` is filled in at a review, and `order`
adds services under an agreement that stands.
"""

ENDINGS = ("walk_away", "next_in_line", "refer")
"""How a deal ends that does not go ahead: the decision, or the verdict where nothing is decided, or a part that
others take on."""

OCCASIONS = (*ENDINGS, "proceed")
"""What a letter can be about: an ending, or a deal that goes ahead."""

MADE = (
    *("title", "summary", "definitions", "signatures"),
    *("ring", "findings", "open_points", "flags", "balance", "authors", "trace"),
)
"""Parts that the program puts together from the rest of the draft; `title` is the paper's title, in this place."""


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a paper, or an unnumbered page of it."""

    id: str
    title: str
    numbered: bool = True
    made: str = ""
    """One of `MADE`; empty where it is made of clauses."""
    new_page_after: bool = False
    titled: bool = True
    """Whether its clauses show their titles where there is more than one."""
    headed: bool = True
    """Whether its own title stands above it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that the pack makes: its parts in order."""

    id: str
    title: str
    parts: tuple[str, ...]
    for_customer: bool = True
    kind: str = "draft"
    """One of `KINDS`."""
    sent_when: tuple[str, ...] = ()
    """For a letter: what became of the deal, each one of `OCCASIONS`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression as the author wrote it, with the place to point at when it is wrong."""

    source: str
    spot: Spot
    path: str


@dataclass(frozen=True)
class Clause:
    """One clause file."""

    id: str
    title: str
    part: str
    body: ClauseTemplate
    spot: Node
    """The beginning of its file."""
    text_from: int = 0
    """How many lines of the file stand before its text."""
    plain_spot: Spot | None = None
    plain: ClauseTemplate | None = None
    """One line in plain words."""
    summary: bool = False
    """Whether its plain line stands in the summary at the front."""
    when: Condition | None = None
    one_of: str | None = None
    default: bool = False
    """Whether it stands where no other clause of its group does."""
    defines: tuple[str, ...] = ()
    author: str = "ours"
    origin: str = ""
    """Where its idea comes from."""
    binds: str = ""
    """One of `SIDES`, where the clause holds a measurable promise with a consequence; empty otherwise."""
    binds_each: str = ""
    """The table of which each row is such a promise."""
    pays_for: tuple[str, ...] = ()
    """For a promise to pay: the parts and clauses with the promises that are paid for."""
    grants: Mapping[str, str] = field(default_factory=dict)
    """The rights of `checks.plan.RIGHTS` that it gives, each with one of `checks.plan.HOLDERS`."""
    approval: Condition | None = None
    """When it holds, a second person has to agree to the clause."""

    @property
    def when_spot(self) -> Spot:
        """The place of its condition, or of its file where it has none."""
        return self.when.spot if self.when else self.spot

    def path(self, key: str) -> str:
        """Say which key of which clause a problem is about."""
        return f"clauses[{self.id}].{key}"

    def line(self, number: int) -> Node:
        """Give the place of a line of its text."""
        return Node(self.spot.source, self.text_from + number - 1, 0)

    def templates(self) -> Iterator[tuple[str, ClauseTemplate, Callable[[int], Spot]]]:
        """Give its text and its plain line, each with its path and the place of each of its lines."""
        yield self.path("text"), self.body, self.line
        if self.plain is not None:
            spot = self.plain_spot or self.spot
            yield self.path("plain"), self.plain, lambda _number: spot


@dataclass(frozen=True, slots=True)
class Advice:
    """What a customer may read about advice that they did not take."""

    advised: str
    because: str


@dataclass(frozen=True, slots=True)
class RingRule:
    """One of the marks that show whether a draft carries the commitment it asks for."""

    id: str
    text: str
    met: Condition
    needs: tuple[str, ...]
    """Parts and clauses that have to stand in the draft."""


@dataclass(frozen=True, slots=True)
class FreeExitRule:
    """When the customer may leave free of charge for levels that were missed."""

    clause: str
    """The clause that gives the right; where it does not stand, there is none."""
    in_a_row: int = 3
    in_twelve: int = 4
    days_open: int = 90


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a piece of work, with the share of the price that is paid for it."""

    what: str
    accepted_by: str
    """What shows that it is done."""
    at: int
    """Its day, in percent of the time from the start to the day on which people work with it."""
    days_after: int
    """Days on top of that."""
    pays: int
    """Percent of what is paid once."""


@dataclass(frozen=True, slots=True)
class FactsPlan:
    """Which questions the worked-out figures come from. Empty names mean that there is none."""

    services: str = ""
    start: str = ""
    people_work_by: str = ""
    """The date by which people work with it; active use is counted from it, or from the start if that is later."""
    notice_days: str = ""
    users: str = ""
    active_target: str = ""
    active_after_days: int = 90
    term: str = ""
    term_months: Mapping[str, int] = field(default_factory=dict)
    """Months by option; 0 is month by month."""
    leaving: str = ""
    price_of_notice: frozenset[str] = frozenset()
    """Options with which leaving early costs the charge for the notice."""
    rest_of_term: frozenset[str] = frozenset()
    """Options with which leaving early costs what is left of the term."""
    reviews: str = ""
    review_months: Mapping[str, int] = field(default_factory=dict)
    """Months between reviews by option; 0 means none but the renewal talk."""
    notice_at_most: str = ""
    notice_limits: Mapping[str, int] = field(default_factory=dict)
    """The longest notice in days, by option of `notice_at_most`."""
    signers: str = ""
    our_side: str = ""
    """Option of the signers' column `side` that means us."""
    their_side: str = ""
    customer_name: str = ""
    levels: str = ""
    less_is_better: frozenset[str] = frozenset()
    """Options of the levels' column `kind` of which less is better, such as hours to mend."""
    credits: str = ""
    people: str = ""
    sponsor_parts: frozenset[str] = frozenset()
    """Options of the people's column `part` that stand behind the work."""
    owner_parts: frozenset[str] = frozenset()
    """Options of that column that run it from day to day."""
    decider_parts: frozenset[str] = frozenset()
    """Options of that column that decide, and to whom letters are written."""
    switching: str = ""
    switching_free_from: Mapping[str, date] = field(default_factory=dict)
    """By option of `switching`, the first day on which the law lets nothing be charged for moving elsewhere."""
    systems: str = ""
    hours_each_system: int = 4
    """What the seller takes to hand over one system."""
    learning_minutes_each: int = 90
    """What one person takes to learn something new."""
    side_by_side_days: int = 14
    """How long the old and the new run beside each other."""
    milestones: tuple[Milestone, ...] = ()
    free_exit: FreeExitRule | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions it names."""
        named = (
            *(self.services, self.start, self.people_work_by, self.notice_days, self.users),
            *(self.active_target, self.term, self.leaving, self.reviews, self.notice_at_most, self.signers),
            *(self.customer_name, self.levels, self.credits, self.people, self.switching, self.systems),
        )
        return tuple(name for name in named if name)


@dataclass(frozen=True, eq=False)
class Pack:
    """A checked contract pack."""

    id: str
    version: str
    title: str
    language: str
    papers: tuple[Paper, ...]
    parts: tuple[Part, ...]
    clauses: tuple[Clause, ...]
    """By part, and within a part by file name."""
    feeds: Mapping[str, tuple[str, ...]]
    """What a script's `feeds` names mean here: parts by name."""
    prints_private: frozenset[str]
    confirm: Mapping[str, str]
    """In few words what a question is about, for a paper that has to wait for its answer."""
    facts: FactsPlan
    ring: tuple[RingRule, ...]
    checks: ChecksPlan
    terms: Mapping[str, ClauseTemplate]
    """What each defined term means."""
    advice: Mapping[str, Advice]
    words: Mapping[str, str]
    sha256: str
    """Hash over all of the pack's files, and of those of the pack that it is based on."""
    folders: tuple[Path, ...]
    """Where it was read: its own folder, and that of the pack that it is based on."""
    spot: Spot
    spots: Mapping[str, Spot]
    """The places of pack.yaml's keys, and of what is named in it and in the files beside it: `terms.Term`."""

    def at(self, path: str) -> Spot:
        """Give the place of a key of pack.yaml or of a term."""
        return self.spots.get(path) or self.spots.get(path.partition(".")[0], self.spot)

    @cached_property
    def clause_by_id(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def part_by_id(self) -> Mapping[str, Part]:
        """Parts by id."""
        return {part.id: part for part in self.parts}

    @cached_property
    def groups(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses of each `one_of` group, in order."""
        names = dict.fromkeys(clause.one_of for clause in self.clauses if clause.one_of)
        return {name: tuple(clause for clause in self.clauses if clause.one_of == name) for name in names}

    @cached_property
    def clauses_by_part(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses of each part, in order."""
        return {
            part.id: tuple(clause for clause in self.clauses if clause.part == part.id) for part in self.parts
        }

    @cached_property
    def paper_of_part(self) -> Mapping[str, Paper]:
        """The paper that each part stands in, or one of them: letters may share parts."""
        return {part: paper for paper in self.papers for part in paper.parts}
