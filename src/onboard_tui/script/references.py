"""What the parts of a script say about each other: order, circles, gates, passes, texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.model import MOST_CUSTOMER_QUESTIONS, AskedOf, Severity
from onboard_tui.script.problems import closest, did_you_mean
from onboard_tui.script.yaml_nodes import Scalar
from onboard_tui.script.yaml_nodes import Sequence as Items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.fields import Keys
    from onboard_tui.script.model import Computed, FlagRule, Pass, Question, Section
    from onboard_tui.script.yaml_nodes import Node

_INSERT = re.compile(r"\{([^\W\d][\w-]*)\}")


@dataclass(frozen=True)
class Parts:
    """Everything of a script that refers to something else, with the keys it was read from."""

    questions: Mapping[str, Question]
    question_keys: Mapping[str, Keys]
    computed: Mapping[str, Computed]
    computed_keys: Mapping[str, Keys]
    flags: Mapping[str, FlagRule]
    flag_keys: Mapping[str, Keys]
    ladder_conditions: Sequence[tuple[Expression, Keys]]
    """Those of rungs and hints."""
    passes: Sequence[tuple[Pass, Keys]]
    sections: Sequence[tuple[Section, Keys]]
    written: Sequence[tuple[str, Keys]]
    """Every question that is written down, also where an id stands twice."""

    def questions_behind(self, names: Iterable[str]) -> dict[str, str]:
        """Give every question that names read, directly or through computed values, and the name that does."""
        found: dict[str, str] = {}
        for name in sorted(names):
            waiting, seen = [name], {name}
            while waiting:
                each = waiting.pop()
                if each in self.computed:
                    new = self.computed[each].value.names - seen
                    waiting += new
                    seen |= new
                elif each in self.question_keys:
                    found.setdefault(each, name)
        return found

    def counts(self, expression: Expression) -> bool:
        """Whether an expression counts flags or gates, itself or through computed values."""
        waiting, seen = [expression], set[str]()
        while waiting:
            each = waiting.pop()
            if each.counts_flags or each.counts_gates:
                return True
            new = {name for name in each.names if name in self.computed} - seen
            waiting += [self.computed[name].value for name in new]
            seen |= new
        return False


def check_references(parts: Parts) -> None:
    """Report everything that does not fit together; the problems go to the keys' list."""
    _check_order(parts)
    _check_circles(parts)
    _check_locks(parts)
    _check_gates(parts)
    _check_passes(parts)
    _check_coaching(parts)
    _check_inserted_answers(parts)
    _check_renamings(parts)


def check_feeds(parts: Parts, contract_parts: Collection[str]) -> None:
    """Warn of questions that feed a part which the contract pack does not have."""
    for question_id, keys in parts.question_keys.items():
        for each in keys.scalars("feeds"):
            if each.text not in contract_parts:
                message = f"“{question_id}” feeds “{each.text}”, a part that the contract pack does not have."
                keys.refuse("S304", each, "feeds", message, did_you_mean(each.text, contract_parts))


def _check_renamings(parts: Parts) -> None:
    """Warn of an earlier id that another question has still, or that two questions say they had."""
    heirs: dict[str, str] = {}
    for question_id, question in parts.questions.items():
        if not question.was:
            continue
        keys = parts.question_keys[question_id]
        written = keys.node.entries["was"]
        places = written.items if isinstance(written, Items) else [written]
        for was, place in zip(question.was, places, strict=False):
            heir = heirs.get(was)
            heirs.setdefault(was, question_id)
            if was in parts.questions:
                message = f"This has no effect: “{was}” is asked, and keeps its own answers."
            elif heir is not None:
                message = f"This has no effect: the answers to “{was}” go on to “{heir}”."
            else:
                continue
            keys.refuse("S307", place, "was", message)


def _check_order(parts: Parts) -> None:
    """A condition looks only at questions that were asked before."""
    order = {question_id: number for number, question_id in enumerate(parts.question_keys)}
    for question_id, question in parts.questions.items():
        if question.when is None:
            continue
        for read, name in parts.questions_behind(question.when.names).items():
            if order[read] < order[question_id]:
                continue
            if read == question_id:
                message, hint = f"Whether “{read}” is asked cannot depend on its own answer.", None
            else:
                message = f"“{read}” is asked later than “{question_id}”, so the condition cannot look at it."
                hint = f"Move “{read}” above “{question_id}”."
            through = "" if name == read else f" It is read through “{name}”."
            _refuse_name(parts.question_keys[question_id], "S109", "when", name, message + through, hint)


def _refuse_name(keys: Keys, code: str, key: str, name: str, message: str, hint: str | None = None) -> None:
    """Report a fault at a name inside an expression."""
    scalar = keys.node.entries[key]
    text = scalar.text if isinstance(scalar, Scalar) else ""
    found = re.search(rf"\b{re.escape(name)}\b", text)
    keys.refuse_inside(code, scalar, key, message, hint, found.start() if found else 0)


def _check_circles(parts: Parts) -> None:
    """No flag or gate that a condition counts depends on that condition's question."""
    starts = [
        name
        for name, condition in (
            *((question.id, question.when) for question in parts.questions.values()),
            *((f"flag {flag.id}", flag.raise_when) for flag in parts.flags.values()),
        )
        if condition is not None and parts.counts(condition)
    ]
    for start in starts:
        circle = _way_back(parts, start)
        if circle is None:
            continue
        around = " → ".join(circle)
        message = f"What is counted here depends on what it decides: {around}."
        if start in parts.questions:
            keys, key = parts.question_keys[start], "when"
        else:
            keys, key = parts.flag_keys[start.removeprefix("flag ")], "raise_when"
        keys.refuse(
            "S110", keys.node.entries[key], key, message, "Count only flags that do not depend on it."
        )


def _way_back(parts: Parts, start: str) -> list[str] | None:
    """Find a way from a question or flag through what it reads back to itself."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        for target in _reads(parts, at):
            if target == start:
                way = [start]
                while at != start:
                    way.append(at)
                    at = came_from[at]
                return [start, *reversed(way)]
            if target not in came_from:
                came_from[target] = at
                waiting.append(target)
    return None


def _reads(parts: Parts, name: str) -> Iterator[str]:
    """Give what the value of a question, computed value or flag depends on."""
    expression: Expression | None = None
    if name.startswith("flag "):
        expression = parts.flags[name.removeprefix("flag ")].raise_when
    elif name in parts.questions:
        expression = parts.questions[name].when
    elif name in parts.computed:
        expression = parts.computed[name].value
    if expression is None:
        return
    yield from sorted(expression.names)
    if expression.counts_gates:
        yield from (question.id for question in parts.questions.values() if question.gate)
    for query in expression.counts_flags:
        for flag in parts.flags.values():
            if query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer):
                yield f"flag {flag.id}"


def _check_locks(parts: Parts) -> None:
    """What locks an answer is the answer to another question, and no questions lock each other in a circle."""
    locks = {question.id: question.locked_by for question in parts.questions.values() if question.locked_by}
    told: set[str] = set()
    for question_id in locks:
        keys = parts.question_keys[question_id]
        scalar = keys.node.entries["locked_by"]
        keys.question("locked_by", parts.question_keys)
        way = [question_id]
        while way[-1] in locks and locks[way[-1]] not in way:
            way.append(locks[way[-1]])
        if locks.get(way[-1]) == question_id and question_id not in told:
            told.update(way)
            message = f"An answer cannot lock itself: {' → '.join([*way, question_id])}."
            keys.refuse("S110", scalar, "locked_by", message)


def _check_gates(parts: Parts) -> None:
    """Everything that a blocker reads is a gate, so that none is silently unknown when a deal proceeds."""
    for flag in parts.flags.values():
        if flag.severity is not Severity.BLOCKER:
            continue
        for read, name in parts.questions_behind(flag.raise_when.names).items():
            question = parts.questions.get(read)
            if question is not None and not question.gate:
                message = f"The blocker “{flag.id}” reads “{read}”, which is not a gate."
                _refuse_name(
                    parts.flag_keys[flag.id],
                    "S301",
                    "raise_when",
                    name,
                    message,
                    f"Write gate: true at “{read}”.",
                )


def _check_passes(parts: Parts) -> None:
    for each, keys in parts.passes:
        asked = sum(
            question.pass_id == each.id and question.asked_of is AskedOf.CUSTOMER
            for question in parts.questions.values()
        )
        most = MOST_CUSTOMER_QUESTIONS if each.max_customer_questions is None else each.max_customer_questions
        if asked > most:
            message = f"The pass “{each.id}” asks the customer {asked} questions; it allows {most}."
            node = keys.node.get("max_customer_questions") or keys.node
            hint = "Move some to another pass, or say how many it allows: max_customer_questions."
            keys.refuse("S302", node, "max_customer_questions", message, hint)


def _check_coaching(parts: Parts) -> None:
    for question in parts.questions.values():
        coach = question.coach
        lacking = [key for key in ("know", "why", "good", "bad") if not getattr(coach, key).strip(" -.")]
        if lacking:
            keys = parts.question_keys[question.id]
            node: Node = keys.node.keys.get("coach", keys.node)
            message = f"The coaching of “{question.id}” lacks {', '.join(lacking)}."
            keys.refuse("S303", node, "coach", message)


def _check_inserted_answers(parts: Parts) -> None:
    """A text inserts only answers there are; what the customer hears, only earlier ones that are not private."""
    known = [*parts.question_keys, *parts.computed_keys]
    order = {question_id: number for number, question_id in enumerate(parts.question_keys)}
    texts = [
        (keys, question_id, key, text) for question_id, keys in parts.written for key, text in _texts(keys)
    ]
    texts += [
        (keys, "", "say", say)
        for _, keys in parts.sections
        if isinstance(say := keys.node.get("say"), Scalar)
    ]
    for keys, question_id, key, text in texts:
        for insert in _INSERT.finditer(text.text):
            name, hint = insert[1], None
            if name not in known:
                close = closest(name, known)
                message: str | None = f"“{insert[0]}” inserts the answer to a question that does not exist."
                hint = f"Did you mean “{{{close}}}”?" if close else None
            else:
                message = _spoken_too_soon(parts, order, question_id, name) if key == "ask" else None
            if message:
                code = "S214" if name.isascii() else "S218"
                keys.refuse_inside(code, text, key, message, hint, insert.start() + 1)


def _spoken_too_soon(parts: Parts, order: Mapping[str, int], question_id: str, name: str) -> str | None:
    """Say why an answer cannot stand in the words of a question, or give nothing."""
    asking = parts.questions.get(question_id)
    for read in parts.questions_behind([name]):
        if order[read] >= order[question_id]:
            return f"“{{{name}}}” inserts an answer that is not given before this question."
        source = parts.questions.get(read)
        if source is not None and source.private and asking is not None and not asking.private:
            return f"“{{{name}}}” would show the customer a private answer."
    return None


def _texts(keys: Keys) -> Iterator[tuple[str, Scalar]]:
    """Give the texts of a question that can hold answers, with their keys."""
    ask = keys.node.get("ask")
    if isinstance(ask, Scalar):
        yield "ask", ask
    coach = keys.node.get("coach")
    for key, value in getattr(coach, "entries", {}).items():
        for each in value.items if isinstance(value, Items) else [value]:
            if isinstance(each, Scalar):
                yield f"coach.{key}", each


def check_use(parts: Parts) -> None:
    """Warn of passes and sections that nothing uses."""
    used_passes = {question.pass_id for question in parts.questions.values()}
    used_sections = {question.section for question in parts.questions.values()}
    for each, keys in parts.passes:
        if each.id not in used_passes:
            keys.refuse("S306", keys.node, "", f"The pass “{each.id}” has no questions.")
    for section, keys in parts.sections:
        if section.id not in used_sections:
            keys.refuse("S306", keys.node, "", f"The section “{section.id}” has no questions.")
