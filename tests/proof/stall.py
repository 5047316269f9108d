"""A small script that asks for every kind of scenario: about a stall on a market."""

SOURCE = """\
format: 1
id: stall
version: "1"
title: Stall
passes: [{id: 1, title: First}, {id: private, title: Ours}]
sections: [{id: all, title: All}]
questions:
  - {id: wants, section: all, pass: 1, type: multi, gate: true, ask: What?, options: [{id: cover, text: A roof}, {id: power, text: Power}, {id: none, text: "No, thank you"}]}
  - {id: watts, section: all, pass: 1, type: integer, min: 1, max: 9000, when: "has(wants, 'power') and not has(wants, 'none')", ask: Watts?}
  - {id: opens, section: all, pass: 1, type: date, ask: When?}
  - id: helpers
    section: all
    pass: 1
    type: table
    ask: Who helps?
    validate: [{that: "count_rows(helpers, answered(name)) >= 1", say: Name one.}]
    columns: [{id: name, type: text, text: Name}, {id: hours, type: integer, text: Hours, min: 0}]
  - {id: budget, section: all, pass: 1, type: money, gate: true, ask: How much?}
  - {id: price, section: all, pass: private, asked_of: seller, type: money, gate: true, ask: Our price?}
computed: [{id: share, title: Share, value: budget / price}]
flags:
  - {id: too_many_watts, title: Too many, severity: blocker, kind: ours, raise_when: watts > 3000, why: x, steer: x, clears: x}
  - {id: too_soon, title: Too soon, severity: blocker, kind: path, raise_when: days_until(opens) < 14, why: x, steer: x, clears: x, mitigable: true, mitigation: x}
  - {id: no_money, title: No money, severity: major, kind: path, raise_when: share < 0.5, why: x, steer: x, clears: x}
  - {id: alone, title: Alone, severity: minor, kind: path, raise_when: "not any_row(helpers, hours >= 4)", why: x, steer: x, clears: x}
verdict:
  limits: {most: 1}
  rules:
    - {id: OURS, verdict: walk_away, action: refer, if: "count_flags(kind='ours', state='cannot_fix') > 0"}
    - {id: LAST, verdict: next_in_line, if: "count_flags(severity='blocker', state='insisted') > 0"}
    - {id: STEER, verdict: steer_first, if: "count_flags(severity='blocker', state=['open', 'steering']) > 0 or unresolved('major') >= most"}
    - {id: ASK, verdict: steer_first, action: ask, if: gates_missing() > 0}
    - {id: PLAN, verdict: proceed, with: conditions, if: count_flags() > 0}
    - {id: GO, verdict: proceed, if: "true"}
"""
NO_POWER = """\
scenarios:
  - name: No power
    given: {as_of: 2026-05-01, answers: {wants: [cover]}}
    expect: {rule: ASK, hidden: [watts]}
"""
