"""What the value of a key can look like: in words for people, and as JSON Schema for editors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from onboard_tui.script.fields import NAME, WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

_Word = TypeVar("_Word", bound=str)

_MANY: Final = 4
"""Words from which on a closed set is not named whole in a line."""

_FILLED: Final = r"\S"
_DAY: Final = r"^\d{4}-\d\d-\d\d$"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like."""

    words: str
    """What it is, as the reference says it: “a text”."""
    schema: Mapping[str, Any]
    """The same for an editor, without a description."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """What each word of a closed set means."""

    @property
    def short(self) -> str:
        """What it is, without the words of a long closed set, which are told one by one."""
        if len(self.meanings) < _MANY:
            return self.words
        _, sign, named = self.words.partition(" for each ")
        return f"one of {len(self.meanings)} words{sign}{named}"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a group."""

    name: str
    shape: Shape
    about: str
    """What it does, in one or two sentences. Codes stand in backquotes."""
    required: bool = False
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The keys that stand together somewhere in a script."""

    name: str
    """How shapes refer to it."""
    title: str
    about: str
    keys: tuple[Key, ...]
    named_freely: Shape | None = None
    """What stands under keys that the author names; only the keys listed, where there is nothing."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else JSON Schema can say about the group."""


def matching(pattern: str) -> dict[str, str]:
    """Give the schema of a text that matches as a whole."""
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


TEXT: Final = Shape("text", {"type": "string", "pattern": _FILLED})
SPOKEN: Final = Shape("text, or one per language", {"$ref": "#/$defs/text"})
SPOKEN_LIST: Final = Shape(
    "list of texts, each of them one or one per language",
    {"type": "array", "items": {"$ref": "#/$defs/text"}},
)
TEXTS: Final = Shape("list of texts", {"type": "array", "items": TEXT.schema})
CONDITION: Final = Shape("condition", {"$ref": "#/$defs/condition"})
VALUE: Final = Shape("expression", {"$ref": "#/$defs/expression"})
TRUTH: Final = Shape("`true` or `false`", {"type": "boolean"})
NUMBER: Final = Shape("number", {"type": "number"})
DAY: Final = Shape("date such as 2026-12-31", {"type": "string", "pattern": _DAY})
NAME_OF_IT: Final = Shape("id that expressions can use", matching(NAME.pattern))
WORD_FOR_IT: Final = Shape(
    "id", {"type": ["string", "integer"], "pattern": f"^(?:{WORD.pattern})$", "minimum": 0}
)
WORDS: Final = Shape("list of ids", {"type": "array", "items": {"type": ["string", "number", "boolean"]}})
ONE_OR_MORE_WORDS: Final = Shape(
    "id, or list of ids",
    {
        "if": {"type": "array"},
        "then": {"type": "array", "minItems": 1, "items": WORD_FOR_IT.schema},
        "else": WORD_FOR_IT.schema,
    },
)
ANYTHING: Final = Shape("value", {"type": ["string", "number", "boolean", "array", "object"]})
FILES: Final = Shape("list of files", {"type": "array", "items": matching(r".*\.ya?ml")})


def reference(what: str) -> Shape:
    """Give the shape of an id that names something defined elsewhere."""
    return Shape(f"id of a {what}", {"type": ["string", "integer"]})


def whole(least: int = 0, most: int | None = None) -> Shape:
    """Give the shape of a whole number."""
    until = {} if most is None else {"maximum": most}
    words = f"whole number from {least}" + ("" if most is None else f" to {most}")
    return Shape(words, {"type": "integer", "minimum": least, **until})


def one_of(meanings: Mapping[_Word, str]) -> Shape:
    """Give the shape of one of a closed set of words, each with its meaning."""
    meant = {str(word): meaning for word, meaning in meanings.items()}
    *words, last = (f"`{word}`" for word in meant)
    told = f"{', '.join(words)} or {last}" if words else last
    return Shape(told, {"enum": list(meant), "enumDescriptions": list(meant.values())}, meant)


def group(name: str) -> Shape:
    """Give the shape of a group of keys."""
    return Shape(f"[group of keys](#{name})", {"$ref": f"#/$defs/{name}"})


def groups(name: str, *, filled: bool = False) -> Shape:
    """Give the shape of a list of groups of keys."""
    least = {"minItems": 1} if filled else {}
    return Shape(
        f"list of [groups of keys](#{name})", {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, **least}
    )


def by_name(words: str, shape: Shape) -> Shape:
    """Give the shape of a group with a value of one shape for each id."""
    schema = {"type": "object", "additionalProperties": shape.schema}
    return Shape(f"{shape.words} for each {words}", schema, shape.meanings)
