"""Writes docs/script-reference.md from what the program knows of its own language: python docs/make_reference.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.script.calls import FUNCTIONS
from onboard_tui.script.problems import CODES, Weight
from onboard_tui.script.vocabulary import GROUPS
from onboard_tui.script.vocabulary.functions import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.script.vocabulary.shapes import Group, Key

PAGE = Path(__file__).parent / "script-reference.md"

INTRODUCTION = """\
# The script language, key by key

Every group of keys that an interview script can hold, made from the same words that an editor shows (see
[In your editor](script-language.md#in-your-editor)). What the keys are for, with examples, is told in
[The script language](script-language.md). Keys that begin with `x-` are let through everywhere. A **bold** key must be there.
"""


def reference() -> str:
    """Give the text of the page."""
    parts = [INTRODUCTION, *(_of_group(group) for group in GROUPS.values()), _functions(), _codes()]
    return "\n".join(parts)


def _of_group(group: Group) -> str:
    """Give the part about one group of keys, under a heading that links can lead to."""
    rows = "\n".join(_row(key) for key in group.keys)
    table = f"\n| key | value | what it does |\n| --- | --- | --- |\n{rows}\n" if rows else ""
    free = f"\nUnder each name stands a {group.named_freely.words}.\n" if group.named_freely else ""
    return f'<a id="{group.name}"></a>\n\n## {group.title}\n\n{group.about}\n{table}{free}'


def _row(key: Key) -> str:
    name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
    meanings = [f"`{word}`: {meaning}" for word, meaning in key.shape.meanings.items()]
    told = " ".join([key.about, *meanings, *_examples(key)])
    return f"| {name} | {key.shape.short} | {told} |"


def _examples(key: Key) -> Iterator[str]:
    if key.examples:
        yield f"For example {' or '.join(f'`{_written(each)}`' for each in key.examples)}."


def _written(value: object) -> str:
    """Write an example as it stands in a file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(each)}' for key, each in value.items())}}}"
    return str(value)


def _functions() -> str:
    rows = "\n".join(f"| `{each.form}` | {MEANINGS[name]} |" for name, each in FUNCTIONS.items())
    return f"## Functions of expressions\n\n| function | gives |\n| --- | --- |\n{rows}\n"


def _codes() -> str:
    """Give every problem code under a heading of its own, which `check --format json` names."""
    told = (
        f"### {code}\n\n{'' if each.weight is Weight.ERROR else 'Warning: '}{each.meaning}\n"
        for code, each in CODES.items()
    )
    return "## Problem codes\n\n" + "\n".join(told)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(f"Wrote {PAGE}.")
