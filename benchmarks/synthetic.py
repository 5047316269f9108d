"""Invented interview scripts of any number of questions, with answers for each of them.

Every question after the first ten applies only under a condition on one or two earlier ones: half
look near by, a tenth at one of the first ten. A fifth as many computed values add up numbers, and a
fifth as many flags compare one of them and an answer.

A condition is written so that the script language and Python read it alike: Python's own evaluation
of the same words is the limit that ours is measured against.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.load import open_script

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.script.model import Script

OPTIONS = ("a", "b", "c", "d", "e")
HUBS = 10
"""The first questions always apply, and many others look at them."""

PER_FILE = 1_000
"""Questions that one file of a script holds; a longer script includes files."""

HEAD = """\
format: 1
id: synthetic-{count}
version: "1"
title: Synthetic, {count} questions
purpose: Shows what a long script costs.
passes:
  - {{id: main, title: The only conversation, with: the customer}}
sections:
  - {{id: all, title: Everything}}
"""

VERDICT = """\
verdict:
  attempts_needed: {blocker: 2, major: 2, minor: 1}
  limits: {minors_steer: 5}
  rules:
    - {id: R1, verdict: steer_first, action: ask, if: "gates_missing() > 0"}
    - {id: R2, verdict: steer_first, if: "unresolved('minor') >= minors_steer"}
    - {id: R3, verdict: proceed, if: "true"}
"""


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A script's text, a full set of typed answers, and its conditions by the id of what they decide."""

    source: str
    answers: dict[str, int | bool | str]
    conditions: dict[str, str]
    parts: tuple[str, ...] = ()
    """The texts of the files that it includes, `part-0.yaml` and so on."""

    def script(self, folder: Path) -> Script:
        """Write the files into a folder and load them."""
        for number, part in enumerate(self.parts):
            (folder / f"part-{number}.yaml").write_text(part, encoding="utf-8")
        path = folder / "synthetic.yaml"
        path.write_text(self.source, encoding="utf-8")
        return open_script(path)


class Maker:
    """Writes one script; the same number of questions always gives the same script."""

    verdict = VERDICT
    last_question = ""

    def __init__(self, count: int, seed: int = 3) -> None:
        self.random = random.Random(seed)
        self.count = count
        self.kinds = self.random.choices(("integer", "yes_no", "single"), (40, 25, 35), k=count)
        self.kinds[0] = "integer"
        self.numbers = [number for number, kind in enumerate(self.kinds) if kind == "integer"]
        self.conditions: dict[str, str] = {}

    def make(self) -> Synthetic:
        """Write the script."""
        fifth = max(1, self.count // 5)
        files = range(0, self.count if self.count > PER_FILE else 0, PER_FILE)
        questions = [self.question(number) for number in range(self.count)]
        computed = [self.computed(number) for number in range(fifth)]
        flags = [self.flag(number, fifth) for number in range(fifth)]
        answers = {f"q{number}": self.answer(kind) for number, kind in enumerate(self.kinds)}
        parts = tuple(
            "".join(
                (
                    "questions:\n",
                    *questions[at : at + PER_FILE],
                    "flags:\n",
                    *flags[at // 5 :][: PER_FILE // 5],
                )
            )
            for at in files
        )
        include = "".join(f"  - part-{number}.yaml\n" for number in range(len(parts)))
        head = HEAD.format(count=self.count) + (f"include:\n{include}" if parts else "")
        own = [
            "questions:\n",
            OPENING,
            *([] if parts else questions),
            self.last_question,
            "computed:\n",
            *computed,
        ]
        own += [] if parts else ["flags:\n", *flags]
        return Synthetic("".join((head, *own, self.verdict)), answers, self.conditions, parts)

    def question(self, number: int) -> str:
        """Write one question, after the first ten with a condition."""
        kind = self.kinds[number]
        lines = [f"  - id: q{number}", "    section: all", "    pass: main", f"    type: {kind}"]
        lines.append(f"    ask: What do you know about topic {number}?")
        if kind == "single":
            lines += ["    options:", *(f"      - {{id: {each}, text: Choice {each}}}" for each in OPTIONS)]
        lines += self.more_about(number)
        if number >= HUBS:
            condition = self.test(self.earlier(number))
            if self.random.random() < 0.5:
                condition = (
                    f"({condition}) {self.random.choice(('and', 'or'))} ({self.test(self.earlier(number))})"
                )
            self.conditions[f"q{number}"] = condition
            lines.append(f'    when: "{condition}"')
        return "\n".join(lines) + "\n"

    def more_about(self, number: int) -> list[str]:
        """Give further lines of a question."""
        del number
        return []

    def computed(self, number: int) -> str:
        """Write one computed value: a sum of two or three numbers."""
        known = [each for each in self.numbers if each < max(HUBS, 5 * (number + 1))]
        terms = " + ".join(f"q{each}" for each in self.random.choices(known, k=self.random.choice((2, 3))))
        self.conditions[f"c{number}"] = terms
        return f'  - {{id: c{number}, value: "{terms}"}}\n'

    def flag(self, number: int, computed: int) -> str:
        """Write one minor flag."""
        value, limit = self.random.randrange(computed), self.random.randrange(60, 260)
        condition = f"c{value} > {limit} and ({self.test(self.random.randrange(self.count))})"
        self.conditions[f"f{number}"] = condition
        return (
            f"  - {{id: f{number}, title: Risk {number}, severity: minor, kind: path, mitigable: true, "
            f'raise_when: "{condition}", why: It is invented., steer: Ask again., clears: Less of it., '
            "mitigation: A plan.}\n"
        )

    def test(self, number: int) -> str:
        """Write a comparison on one question."""
        name, kind = f"q{number}", self.kinds[number]
        if kind == "integer":
            return f"{name} {self.random.choice(('>=', '<'))} {self.random.randrange(10, 90)}"
        if kind == "yes_no":
            return self.random.choice((name, f"not {name}"))
        first, second = self.random.sample(OPTIONS, 2)
        return self.random.choice((f"{name} != '{first}'", f"{name} in ['{first}', '{second}']"))

    def earlier(self, number: int) -> int:
        """Choose a question that comes before."""
        roll = self.random.random()
        if roll < 0.1:
            return self.random.randrange(min(HUBS, number))
        return self.random.randrange(max(0, number - 20) if roll < 0.6 else 0, number)

    def answer(self, kind: str) -> int | bool | str:
        """Choose an answer for a question of some type."""
        if kind == "integer":
            return self.random.randrange(101)
        return self.random.random() < 0.5 if kind == "yes_no" else self.random.choice(OPTIONS)


OPENING = """\
  - id: opening
    section: all
    pass: main
    pin: 1
    type: text
    ask: What brings you here?
"""


def synthetic_script(count: int) -> Synthetic:
    """Give a script of `count` questions and one that opens it with free text."""
    return Maker(count).make()
