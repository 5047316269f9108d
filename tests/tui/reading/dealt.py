"""A small script with everything that a deal is judged by: flags of every kind, an outcome, two ladders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.scope import Value
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

SCRIPT = """format: 1
id: dealt
version: "1.0.0"
title: A small onboarding
currency: USD
passes: [{id: 1, title: First conversation}, {id: private, title: Our side}]
sections: [{id: aims, title: What it is for}, {id: ours, title: Our side}]
outcome: {target: target, licensed: people, first_day: begins}
questions:
  - {id: goal, section: aims, pass: 1, asked_of: customer, type: text, gate: true, required: true,
     ask: What is it for?}
  - id: sponsor
    section: aims
    pass: 1
    asked_of: customer
    type: single
    gate: true
    ask: Who stands behind it?
    options: [{id: owner, text: The owner}, {id: nobody, text: Nobody has been named, mark: bad}]
    coach: {steer: ["Who loses most if it fails?", "May I ask the owner for twenty minutes?"]}
  - id: training
    section: aims
    pass: 1
    asked_of: customer
    type: single
    ask: What time is there to learn it?
    options: [{id: paid, text: Paid hours}, {id: none, text: None}]
    coach: {steer: ["Ninety minutes against a week of fumbling."]}
  - {id: people, section: aims, pass: 1, asked_of: customer, type: integer, ask: How many people will use it?}
  - {id: target, section: aims, pass: 1, asked_of: customer, type: percent, ask: What share of them has to use it?}
  - {id: begins, section: aims, pass: 1, asked_of: customer, type: date, ask: When does it begin?}
  - id: next_time
    section: aims
    pass: 1
    asked_of: customer
    type: single
    ask: What would you do next time?
    options: [{id: open_price, text: Compare prices}, {id: come_first, text: Come to you first}]
  - id: our_word
    section: ours
    pass: private
    asked_of: seller
    type: single
    locked_by: next_time
    ask: What do we call it?
    options: [{id: supplier, text: Supplier}, {id: partner, text: Partner}]
  - id: skill
    section: ours
    pass: private
    asked_of: seller
    type: single
    ask: Have we done the hard part before?
    options: [{id: often, text: Often}, {id: never, text: Never, mark: bad}]
    coach: {steer: ["Say that we bring somebody who has done it."]}
flags:
  - id: no_sponsor
    title: Nobody stands behind it
    severity: blocker
    kind: path
    raise_when: "sponsor == 'nobody'"
    why: It never gets done.
    clears: A name.
  - id: never_done
    title: We have never done the hard part
    severity: blocker
    kind: ours
    raise_when: "skill == 'never'"
    why: Knowledge is the first thing to bring.
    clears: Somebody who has done it.
  - id: no_training
    title: No time to learn it
    severity: major
    kind: path
    raise_when: "training == 'none'"
    why: Nobody uses what nobody has learnt.
    clears: Paid hours.
    mitigable: true
    mitigation: One team is trained first.
  - id: too_soon
    title: It begins before it can be ready
    severity: minor
    kind: path
    raise_when: "days_until(begins) < 30"
    why: What is not ready is not used.
    clears: A later day.
verdict:
  rules:
    - {id: R1, if: "count_flags(severity='blocker', state=['insisted']) > 0", verdict: next_in_line}
    - {id: R2, if: "count_flags(severity='blocker', state=['cannot_fix']) > 0", verdict: walk_away, action: refer}
    - {id: R3, if: "count_flags(severity='blocker', state=['open', 'steering']) > 0", verdict: steer_first}
    - {id: R4, if: gates_missing() > 0, verdict: steer_first, action: ask}
    - {id: R5, if: "count_flags() > 0", verdict: proceed, with: conditions}
    - {id: R6, if: "true", verdict: proceed}
ladders:
  - id: value
    title: What they buy from us for
    facts:
      - {id: pays_premium, text: They pay a premium}
      - {id: calls_first, kind: always, keeps_days: 365, text: They came to us first with every need}
    rungs:
      - {id: added, level: 3, name: Value added, if: "pays_premium and calls_first"}
      - {id: held_back, level: 2, name: Features and benefits, if: "calls_first", note: A premium would count for more.}
      - {id: price, level: 1, name: Price, if: "true"}
    hints: [{id: contradiction, if: "pays_premium and not calls_first", say: They pay more than they show.}]
  - id: perceived
    title: How they see us
    claim: our_word
    rungs:
      - {id: partner, level: 2, name: Partner, if: "next_time == 'come_first'"}
      - {id: supplier, level: 1, name: Supplier, if: "true"}
"""

GOOD: dict[str, Value] = {
    "goal": "Close the month in three days.",
    "sponsor": "owner",
    "training": "paid",
    "people": 60,
    "target": 80,
    "begins": date(2026, 5, 1),
    "our_word": "partner",
    "next_time": "open_price",
    "skill": "often",
}
"""Answers that leave nothing open and raise no flag."""


def start_dealt(workspace: Workspace, folder: Path, **changes: Value) -> OpenInterview:
    """Begin an interview in which everything is answered, well but for what is changed."""
    script = folder / "dealt.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    opened = workspace.start(str(script), "Harbour & Lyle")
    for question, answer in {**GOOD, **changes}.items():
        opened.record(question, answer)
    return opened
