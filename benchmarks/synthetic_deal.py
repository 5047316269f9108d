"""Invented scripts that judge a deal as the bundled one does: gates, flags of every weight, the default table.

Most answers are harmless, as in most deals. Flags watch for the few that are not; a question that a
blocker hangs on is a gate; a question may be asked only because a flag is raised.
"""

from __future__ import annotations

from benchmarks.synthetic import OPTIONS, Maker, Synthetic

BAD_OPTION = OPTIONS[-1]
BAD_NUMBER = 10
"""Flags watch for numbers below this."""
WEIGHTS = ("blocker", "major", "major", "minor", "major", "blocker")
"""The severities of flags, in turn."""

REOPEN = """\
  - id: rel_reopen
    section: all
    pass: main
    type: yes_no
    ask: May we call again?
    when: "count_flags(severity='blocker') > 0"
"""

VERDICT = """\
verdict:
  attempts_needed: {blocker: 2, major: 2, minor: 1}
  limits: {insisted: 2, majors: 2, minors_with_one: 3, minors: 5}
  rules:
    - {id: R1, verdict: walk_away, if: "count_flags(no_steer=true) > 0"}
    - {id: R2, verdict: walk_away, if: "count_flags(severity='blocker', kind='party', state='insisted') > 0"}
    - {id: R3, verdict: walk_away, if: "count_flags(severity='blocker', kind='ours', state='cannot_fix') > 0"}
    - id: R4a
      verdict: walk_away
      if: "(count_flags(severity='blocker', state='insisted') > 0
        or count_flags(severity='major', state='insisted') >= insisted) and rel_reopen == false"
    - id: R4b
      verdict: next_in_line
      if: "count_flags(severity='blocker', state='insisted') > 0
        or count_flags(severity='major', state='insisted') >= insisted"
    - {id: R5, verdict: steer_first, if: "count_flags(severity='blocker', state=['open', 'steering']) > 0"}
    - {id: R6, verdict: steer_first, action: ask, if: "gates_missing() > 0"}
    - {id: R7, verdict: steer_first, if: "unresolved('major') >= majors"}
    - id: R8
      verdict: steer_first
      if: "unresolved('major') == 1 and unresolved('minor') >= minors_with_one"
    - {id: R9, verdict: steer_first, if: "unresolved('minor') >= minors"}
    - {id: R10, verdict: proceed, with: conditions, if: "count_flags() > 0"}
    - {id: R11, verdict: proceed, if: "true"}
"""


class DealMaker(Maker):
    """Writes one script; `bad` is the share of answers that flags watch for."""

    verdict = VERDICT
    last_question = REOPEN

    def __init__(self, count: int, bad: float) -> None:
        super().__init__(count)
        self.bad = bad
        fifth = max(1, count // 5)
        self.watched = [self.random.sample(range(count), self.random.choice((1, 1, 2))) for _ in range(fifth)]
        self.gates = {
            number
            for flag, numbers in enumerate(self.watched)
            if WEIGHTS[flag % len(WEIGHTS)] == "blocker"
            for number in numbers
        }

    def test(self, number: int) -> str:
        """Write a condition that most answers meet."""
        name, kind = f"q{number}", self.kinds[number]
        if kind == "integer":
            return f"{name} >= {self.random.randrange(5, 15)}"
        return name if kind == "yes_no" else f"{name} != '{self.random.choice(OPTIONS[2:])}'"

    def more_about(self, number: int) -> list[str]:
        """Make a question a gate that a blocker hangs on."""
        return ["    gate: true"] if number in self.gates else []

    def flag(self, number: int, computed: int) -> str:
        """Write one flag: one bad answer or two together, now and then only up to a total."""
        severity = WEIGHTS[number % len(WEIGHTS)]
        condition = " and ".join(f"({self.worrying(each)})" for each in self.watched[number])
        if number % 4 == 3:
            condition = f"c{self.random.randrange(computed)} < 250 and {condition}"
        self.conditions[f"f{number}"] = condition
        no_steer = "true" if number % 100 == 0 else "false"
        kind = ("path", "path", "party", "ours")[number % 4]
        return (
            f"  - {{id: f{number}, title: Risk {number}, severity: {severity}, kind: {kind}, "
            f"mitigable: {'false' if number % 3 else 'true'}, no_steer: {no_steer}, "
            f'raise_when: "{condition}", why: It is invented., steer: Ask again., clears: Less of it., '
            "mitigation: A plan.}\n"
        )

    def worrying(self, number: int) -> str:
        """Write a condition that only a bad answer meets."""
        name, kind = f"q{number}", self.kinds[number]
        if kind == "integer":
            return f"{name} < {BAD_NUMBER}"
        return f"not {name}" if kind == "yes_no" else f"{name} == '{BAD_OPTION}'"

    def answer(self, kind: str) -> int | bool | str:
        """Choose an answer, a bad one now and then."""
        bad = self.random.random() < self.bad
        if kind == "integer":
            return self.random.randrange(BAD_NUMBER) if bad else self.random.randrange(BAD_NUMBER, 100)
        if kind == "yes_no":
            return not bad
        return BAD_OPTION if bad else self.random.choice(OPTIONS[:-1])


def synthetic_deal(count: int, *, bad: float = 0.0) -> Synthetic:
    """Give a script of `count` questions, a fifth as many flags, and answers of which some are bad."""
    return DealMaker(count, bad).make()
