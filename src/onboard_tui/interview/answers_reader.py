"""Turns the parts of an answers file into entries for an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import cell_of, value_of
from onboard_tui.interview.answers_page import AnswersPage
from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.limits import clean_whole
from onboard_tui.interview.rules import state_of
from onboard_tui.script.model import TEXTS, QuestionType
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.scope import AnswerState
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import Column, Question
    from onboard_tui.script.scope import Value as Answer
    from onboard_tui.script.yaml_nodes import Node, Value

KEYS = ("as_of", "answers", "states", "sources", "steering", "mitigations", "cannot_fix")
ATTEMPT_KEYS = ("on", "script", "with", "customer", "note")
PLAN_KEYS = ("agreed_by", "owner", "due", "text")

STATES = {
    state.value: state
    for state in (AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER, AnswerState.NOT_ASKED)
}
_SOURCES = {source.value: source for source in Source}
_REACTIONS = {reaction.value: reaction for reaction in Reaction}


class AnswersReader(AnswersPage):
    """Collects the entries that an answers file stands for."""

    def __init__(self, interview: Interview, *, at: datetime, new_id: Callable[[], str]) -> None:
        super().__init__()
        self.interview = interview
        self.script = interview.script
        self.at = at
        self.new_id = new_id
        self.as_of: date | None = None
        """The day that the file says "today" means."""
        self.entries: list[Entry] = []
        self.answered: dict[str, Node] = {}
        """Where each answer that is recorded stands in the file."""
        self.recorded_at: dict[str, Node] = {}
        """The same, and where each state stands."""

    def read(self, source: str | bytes, file: str) -> None:
        """Read a whole file."""
        reading = read_yaml(source, file)
        self.problems += reading.problems
        root = reading.root
        if root is None:
            return
        if not isinstance(root, Mapping):
            message = f"An answers file is a group of keys, not {kind_of(root)}."
            self.refuse("A102", root, "", message, f"The keys are {', '.join(KEYS)}.")
            return
        self.read_keys(root)

    def read_keys(self, root: Mapping) -> None:
        """Read the keys of an answers file, wherever they stand."""
        self.known_keys(root, KEYS, "")
        day = root.get("as_of")
        self.as_of = None if day is None else self.day(day, "as_of")
        self._read_answers(root)
        flags = self.script.flag_by_id
        for flag_id, node in self.named(
            self.group(root.get("steering"), "steering"), flags, "flag", "steering"
        ):
            self._read_attempts(flag_id, node)
        plans = self.group(root.get("mitigations"), "mitigations")
        for flag_id, node in self.named(plans, flags, "flag", "mitigations"):
            self._read_plan(flag_id, node)
        for node in self.items(root.get("cannot_fix"), "cannot_fix", "flag"):
            flag = self.word(node, flags, "flag", "cannot_fix")
            if flag is not None:
                self.entries.append(CannotFix(id=self.new_id(), at=self.at, flag=flag.id))

    def _read_answers(self, root: Mapping) -> None:
        questions = self.script.question_by_id
        groups = {name: self.group(root.get(name), name) for name in ("answers", "states", "sources")}
        given = {name: dict(self.named(group, questions, "question", name)) for name, group in groups.items()}
        # What an answer locks comes before it, as somebody who says both at once knew both.
        for question in sorted(self.script.questions, key=lambda each: each.locked_by is None):
            name = question.id
            answer, state_node, source_node = (
                given[key].get(name) for key in ("answers", "states", "sources")
            )
            source, state = Source.CUSTOMER_SAID, None
            if source_node is not None:
                source = self.word(source_node, _SOURCES, "source", f"sources.{name}") or source
            if state_node is not None:
                state = self.word(state_node, STATES, "state", f"states.{name}")
            value = None if answer is None else self._read_answer(question, answer)
            if state is not None and state_node is not None:
                if answer is not None:
                    self.notes.append(f"{name} has both an answer and a state; the state {state} stands.")
                if state is not AnswerState.NOT_ASKED or name in self.interview.current:
                    self._record(question, state, None, source)
                    self.recorded_at[name] = state_node
            elif answer is not None and value is not None:
                self._record(question, state_of(question, value), value, source)
                self.answered[name] = self.recorded_at[name] = answer
            elif source_node is not None and answer is None:
                self.notes.append(f"{name} has a source but no answer.")

    def _record(self, question: Question, state: AnswerState, value: Answer | None, source: Source) -> None:
        entry = Recorded(
            id=self.new_id(), at=self.at, question=question.id, state=state, value=value, source=source
        )
        self.entries.append(entry)

    def _read_answer(self, question: Question, node: Value) -> Answer | None:
        path = f"answers.{question.id}"
        if isinstance(node, Scalar) and node.value is None:
            hint = "Leave it out, or write what is known under “states”."
            self.refuse("A103", node, path, "There is no answer here.", hint)
            return None
        if question.type is QuestionType.TABLE and isinstance(node, Sequence):
            return self._read_table(question, node, path)
        try:
            return value_of(question, self._raw(question, node, path), self.script)
        except AnswerError as error:
            self.refuse("A103", node, path, error.sentence, error.way_out)
            return None

    def _read_table(self, question: Question, node: Sequence, path: str) -> Answer | None:
        before = len(self.problems)
        rows = [
            self._read_row(question, row, f"{path}[{number}]") for number, row in enumerate(node.items, 1)
        ]
        if len(self.problems) > before:
            return None
        try:
            return value_of(question, rows, self.script)
        except AnswerError as error:
            self.refuse("A103", node, path, error.sentence, error.way_out)
            return None

    def _read_row(self, question: Question, node: Value, path: str) -> dict[str, object]:
        if not isinstance(node, Mapping):
            self.refuse("A102", node, path, f"A row is a group of columns, not {kind_of(node)}.")
            return {}
        columns = {column.id: column for column in question.columns}
        row: dict[str, object] = {}
        for name, cell in self.named(node, columns, "column", path):
            raw = self._raw(columns[name], cell, f"{path}.{name}")
            try:
                row[name] = cell_of(columns[name], raw, self.script)
            except AnswerError as error:
                self.refuse("A103", cell, f"{path}.{name}", error.sentence, error.way_out)
        return row

    def _raw(self, asking: Question | Column, node: Value, path: str) -> object:
        """Give what stands in the file; for a text just as it is written, so that `007` stays `007`."""
        if not isinstance(node, Scalar) or node.value is None:
            return plain(node)
        if asking.type in TEXTS:
            cleaned = clean_whole(node.text)
            self.notes += [f"{path}: {what} was taken out." for what in cleaned.removed]
            return cleaned.text
        literal = asking.type in {QuestionType.SINGLE, QuestionType.MULTI, QuestionType.DATE}
        return node.text if literal else node.value

    # Flags

    def _read_attempts(self, flag_id: str, node: Value) -> None:
        before = len(self.interview.attempts.get(flag_id, ()))
        for number, item in enumerate(self.items(node, f"steering.{flag_id}", "attempt"), 1):
            path = f"steering.{flag_id}[{number}]"
            if not isinstance(item, Mapping):
                self.refuse("A102", item, path, f"An attempt is a group of keys, not {kind_of(item)}.")
                continue
            # Tools that write YAML 1.1 turn the key "on" into true.
            on_key = "true" if "true" in item.entries and "on" not in item.entries else "on"
            self.known_keys(item, (on_key, *ATTEMPT_KEYS), path)
            on_node = self._needed(item, on_key, path)
            said_node = self._needed(item, "customer", path)
            on = None if on_node is None else self.day(on_node, f"{path}.on")
            said = None
            if said_node is not None:
                said = self.word(said_node, _REACTIONS, "reaction", f"{path}.customer")
            script = self.whole(item.get("script"), f"{path}.script", before + number)
            with_whom = self.text(item.get("with"), f"{path}.with")
            note = self.text(item.get("note"), f"{path}.note")
            if on is not None and said is not None:
                self.entries.append(
                    Steered(
                        id=self.new_id(),
                        at=self.at,
                        flag=flag_id,
                        script=script,
                        with_whom=with_whom,
                        reaction=said,
                        on=on,
                        note=note,
                    )
                )

    def _read_plan(self, flag_id: str, node: Value) -> None:
        path = f"mitigations.{flag_id}"
        plan = self.group(node, path)
        if plan is None:
            return
        self.known_keys(plan, PLAN_KEYS, path)
        agreed_by, owner, text = (
            self.text(plan.get(key), f"{path}.{key}") for key in ("agreed_by", "owner", "text")
        )
        due_node = self._needed(plan, "due", path)
        due = None if due_node is None else self.day(due_node, f"{path}.due")
        if due is not None:
            self.entries.append(
                Planned(
                    id=self.new_id(),
                    at=self.at,
                    flag=flag_id,
                    agreed_by=agreed_by,
                    owner=owner,
                    due=due,
                    text=text,
                )
            )

    def _needed(self, group: Mapping, key: str, path: str) -> Value | None:
        node = group.get(key)
        if node is None:
            self.refuse("A102", group, path, f"The key “{key}” is missing.")
        return node
