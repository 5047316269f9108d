"""The deal in the record: decided, steered, advised, measured, read, followed up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.assessment import assess
from onboard_tui.export.formats import FORMATS
from onboard_tui.export.record import interview_record, record_paper
from onboard_tui.interview.dealings import (
    Advised,
    Decided,
    Fared,
    Fate,
    FollowUpClosed,
    FollowUpKind,
    FollowUpSet,
    Measured,
    Rated,
    Reopened,
    Side,
)
from onboard_tui.interview.entries import Reaction, Recorded, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.script.load import script_from_source
from onboard_tui.script.model import VerdictKind
from tests.deal.growing import grown
from tests.export.hostile import HOSTILE
from tests.export.reading import audited, opened, texts
from tests.export.small_interview import NOON, SCRIPT, TODAY, small_interview
from tests.export.test_markdown import texts as markdown_texts
from tests.export.test_record import tables

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Document

LADDERS = """
ladders:
  - id: value
    title: What they buy from us for
    facts: [{id: calls_first, kind: always, text: They call us first}]
    rungs:
      - {id: held_back, level: 2, name: Features and benefits, if: "sponsor == 'nobody'"}
      - {id: hope, level: 0, name: Hope, if: "true"}
    hints: [{id: odd, if: "price_ok", say: Bring numbers next time.}]
"""


def in_words(document: Document) -> str:
    """Give everything that a document says."""
    return "\n".join("".join(run.text for run in runs_of(block)) for block in document.blocks)


def ended(**more: Any) -> Interview:
    """Give an interview that ended next in line."""
    fields: dict[str, Any] = {
        "on": TODAY,
        "choice": VerdictKind.NEXT_IN_LINE,
        "reason": "Nobody will stand behind it",
        "sign": "The first month-end slips",
        "may_call": "Ann",
        "call_on": date(2026, 9, 1),
        "verdict": VerdictKind.NEXT_IN_LINE,
        "rule": "R4b",
        "flags": {"no_sponsor": "insisted", "gone": "open"},
        "script_sha256": "0123456789abcdef",
    }
    return grown(small_interview(), Decided, **{**fields, **more})


def signed(interview: Interview | None = None) -> Interview:
    """Give an interview that was signed against the verdict."""
    fields: dict[str, Any] = {
        "on": TODAY,
        "choice": VerdictKind.PROCEED,
        "reason": "The owner stands behind it himself",
        "by": "P. Manager",
        "review": date(2026, 4, 1),
        "first_day": date(2026, 3, 16),
        "verdict": VerdictKind.STEER_FIRST,
        "rule": "R1",
        "band": "with_unresolved",
        "forecast": Decimal("0.5"),
        "model": "1",
        "target": 80,
        "licensed": 60,
    }
    return grown(interview or small_interview(), Decided, **fields)


def recorded(interview: Interview, day: date = TODAY) -> Document:
    """Give the record of an interview as it is on a day."""
    return interview_record(assess(interview, day))


def test_a_decision_stands_on_record_with_everything_that_was_frozen() -> None:
    """What was decided and why; verdict, rule, flags and script as they were; what says nothing is left out."""
    assert tables(recorded(ended()))["What was decided"] == [
        ["Decision", "next in line, on 2 March 2026"],
        ["Reason", "Nobody will stand behind it"],
        ["Sign to look for", "The first month-end slips"],
        ["May be called", "Ann"],
        ["Call on", "1 September 2026"],
        ["The verdict then", "next in line, by R4b"],
        ["Red flags then", "Nobody stands behind it (insisted) \u00b7 gone (open)"],
        ["Script", "0123456789ab"],
    ]


def test_a_decision_against_the_verdict_says_so_and_who_agreed() -> None:
    """With the forecast of that moment and what was agreed."""
    rows = dict(tables(recorded(signed()))["What was decided"])
    assert rows["Decision"] == "proceed, against the verdict, on 2 March 2026"
    assert (rows["Agreed by"], rows["Review on"]) == ("P. Manager", "1 April 2026")
    assert rows["Forecast"] == "50% in active use (signed with unresolved flags; model 1)"
    assert rows["Active use agreed"] == "80% of 60 people"


def test_a_reopening_stands_between_the_decisions() -> None:
    """With what is asked again first, and our note."""
    again = grown(ended(), Reopened, on=TODAY, ask_again=("sponsor", "gone"), note="They rang.")
    document = recorded(signed(again))
    assert (
        "Reopened on 2 March 2026. Asked again first: Who stands behind it? Our note: They rang."
        in in_words(document)
    )
    decisions = [row[1] for row in tables(document)["What was decided"] if row[0] == "Decision"]
    assert decisions == ["next in line, on 2 March 2026", "proceed, against the verdict, on 2 March 2026"]


def test_without_a_decision_nothing_is_said_about_one() -> None:
    """The record of a conversation is no longer than before."""
    document = recorded(small_interview())
    headings = {"What was decided", "What came of it", "What they believe and what we advise"}
    assert not headings & tables(document).keys()
    assert "Where the relationship stands" not in in_words(document)


def test_outcomes_stand_with_what_they_came_to() -> None:
    """Each count with its share and class, and what became of the customer."""
    more: dict[str, Any] = {"method": "signed in", "licensed": 60}
    interview = grown(signed(), Measured, on=date(2026, 4, 15), active=48, **more)
    interview = grown(interview, Measured, on=date(2026, 5, 15), active=14, note="Half left", **more)
    interview = grown(interview, Fared, on=date(2026, 6, 1), fate=Fate.SWITCHED, to_whom="Acme")
    document = recorded(interview, date(2026, 6, 2))
    assert tables(document)["What came of it"] == [
        ["15 April 2026", "48 of 60 (80.0%)", "success, 80% makes a success", "signed in", "", ""],
        ["15 May 2026", "14 of 60 (23.3%)", "failed, 80% makes a success", "signed in", "", "Half left"],
    ]
    assert "1 June 2026: switched, to Acme." in in_words(document)


def test_steering_stands_with_what_it_changed_and_what_was_tried_before() -> None:
    """Attempts from before a reopening stay on record; a changed answer names its attempt."""
    interview = grown(ended(), Reopened, on=TODAY)
    steered: dict[str, Any] = {"flag": "no_sponsor", "script": 1, "with_whom": "Ann", "on": TODAY}
    interview = grown(interview, Steered, reaction=Reaction.ACCEPTS, **steered)
    attempt = interview.log[-1].id
    interview = grown(interview, Recorded, question="sponsor", value="named", by_attempt=attempt)
    document = recorded(interview)
    assert [row[3] for row in tables(document)["What we advised"]] == ["insists", "accepts"]
    changed = "changed after the attempt on 2 March 2026 from \u201cNobody\u201d to \u201cSomebody with a name\u201d."
    assert f"Who stands behind it? \u2013 {changed}" in in_words(document)


def test_an_answer_that_does_not_apply_any_more_is_not_told_by_its_change() -> None:
    """A branch that was left reaches no paper, whatever happened on it."""
    interview = grown(small_interview(), Recorded, question="budget", value=-5)
    interview = grown(interview, Recorded, question="hidden", value="The old secret")
    steered: dict[str, Any] = {"flag": "no_sponsor", "script": 1, "with_whom": "Ann", "on": TODAY}
    interview = grown(interview, Steered, reaction=Reaction.ACCEPTS, **steered)
    attempt = interview.log[-1].id
    interview = grown(interview, Recorded, question="hidden", value="The new secret", by_attempt=attempt)
    interview = grown(interview, Advised, question="hidden", believes="A secret", advises="No secrets")
    assert "The old secret" in in_words(recorded(interview))
    left = in_words(recorded(grown(interview, Recorded, question="budget", value=250)))
    assert "secret" not in left


def test_what_they_believe_stands_beside_what_we_advise() -> None:
    """Each pair with the reason and with who decided which way; the latest word on a question counts."""
    pair: dict[str, Any] = {"believes": "It runs itself", "advises": "Name somebody"}
    interview = grown(small_interview(), Advised, question="owner", **pair)
    ours: dict[str, Any] = {"because": "nobody's job is not done", "followed": Side.OURS, "decided_by": "Ann"}
    interview = grown(interview, Advised, question="sponsor", **pair, **ours)
    assert tables(recorded(interview))["What they believe and what we advise"] == [
        [
            "Who stands behind it?",
            "It runs itself",
            "Name somebody. Because: nobody's job is not done",
            "our way, Ann",
        ],
        ["Who runs it?", "It runs itself", "Name somebody", "open"],
    ]


def test_loose_ends_stand_by_the_day_that_they_are_due() -> None:
    """Questions we could not answer by themselves; what was closed with its result."""
    fields: dict[str, Any] = {"side": Side.OURS, "who": "Ines", "due": TODAY - timedelta(days=1)}
    asked: dict[str, Any] = {**fields, "kind": FollowUpKind.CUSTOMER_QUESTION, "asked_by": "Bob"}
    interview = grown(ended(), FollowUpSet, text="Which regulator asks?", **asked)
    interview = grown(interview, FollowUpSet, text="Send the list", **fields)
    done = interview.log[-1].id
    interview = grown(interview, FollowUpClosed, follow_up=done, on=TODAY, happened=False, note="No list")
    found = tables(recorded(interview))
    assert found["Questions we could not answer"] == [
        ["Which regulator asks?", "Bob", "Ines", "1 March 2026, overdue"]
    ]
    assert found["What is to be followed up"] == [
        ["1 September 2026", "Call Ann. The sign to look for: The first month-end slips", "Ines (ours)"]
    ]
    assert found["What was followed up"] == [["2 March 2026", "Send the list", "no", "No list"]]


def with_ladders() -> Interview:
    """Give the small interview with a script that has a ladder."""
    loaded = script_from_source(SCRIPT + LADDERS, "small.yaml")
    assert loaded.script is not None, [str(problem) for problem in loaded.problems]
    return Interview("i", loaded.script, "Ann & Bob", NOON, small_interview().log, seller="Ines")


def test_the_relationship_stands_with_its_evidence() -> None:
    """Where it is today and because of which answers, what does not fit, and every reading that was kept."""
    more: dict[str, Any] = {"on": TODAY, "evidence": "Minutes of May", "said_by": "Ann", "level": 2}
    kept = {"rung": "held_back", "facts": {"calls_first": "3 of 4"}}
    document = recorded(grown(with_ladders(), Rated, ladder="value", **more, **kept))
    assert tables(document)["Where the relationship stands"] == [
        [
            "What they buy from us for",
            "2, features and benefits, held back",
            "Who stands behind it? \u2013 Nobody",
        ],
        [
            "2 March 2026",
            "What they buy from us for",
            "2, features and benefits, held back",
            "They call us first: 3 of 4",
            "Minutes of May",
            "Ann",
        ],
    ]
    assert "Bring numbers next time." in in_words(document)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_about_the_deal_are_on_record_as_they_were_said(payload: str) -> None:
    """Reason, belief and loose ends stand literally in every format."""
    fields: dict[str, Any] = {"side": Side.OURS, "who": payload, "due": TODAY, "asked_by": payload}
    interview = grown(ended(reason=payload, sign=payload), FollowUpSet, text=payload, **fields)
    interview = grown(interview, Advised, question="owner", believes=payload, advises=payload)
    paper = record_paper(assess(interview, TODAY))
    assert texts(opened(FORMATS["docx"].write(paper))).count(payload) >= 5
    assert markdown_texts(FORMATS["md"].write(paper).decode()).count(payload) >= 5


def test_the_record_of_a_whole_deal_is_valid_in_word(tmp_path: Path) -> None:
    """Decisions, outcomes and loose ends together: the audit finds nothing."""
    interview = grown(signed(grown(ended(), Reopened, on=TODAY)), Fared, on=TODAY, fate=Fate.STAYED)
    data = FORMATS["docx"].write(record_paper(assess(interview, TODAY)))
    assert audited(data, tmp_path) == []
