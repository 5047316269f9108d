"""What is recorded about a deal beside its answers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import (
    DEALING_KINDS,
    Advised,
    Dealing,
    Decided,
    Estimated,
    Fared,
    Fate,
    FollowUpClosed,
    FollowUpKind,
    FollowUpSet,
    Measured,
    Rated,
    Reopened,
    Side,
    dealings_of,
)
from onboard_tui.interview.entries import (
    Postponement,
    Reaction,
    SetAside,
    Steered,
    entry_from_json,
    entry_to_json,
    kind_of,
)
from onboard_tui.interview.interview import Interview
from onboard_tui.script.load import script_from_source
from onboard_tui.script.model import Script, VerdictKind

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 2)
DECIDED = Decided(
    id="1",
    at=AT,
    on=DAY,
    choice=VerdictKind.NEXT_IN_LINE,
    reason="They insist on going without a second sign-in step.",
    by="M. Osei",
    review=date(2026, 6, 1),
    sign="A breach, or an insurer who asks.",
    may_call="their IT lead",
    call_on=date(2026, 9, 1),
    referred_to="Wray IT",
    first_day=date(2026, 5, 25),
    verdict=VerdictKind.STEER_FIRST,
    rule="R5",
    conditions="conditions",
    flags={"refuses_sign_in": "steering"},
    band="with_unresolved",
    forecast=Decimal("0.5"),
    model="1",
    script_sha256="0" * 64,
    target=80,
    licensed=60,
)
REOPENED = Reopened(id="2", at=AT, on=date(2026, 9, 1), ask_again=("sec_sign_in",), note="they called")
DEALINGS: list[Dealing] = [
    DECIDED,
    REOPENED,
    Estimated(
        id="3",
        at=AT,
        margin=Decimal("18000.50"),
        hourly=Decimal(85),
        collected=Decimal(4500),
        reputation=Decimal(0),
        hours=Decimal(40),
    ),
    Measured(
        id="4", at=AT, on=DAY, licensed=60, active=48, method="signed in this month", hours=Decimal("41.5")
    ),
    Fared(id="5", at=AT, on=DAY, fate=Fate.SWITCHED, to_whom="Wray IT", note="in May"),
    Rated(
        id="6",
        at=AT,
        on=DAY,
        ladder="value",
        rung="held_back",
        level=2,
        facts={"calls_first": "3 of 4"},
        evidence="their list of calls",
        said_by="J. Hart",
    ),
    Advised(
        id="7",
        at=AT,
        question="bank",
        believes="the bank will wait",
        advises="ask it first",
        because="it did not wait in 2024",
        followed=Side.THEIRS,
        decided_by="P. Osei",
    ),
    FollowUpSet(
        id="8",
        at=AT,
        kind=FollowUpKind.CUSTOMER_QUESTION,
        text="Does it print cheques?",
        side=Side.OURS,
        who="J. Hart",
        due=date(2026, 3, 5),
        about="bank",
        asked_by="P. Osei",
    ),
    FollowUpClosed(id="9", at=AT, follow_up="8", on=DAY, happened=True, note="it does"),
]


@pytest.fixture(scope="module")
def script() -> Script:
    """A script with one question and one flag."""
    loaded = script_from_source(
        """
format: 1
id: small
version: "1"
title: Small
passes: [{id: 1, title: First}]
sections: [{id: money, title: Money}]
questions:
  - {id: bank, section: money, pass: 1, type: yes_no, ask: Will the bank wait?}
flags:
  - {id: dear, title: Too dear, severity: blocker, kind: path, raise_when: bank == false}
verdict:
  rules:
    - {id: R1, verdict: next_in_line, if: "count_flags(state='insisted') > 0"}
    - {id: R2, verdict: steer_first, if: "count_flags(state=['open', 'steering']) > 0"}
    - {id: R3, verdict: proceed, if: "true"}
""",
        "small.yaml",
    )
    assert loaded.script is not None, loaded.problems
    return loaded.script


@pytest.mark.parametrize("entry", DEALINGS, ids=kind_of)
def test_an_entry_comes_back_from_json_the_same(script: Script, entry: Dealing) -> None:
    """What is kept is what was recorded, to the last digit."""
    kept = json.loads(json.dumps(entry_to_json(entry)))
    assert entry_from_json(script, kind_of(entry), kept) == entry


def test_every_kind_of_entry_is_tried() -> None:
    """The list above leaves no kind out."""
    assert {kind_of(entry) for entry in DEALINGS} == set(DEALING_KINDS)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("decided", {"choice": "perhaps"}),
        ("decided", {"flags": ["dear"]}),
        ("decided", {"forecast": "much"}),
        ("reopened", {"ask_again": "bank"}),
        ("measured", {"active": "48"}),
        ("advised", {"followed": "nobody"}),
    ],
)
def test_an_entry_that_is_damaged_is_refused(script: Script, kind: str, change: dict[str, object]) -> None:
    """What cannot be an entry is an error that names it, not a guess."""
    whole = next(entry for entry in DEALINGS if kind_of(entry) == kind)
    kept = json.loads(json.dumps(entry_to_json(whole))) | change
    with pytest.raises(AnswerError, match=f"entry {whole.id} "):
        entry_from_json(script, kind, kept)


def test_the_decision_that_stands_is_the_last_until_the_deal_is_reopened() -> None:
    """All decisions stay on record; after a reopening none stands until the next one."""
    again = Decided(
        id="3", at=AT, on=DAY, choice=VerdictKind.PROCEED, reason="They agreed.", verdict=VerdictKind.PROCEED
    )
    assert dealings_of([DECIDED]).decision == DECIDED
    reopened = dealings_of([DECIDED, REOPENED])
    assert (reopened.decision, reopened.reopened, reopened.ended) == (None, REOPENED, DECIDED)
    settled = dealings_of([DECIDED, REOPENED, again])
    assert (settled.decision, settled.decisions) == (again, (DECIDED, again))
    assert settled.ended == DECIDED
    assert DECIDED.against
    assert not again.against


def test_a_follow_up_is_closed_by_its_last_result() -> None:
    """A result can be put right by a later one."""
    wrong = FollowUpClosed(id="8", at=AT, follow_up="7", on=DAY, happened=True)
    right = FollowUpClosed(id="9", at=AT, follow_up="7", on=DAY, happened=False, note="not yet")
    assert dealings_of([wrong, right]).closed == {"7": right}


def test_attempts_before_a_reopening_count_no_more_and_stay_on_record(script: Script) -> None:
    """A customer who insisted last year is asked anew: the old attempts are history."""
    insisted = [
        Steered(
            id=str(n), at=AT, flag="dear", script=n, with_whom="P. Osei", reaction=Reaction.INSISTS, on=DAY
        )
        for n in (1, 2)
    ]
    aside = SetAside(id="3", at=AT, flag="dear", choice=Postponement.LATER)
    interview = Interview("i", script, "c", AT, (*insisted, aside)).with_entries(REOPENED)
    assert interview.attempts == {}
    assert interview.set_aside == {}
    assert interview.past_attempts == {"dear": tuple(insisted)}
    assert interview == Interview("i", script, "c", AT, (*insisted, aside, REOPENED))
