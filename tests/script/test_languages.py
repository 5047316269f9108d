"""A script whose texts are given per language is read in one of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.errors import ScriptError
from onboard_tui.resources import interviews_folder
from onboard_tui.script.expression import Expression
from onboard_tui.script.languages import ANY_KEY, TEXTS_PER_LANGUAGE
from onboard_tui.script.load import load_script, open_script, script_from_source
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from onboard_tui.script.languages import Shape
    from onboard_tui.script.model import Script

BUNDLED = interviews_folder() / "cloud-onboarding.yaml"
COACH = "coach: {know: K, why: W, good: G, bad: B}"
TINY = """\
format: 1
id: tiny
version: "1.0.0"
languages: [en, de]
title: {en: Tiny, de: Klein}
include: [size.yaml]
passes: [{id: 1, title: {en: Talk, de: Gespräch}}]
sections: [{id: deal, title: {en: Deal, de: Geschäft}}]
verdict: {rules: [{id: R1, verdict: proceed, if: true}]}
"""
SIZE = """\
languages: [en, de, fr]
questions:
  - id: size
    section: deal
    pass: 1
    type: integer
    ask: {en: How many?, de: Wie viele?, fr: Combien ?}
    coach: {know: &same {en: K, de: K, fr: K}, why: *same, good: *same, bad: *same}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Give a script in two languages that includes a file in three."""
    (tmp_path / "size.yaml").write_text(SIZE, "utf-8")
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, "utf-8")
    return path


def with_texts(value: Any, shape: Shape, say: Callable[[str], Any]) -> Any:
    """Give a part of a script with every text that may be given per language said otherwise."""
    if isinstance(value, list):
        return [with_texts(each, shape, say) for each in value]
    if isinstance(value, dict):
        inner = {key: shape.get(key, shape.get(ANY_KEY)) for key in value}
        return {
            key: each if (found := inner[key]) is None else with_texts(each, found, say)
            for key, each in value.items()
        }
    if shape:
        return {"id": value, "text": say(str(value).replace("_", " "))}  # an option that is only its id
    return say(value)


def what_it_says(script: Script) -> str:
    """Write down everything about a script but where it stands in which file."""
    bare = replace(script, source="", sha256="", languages=(), scenarios=())
    return re.sub(r"Place\([^)]*\)", "", repr(bare))


def sentences(value: object) -> Iterator[str]:
    """Give every text of more than one word in a part of a script, but not those of conditions and sources."""
    if isinstance(value, str):
        yield from [value] if " " in value else []
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in sentences(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in sentences(each))
    elif is_dataclass(value) and not isinstance(value, Expression):
        kept = (each.name for each in fields(value) if each.name not in {"sources", "source", "scenarios"})
        yield from (text for name in kept for text in sentences(getattr(value, name)))


def bundled(path: Path, language: dict[str, Any], say: Callable[[str], Any]) -> Path:
    """Write the bundled script into a file with every text said otherwise."""
    root = read_yaml(BUNDLED.read_bytes(), "").root
    assert root is not None
    whole: Any = plain(root)
    kept = {key: each for key, each in whole.items() if key not in {"language", "scenarios"}}
    as_json = json.dumps(with_texts(kept | language, TEXTS_PER_LANGUAGE, say), default=float)
    path.write_text(re.sub(r'"(\d+)": ', r"\1: ", as_json), "utf-8")  # points of a scale are no texts
    return path


def test_in_each_language_it_is_the_script_that_has_only_that_one(tmp_path: Path) -> None:
    """Of the bundled script each text that can be said in German is; nothing but the texts depends on the language."""
    english = bundled(tmp_path / "en.yaml", {"language": "en"}, str)
    german = bundled(tmp_path / "de.yaml", {"language": "de"}, lambda text: f"„{text}“")
    both = bundled(
        tmp_path / "both.yaml", {"languages": ["en", "de"]}, lambda text: {"en": text, "de": f"„{text}“"}
    )

    assert load_script(both, thorough=True).problems == ()
    assert what_it_says(open_script(both)) == what_it_says(open_script(english))
    assert what_it_says(open_script(both, "de")) == what_it_says(open_script(german))
    assert "„" not in what_it_says(open_script(both))
    assert [text for text in sentences(open_script(both, "de")) if text[0] != "„"] == []


def test_each_text_that_is_missing_is_told_once_and_said_in_the_scripts_own_language(tmp_path: Path) -> None:
    """Some texts stand alone, some are a group without the language; the others are not touched by it."""
    missing: list[str] = []

    def some(text: str) -> Any:
        way = len(text) % 3
        missing.extend([text] if way else [])
        return ({"en": text, "de": f"„{text}“"}, {"en": text}, text)[way]

    partly = load_script(bundled(tmp_path / "partly.yaml", {"languages": ["en", "de"]}, some), "de")

    assert [each.code for each in partly.problems] == ["S325"] * len(missing)
    assert partly.script is not None
    in_english = (text for text in sentences(partly.script) if text[0] != "„")
    assert Counter(in_english) == Counter(text for text in missing if " " in text)


def test_the_kept_text_says_its_language_unless_it_is_the_scripts_own(tiny: Path) -> None:
    """An interview comes back in the language that it was held in, and one in a single file is kept as it is."""
    alone = tiny.with_name("alone.yaml")
    questions = SIZE.partition("\n")[2]
    alone.write_text(TINY.replace("include: [size.yaml]\n", re.sub(", fr: [^},]+", "", questions)), "utf-8")

    for path in (tiny, alone):
        own, german = open_script(path), open_script(path, "de")
        assert (own.language, german.language) == ("en", "de")
        assert own.languages == german.languages == ("en", "de")
        assert (own.title, german.title) == ("Tiny", "Klein")
        assert (own.questions[0].ask, german.questions[0].ask) == ("How many?", "Wie viele?")
        assert own.sha256 != german.sha256
        for kept in (own, german):
            again = script_from_source(kept.source, "kept").script
            assert again is not None
            assert what_it_says(again) == what_it_says(kept)
            assert again.sha256 == kept.sha256
    assert open_script(alone).source == alone.read_text("utf-8")


def test_an_included_file_may_have_more_languages_than_the_script(tiny: Path) -> None:
    """The same file serves scripts in one language and in several; what a script lacks is told at the file."""
    tiny.write_text(
        TINY.replace("languages: [en, de]", "language: fr")
        .replace("{en: Tiny, de: Klein}", "Petit")
        .replace("{en: Talk, de: Gespräch}", "Parler")
        .replace("{en: Deal, de: Geschäft}", "Affaire"),
        "utf-8",
    )
    french = open_script(tiny)
    assert (french.language, french.languages, french.questions[0].ask) == ("fr", ("fr",), "Combien ?")

    tiny.write_text(TINY.replace("[en, de]", "[en, de, it]"), "utf-8")
    lacking = load_script(tiny, "it")
    assert {(each.code, each.message) for each in lacking.problems} == {
        ("S325", "This text is missing in it.")
    }
    assert {each.place.file.rpartition("/")[2] for each in lacking.problems} == {"tiny.yaml", "size.yaml"}
    assert lacking.script is not None
    assert (lacking.script.title, lacking.script.questions[0].ask) == ("Tiny", "How many?")


def test_a_language_that_the_script_does_not_have_is_refused(tiny: Path) -> None:
    """Nobody is asked in another language than was wished for, also where a kept text was tampered with."""
    with pytest.raises(ScriptError, match="This script has no texts in “fr”"):
        open_script(tiny, "fr")
    german = open_script(tiny, "de").source
    for other in ('"fr"', "7", "null"):
        again = script_from_source(german.replace('"language": "de"', f'"language": {other}'), "kept")
        assert (again.script is None) == (other != "null")


def test_inserted_answers_are_checked_in_every_language_and_told_once(tiny: Path) -> None:
    """What is wrong in one translation is found by `check`, and by whoever opens the script in it."""
    tiny.write_text(
        TINY.replace(
            "title: {en: Deal, de: Geschäft}", "title: {en: D, de: G}, say: {en: '{size}', de: '{sise}'}"
        )
    )

    assert load_script(tiny).problems == ()
    assert load_script(tiny, "de").script is None
    for language in ("en", "de"):
        found = load_script(tiny, language, thorough=True).problems
        assert [(each.code, each.hint) for each in found] == [("S214", "Did you mean “{size}”?")]
