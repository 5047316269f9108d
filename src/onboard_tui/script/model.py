"""What an interview script says: immutable values, made by the loader and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.scope import FlagState
    from onboard_tui.script.yaml_nodes import Mapping as YamlMapping

PRIVATE_PASS = "private"  # noqa: S105 - the id of a conversation, no password
"""The pass that is never shown in share mode."""

COACHING_KEEPS_DAYS = 180
"""Days after which coaching shows as stale. See "Coaching" in docs/script-language.md."""


MOST_CUSTOMER_QUESTIONS = 14
"""Questions that a customer puts up with in one conversation, where a pass does not say how many."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Give `file:line:column`, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"


class QuestionType(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes_no"
    SINGLE = "single"
    MULTI = "multi"
    SCALE = "scale"
    TABLE = "table"


WHOLE_NUMBERS = frozenset({QuestionType.INTEGER, QuestionType.SCALE})
"""Types whose values are `int`."""
NUMBERS = WHOLE_NUMBERS | {QuestionType.DECIMAL, QuestionType.MONEY, QuestionType.PERCENT}
"""Types whose values are `int` or `Decimal`."""
TEXTS = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT})
CHOICES = frozenset({QuestionType.SINGLE, QuestionType.MULTI})


class Mark(StrEnum):
    """What choosing an option says about the deal; seen by the seller only."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


class AskedOf(StrEnum):
    """Who answers a question."""

    CUSTOMER = "customer"
    SELLER = "seller"


class Severity(StrEnum):
    """How much a red flag weighs."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"


HEAVIEST_FIRST = tuple(Severity)
"""The severities in the order in which flags are listed and steered."""


class FlagKind(StrEnum):
    """What a red flag is about: the way they want to do it, who they are, or our own lack."""

    PATH = "path"
    PARTY = "party"
    OURS = "ours"


class VerdictKind(StrEnum):
    """Where a deal can stand."""

    PROCEED = "proceed"
    STEER_FIRST = "steer_first"
    NEXT_IN_LINE = "next_in_line"
    WALK_AWAY = "walk_away"


@dataclass(frozen=True, slots=True)
class Pass:
    """One of the conversations an interview is spread over."""

    id: str
    title: str
    with_whom: str = ""
    max_customer_questions: int | None = None

    @property
    def private(self) -> bool:
        """Whether share mode hides it."""
        return self.id == PRIVATE_PASS


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that questions stand under."""

    id: str
    title: str
    say: str = ""
    """What the seller says to open it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a person can choose. `id` never changes, `text` may."""

    id: str
    text: str
    mark: Mark | None = None
    unknown: bool = False
    """Choosing it is recorded as don't-know."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table question."""

    id: str
    type: QuestionType
    text: str
    options: tuple[Option, ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Coach:
    """What the seller should know; never shown to the customer."""

    know: str = ""
    why: str = ""
    good: str = ""
    bad: str = ""
    steer: tuple[str, ...] = ()
    """Steering scripts: the words of attempt 1, attempt 2, ..."""


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule that an answer must meet when it is given, and what to say when it does not."""

    that: Expression
    say: str


@dataclass(frozen=True, slots=True)
class Default:
    """A suggested answer, never recorded unless accepted: a literal as typed, or an expression."""

    literal: str | None = None
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The columns of a table whose rows are steps to be followed up."""

    what: str
    who: str
    by: str
    side: str = ""
    """The column that says whose a step is; where it is blank, all are ours."""
    ours: str = ""
    """The option of that column that means us."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with everything that is said, checked and decided around it."""

    id: str
    section: str
    pass_id: str
    type: QuestionType
    ask: str
    asked_of: AskedOf = AskedOf.CUSTOMER
    pin: int | None = None
    when: Expression | None = None
    required: bool = False
    gate: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    min_rows: int = 0
    max_rows: int | None = None
    min: Decimal | date | None = None
    max: Decimal | date | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    pattern: str | None = None
    max_length: int | None = None
    unit: str = ""
    validations: tuple[Validation, ...] = ()
    default: Default | None = None
    carry: bool = False
    clear_when_hidden: bool = False
    feeds: tuple[str, ...] = ()
    coach: Coach = Coach()
    was: tuple[str, ...] = ()
    """The ids that it had in earlier versions of the script, the newest first."""
    locked_by: str | None = None
    """The question whose answer locks the answer to this one."""
    steps: Steps | None = None
    """For a table: its rows are followed up."""
    place: Place | None = None

    @property
    def private(self) -> bool:
        """Whether share mode hides it: asked in the private pass."""
        return self.pass_id == PRIVATE_PASS

    def option(self, option_id: str) -> Option | None:
        """Give the option of that id, or nothing."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Computed:
    """A named value worked out from answers."""

    id: str
    value: Expression
    title: str = ""


@dataclass(frozen=True, slots=True)
class FlagRule:
    """A red flag as the script defines it; where it stands in a deal is `deal.flags.Flag`."""

    id: str
    title: str
    severity: Severity
    kind: FlagKind
    raise_when: Expression
    why: str = ""
    sources: tuple[str, ...] = ()
    steer: str = ""
    clears: str = ""
    mitigable: bool = False
    mitigation: str = ""
    no_steer: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """One line of the verdict table; the first one that holds decides."""

    id: str
    verdict: VerdictKind
    condition: Expression
    action: str | None = None
    with_: str | None = None


@dataclass(frozen=True, slots=True)
class VerdictTable:
    """The FIRST-hit decision table and its limits."""

    rules: tuple[VerdictRule, ...]
    limits: Mapping[str, int] = field(default_factory=dict)
    attempts_needed: Mapping[Severity, int] = field(
        default_factory=lambda: {Severity.BLOCKER: 2, Severity.MAJOR: 2, Severity.MINOR: 1}
    )


@dataclass(frozen=True, slots=True)
class NextQuestionWeights:
    """How much each reason to ask a question counts, and the minutes each type takes."""

    blocker: int = 9
    major: int = 3
    minor: int = 1
    gate: int = 5
    feeds_contract: int = 2
    minutes: Mapping[str, Decimal] = field(default_factory=dict)
    """Minutes by question type; `other` for the types not named."""


class FactKind(StrEnum):
    """How a fact is established that a ladder reads besides the answers."""

    YES_NO = "yes_no"
    ALWAYS = "always"
    """Counted, as `3 of 4`: it holds where there was at least one and it was so every time."""
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class LadderFact:
    """Something that a ladder reads besides the answers, kept with its date, evidence and who said it."""

    id: str
    text: str
    kind: FactKind = FactKind.YES_NO
    otherwise: Expression | None = None
    """Stands in as long as the fact was not established."""
    keeps_days: int | None = None
    """Days after which it has to be established again; never, where there is no number."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One line of a ladder; the first one that holds is where we stand."""

    id: str
    level: int
    name: str
    condition: Expression
    note: str = ""
    """What the seller should know about standing here: why it is held back, what would be better."""


@dataclass(frozen=True, slots=True)
class LadderHint:
    """Something that does not fit together, and what to say about it; it never changes the level."""

    id: str
    condition: Expression
    say: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """A relationship measure: a decision table over answers and facts. Its level is never typed."""

    id: str
    title: str
    rungs: tuple[Rung, ...]
    when: Expression | None = None
    facts: tuple[LadderFact, ...] = ()
    hints: tuple[LadderHint, ...] = ()
    claim: str | None = None
    """The question with our own word for it: its options have the ids of rungs."""
    place: Place | None = None

    def rung(self, rung_id: str) -> Rung | None:
        """Give the first rung of that id, or nothing."""
        return next((rung for rung in self.rungs if rung.id == rung_id), None)


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """What a deployment is measured against; percentages from 0 to 100."""

    target: str | None = None
    """The question with the agreed share of active use."""
    licensed: str | None = None
    """The question with the number of people."""
    first_day: str | None = None
    """The question with the first day of use."""
    active: str | None = None
    """In a use check: the question with the number of people in active use."""
    method: str | None = None
    """In a use check: the question with how that was counted."""
    counted_on: str | None = None
    """In a use check: the question with the day of the count."""
    default_target: int = 80
    """The share where none was agreed."""
    least: int = 50
    """Below this share it has failed, whatever was agreed."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a scenario expects; None where it does not say."""

    verdict: VerdictKind | None = None
    rule: str | None = None
    action: str | None = None
    with_: str | None = None
    flags: Mapping[str, FlagState] | None = None
    """The raised flags and their states; a flag not listed is not raised."""
    visible: tuple[str, ...] = ()
    """Questions that apply."""
    hidden: tuple[str, ...] = ()
    """Questions that do not apply."""
    missing_gates: tuple[str, ...] | None = None
    unknown_flags: tuple[str, ...] | None = None
    clauses: tuple[str, ...] | None = None
    """Contract clauses that stand in the draft."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Computed values, and levels of ladders, as they are written."""


@dataclass(frozen=True)
class Scenario:
    """A worked example: answers as in an answers file, and what must come out."""

    name: str
    given: YamlMapping
    """The keys of an answers file: `as_of`, `answers`, `states`, `steering` and the others."""
    expect: Expected
    story: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Script:
    """A checked interview script."""

    id: str
    version: str
    title: str
    passes: tuple[Pass, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    verdict: VerdictTable
    purpose: str = ""
    language: str = "en"
    """The one in which its texts are, and in which numbers and dates are written."""
    languages: tuple[str, ...] = ("en",)
    """All that it has texts in, its own first."""
    currency: str = "USD"
    coach_reviewed_on: date | None = None
    contract: str | None = None
    no_deal: bool = False
    """It looks after a customer: where it goes well there is nothing to sign, and the track record does not count it."""
    computed: tuple[Computed, ...] = ()
    flags: tuple[FlagRule, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    outcome: OutcomeRule = OutcomeRule()
    next_question: NextQuestionWeights = NextQuestionWeights()
    scenarios: tuple[Scenario, ...] = ()
    sha256: str = ""
    """Hash of `source`, in hex; an interview keeps the exact script it was run with under it."""
    source: str = ""
    """The file's text; with included files, one text that holds them all."""

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def flag_by_id(self) -> Mapping[str, FlagRule]:
        """Flags by id."""
        return {flag.id: flag for flag in self.flags}

    @cached_property
    def ladder_by_id(self) -> Mapping[str, Ladder]:
        """Ladders by id."""
        return {ladder.id: ladder for ladder in self.ladders}

    @cached_property
    def computed_by_id(self) -> Mapping[str, Computed]:
        """Computed values by id."""
        return {value.id: value for value in self.computed}

    @cached_property
    def pass_by_id(self) -> Mapping[str, Pass]:
        """Passes by id."""
        return {each.id: each for each in self.passes}

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}
