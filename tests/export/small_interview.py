"""A small interview, judged: every state of an answer, a flag steered and one planned for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.interview.interview import Interview
from onboard_tui.script.load import script_from_source
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

SCRIPT = """
format: 1
id: small
version: "1.0"
title: A small interview
passes:
  - {id: 1, title: First talk}
  - {id: private, title: Our side}
sections:
  - {id: goal, title: What they want}
  - {id: people, title: Who is there}
  - {id: unused, title: Nothing applies here}
  - {id: ours, title: Our side}
questions:
  - {id: outcome, section: goal, pass: 1, type: long_text, ask: What will be better?, gate: true}
  - {id: budget, section: goal, pass: 1, type: money, ask: What may it cost?}
  - {id: price_ok, section: goal, pass: 1, type: yes_no, ask: "Is {budget} all of it?"}
  - {id: sponsor, section: people, pass: 1, type: single, ask: Who stands behind it?,
     options: [{id: named, text: Somebody with a name}, {id: nobody, text: Nobody}]}
  - id: staff
    section: people
    pass: 1
    type: table
    ask: Who has a say?
    columns:
      - {id: name, type: text, text: Name}
      - {id: days, type: integer, text: Days}
      - {id: view, type: text, text: Our view, private: true}
  - {id: owner, section: people, pass: 1, type: text, ask: Who runs it?, gate: true}
  - {id: hidden, section: unused, pass: 1, type: text, ask: Never asked?, when: budget < 0}
  - {id: risk, section: ours, pass: private, asked_of: seller, type: text, ask: What worries us?}
flags:
  - {id: no_sponsor, title: Nobody stands behind it, severity: blocker, kind: path, raise_when: sponsor == 'nobody',
     steer: Ask who would miss it., clears: A name.}
  - {id: dear, title: It may cost too much, severity: major, kind: path, raise_when: budget > 100, mitigable: true,
     mitigation: A ceiling., steer: Ask for a ceiling., clears: A lower price.}
  - {id: no_owner, title: Nobody runs it, severity: minor, kind: path, raise_when: owner == 'nobody', steer: Ask., clears: A name.}
verdict:
  rules:
    - {id: R1, verdict: steer_first, if: "count_flags(severity='blocker') > 0"}
    - {id: R2, verdict: proceed, if: "true"}
"""

ANSWERS = """
answers:
  budget: 250
  price_ok: true
  sponsor: nobody
  staff: [{name: Ann, days: 3, view: careful}, {name: Bob}]
  risk: They pay late.
states: {owner: dont_know}
steering:
  no_sponsor: [{on: 2026-02-24, script: 1, with: the office manager, customer: insists}]
mitigations:
  dear: {agreed_by: Ann, owner: Bob, due: 2026-06-01, text: a ceiling of 300}
"""


def small_script() -> Script:
    """The script."""
    loaded = script_from_source(SCRIPT, "small.yaml")
    assert loaded.script is not None, [str(problem) for problem in loaded.problems]
    return loaded.script


def small_interview(outcome: str = "We close in three days.", quote: str = "", note: str = "") -> Interview:
    """The interview; the outcome is what the customer said, or a guess of ours where it is empty."""
    ids = (f"id-{number}" for number in count())
    interview = Interview("i", small_script(), "Ann & Bob", NOON, seller="Ines")
    read = read_answers(
        ANSWERS, "answers.yaml", interview, as_of=TODAY, today=TODAY, at=NOON, new_id=lambda: next(ids)
    )
    said = Recorded(
        id="said",
        at=NOON,
        question="outcome",
        state=AnswerState.ANSWERED,
        value=outcome or "Our idea",
        source=Source.CUSTOMER_SAID if outcome else Source.OUR_GUESS,
        said_by="Ann",
        quote=quote,
        note=note,
    )
    return interview.with_entries(*read.entries, said)


def small_assessment(outcome: str = "We close in three days.", quote: str = "", note: str = "") -> Assessment:
    """The interview, judged."""
    return assess(small_interview(outcome, quote, note), TODAY)
