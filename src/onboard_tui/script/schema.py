"""JSON Schema (2020-12) of the script language, for editors with a YAML language server.

It is made of the words of `script.vocabulary`. What only the whole script can tell - whether a question that is named
exists, whether an expression is right - is left to `check`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from onboard_tui.script.asking_order import PLACE_KEYS
from onboard_tui.script.assemble import FORMAT, INCLUDED_KEYS
from onboard_tui.script.calls import FUNCTIONS
from onboard_tui.script.languages import LANGUAGE
from onboard_tui.script.load_questions import GOES_WITH, NEEDS
from onboard_tui.script.model import WHOLE_NUMBERS, QuestionType
from onboard_tui.script.vocabulary import GROUPS
from onboard_tui.script.vocabulary.functions import MEANINGS
from onboard_tui.script.vocabulary.shapes import DAY, NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onboard_tui.script.vocabulary.shapes import Group, Key

Schema: TypeAlias = dict[str, Any]

_OWN_NOTES: Final = {"^x-": {"description": "A note of yours: keys that begin with “x-” are let through."}}
_LIMITS: Final = ("min", "max")
_FILLED: Final = {"type": "string", "pattern": r"\S"}
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_EXPRESSIONS: Final = (
    "One small language: and, or, not; ==, !=, <, <=, >, >=; in [...], not in [...]; + - * /; x if condition else y. "
    "Texts stand in quotes: 'text'. An id stands for the answer or value.\n\n"
    + "\n\n".join(f"`{FUNCTIONS[name].form}`: {meaning}" for name, meaning in MEANINGS.items())
)


def script_schema() -> Schema:
    """Give the schema of a script."""
    return _whole("script", GROUPS["script"])


def fragment_schema() -> Schema:
    """Give the schema of a file that scripts include: they may say the pass and section of its questions."""
    script = GROUPS["script"]
    keys = tuple(replace(key, required=False) for key in script.keys if key.name in INCLUDED_KEYS)
    about = "Questions, computed values, flags and ladders that several scripts have in common."
    fragment = replace(script, title="An included file", about=about, keys=keys, extra={})
    return _whole("fragment", fragment, said_elsewhere=PLACE_KEYS)


def _whole(name: str, root: Group, *, said_elsewhere: Collection[str] = ()) -> Schema:
    """Give the schema of a file; some keys of its questions may be said where it is included."""
    definitions = {each.name: _of_group(each) for each in GROUPS.values() if each.name != "script"}
    question, column = definitions["question"], definitions["column"]
    question["required"] = [key for key in question["required"] if key not in said_elsewhere]
    definitions["question"] = _by_type(question, QuestionType)
    definitions["column"] = _by_type(
        column, [kind for kind in QuestionType if kind is not QuestionType.TABLE]
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:onboard-tui:{name}:{FORMAT}",
        **_of_group(root),
        "$defs": {**_COMMON, **definitions},
    }


def _by_type(schema: Schema, kinds: Iterable[QuestionType]) -> Schema:
    """Offer and take the keys that go with some types of questions beside those types only."""
    told = {key: each for key, each in schema["properties"].items() if key in GOES_WITH}
    rules = []
    for kind in kinds:
        fitting = {key: _limited(kind, key, each) for key, each in told.items() if kind in GOES_WITH[key]}
        needed = [
            key for key in NEEDS.get(kind, ()) if key in told and (key not in _LIMITS or "labels" in told)
        ]
        then = {"properties": dict.fromkeys(told, False) | fitting, "required": needed}
        rules.append(
            {"if": {"properties": {"type": {"const": kind.value}}, "required": ["type"]}, "then": then}
        )
    known: Schema = {key: {"doNotSuggest": True} for key in told}
    return {**schema, "properties": {**schema["properties"], **known}, "allOf": rules}


def _limited(kind: QuestionType, key: str, schema: Schema) -> Schema:
    """Give what a key may hold beside a type: limits are of the kind that the answers are."""
    if key not in _LIMITS:
        return schema
    number = {"type": "integer"} if kind in WHOLE_NUMBERS else NUMBER.schema
    return {**schema, **(DAY.schema if kind is QuestionType.DATE else number)}


def _of_group(group: Group) -> Schema:
    """Give the schema of a group of keys, in which every key is known or begins with `x-`."""
    free = group.named_freely
    return {
        "title": group.title,
        "description": _plain(group.about),
        "type": "object",
        "properties": {key.name: _of_key(key) for key in group.keys},
        "required": [key.name for key in group.keys if key.required],
        "patternProperties": _OWN_NOTES,
        "additionalProperties": False if free is None else free.schema,
        **group.extra,
    }


def _of_key(key: Key) -> Schema:
    """Give the schema of a key's value, with what an editor shows beside it."""
    meanings: Mapping[str, str] = key.shape.meanings
    told = "\n\n".join([key.about, *(f"{word}: {meaning}" for word, meaning in meanings.items())])
    shown: Schema = {
        "title": _plain(key.shape.short),
        "description": _plain(told),
        "markdownDescription": key.about,  # who reads this shows the meanings of words by itself
    }
    if key.examples:
        shown["examples"] = list(key.examples)
    return {**key.shape.schema, **shown}


def _plain(words: str) -> str:
    """Give words without the signs that make links and code of them."""
    return _LINK.sub(r"\1", words).replace("`", "")


_COMMON: Final[Mapping[str, Schema]] = {
    "text": {
        "title": "Text",
        "description": "One text, or one for each language of the script: {en: ..., de: ...}.",
        "if": {"type": "object"},
        "then": {
            "minProperties": 1,
            "patternProperties": {**_OWN_NOTES, f"^(?!x-)(?:{LANGUAGE.pattern})$": _FILLED},
            "additionalProperties": False,
        },
        "else": _FILLED,
    },
    "condition": {
        "title": "Condition",
        "description": _plain(_EXPRESSIONS),
        "markdownDescription": _EXPRESSIONS,
        "type": ["string", "boolean"],
        "pattern": r"\S",
    },
    "expression": {
        "title": "Expression",
        "description": _plain(_EXPRESSIONS),
        "markdownDescription": _EXPRESSIONS,
        "type": ["string", "boolean", "number"],
        "pattern": r"\S",
    },
}
"""Shapes that keys of many groups have."""
