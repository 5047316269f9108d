"""Texts per language: which languages a script has, and its files with every text in one of them.

A text that people read may be a group of texts by language tag. Each such group is made one text before anything else
is read of the files, so that nothing else has to know of languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.script.fields import WORD, Keys
from onboard_tui.script.problems import did_you_mean, problem
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as ReadOnly

    from onboard_tui.script.include import Part
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Value

LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
"""A BCP 47 language tag."""
LANGUAGE_RULE: Final = "Write a language tag such as en or en-GB."
USUAL_LANGUAGE: Final = "en"

Shape: TypeAlias = "ReadOnly[str, Shape]"
"""Which keys of a group hold texts, or groups with texts; lists are passed through, and a text itself has no keys."""

TEXT: Final[Shape] = {}
ANY_KEY: Final = "*"

TEXTS_PER_LANGUAGE: Final[Shape] = {
    "title": TEXT,
    "purpose": TEXT,
    "passes": {"title": TEXT, "with": TEXT},
    "sections": {"title": TEXT, "say": TEXT},
    "questions": {
        "ask": TEXT,
        "options": {"text": TEXT},
        "columns": {"text": TEXT, "options": {"text": TEXT}},
        "labels": {ANY_KEY: TEXT},
        "unit": TEXT,
        "validate": {"say": TEXT},
        "coach": {"know": TEXT, "why": TEXT, "good": TEXT, "bad": TEXT, "steer": TEXT},
    },
    "computed": {"title": TEXT},
    "flags": {"title": TEXT, "why": TEXT, "steer": TEXT, "clears": TEXT, "mitigation": TEXT},
    "ladders": {
        "title": TEXT,
        "facts": {"text": TEXT},
        "rungs": {"name": TEXT, "note": TEXT},
        "hints": {"say": TEXT},
    },
}
"""Every text of a script that may be given per language: a text, or a group of texts by language tag."""


def languages_of(main: Part, problems: list[Problem]) -> tuple[str, ...]:
    """Give the languages of a script, its own first: those it lists, or else the only one."""
    found = _listed(main, problems)
    if not found:
        only = main.root.get("language")
        return (only.text if isinstance(only, Scalar) and only.text else USUAL_LANGUAGE,)
    own = main.root.get("language")
    if isinstance(own, Scalar) and own.text != found[0]:
        message = f"“language” is {own.text}, and the first of “languages” is {found[0]}."
        hint = "Take “language” away: the first of the languages is the script's own."
        problems.append(problem("S204", own, "language", message, hint))
    return found


def _listed(part: Part, problems: list[Problem]) -> tuple[str, ...]:
    """Give the languages that a file lists."""
    keys = Keys(part.root, "", part.root.keys, problems)
    if not keys.has("languages"):
        return ()
    keys.items("languages", filled=True)
    found: list[str] = []
    for each in keys.scalars("languages"):
        if not LANGUAGE.fullmatch(each.text):
            keys.refuse("S205", each, "languages", f"“{each.text}” cannot be a language.", LANGUAGE_RULE)
        elif each.text in found:
            keys.refuse("S206", each, "languages", f"The language {each.text} stands here a second time.")
        else:
            found.append(each.text)
    return tuple(found)


def in_language(
    parts: list[Part], language: str, languages: tuple[str, ...], problems: list[Problem]
) -> list[Part]:
    """Give the files of a script with each text in one of its languages.

    Every text that one of the languages lacks is reported. An included file may list languages of its own.
    """
    found = []
    for part in parts:
        known = languages if part is parts[-1] else _listed(part, problems)
        if part.root.get("languages") is None and len(languages) == 1:
            found.append(part)
            continue
        texts = _Texts(language, languages, known or languages, problems)
        found.append(replace(part, root=texts.of_group(part.root, TEXTS_PER_LANGUAGE, "")))
    return found


@dataclass(frozen=True, slots=True)
class _Texts:
    """Chooses the texts of one file."""

    language: str
    languages: tuple[str, ...]
    """Those of the script."""
    known: tuple[str, ...]
    """Those that the file may give texts in; one that stands alone is in the first of them."""
    problems: list[Problem]

    def of_group(self, group: Mapping, shape: Shape, path: str) -> Mapping:
        """Give a group of keys with its texts in the language."""
        entries = dict(group.entries)
        for key, value in group.entries.items():
            inner = shape.get(key, shape.get(ANY_KEY))
            if inner is not None:
                entries[key] = self._of(value, inner, f"{path}.{key}" if path else key)
        return Mapping(group.source, group.line, group.column, entries, group.keys)

    def _of(self, value: Value, shape: Shape, path: str) -> Value:
        if isinstance(value, Sequence):
            items = [
                self._of(each, shape, f"{path}[{_name(each, at)}]") for at, each in enumerate(value.items)
            ]
            return Sequence(value.source, value.line, value.column, items)
        if isinstance(value, Mapping):
            return self.of_group(value, shape, path) if shape else self._chosen(value, path)
        self._judge_alone(value, shape, path)
        return value

    def _judge_alone(self, value: Scalar, shape: Shape, path: str) -> None:
        """Report a text that stands alone, or an option whose id is its text, where there are more languages."""
        lacking = [each for each in self.languages if each != self.known[0]]
        if not lacking or not isinstance(value.value, str) or not value.value.strip():
            return
        written = ", ".join(f"{each}: ..." for each in self.languages)
        if not shape:
            self._warn(value, path, lacking, f"Write {{{written}}}.")
        elif "text" in shape and WORD.fullmatch(value.text):
            self._warn(value, path, lacking, f"Write {{id: {value.text}, text: {{{written}}}}}.")

    def _chosen(self, group: Mapping, path: str) -> Scalar:
        """Give the text of a group of texts: in the language, or else in the first there is."""
        keys = Keys(group, path, self.known, self.problems)
        if not any(keys.has(each) for each in self.known):
            hint = f"Write {{{', '.join(f'{each}: ...' for each in self.known)}}}."
            keys.refuse("S203", group, "", f"There is no text here in {' or '.join(self.known)}.", hint)
        texts = {each: group.entries[each] for each in self.known if keys.text(each)}
        lacking = [each for each in self.languages if not keys.has(each)]
        if texts and lacking:
            self._warn(group, path, lacking, f"Add “{lacking[0]}: ...”.")
        for each in (self.language, self.languages[0], *texts):
            text = texts.get(each)
            if isinstance(text, Scalar):
                return text
        return Scalar(group.source, group.line, group.column, "?", "?", "")

    def _warn(self, spot: Value, path: str, lacking: list[str], hint: str) -> None:
        message = f"This text is missing in {' and '.join(lacking)}."
        self.problems.append(problem("S325", spot, path, message, hint))


def _name(item: Value, number: int) -> str:
    """Name an item of a list by its id, or else by its number from 0, as problems do."""
    identifier = item.get("id") if isinstance(item, Mapping) else None
    return identifier.text if isinstance(identifier, Scalar) and identifier.text else str(number)


def not_spoken(main: Part, language: str, languages: tuple[str, ...]) -> Problem:
    """Refuse to read a script in a language that it does not have."""
    spot = main.root.get("languages") or main.root.get("language") or main.root
    hint = did_you_mean(language, languages) or f"It has {' and '.join(languages)}."
    return problem("S204", spot, "languages", f"This script has no texts in “{language}”.", hint)
