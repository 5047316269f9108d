"""Two versions of one script, between which every kind of change was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

_HEAD: Final = """format: 1
id: copiers
version: "{version}"
title: Copiers
purpose: Find out whether a lease will serve this office.
currency: EUR
passes: [{{id: visit, title: Visit, with: the office manager}}, {{id: private, title: Our side, with: nobody}}]
sections: [{{id: use, title: Use}}]
verdict:
  rules:
    - {{id: R1, verdict: steer_first, if: "unresolved('major') > 0"}}
    - {{id: R2, verdict: proceed, if: true}}
"""

OLD: Final = (
    _HEAD.format(version="1.0")
    + """
questions:
  - {id: pages, section: use, pass: visit, type: integer, unit: pages, ask: How many pages?, gate: true}
  - {id: colour, section: use, pass: visit, type: single, ask: Which colour?,
     options: [{id: none, text: None}, {id: some, text: Some}, {id: all, text: All}]}
  - {id: scans, section: use, pass: visit, type: yes_no, when: pages > 10, ask: Do you scan?}
  - {id: folds, section: use, pass: visit, type: yes_no, when: pages > 10, ask: Do you fold?, clear_when_hidden: true}
  - {id: budget, section: use, pass: visit, type: integer, ask: What may it cost?}
  - {id: mood, section: use, pass: visit, type: text, ask: How do they feel?}
  - {id: people, section: use, pass: visit, type: table, ask: Who decides?,
     columns: [{id: name, type: text, text: Name}, {id: met, type: yes_no, text: Met}]}
flags:
  - {id: many, title: Many pages, severity: major, kind: path, raise_when: pages > 50, steer: Fewer., mitigable: true}
  - {id: moody, title: A mood, severity: minor, kind: party, raise_when: answered(mood), steer: Wait.}
"""
)

NEW: Final = (
    _HEAD.format(version="2.0")
    + """
questions:
  - {id: sheets, was: pages, section: use, pass: visit, type: integer, unit: pages, ask: How many sheets?, gate: true}
  - {id: colour, section: use, pass: visit, type: single, ask: Which colour?,
     options: [{id: none, text: No colour}, {id: some, text: Some colour}]}
  - {id: scans, section: use, pass: visit, type: yes_no, when: sheets > 20, ask: Do you scan?}
  - {id: folds, section: use, pass: visit, type: yes_no, when: sheets > 20, ask: Do you fold?, clear_when_hidden: true}
  - {id: budget, section: use, pass: visit, type: money, ask: What may it cost?}
  - {id: people, section: use, pass: visit, type: table, ask: Who decides?,
     columns: [{id: name, type: text, text: Name}, {id: part, type: text, text: Part}, {id: met, type: yes_no, text: Met}]}
  - {id: stairs, section: use, pass: visit, type: yes_no, ask: Are there stairs?}
flags:
  - {id: many, title: Many sheets, severity: major, kind: path, raise_when: sheets > 500, steer: Fewer., mitigable: true}
  - {id: stairs_flag, title: Stairs, severity: major, kind: ours, raise_when: stairs, steer: A lift.}
"""
)


def loaded(source: str) -> Script:
    """Give the script of a text that is right."""
    found = script_from_source(source, "copiers.yaml")
    assert found.script is not None, found.problems
    return found.script
