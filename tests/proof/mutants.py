"""Mistakes put into scripts: everything that somebody could get wrong in an editor, one at a time."""

from __future__ import annotations

import ast
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final
from zlib import crc32

import yaml

from onboard_tui.script.include import paths_of
from onboard_tui.script.model import AskedOf, FlagKind, Mark, QuestionType, Severity, VerdictKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

_WORDS: Final = frozenset(
    {
        "title",
        "purpose",
        "ask",
        "say",
        "text",
        "note",
        "story",
        "know",
        "why",
        "good",
        "bad",
        "steer",
        "clears",
        "mitigation",
        "name",
        "sources",
        "unit",
        "labels",
        "coach",
        "scenarios",
        "format",
        "id",
        "version",
        "coach_reviewed_on",
        "languages",
        "language",
    }
)
"""Keys under which there is nothing but words for people, examples, and the script's own name."""
_MANNER: Final = frozenset(
    {
        "pin",
        "carry",
        "mark",
        "pass",
        "section",
        "asked_of",
        "required",
        "default",
        "next_question",
        "outcome",
        "steps",
        "ladders",
    }
)
"""Keys that say how something is asked, and nothing of what comes of the answer."""
_CONDITIONS: Final = frozenset({"when", "raise_when", "if", "that", "value", "from", "otherwise"})
"""Keys of expressions."""
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "severity": tuple(each.value for each in Severity),
    "kind": tuple(each.value for each in FlagKind),
    "verdict": tuple(each.value for each in VerdictKind),
    "mark": tuple(each.value for each in Mark),
    "asked_of": tuple(each.value for each in AskedOf),
    "type": tuple(each.value for each in QuestionType),
    "action": ("ask", "refer"),
}
_TURNED: Final[Mapping[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One change to one of a script's files, made and taken back in place."""

    kind: str
    """What sort of change it is: `delete key`, `constant`."""
    place: str
    """The file and the line in it, as it was written."""
    path: str
    """Where in the file: `flags[no_sponsor].severity`."""
    what: str
    make: Callable[[], None]
    take_back: Callable[[], None]
    renamed: tuple[str, str] | None = None
    """The id that it was, and the one that it is now."""

    def __str__(self) -> str:
        """Give one line that tells where to look."""
        return f"{self.place}: {self.path}: {self.kind}: {self.what}"

    @property
    def lot(self) -> int:
        """A number to draw by, which does not change with what stands elsewhere in the file."""
        return crc32(f"{self.path} {self.kind} {self.what}".encode())


class Files:
    """A script and the files that it includes, as trees in which mistakes can be made."""

    def __init__(self, path: Path) -> None:
        self.main = path.name
        self.roots: dict[str, yaml.Node] = {}
        for file in paths_of(path):
            root = yaml.compose(file.read_text("utf-8"), yaml.CSafeLoader)
            assert root is not None
            self.roots[str(file.relative_to(path.parent))] = root

    def mistakes(self) -> list[Mistake]:
        """Give every mistake in what a script decides, in reading order."""
        kin = dict[str, set[str]]()
        for root in self.roots.values():
            _kin(root, kin)
        return [each for name, root in self.roots.items() for each in _Mistakes(name, kin).inside(root, "")]

    def drawn(self, most: int) -> list[Mistake]:
        """Draw mistakes, of each kind as many: the same ones, as long as their places stay as they are."""
        kinds = dict[str, list[Mistake]]()
        for mistake in sorted(self.mistakes(), key=lambda mistake: mistake.lot):
            kinds.setdefault(mistake.kind, []).append(mistake)
        order = sorted(kinds, key=lambda kind: crc32(f"{self.main} {kind}".encode()))
        in_turn = chain.from_iterable(zip_longest(*(kinds[kind] for kind in order)))
        return [mistake for mistake in in_turn if mistake is not None][:most]

    @contextmanager
    def with_mistake(self, mistake: Mistake, folder: Path) -> Iterator[Path]:
        """Write all files into a folder, one of them with a mistake, and give the script's."""
        mistake.make()
        try:
            yield self.write(folder)
        finally:
            mistake.take_back()

    def write(self, folder: Path) -> Path:
        """Write all files as they are now."""
        for name, root in self.roots.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000)
            file.write_text(text, "utf-8")
        return folder / self.main


def _kin(node: yaml.Node, found: dict[str, set[str]]) -> None:
    """Gather the ids that stand in one list with each id."""
    if isinstance(node, yaml.SequenceNode):
        ids = {each for item in node.value if (each := _id_of(item))}
        for each in ids:
            found.setdefault(each, set()).update(ids - {each})
        for item in node.value:
            _kin(item, found)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _kin(value, found)


def _id_of(node: yaml.Node) -> str:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id"), "")


class _Mistakes:
    """The mistakes that can be made in one file."""

    def __init__(self, file: str, kin: Mapping[str, set[str]]) -> None:
        self._file, self._kin = file, kin

    def inside(self, node: yaml.Node, path: str) -> Iterator[Mistake]:
        """Give the mistakes that can be made in a value and below it."""
        if isinstance(node, yaml.MappingNode):
            yield from self._in_mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            yield from self._in_list(node, path)

    def _in_mapping(self, node: yaml.MappingNode, path: str) -> Iterator[Mistake]:
        for pair in node.value:
            key, value = pair[0].value, pair[1]
            where = f"{path}.{key}" if path else key
            if key == "id" and path:
                yield self._value(
                    "rename", value, where, f"{value.value}_x", (value.value, f"{value.value}_x")
                )
            if key in _WORDS | _MANNER or (key == "with" and value.value != "conditions"):
                continue
            yield self._list(
                "delete key", node, [each for each in node.value if each is not pair], where, key
            )
            if isinstance(value, yaml.ScalarNode):
                yield from self._in_scalar(key, value, where)
            else:
                yield from self.inside(value, where)

    def _in_list(self, node: yaml.SequenceNode, path: str) -> Iterator[Mistake]:
        items = node.value
        for number, item in enumerate(items):
            name = _id_of(item) or str(number)
            where = f"{path}[{name}]"
            yield self._list(
                "delete entry", node, [each for each in items if each is not item], where, name, item
            )
            if number and isinstance(item, yaml.MappingNode):
                swapped = [*items[: number - 1], item, items[number - 1], *items[number + 1 :]]
                yield self._list(
                    "swap", node, swapped, where, f"with {_id_of(items[number - 1]) or number - 1}", item
                )
            yield from self.inside(item, where)

    def _in_scalar(self, key: str, node: yaml.ScalarNode, path: str) -> Iterator[Mistake]:
        text = node.value
        if key in _CONDITIONS:
            for kind, changed in changed_conditions(text, self._kin):
                yield self._value(kind, node, path, changed)
        elif key in _CHOICES and text in _CHOICES[key]:
            kind = "retype" if key == "type" else key
            yield from (self._value(kind, node, path, each) for each in _CHOICES[key] if each != text)
        elif text in {"true", "false"}:
            yield self._value("yes and no", node, path, "false" if text == "true" else "true")
        elif text.lstrip("-").isdigit():
            yield from (self._value("constant", node, path, str(int(text) + step)) for step in (1, -1))
        elif text in self._kin:
            yield from (self._value("other id", node, path, each) for each in sorted(self._kin[text])[:2])

    def _value(
        self, kind: str, node: yaml.ScalarNode, path: str, new: str, renamed: tuple[str, str] | None = None
    ) -> Mistake:
        old = node.value

        def put(text: str) -> None:
            node.value = text

        place, what = self._at(node), f"{old} → {new}"
        return Mistake(kind, place, path, what, lambda: put(new), lambda: put(old), renamed)

    def _list(
        self,
        kind: str,
        node: yaml.CollectionNode,
        new: Sequence[object],
        path: str,
        what: str,
        at: yaml.Node | None = None,
    ) -> Mistake:
        old = node.value

        def put(items: Sequence[object]) -> None:
            node.value = items

        return Mistake(kind, self._at(at or node), path, what, lambda: put(new), lambda: put(old))

    def _at(self, node: yaml.Node) -> str:
        return f"{self._file}:{node.start_mark.line + 1}"


def changed_conditions(text: str, kin: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Give an expression with one thing in it changed, and the kind of change."""
    tree = ast.parse(text.strip(), mode="eval")
    yield "negate", f"not ({text.strip()})"
    count = len(list(ast.walk(tree)))
    for number in range(count):
        node = list(ast.walk(tree))[number]
        for way in range(_ways(node, kin)):
            changed = deepcopy(tree)
            kind = _change(list(ast.walk(changed))[number], way, kin)
            yield kind, ast.unparse(changed)


def _ways(node: ast.AST, kin: Mapping[str, set[str]]) -> int:
    match node:
        case ast.BoolOp():
            return 1 + len(node.values)
        case ast.Compare(ops=[op]):
            return int(type(op) in _TURNED)
        case ast.Constant(value=bool()):
            return 0
        case ast.Constant(value=int()):
            return 2
        case ast.Constant(value=str() as text):
            return min(len(kin.get(text, ())), 1)
        case ast.List():
            return len(node.elts) if len(node.elts) > 1 else 0
        case ast.BinOp():
            return 1
    return 0


def _change(node: ast.AST, way: int, kin: Mapping[str, set[str]]) -> str:
    match node:
        case ast.BoolOp():
            if way == 0:
                node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                return "and for or"
            del node.values[way - 1]
            return "drop a term"
        case ast.Compare():
            node.ops = [_TURNED[type(node.ops[0])]()]
            return "comparison"
        case ast.Constant(value=int() as number):
            node.value = number + (1 if way else -1)
            return "constant in a condition"
        case ast.Constant(value=str() as text):
            node.value = min(kin[text])
            return "other option"
        case ast.List():
            del node.elts[way]
            return "drop a term"
        case ast.BinOp():
            other = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
            node.op = other[type(node.op)]()
            return "arithmetic"
    raise AssertionError(node)
