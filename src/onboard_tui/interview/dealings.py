"""What is recorded about a deal beside its answers: decisions, advice, readings, outcomes, follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, cast

from onboard_tui.interview.logged import Logged
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from onboard_tui.interview.entries import Entry


class Side(StrEnum):
    """Which of the two sides somebody or something belongs to."""

    OURS = "ours"
    THEIRS = "theirs"


PUT_OFF = "later:"
"""How the key of the follow-up begins that waits for an answer which was put off; the question's id comes next."""

STEP = "step:"
"""How the key of the follow-up begins that is a row of a table of steps; the question's id and the step come next."""


class FollowUpKind(StrEnum):
    """Why something is to be followed up."""

    TASK = "task"
    CUSTOMER_QUESTION = "customer_question"
    """The customer asked something that the seller could not answer."""


class Fate(StrEnum):
    """What became of a customer's deployment, or of a customer that we did not serve."""

    STAYED = "stayed"
    SWITCHED = "switched"
    STOPPED = "stopped"
    SUCCEEDED_ELSEWHERE = "succeeded_elsewhere"
    FAILED_ELSEWHERE = "failed_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Logged):
    """What was decided about the deal, beside the verdict as it was at that moment, which is never worked out again."""

    on: date
    choice: VerdictKind
    """`proceed`, `next_in_line` or `walk_away`."""
    reason: str
    by: str = ""
    """The second person, who agreed to decide against the verdict."""
    review: date | None = None
    """When a decision against the verdict is looked at again."""
    sign: str = ""
    """Next in line: what would show that we were right."""
    may_call: str = ""
    """Next in line: who may be called."""
    call_on: date | None = None
    """Next in line: when to call."""
    referred_to: str = ""
    """Who took what we could not do."""
    first_day: date | None = None
    """The first day of use, from which the use checks are counted."""
    verdict: VerdictKind
    """Frozen, like everything below."""
    rule: str = ""
    conditions: str = ""
    """What the verdict came with: `conditions`."""
    flags: Mapping[str, str] = field(default_factory=dict)
    """The raised flags and their states."""
    band: str = ""
    """The band of the forecast; see `deal.calibration`."""
    forecast: Decimal | None = None
    """The chance of active use that was forecast, 0 to 1; for a deal that goes ahead."""
    model: str = ""
    """The version of the way the forecast was made."""
    script_sha256: str = ""
    target: int | Decimal | None = None
    """The share of active use that was agreed, in percent."""
    licensed: int | None = None
    """The number of people that it was agreed for."""

    @property
    def goes_ahead(self) -> bool:
        """Whether the deal goes ahead."""
        return self.choice is VerdictKind.PROCEED

    @property
    def against(self) -> bool:
        """Whether it goes against the verdict."""
        return self.choice is not self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Logged):
    """A decided deal was taken up again, from the old answers."""

    on: date
    ask_again: tuple[str, ...] = ()
    """The questions that ended it, to be asked first."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated(Logged):
    """The seller's figures for what the deal brings and costs, in the script's currency."""

    margin: Decimal
    """Expected over the term."""
    hourly: Decimal
    """What an hour of ours costs."""
    collected: Decimal
    """Collected before a bad deal ends."""
    reputation: Decimal | None = None
    """What a bad end costs us in the market; nothing where it is not said."""
    hours: Decimal | None = None
    """Hours that a good deal takes; where it is not said, our own record or the assumption stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Logged):
    """Active use was counted."""

    on: date
    licensed: int
    active: int
    method: str
    """How it was counted."""
    hours: Decimal | None = None
    """Hours that we have spent on the deal so far."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared(Logged):
    """What became of the customer."""

    on: date
    fate: Fate
    to_whom: str = ""
    """To whom they went, where they did."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Logged):
    """A reading of a relationship ladder, kept as it was with its evidence."""

    on: date
    ladder: str
    rung: str = ""
    """The id of the rung; empty where it could not be told."""
    level: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    """What was established besides the answers, as typed by kind: `yes`, `no`, `3 of 4`, `2`."""
    evidence: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised(Logged):
    """What the customer believes about a question, what we advise, and who decided which way."""

    question: str
    believes: str
    advises: str
    because: str = ""
    followed: Side | None = None
    """Whose way it went; nothing while it is open."""
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSet(Logged):
    """Something is to be done by a day, with a yes or no at the end of it."""

    kind: FollowUpKind = FollowUpKind.TASK
    text: str
    side: Side
    """Whose it is."""
    who: str
    due: date
    about: str = ""
    """The question that it is about."""
    asked_by: str = ""
    """Who asked, for a customer's question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpClosed(Logged):
    """A follow-up has its result."""

    follow_up: str
    """Its key: the id of the `FollowUpSet` entry, or the key of one that follows from the record."""
    on: date
    happened: bool
    note: str = ""


Dealing: TypeAlias = (
    Decided | Reopened | Estimated | Measured | Fared | Rated | Advised | FollowUpSet | FollowUpClosed
)

DEALING_KINDS: Mapping[str, type[Dealing]] = {
    "decided": Decided,
    "reopened": Reopened,
    "estimated": Estimated,
    "measured": Measured,
    "fared": Fared,
    "rated": Rated,
    "advised": Advised,
    "follow_up_set": FollowUpSet,
    "follow_up_closed": FollowUpClosed,
}
"""The names under which these entries are kept."""


@dataclass(frozen=True)
class Dealings:
    """Everything recorded about a deal beside its answers, each kind in the order of the log."""

    decisions: tuple[Decided, ...] = ()
    reopenings: tuple[Reopened, ...] = ()
    estimates: tuple[Estimated, ...] = ()
    measurements: tuple[Measured, ...] = ()
    fates: tuple[Fared, ...] = ()
    ratings: tuple[Rated, ...] = ()
    advice: tuple[Advised, ...] = ()
    follow_ups: tuple[FollowUpSet, ...] = ()
    closed: Mapping[str, FollowUpClosed] = field(default_factory=dict)
    """By the key of what was closed; the last word counts."""
    decision: Decided | None = None
    """The decision that stands: the last one, unless the deal was reopened since."""
    decided_since: Decided | None = None
    """The first of the decisions since which the deal goes ahead, or does not, as in the one that stands."""
    reopened: Reopened | None = None
    """The latest reopening."""
    ended: Decided | None = None
    """The decision that stood until then."""

    @property
    def advice_by_question(self) -> Mapping[str, Advised]:
        """The latest advice for each question that has any."""
        return {each.question: each for each in self.advice}


_DEALINGS = frozenset(DEALING_KINDS.values())

_PLACES: Mapping[type[Dealing], str] = {
    Decided: "decisions",
    Reopened: "reopenings",
    Estimated: "estimates",
    Measured: "measurements",
    Fared: "fates",
    Rated: "ratings",
    Advised: "advice",
    FollowUpSet: "follow_ups",
}


def dealings_of(log: Sequence[Entry]) -> Dealings:
    """Read what a log holds beside answers, steering and plans."""
    made = cast("list[Dealing]", [entry for entry in log if type(entry) in _DEALINGS])
    kinds = {place: tuple(entry for entry in made if type(entry) is kind) for kind, place in _PLACES.items()}
    decision: Decided | None = None
    since: Decided | None = None
    reopened: Reopened | None = None
    ended: Decided | None = None
    for entry in made:
        match entry:
            case Decided():
                if since is None or since.goes_ahead is not entry.goes_ahead:
                    since = entry
                decision = entry
            case Reopened():
                ended, reopened = decision, entry
                decision = since = None
    return Dealings(
        **kinds,  # type: ignore[arg-type]  # the table says which kind is in which place; mypy sees their union
        closed={entry.follow_up: entry for entry in made if isinstance(entry, FollowUpClosed)},
        decision=decision,
        decided_since=since,
        reopened=reopened,
        ended=ended,
    )
