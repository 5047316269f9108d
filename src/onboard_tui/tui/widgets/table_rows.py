"""The field for an answer in rows: add, edit, remove and reorder them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from onboard_tui.errors import AnswerError
from onboard_tui.interview.understand import as_typed, understand_cell
from onboard_tui.script.model import QuestionType
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.screens.form import Form, FormField
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.binding import BindingType

    from onboard_tui.interview.understand import UnderstoodCell
    from onboard_tui.script.model import Column, Question
    from onboard_tui.script.scope import Cell, Value
    from onboard_tui.script.scope import Row as AnswerRow
    from onboard_tui.workspace.open_interview import OpenInterview

TypedRow = dict[str, str]
"""What was typed in the cells of a row, by column."""

ADD = "add"
SAVE = "save"


class TableRows(Rows):
    """Rows typed freely, a form for each; the last line saves, as `ctrl+n` does from anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,plus", "add", "Add a row", show=False, id="table.add"),
        Binding("e", "edit", "Edit the row", show=False, id="table.edit"),
        Binding("x,delete,backspace", "remove", "Remove the row", show=False, id="table.remove"),
        Binding("shift+up,left_square_bracket", "shift(-1)", "Row up", show=False, id="table.up"),
        Binding("shift+down,right_square_bracket", "shift(1)", "Row down", show=False, id="table.down"),
    ]

    class Changed(Message):
        """The rows are others."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.opened: OpenInterview | None = None
        self.question: Question | None = None
        self.columns: tuple[Column, ...] = ()
        self.typed_rows: list[TypedRow] = []

    def ask(self, opened: OpenInterview, question: Question, *, shared: bool) -> None:
        """Show an empty table for a question; in share mode without its private columns."""
        self.opened = opened
        self.question = question
        self.columns = tuple(column for column in question.columns if not (shared and column.private))
        self.typed_rows = []
        self._show(cursor=None)

    def show_value(self, value: Value | None) -> None:
        """Show rows that were recorded."""
        if self.opened is None or self.question is None or not isinstance(value, tuple):
            return
        script = self.opened.script
        self.typed_rows = [
            {column.id: as_typed(column, row.get(column.id), script) for column in self.question.columns}
            for row in value
            if not isinstance(row, str)
        ]
        self._show(cursor=None)

    @property
    def typed(self) -> str:
        """The rows as text, to be kept until they are saved."""
        return json.dumps(self.typed_rows, ensure_ascii=False) if self.typed_rows else ""

    def restore(self, typed: str) -> None:
        """Show rows that were kept as text; what cannot be read is left out."""
        try:
            rows = json.loads(typed)
        except ValueError:
            return
        known = {column.id for column in self.question.columns} if self.question else set()
        self.typed_rows = [
            {name: str(cell) for name, cell in row.items() if name in known}
            for row in rows
            if isinstance(row, dict)
        ]
        self._show(cursor=None)

    def value(self) -> Value:
        """Give the rows as the value of an answer. Raises `AnswerError` that names the row."""
        return tuple(self._row_value(number, row) for number, row in enumerate(self.typed_rows, start=1))

    def _row_value(self, number: int, typed: Mapping[str, str]) -> AnswerRow:
        row: dict[str, Cell | None] = {}
        for column in self.question.columns if self.question else ():
            try:
                understood = self._understand(column, typed.get(column.id, ""))
            except AnswerError as error:
                raise AnswerError(
                    f"Row {number}, {column.text}: {error.sentence}", way_out=error.way_out
                ) from error
            row[column.id] = understood
        return row

    def _understand(self, column: Column, typed: str) -> Cell | None:
        return self._understood(column, typed).value if typed.strip() else None

    def _understood(self, column: Column, typed: str) -> UnderstoodCell:
        if self.opened is None:
            raise AnswerError("No question is asked.")
        return understand_cell(column, typed, standing=self.opened.standing)

    def _show(self, *, cursor: int | None) -> None:
        rows = [self._row(index) for index in range(len(self.typed_rows))]
        limit = self.question.max_rows if self.question else None
        may_add = limit is None or len(self.typed_rows) < limit
        rows.append(
            Row(
                ADD,
                Content.styled(" + ", "$accent"),
                Content("add a row"),
                Content.styled("a", MUTED),
                may_add,
            )
        )
        if self.typed_rows:
            count = "this row" if len(self.typed_rows) == 1 else f"these {len(self.typed_rows)} rows"
            words = Content(f"save {count} and go on")
            rows.append(Row(SAVE, Content.styled(" ✓ ", "$accent"), words, Content.styled("ctrl+n", MUTED)))
        self.set_rows(rows, cursor=len(rows) - 1 if cursor is None else cursor)

    def _row(self, index: int) -> Row:
        parts: list[Content] = []
        for column in self.columns:
            typed = self.typed_rows[index].get(column.id, "").strip()
            if not typed:
                continue
            said = one_line(self._echo(column, typed))
            if parts:
                said = one_line(f"{column.text} ", MUTED) + said
            parts.append(said if parts else said.stylize("bold"))
        body = Content("  ·  ").join(parts) if parts else Content.styled("an empty row", MUTED)
        return Row(str(index), Content.styled(f"{index + 1:>2} ", MUTED), body)

    def _echo(self, column: Column, typed: str) -> str:
        try:
            return self._understood(column, typed).echo or typed
        except AnswerError:
            return typed

    @property
    def _at(self) -> int | None:
        """The table's row under the cursor."""
        return self.cursor if self.cursor is not None and self.cursor < len(self.typed_rows) else None

    def action_choose(self) -> None:
        """Edit the row, add one, or leave enter to the screen, which saves."""
        if self.key == SAVE:
            raise SkipAction
        if self.key == ADD:
            self.action_add()
        else:
            self.action_edit()

    def on_rows_chosen(self) -> None:
        """Nothing: rows here are edited, not chosen."""

    def action_add(self) -> None:
        """Fill in a new row."""
        limit = self.question.max_rows if self.question else None
        if limit is None or len(self.typed_rows) < limit:
            self._open_form(None)

    def action_edit(self) -> None:
        """Change the row under the cursor."""
        if self._at is not None:
            self._open_form(self._at)

    def action_remove(self) -> None:
        """Take the row under the cursor out."""
        if self._at is not None:
            at = self._at
            del self.typed_rows[at]
            self._changed(cursor=min(at, len(self.typed_rows)))

    def action_shift(self, step: int) -> None:
        """Move the row under the cursor up or down."""
        at = self._at
        if at is not None and 0 <= at + step < len(self.typed_rows):
            rows = self.typed_rows
            rows[at], rows[at + step] = rows[at + step], rows[at]
            self._changed(cursor=at + step)

    def _changed(self, *, cursor: int | None) -> None:
        self._show(cursor=cursor)
        self.post_message(self.Changed())

    def _open_form(self, at: int | None) -> None:
        row = {} if at is None else self.typed_rows[at]
        title = f"Row {len(self.typed_rows) + 1 if at is None else at + 1}"

        def done(typed: TypedRow | None) -> None:
            if typed is None:
                return
            if at is None and any(typed.values()):
                self.typed_rows.append(typed)
            elif at is not None:
                self.typed_rows[at] = {**self.typed_rows[at], **typed}
            self._changed(cursor=None)

        self.app.push_screen(Form(title, self._fields(row), done="Keep the row", begin_at_top=True), done)

    def _fields(self, row: Mapping[str, str]) -> Sequence[FormField]:
        return [
            FormField(
                column.id,
                column.text,
                row.get(column.id, ""),
                echo=lambda typed, column=column: self._understood(column, typed).echo or typed,  # type: ignore[misc]  # mypy gives a default no type
                hint=cell_hint(column),
            )
            for column in self.columns
        ]


def cell_hint(column: Column) -> str:
    """Say what may be typed in a cell."""
    match column.type:
        case QuestionType.YES_NO:
            return "yes or no"
        case QuestionType.DATE:
            return "a day: 24 Feb, end of march"
        case QuestionType.SINGLE | QuestionType.MULTI:
            return " / ".join(option.text or option.id for option in column.options)
        case _:
            return ""
