"""Puts a script together out of its files, and keeps going after every fault."""

from __future__ import annotations

import re
from dataclasses import replace
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from onboard_tui.script.asking_order import in_asking_order
from onboard_tui.script.calls import FUNCTIONS
from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.fields import Keys, refuse_repeated
from onboard_tui.script.languages import LANGUAGE, LANGUAGE_RULE
from onboard_tui.script.load_computed import ComputedDraft, read_computed, resolve_computed
from onboard_tui.script.load_defaults import read_default
from onboard_tui.script.load_flags import (
    FLAG_KEYS,
    NEXT_QUESTION_KEYS,
    VERDICT_KEYS,
    read_flag,
    read_limits,
    read_next_question,
    read_verdict,
)
from onboard_tui.script.load_ladders import LadderDraft, names_of_ladders, read_ladders, resolve_ladders
from onboard_tui.script.load_outcome import OUTCOME_KEYS, read_outcome
from onboard_tui.script.load_questions import QuestionDraft, read_question
from onboard_tui.script.load_scenarios import SCENARIO_KEYS, read_scenarios
from onboard_tui.script.model import Pass, Script, Section, Validation, VerdictTable
from onboard_tui.script.parse import read_expression
from onboard_tui.script.problems import errors_of
from onboard_tui.script.references import Parts, check_feeds, check_references, check_use
from onboard_tui.script.symbols import Symbols
from onboard_tui.script.yaml_nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from onboard_tui.script.include import Part
    from onboard_tui.script.model import FlagRule, Question, Scenario
    from onboard_tui.script.problems import Problem

FORMAT = 1
"""The version of the script language that this program reads."""

SCRIPT_KEYS = (
    "format",
    "id",
    "version",
    "title",
    "purpose",
    "language",
    "languages",
    "currency",
    "coach_reviewed_on",
    "contract",
    "no_deal",
    "include",
    "passes",
    "sections",
    "questions",
    "computed",
    "flags",
    "verdict",
    "ladders",
    "outcome",
    "next_question",
    "scenarios",
)
INCLUDED_KEYS = ("format", "languages", "include", "questions", "computed", "flags", "ladders")
PASS_KEYS = ("id", "title", "with", "max_customer_questions")
SECTION_KEYS = ("id", "title", "say")

_CURRENCY = re.compile("[A-Z]{3}")
_ANSWERS_UNKNOWN = re.compile(r"questions\[([^\]]+)\](\.(id|type|when|options|min|max)\b.*)?")
"""The path of a problem because of which it is not known how, or whether, a question can be answered."""
_SCRIPT_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")


class Assembly:
    """Puts a script together out of its files, and keeps going after every fault."""

    def __init__(
        self,
        parts: list[Part],
        problems: list[Problem],
        *,
        contract_parts: Collection[str] | None,
    ) -> None:
        self.parts = parts
        self.problems = problems
        self.contract_parts = contract_parts
        self.tops = [
            Keys(part.root, "", SCRIPT_KEYS if part is parts[-1] else INCLUDED_KEYS, problems)
            for part in parts
        ]
        self.top = self.tops[-1]
        self.symbols = Symbols({})
        self.sketch: Script | None = None
        """What could be read, once everything was."""
        self.faulty: frozenset[str] = frozenset()
        """Questions of which it is not known how, or whether, they can be answered."""

    def script(self) -> Script | None:
        """Read everything; with errors among the problems, the script is not complete."""
        top = self.top
        header = self._header()
        passes, sections = self._passes(), self._sections()
        verdict = top.group("verdict", VERDICT_KEYS, required=True)
        limits = read_limits(verdict)
        drafts = self._drafts([each.id for each, _ in passes], [each.id for each, _ in sections])
        computed_drafts = [draft for each in self.tops for draft in read_computed(each)]
        ladder_drafts = [draft for each in self.tops for draft in read_ladders(each)]
        self._check_names(drafts, computed_drafts, ladder_drafts, verdict, limits)
        firsts = {draft.id: draft for draft in reversed(drafts) if draft.id}
        symbols = Symbols({each: draft.symbol for each, draft in firsts.items()}, limits)
        computed, self.symbols = resolve_computed(computed_drafts, symbols, self.problems)
        questions = self._questions(drafts, firsts)
        flags, flag_keys = self._flags()
        table = read_verdict(verdict, limits, self.read) if verdict else None
        ladder_conditions: list[tuple[Expression, Keys]] = []
        ladders = resolve_ladders(ladder_drafts, self.symbols, questions, ladder_conditions)
        outcome = read_outcome(top.group("outcome", OUTCOME_KEYS), questions)
        parts = Parts(
            questions=questions,
            question_keys={draft.id: firsts[draft.id].keys for draft in drafts if draft.id},
            computed=computed,
            computed_keys={draft.id: draft.keys for draft in computed_drafts},
            flags=flags,
            flag_keys=flag_keys,
            ladder_conditions=ladder_conditions,
            passes=passes,
            sections=sections,
            written=[(draft.id, draft.keys) for draft in drafts if draft.id],
        )
        self._check(parts)
        scenarios = self._scenarios(parts, table, ladder_drafts)
        weights = read_next_question(top.group("next_question", NEXT_QUESTION_KEYS))
        self.sketch = Script(
            passes=tuple(each for each, _ in passes),
            sections=tuple(each for each, _ in sections),
            questions=tuple(questions.values()),
            verdict=table or VerdictTable(()),
            computed=tuple(computed.values()),
            flags=tuple(flags.values()),
            ladders=ladders,
            outcome=outcome,
            next_question=weights,
            scenarios=scenarios,
            **header,
        )
        return self.sketch if table else None

    def _check(self, parts: Parts) -> None:
        check_references(parts)
        if self.contract_parts is not None:
            check_feeds(parts, self.contract_parts)
        errors = errors_of(self.problems)
        if not errors:
            check_use(parts)
        self.faulty = frozenset(
            found[1] for each in errors if (found := _ANSWERS_UNKNOWN.fullmatch(each.path))
        )

    def _scenarios(
        self, parts: Parts, table: VerdictTable | None, ladders: Iterable[LadderDraft]
    ) -> tuple[Scenario, ...]:
        return read_scenarios(
            self.top.groups("scenarios", SCENARIO_KEYS, id_key="name"),
            list(parts.question_keys),
            list(parts.flag_keys),
            [rule.id for rule in table.rules] if table else [],
            [*parts.computed_keys, *(ladder.id for ladder in ladders)],
        )

    def read(self, keys: Keys, key: str, expected: Kind | None) -> Expression | None:
        """Read the expression of a key; its problems are kept."""
        scalar = keys.scalar(key, required=True)
        return None if scalar is None else self._parsed(scalar, expected, keys.path_of(key))

    def _parsed(self, scalar: Scalar, expected: Kind | None, path: str) -> Expression | None:
        return read_expression(scalar, self.symbols, expected, path, self.problems)

    def _header(self) -> dict[str, Any]:
        top = self.top
        if not top.has("format"):
            hint = f"Begin with “format: {FORMAT}”."
            top.refuse("S202", top.node, "format", "The key “format” is missing.", hint)
        top.whole("format", least=1)
        header: dict[str, Any] = {
            "id": self._matching(
                "id", _SCRIPT_ID, "An id holds small letters, digits and hyphens.", required=True
            ),
            "version": top.text("version", required=True),
            "title": top.text("title", required=True),
            "purpose": top.text("purpose"),
            "coach_reviewed_on": top.day("coach_reviewed_on"),
            "contract": top.text("contract") or None,
            "no_deal": top.truth("no_deal"),
        }
        language = self._matching("language", LANGUAGE, LANGUAGE_RULE)
        currency = self._matching("currency", _CURRENCY, "Write a currency code such as EUR or USD.")
        return header | {
            key: value for key, value in (("language", language), ("currency", currency)) if value
        }

    def _matching(self, key: str, form: re.Pattern[str], hint: str, *, required: bool = False) -> str:
        text = self.top.text(key, required=required)
        if text and not form.fullmatch(text):
            self.top.refuse(
                "S205", self.top.node.entries[key], key, f"“{text}” cannot be the {key} of a script.", hint
            )
        return text

    def _passes(self) -> list[tuple[Pass, Keys]]:
        found = []
        for keys in self.top.groups("passes", PASS_KEYS, required=True):
            each = Pass(
                keys.word(),
                keys.text("title", required=True),
                keys.text("with"),
                keys.whole("max_customer_questions", least=1),
            )
            found.append((each, keys))
        refuse_repeated("pass", [(each.id, keys) for each, keys in found])
        return found

    def _sections(self) -> list[tuple[Section, Keys]]:
        found = [
            (Section(keys.word(), keys.text("title", required=True), keys.text("say")), keys)
            for keys in self.top.groups("sections", SECTION_KEYS, required=True)
        ]
        refuse_repeated("section", [(each.id, keys) for each, keys in found])
        return found

    def _drafts(self, passes: list[str], sections: list[str]) -> list[QuestionDraft]:
        if not any(top.has("questions") for top in self.tops):
            self.top.get("questions", required=True)
        asked = in_asking_order(self.parts, self.tops)
        return [read_question(each.keys, sections, passes, each.places) for each in asked]

    def _flags(self) -> tuple[dict[str, FlagRule], dict[str, Keys]]:
        """Read the flags, the first of each id; the keys are there also for those with an error."""
        groups = [keys for top in self.tops for keys in top.groups("flags", FLAG_KEYS)]
        named = [(scalar.text, keys) for keys in groups if isinstance(scalar := keys.node.get("id"), Scalar)]
        refuse_repeated("flag", named)
        firsts = dict(reversed(named))
        read = [(keys, read_flag(keys, self.read)) for keys in groups]
        flags = {flag.id: flag for keys, flag in read if flag and firsts.get(flag.id) is keys}
        return flags, {name: firsts[name] for name, _ in named}

    def _check_names(
        self,
        drafts: list[QuestionDraft],
        computed: list[ComputedDraft],
        ladders: list[LadderDraft],
        verdict: Keys | None,
        limits: Iterable[str],
    ) -> None:
        """Check that the names that expressions can use are unique, and no words of the language."""
        first: dict[str, Node] = {}
        named = [(draft.id, draft.keys, draft.keys.node.get("id")) for draft in drafts]
        named += [(draft.id, draft.keys, draft.keys.node.get("id")) for draft in computed]
        group = verdict.node.get("limits") if verdict else None
        if verdict and isinstance(group, Mapping):
            named += [(name, verdict, group.keys[name]) for name in limits]
        named += names_of_ladders(ladders)
        for name, keys, node in named:
            if not name or node is None:
                continue
            if iskeyword(name) or name in FUNCTIONS or name in {"true", "false"}:
                keys.refuse(
                    "S205",
                    node,
                    "id",
                    f"“{name}” is a word of the expression language.",
                    "Choose another id.",
                )
            elif first.setdefault(name, node) is not node:
                message = f"“{name}” is already defined at {first[name].place}."
                keys.refuse("S206", node, "id", message, "Give one of the two another id.")

    def _questions(
        self, drafts: list[QuestionDraft], firsts: dict[str, QuestionDraft]
    ) -> dict[str, Question]:
        """Give the questions with their expressions; of those with one id, all are read and the first is given."""
        found = {}
        for draft in drafts:
            if draft.question and draft.id:
                question = self._finished(draft.question, draft.keys)
                if firsts[draft.id] is draft:
                    found[draft.id] = question
        return found

    def _finished(self, question: Question, keys: Keys) -> Question:
        """Give a question with its expressions."""
        changes: dict[str, Any] = {}
        if keys.has("when"):
            changes["when"] = self.read(keys, "when", Kind.YES_NO)
        if keys.has("validate"):
            changes["validations"] = self._validations(keys)
        if keys.has("default"):
            changes["default"] = read_default(question, keys, self.read)
        return replace(question, **changes) if changes else question

    def _validations(self, keys: Keys) -> tuple[Validation, ...]:
        found = []
        for number, item in enumerate(keys.items("validate")):
            rule = keys.as_group(item, f"{keys.path}.validate[{number}]", ("that", "say"))
            if rule is not None:
                that, say = self.read(rule, "that", Kind.YES_NO), rule.text("say", required=True)
                found += [Validation(that, say)] if that else []
        return tuple(found)
