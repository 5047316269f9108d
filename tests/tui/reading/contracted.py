"""A script and a small contract pack for it: numbered clauses, a choice, a table, a side sheet, a ring check."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Reaction, Source

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

SCRIPT = """format: 1
id: contracted
version: "1.0.0"
title: A small onboarding
currency: USD
contract: {pack}
passes: [{{id: 1, title: First conversation}}, {{id: private, title: Our side}}]
sections: [{{id: aims, title: What it is for}}, {{id: terms, title: Terms}}, {{id: ours, title: Our side}}]
questions:
  - {{id: goal, section: aims, pass: 1, asked_of: customer, type: long_text, gate: true, feeds: [success],
     ask: What will your business be able to do in a year?}}
  - id: measures
    section: aims
    pass: 1
    asked_of: customer
    type: table
    feeds: [success]
    ask: Which numbers would prove it?
    columns:
      - {{id: measure, type: text, text: Number}}
      - {{id: target, type: decimal, text: Target}}
  - id: sponsor
    section: aims
    pass: 1
    asked_of: customer
    type: single
    gate: true
    feeds: [success]
    ask: Who stands behind it?
    options: [{{id: owner, text: The owner}}, {{id: nobody, text: Nobody has been named}}]
  - {{id: how_long, section: aims, pass: 1, asked_of: customer, type: integer, when: sponsor == 'owner',
     ask: How many hours a week has the owner for it?}}
  - id: term
    section: terms
    pass: 1
    asked_of: customer
    type: single
    feeds: [leaving]
    ask: How long do you want to be tied to this?
    options: [{{id: monthly, text: Month by month}}, {{id: year, text: Twelve months}}]
  - {{id: keys, section: terms, pass: 1, asked_of: customer, type: text, gate: true,
     feeds: [success], ask: Who holds the keys?}}
  - {{id: price, section: ours, pass: private, asked_of: seller, type: money, feeds: [leaving],
     ask: What does it cost a month?}}
flags:
  - id: no_sponsor
    title: Nobody stands behind it
    severity: blocker
    kind: path
    raise_when: "sponsor == 'nobody'"
    why: It never gets done.
    steer: Ask for twenty minutes with the owner.
    clears: A name.
  - id: no_keys
    title: Nobody holds the keys
    severity: major
    kind: path
    raise_when: "keys == 'nobody'"
    why: Nothing can begin.
    steer: Ask who pays the invoices.
    clears: A name.
verdict:
  rules:
    - {{id: R1, if: "count_flags(severity='blocker', state=['insisted']) > 0", verdict: walk_away}}
    - {{id: R2, if: "count_flags(severity='blocker', state=['open', 'steering']) > 0", verdict: steer_first}}
    - {{id: R3, if: gates_missing() > 0, verdict: steer_first, action: ask}}
    - {{id: R4, if: "true", verdict: proceed}}
"""

PACK = {
    "pack.yaml": """format: 1
id: small
version: "1"
title: Small agreement
documents:
  - {id: agreement, title: Small agreement, parts: [success, leaving, words]}
  - {id: ours, title: Our side sheet, for_customer: false, parts: [check]}
parts:
  - {id: success, title: What success is}
  - {id: leaving, title: How to leave}
  - {id: words, title: What some words mean, made: definitions}
  - {id: check, title: Ring check, numbered: false, made: ring}
feeds: {success: [success], leaving: [leaving]}
prints_private: [price]
confirm: {goal: what success is, keys: who holds the keys, measures: the numbers, sponsor: who stands behind it, term: how long it runs,
          price: the price}
ring:
  - {id: success, text: "The customer's success is quoted, with a number", met: answered(goal) and answered(measures),
     needs: [success]}
  - {id: leaving, text: It says how to leave, met: answered(term), needs: [leaving]}
""",
    "terms.yaml": "Working Day: A day from Monday to Friday.\n",
    "clauses/1-goal.md": """---
id: goal_words
title: In your words
part: success
author: generated
plain: Success is what you say it is.
---
A year from now your business will be able to do this: {{ goal }}

It counts from the first {{ term('Working Day') }}.
""",
    "clauses/2-measures.md": """---
id: numbers
title: The numbers that show it
part: success
plain: These numbers show it.
---
We will both judge success by these numbers:

1. they are counted by you;
2. they are shown to us.

| Number | Target |
| :--- | ---: |
{% for row in measures %}
| {{ row.measure }} | {{ row.target }} |
{% endfor %}
""",
    "clauses/3-sponsor.md": """---
id: sponsor_named
title: Who stands behind it
part: success
when: sponsor == 'owner'
plain: The owner stands behind it.
---
The owner stands behind this in front of the business.
""",
    "clauses/4-keys.md": """---
id: keys_first
title: Getting the keys back
part: success
when: keys == 'nobody'
plain: The keys come first.
---
Before anything else we will get your keys back.
""",
    "clauses/4-monthly.md": """---
id: monthly
title: Month by month
part: leaving
one_of: term
default: true
when: term == 'monthly'
plain: You may leave in any month.
---
You may leave in any month, without a reason. It costs {{ price | money }} a month until then.
""",
    "clauses/5-year.md": """---
id: year
title: Twelve months
part: leaving
one_of: term
when: term == 'year'
plain: It runs for twelve months.
---
This runs for twelve months. It costs {{ price | money }} a month.
""",
}


def start_contracted(workspace: Workspace, folder: Path) -> OpenInterview:
    """Begin an interview whose script names the small pack; some answers are given, and some are missing."""
    pack = folder / "pack"
    for name, text in PACK.items():
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    script = folder / "contracted.yaml"
    script.write_text(SCRIPT.format(pack=pack), encoding="utf-8")
    opened = workspace.start(str(script), "Harbour & Lyle")
    opened.record(
        "goal", "Close the month in three working days.", quote="partners in week one", said_by="M. Lyle"
    )
    opened.record("measures", ({"measure": "Days to close [the] books", "target": Decimal(3)},))
    opened.record("sponsor", "owner")
    opened.record("how_long", 2, source=Source.OUR_GUESS, note="to be asked again")
    opened.record("sponsor", "nobody", quote="we do not really do sponsors")
    opened.steer("no_sponsor", script=1, with_whom="M. Lyle", reaction=Reaction.WANTS_TIME, note="next week")
    return opened
