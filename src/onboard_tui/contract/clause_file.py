"""Reads one clause file: front matter, and the text below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.checks.reading import read_grants
from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.fixed_texts import AMOUNT_HINT, AMOUNT_MESSAGE, has_amount
from onboard_tui.contract.pack_model import AUTHORS, SIDES, Clause
from onboard_tui.contract.reading import Keys
from onboard_tui.contract.template import ClauseTemplate, compile_template
from onboard_tui.contract.tokens import Slots
from onboard_tui.contract.walker import UnknownMarkdownError, blocks_of, inline_runs
from onboard_tui.script.decoding import UNSAFE
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import Mapping, Node, Scalar, Source

if TYPE_CHECKING:
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Value

_FRONT = re.compile(r"---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
_PRINTED = re.compile(r"\{\{.*?\}\}")
_STATEMENT = re.compile(r"\{%.*?%\}")


def read_clause(source: Source, problems: list[Problem]) -> Clause | None:
    """Read a clause, and add what is wrong with it to the list; nothing where it cannot be told what it is."""
    top = Node(source, 0, 0)
    front = _FRONT.match(source.text)
    if front is None:
        hint = "Begin the file with a line ---, then keys such as id, title and part, then a line ---."
        problems.append(pack_problem("P108", top, "", "The file does not begin with its front matter.", hint))
        return None
    reading = read_yaml(front[1], source.file, first_line=2)
    problems += reading.problems
    first_line = source.text[: front.end()].count("\n")
    path = f"clauses[{_id_of(reading.root)}]"
    body = _Text(source, source.text[front.end() :], first_line, path).template(problems)
    if reading.root is None:
        return None
    keys = Keys(reading.root, path, problems)
    return _clause(keys, body, top, first_line) if isinstance(reading.root, Mapping) else None


def _id_of(root: Value | None) -> str:
    """Give what a clause calls itself, for the problems of its file."""
    found = root.get("id") if isinstance(root, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""


def _clause(keys: Keys, body: ClauseTemplate, top: Node, text_from: int) -> Clause:
    clause = Clause(
        id=keys.slug("id"),
        title=keys.text("title", needed=True),
        part=keys.text("part", needed=True),
        body=body,
        spot=top,
        text_from=text_from,
        plain_spot=keys.node_of("plain"),
        plain=line_template(keys, "plain"),
        summary=keys.flag("summary", default=False),
        when=keys.condition("when"),
        one_of=keys.text("one_of") or None,
        default=keys.flag("default", default=False),
        defines=keys.texts("defines"),
        author=keys.text("author", allowed=AUTHORS) or "ours",
        origin=keys.text("source"),
        binds=keys.text("binds", allowed=SIDES),
        binds_each=keys.text("binds_each"),
        pays_for=keys.texts("pays_for"),
        grants=read_grants(keys.group("grants")),
        approval=keys.condition("approval"),
    )
    keys.finish()
    if clause.default and not clause.one_of:
        hint = "Take “default” away, or name the group in “one_of”."
        keys.refuse(
            "P104", keys.node_of("default"), "“default” means nothing without a group.", hint, key="default"
        )
    if clause.summary and clause.plain is None:
        keys.refuse("P103", keys.node_of("summary"), "A clause for the summary needs its line in “plain”.")
    return clause


def line_template(keys: Keys, key: str) -> ClauseTemplate | None:
    """Read a text that stands on one line; nothing where there is none, or it is not allowed."""
    written = keys.text(key)
    if not written:
        return None
    compiled = compile_template(written)
    if not isinstance(compiled, ClauseTemplate):
        for _line, sentence in compiled:
            keys.refuse("P110", keys.node_of(key), sentence, key=key)
        return None
    try:
        inline_runs(_PRINTED.sub("x", written), Slots())
    except UnknownMarkdownError as error:
        keys.refuse("P111", keys.node_of(key), error.sentence, key=key)
        return None
    return compiled


class _Text:
    """The text of a clause below its front matter."""

    def __init__(self, source: Source, text: str, first_line: int, path: str) -> None:
        self._path = f"{path}.text"
        self._source = source
        self._text = text
        self._first_line = first_line
        """How many lines stand before the text."""

    def template(self, problems: list[Problem]) -> ClauseTemplate:
        """Check the text and compile it; a text that cannot be compiled stands as an empty one."""
        for found in UNSAFE.finditer(self._text):
            line = self._text[: found.start()].count("\n") + 1
            message = (
                f"The character U+{ord(found[0]):04X} steers or hides text and cannot stand in a clause."
            )
            problems.append(pack_problem("P101", self._line(line), self._path, message))
        for number, line_text in enumerate(self._text.split("\n"), start=1):
            if has_amount(line_text):
                spot = self._line(number)
                problems.append(pack_problem("P115", spot, self._path, AMOUNT_MESSAGE, AMOUNT_HINT))
        compiled = compile_template(self._text)
        if not isinstance(compiled, ClauseTemplate):
            problems += [
                pack_problem("P110", self._line(line), self._path, sentence) for line, sentence in compiled
            ]
            return ClauseTemplate((), (), (), "")
        self._check_markdown(problems)
        return compiled

    def _line(self, line: int) -> Node:
        """Give the place of a line of the text."""
        return Node(self._source, self._first_line + line - 1, 0)

    def _check_markdown(self, problems: list[Problem]) -> None:
        """Walk the text as it would stand with every branch taken once and every value a letter."""
        kept: list[str] = []
        numbers: list[int] = []
        for number, written in enumerate(self._text.split("\n"), start=1):
            shown = _STATEMENT.sub("", _PRINTED.sub("x", written))
            if shown.strip() or not _STATEMENT.search(written):
                kept.append(shown)
                numbers.append(number)
        try:
            blocks_of("\n".join(kept), Slots(), clause="", numbered=True, strict=True)
        except UnknownMarkdownError as error:
            line = numbers[min(error.line, len(numbers)) - 1]
            problems.append(pack_problem("P111", self._line(line), self._path, error.sentence))
