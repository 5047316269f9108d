"""A small pack of two clauses and a script for it, which tests break in one place each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.model import Script

PACK = """format: 1
id: small
version: "1"
title: Small
documents:
  - {id: paper, title: Paper, parts: [first, words]}
  - {id: ours, title: Ours, for_customer: false, parts: [check]}
parts:
  - {id: first, title: First}
  - {id: words, title: Words, made: definitions}
  - {id: check, title: Check, numbered: false}
feeds: {first: [first], second: [check]}
"""
CLAUSE = """---
id: one
title: One
part: first
plain: One line.
---
We will deliver {{ goal }} by {{ term('Day') }}.
"""
CHECK = """---
id: ours
title: Ours
part: check
---
It costs {{ cost }}.
"""
FILES = {
    "pack.yaml": PACK,
    "terms.yaml": "Day: A day of the week.\n",
    "clauses/1.md": CLAUSE,
    "clauses/2.md": CHECK,
}
SCRIPT = """format: 1
id: small
version: "1"
title: Small
passes: [{id: 1, title: One}, {id: private, title: Ours}]
sections: [{id: all, title: All}]
questions:
  - {id: goal, section: all, pass: 1, asked_of: customer, type: text, ask: What?, feeds: [first]}
  - id: length
    section: all
    pass: 1
    asked_of: customer
    type: single
    ask: How long?
    options: [{id: short, text: Short}, {id: long, text: Long}]
  - id: deep
    section: all
    pass: 1
    asked_of: customer
    type: single
    when: length == 'long'
    ask: Really?
    options: [{id: "yes", text: Yes}, {id: "no", text: No}]
  - id: kinds
    section: all
    pass: 1
    asked_of: customer
    type: multi
    ask: Which?
    options: [{id: red, text: Red}, {id: blue, text: Blue}]
  - id: items
    section: all
    pass: 1
    asked_of: customer
    type: table
    ask: Which?
    columns:
      - {id: name, type: text, text: Name}
      - {id: note, type: text, text: Note, private: true}
  - {id: price, section: all, pass: private, asked_of: seller, type: money, ask: Price?}
  - {id: cost, section: all, pass: private, asked_of: seller, type: money, ask: Cost?, feeds: [second]}
computed: [{id: dear, title: Whether it is dear, value: price > 1000}]
verdict: {rules: [{id: R1, verdict: proceed, if: "true"}]}
"""


def small_script() -> Script:
    """Give the script that the small pack is for."""
    loaded = script_from_source(SCRIPT, "small.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


FILE_OF = {name: f"{name}.yaml" for name in ("pack", "terms", "advice", "words")} | {
    f"clauses_{n}": f"clauses/{n}.md" for n in range(1, 7)
}


def written(folder: Path, **changed: str | bytes) -> Path:
    """Write the small pack with some files changed; `clauses_1` is clauses/1.md."""
    for name, content in {**FILES, **{FILE_OF[key]: content for key, content in changed.items()}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
