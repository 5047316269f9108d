"""Clause text with values in it: Jinja2, cut down to what a clause needs and a bomb cannot use.

The parsed template is walked against a list of the few things that are allowed. What prints a value
is replaced by a numbered printing place, so that a template itself computes nothing, calls nothing
and formats nothing; it only chooses and repeats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.placed import Placed
from onboard_tui.contract.tokens import BEGIN, TOKEN_CHARACTERS
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

FILTERS: Final = ("money", "date", "days", "words", "list", "percent")
"""How a value can be asked to be printed. See "Printing an answer" in docs/contract-packs.md."""

LONGEST_TEMPLATE = 64_000
LONGEST_OUTPUT = 400_000
LONGEST_CONSTANT = 200
DEEPEST_LOOP = 2
DEEPEST_CHOICE = 8
"""Levels of `{% if %}` inside each other."""
DEEPEST_CONDITION = 30
"""Parts that one condition may be put together of."""

_PRINTER = "printer of values"
_ANSWERED = "is answered"
"""Names inside the engine; they have spaces, so no template can say them."""

_TESTS_SAID = "An {% if %} compares names with constants by ==, != or in, with and, or, not between."


@dataclass(frozen=True, slots=True)
class Place:
    """One `{{ ... }}` of a template: a value, a reference or a defined term."""

    name: str
    """The question, computed value or fact; for a reference the clause, for a term the term."""
    column: str | None = None
    """The column, where a row is printed."""
    form: str | None = None
    """The filter asked for; `ref` and `term` for those two."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Test:
    """A name that an `{% if %}` looks at."""

    name: str
    column: str | None
    line: int
    compared_with: tuple[object, ...] = ()
    """The constants it is compared with; none where only its presence is asked."""
    member: bool = False
    """Whether a constant is looked for among its options: `'a' in q`."""


@dataclass(slots=True)
class Reading:
    """What a walk over a template found."""

    places: list[Place] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    tables: list[tuple[str, int]] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    """Line and sentence for each thing that a template may not do."""


@dataclass(frozen=True)
class ClauseTemplate:
    """A template that passed, compiled."""

    places: tuple[Place, ...]
    tests: tuple[Test, ...]
    tables: tuple[tuple[str, int], ...]
    """Each table or list that it goes through, with the line."""
    source: str
    """The text as its author wrote it."""
    tree: nodes.Template | None = None
    """The walked tree; none where the text has no tags and stands as it is."""

    @cached_property
    def _compiled(self) -> Template:
        """The engine's form, made when the clause first stands in a draft."""
        code = _ENVIRONMENT.compile(self.tree or nodes.Template([], lineno=1))
        return _ENVIRONMENT.template_class.from_code(_ENVIRONMENT, code, {})

    @property
    def names(self) -> frozenset[str]:
        """The questions, computed values and facts that it reads."""
        printed = {place.name for place in self.places if place.form not in {"ref", "term"}}
        return frozenset(printed | {test.name for test in self.tests} | {name for name, _line in self.tables})

    def render(
        self,
        values: Mapping[str, object],
        printer: Callable[[Place, object], str],
        *,
        longest: int = LONGEST_OUTPUT,
    ) -> str:
        """Make the text, with a token of `printer` for each value; raises ContractError."""
        if self.tree is None:
            return self.source
        pieces: list[str] = []
        size = 0
        numbered = {_PRINTER: lambda value, number: printer(self.places[number], value)}
        try:
            for piece in self._compiled.generate({**values, **numbered}):
                size += len(piece)
                if size > longest:
                    raise ContractError("A clause of the pack grew beyond what a contract can hold.")
                pieces.append(piece)
        except TemplateError as error:
            raise ContractError(f"A clause of the pack cannot be filled in: {error.message}.") from error
        return "".join(pieces)


class _ClauseEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, in which a row's cell is the only thing behind a dot."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a cell of a row, and nothing of anything else."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return self.undefined(f"“{attribute}” is not a column here")

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ARG002 - the engine's own signature
        """Give nothing: the walk lets no `x[...]` through."""
        return self.undefined(f"“{argument}” cannot be read here")


@pass_context
def _printed(context: Context, value: object, number: int) -> str:
    if isinstance(value, Undefined):
        str(value)  # raises: no name of a clause is ever blank text
    token: str = context[_PRINTER](value, number)
    return token


def _is_answered(value: object) -> bool:
    """Whether there is an answer with something in it; a yes/no answer has to be yes."""
    if isinstance(value, Placed):
        return _is_answered(value.value)
    if isinstance(value, bool | Absent):
        return bool(value)
    return value is not None and value not in ("", (), [])


def _only_tokens(value: object) -> str:
    if isinstance(value, str) and value.startswith(BEGIN):
        return value
    raise ContractError("A clause of the pack prints something that is not an answer.")


def _environment() -> _ClauseEnvironment:
    environment = _ClauseEnvironment(
        undefined=StrictUndefined,
        finalize=_only_tokens,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters[_PRINTER] = _printed
    environment.filters[_ANSWERED] = _is_answered
    return environment


_ENVIRONMENT = _environment()

_TAG_BEGINS = re.compile(r"\{[{%#]")
_ONLY_TAGS = re.compile(r"\s*(?:\{%[^%]*%\}\s*)+")


def _keep_line_ends(source: str) -> str:
    """Let a line of tags leave no line behind, and a tag behind words keep the end of its line."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        if line.endswith("%}") and not line.endswith(("-%}", "+%}")) and not _ONLY_TAGS.fullmatch(line):
            lines[number] = f"{line[:-2]}+%}}"
    return "\n".join(lines)


def compile_template(
    source: str, *, longest: int = LONGEST_TEMPLATE
) -> ClauseTemplate | list[tuple[int, str]]:
    """Read a clause's text; where something is not allowed, give line and sentence for each such thing."""
    if len(source) > longest:
        return [(1, f"This text is longer than {longest:,} characters.")]
    for character in TOKEN_CHARACTERS:
        if character in source:
            line = source[: source.index(character)].count("\n") + 1
            return [(line, "The characters U+E000 and U+E001 are kept for the program.")]
    if not _TAG_BEGINS.search(source):
        return ClauseTemplate((), (), (), source)
    try:
        tree = _ENVIRONMENT.parse(_keep_line_ends(source))
    except TemplateSyntaxError as error:
        return [(error.lineno, f"The template cannot be read: {error.message}.")]
    except RecursionError:
        return [(1, "The template is nested too deeply.")]
    walk = _Walk()
    walk.block(tree.body, {})
    if walk.found.refusals:
        return walk.found.refusals
    found = walk.found
    return ClauseTemplate(tuple(found.places), tuple(found.tests), tuple(found.tables), source, tree)


class _Walk:
    """One pass over a parsed template: it refuses what is not listed and numbers what prints."""

    def __init__(self) -> None:
        self.found = Reading()

    def _refuse(self, node: nodes.Node, sentence: str) -> None:
        self.found.refusals.append((node.lineno or 1, sentence))

    def block(self, body: list[nodes.Node], rows: Mapping[str, str], depth: int = 0) -> None:
        """Walk statements; `rows` maps each loop's row name to its table."""
        if body and depth > DEEPEST_CHOICE:
            self._refuse(body[0], f"Choices stand at most {DEEPEST_CHOICE} deep.")
            return
        for node in body:
            match node:
                case nodes.Output():
                    node.nodes = [self._output(part, rows) for part in node.nodes]
                case nodes.If():
                    branches: list[nodes.If] = [node, *node.elif_]
                    for branch in branches:
                        branch.test = self._test(branch.test, rows)
                        self.block(branch.body, rows, depth + 1)
                    self.block(node.else_, rows, depth + 1)
                case nodes.For():
                    self._loop(node, rows, depth + 1)
                case _:
                    self._refuse(
                        node, "Only {{ ... }}, {% if %} and {% for row in table %} can stand in a clause."
                    )

    def _loop(self, node: nodes.For, rows: Mapping[str, str], depth: int) -> None:
        if node.test is not None or node.recursive:
            self._refuse(node, "A loop is written as {% for row in table %}, without a condition.")
        elif not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name):
            self._refuse(node, "A loop is written as {% for row in table %}.")
        elif len(rows) >= DEEPEST_LOOP:
            self._refuse(node, f"Loops stand at most {DEEPEST_LOOP} deep.")
        else:
            self.found.tables.append((node.iter.name, node.lineno))
            self.block(node.body, {**rows, node.target.name: node.iter.name}, depth)
            self.block(node.else_, rows, depth)

    def _output(self, node: nodes.Expr, rows: Mapping[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            return node
        value, place = self._place(node, rows)
        self.found.places.append(place)
        number = nodes.Const(len(self.found.places) - 1, lineno=node.lineno)
        return nodes.Filter(
            value, _PRINTER, [number], [], None, None, lineno=node.lineno, environment=_ENVIRONMENT
        )

    def _place(self, node: nodes.Expr, rows: Mapping[str, str]) -> tuple[nodes.Expr, Place]:
        match node:
            case nodes.Call(
                node=nodes.Name(name="ref" | "term" as form), args=[nodes.Const(value=str(name))]
            ) if not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None:
                return nodes.Const("", lineno=node.lineno), Place(name, None, form, node.lineno)
            case nodes.Call():
                self._refuse(node, "Only ref('clause') and term('Defined Term') can be called.")
            case nodes.Filter(node=nodes.Expr() as inner, name=form, args=[]) if (
                form in FILTERS and not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
            ):
                found = self._name(inner, rows)
                if found:
                    return inner, Place(*found, form, node.lineno)
                self._refuse(node, "A filter stands after a name: {{ off_start | date }}.")
            case nodes.Filter():
                self._refuse(node, f"“{node.name}” is not one of the filters {', '.join(FILTERS)}.")
            case _:
                found = self._name(node, rows)
                if found:
                    return node, Place(*found, None, node.lineno)
                self._refuse(node, "Between {{ and }} stands one name, with a filter at most.")
        return node, Place("", line=node.lineno)

    @staticmethod
    def _name(node: nodes.Node, rows: Mapping[str, str]) -> tuple[str, str | None] | None:
        """Give question and column that a name stands for; nothing where it is no name."""
        match node:
            case nodes.Name(name=name):
                return rows.get(name, name), None
            case nodes.Getattr(node=nodes.Name(name=row), attr=column) if row in rows:
                return rows[row], column
        return None

    def _test(self, node: nodes.Node, rows: Mapping[str, str], depth: int = 0) -> nodes.Expr:
        """Walk a condition; a name that stands alone asks whether there is an answer."""
        match node:
            case _ if depth > DEEPEST_CONDITION:
                self._refuse(node, f"A condition has at most {DEEPEST_CONDITION} parts.")
                return nodes.Const(False, lineno=node.lineno)  # noqa: FBT003 - the node takes its value so
            case nodes.And() | nodes.Or():
                node.left = self._test(node.left, rows, depth + 1)
                node.right = self._test(node.right, rows, depth + 1)
                return node
            case nodes.Not():
                node.node = self._test(node.node, rows, depth + 1)
                return node
            case nodes.Compare():
                self._compare(node, rows)
                return node
            case nodes.Name() | nodes.Getattr():
                found = self._name(node, rows)
                if found:
                    self.found.tests.append(Test(*found, node.lineno))
                    return nodes.Filter(
                        node, _ANSWERED, [], [], None, None, lineno=node.lineno, environment=_ENVIRONMENT
                    )
        self._refuse(node, _TESTS_SAID)
        return nodes.Const(False, lineno=node.lineno)  # noqa: FBT003 - the node takes its value so

    def _compare(self, node: nodes.Compare, rows: Mapping[str, str]) -> None:
        """Let through `name == constant`, `name in [constants]` and `constant in name`, or their opposites."""
        (operand, *more) = node.ops
        left, right = self._name(node.expr, rows), self._name(operand.expr, rows)
        if more or operand.op not in {"eq", "ne", "in", "notin"}:
            self._refuse(node, _TESTS_SAID)
        elif left and not right and (constants := _constants(operand)):
            self.found.tests.append(Test(*left, node.lineno, constants))
        elif right and not left and operand.op in {"in", "notin"} and isinstance(node.expr, nodes.Const):
            self.found.tests.append(Test(*right, node.lineno, (node.expr.value,), member=True))
        else:
            self._refuse(node, _TESTS_SAID)


def _constants(operand: nodes.Operand) -> tuple[object, ...]:
    """Give what a name is compared with; nothing where it is no constant of a sensible length."""
    items = operand.expr.items if isinstance(operand.expr, nodes.List | nodes.Tuple) else [operand.expr]
    listed = isinstance(operand.expr, nodes.List | nodes.Tuple)
    if listed != (operand.op in {"in", "notin"}) or not all(isinstance(item, nodes.Const) for item in items):
        return ()
    values = tuple(item.value for item in items if isinstance(item, nodes.Const))
    short = all(not isinstance(value, str) or len(value) <= LONGEST_CONSTANT for value in values)
    return values if short else ()
