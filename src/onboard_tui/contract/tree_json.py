"""The draft as JSON and back, and its identity: the hash of that JSON."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, replace
from enum import Enum, StrEnum
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from onboard_tui.contract import document
from onboard_tui.contract.document import Document, Draft
from onboard_tui.errors import ContractError

FORMAT = 1
"""The shape of this JSON; a newer one is refused with a sentence."""

Reader: TypeAlias = Callable[[Any], Any]
"""Makes a value out of JSON."""
Writer: TypeAlias = Callable[[Any], Any]
"""Makes plain JSON out of a value."""

_BLOCKS: Mapping[str, type] = {
    block.__name__: block for block in cast("tuple[type, ...]", get_args(document.Block))
}


_KINDS: tuple[Any, ...] = (
    *(Draft, Document, document.OpenPoint, document.ClauseOrigin, document.RingMark, document.Finding),
    *(document.Balance, document.Tailored, document.Rewording, document.Conflict),
    document.Run,
    *_BLOCKS.values(),
)
_TYPES: Mapping[Any, Mapping[str, Any]] = {kind: get_type_hints(kind) for kind in _KINDS}
_LEFT_OUT: Mapping[Any, Mapping[str, object]] = {
    document.Run: {each.name: each.default for each in fields(document.Run) if each.default is not MISSING},
    document.Paragraph: {"leads_on": False},
    Draft: {
        "entries": 0,
        "kind": "draft",
        "findings": (),
        "balance": None,
        "tailored": None,
        "rewordings": (),
    },
}
"""Fields that the JSON leaves out while they are at their default: there are very many runs, and a draft with
nothing to remark on is the same draft as before there were such remarks."""


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Give the draft as plain JSON values."""
    return {"format": FORMAT, **_written(draft)}


def document_to_json(one: Document) -> dict[str, Any]:
    """Give one document of a draft as plain JSON values."""
    return _written(one)


def draft_from_json(data: Mapping[str, Any]) -> Draft:
    """Make the draft of JSON values that `draft_to_json` gave; raises ContractError."""
    if data.get("format") != FORMAT:
        raise ContractError(
            f"This draft was stored in format {data.get('format')!r}, and only format {FORMAT} can be read here.",
            way_out="Open it with the version of onboard-tui that made it.",
        )
    try:
        return cast("Draft", _reader(Draft)(_as_today(data)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContractError(f"The stored draft is damaged: {error}.") from error


def _as_today(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the fields of a draft; what older drafts say of rhetoric becomes what the checks found."""
    given = {name: value for name, value in data.items() if name not in {"format", "rhetoric"}}
    if data.get("rhetoric"):
        found = [
            {
                "key": f"rhetoric:{number}",
                "check": "rhetoric",
                "text": f"The paper says “partner”; how they see us: {each['seen_as']}.",
                **{name: each[name] for name in ("document", "number", "sentence")},
            }
            for number, each in enumerate(data["rhetoric"], 1)
        ]
        given["findings"] = [*data.get("findings", ()), *found]
    return given


def draft_sha256(draft: Draft) -> str:
    """Give the draft's identity; the number it got when it was stored, and when that was, do not count."""
    return _sha256_of(replace(draft, number=0, entries=0))


@lru_cache(maxsize=8)
def _sha256_of(draft: Draft) -> str:
    """Work the identity out once for the draft at hand, which is asked for it again and again."""
    data = draft_to_json(draft)
    del data["number"]
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _written(value: Any) -> dict[str, Any]:
    """Give a value that has fields as plain JSON values."""
    kind: Any = type(value)
    return _writer_of_fields(kind)(value)


@cache
def _writer(kind: Any) -> Writer | None:
    """Give what makes plain JSON values of a type; nothing where they are plain as they are."""
    if kind in _TYPES:
        return _writer_of_fields(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _writer_of_one(arguments)
    if origin is tuple:
        return _writer_of_many(_writer(arguments[0]))
    return attrgetter("value") if issubclass(kind, Enum) else None


@cache
def _writer_of_fields(kind: Any) -> Callable[[Any], dict[str, Any]]:
    lean = _LEFT_OUT.get(kind, {})
    writers = [(name, _writer(each), lean.get(name, MISSING)) for name, each in _TYPES[kind].items()]
    block = {"block": kind.__name__} if kind.__name__ in _BLOCKS else {}

    def write(value: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {**block}
        for name, writer, usual in writers:
            each = getattr(value, name)
            if each != usual:
                plain[name] = each if writer is None else writer(each)
        return plain

    return write


def _writer_of_many(writer: Writer | None) -> Writer:
    return list if writer is None else lambda values: [writer(each) for each in values]


def _writer_of_one(kinds: tuple[Any, ...]) -> Writer | None:
    """Give what writes a block, or a value that may be missing."""
    if set(kinds) == set(_BLOCKS.values()):
        return _written
    (kind,) = (each for each in kinds if each is not type(None))
    writer = _writer(kind)
    return writer and (lambda value: None if value is None else writer(value))


@cache
def _reader(kind: Any) -> Reader:
    """Give what makes values of a type out of JSON, and refuses JSON of another type."""
    if kind in _TYPES:
        return _reader_of_fields(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _reader_of_one(arguments)
    if origin is tuple:
        return _reader_of_many(_reader(arguments[0]))
    return kind if issubclass(kind, StrEnum) else partial(_as_stored, kind)


def _reader_of_fields(kind: Any) -> Reader:
    readers = {name: _reader(each) for name, each in _TYPES[kind].items()}
    known = {"block", *readers}

    def read(data: Any) -> Any:
        if not data.keys() <= known:
            raise ValueError(f"{sorted(data.keys() - known)} is not known")
        return kind(**{name: readers[name](value) for name, value in data.items() if name != "block"})

    return read


def _reader_of_many(reader: Reader) -> Reader:
    def read(data: Any) -> Any:
        if not isinstance(data, list):
            raise TypeError("a list was expected")
        return tuple([reader(each) for each in data])

    return read


def _reader_of_one(kinds: tuple[Any, ...]) -> Reader:
    """Give what reads a block, or a value that may be missing."""
    if set(kinds) == set(_BLOCKS.values()):
        return lambda data: _reader(_BLOCKS[data["block"]])(data)
    (kind,) = (each for each in kinds if each is not type(None))
    reader = _reader(kind)
    return lambda data: None if data is None else reader(data)


def _as_stored(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError(f"{data!r} is not what was stored")
    return data
