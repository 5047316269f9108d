"""The schema for editors says what the loader does: the same keys, the same words, the same refusals."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.interview import answers_reader
from onboard_tui.interview.entries import Reaction, Source
from onboard_tui.script import (
    asking_order,
    assemble,
    load_computed,
    load_flags,
    load_ladders,
    load_outcome,
    load_questions,
    load_scenarios,
    load_steps,
)
from onboard_tui.script.languages import ANY_KEY, TEXTS_PER_LANGUAGE
from onboard_tui.script.load import load_script, script_from_source
from onboard_tui.script.model import AskedOf, FactKind, FlagKind, Mark, QuestionType, Severity, VerdictKind
from onboard_tui.script.problems import errors_of
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.schema import fragment_schema, script_schema
from onboard_tui.script.scope import RAISED_STATES
from onboard_tui.script.vocabulary import GROUPS, judgement, ladders, questions, scenarios
from onboard_tui.script.yaml_nodes import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
SCHEMA = script_schema()
SCRIPT = jsonschema.Draft202012Validator(SCHEMA)
FRAGMENT = jsonschema.Draft202012Validator(fragment_schema())

LOADED_KEYS: Mapping[str, tuple[str, ...]] = {
    "script": assemble.SCRIPT_KEYS,
    "pass": assemble.PASS_KEYS,
    "section": assemble.SECTION_KEYS,
    "computed": load_computed.COMPUTED_KEYS,
    "question": load_questions.QUESTION_KEYS,
    "placed": asking_order.PLACE_KEYS,
    "option": load_questions.OPTION_KEYS,
    "column": load_questions.COLUMN_KEYS,
    "steps": load_steps.STEP_KEYS,
    "validation": ("that", "say"),
    "default": ("from",),
    "coach": load_questions.COACH_KEYS,
    "flag": load_flags.FLAG_KEYS,
    "verdict": load_flags.VERDICT_KEYS,
    "attempts_needed": tuple(Severity),
    "limits": (),
    "rule": load_flags.RULE_KEYS,
    "outcome": load_outcome.OUTCOME_KEYS,
    "next_question": load_flags.NEXT_QUESTION_KEYS,
    "weights": load_flags.WEIGHT_KEYS,
    "minutes": (*QuestionType, "other"),
    "ladder": load_ladders.LADDER_KEYS,
    "fact": load_ladders.FACT_KEYS,
    "rung": load_ladders.RUNG_KEYS,
    "hint": load_ladders.HINT_KEYS,
    "scenario": load_scenarios.SCENARIO_KEYS,
    "given": load_scenarios.GIVEN_KEYS,
    "attempt": answers_reader.ATTEMPT_KEYS,
    "plan": answers_reader.PLAN_KEYS,
    "expect": load_scenarios.EXPECT_KEYS,
}


def content(path: Path) -> Any:
    """Give what a YAML file says; nothing where it cannot be read."""
    root = read_yaml(path.read_bytes(), path.name).root
    return None if root is None else plain(root)


def every_key() -> Any:
    """Give the script that holds every key, as plain values that JSON knows."""
    return json.loads(json.dumps(content(Path(__file__).parent / "every-key.yaml"), default=float))


def test_the_schema_knows_the_keys_of_the_loader() -> None:
    """Every group of keys has those that the loader lets through, and no other."""
    assert {name: {key.name for key in group.keys} for name, group in GROUPS.items()} == {
        name: set(keys) for name, keys in LOADED_KEYS.items()
    }


def test_the_schema_knows_the_words_of_the_loader() -> None:
    """Every closed set of words is told whole, each word with its meaning."""
    assert list(questions.TYPES) == list(QuestionType)
    assert list(questions.MARKS) == list(Mark)
    assert list(questions.ASKED_OF) == list(AskedOf)
    assert list(judgement.SEVERITIES) == list(Severity)
    assert list(judgement.KINDS) == list(FlagKind)
    assert list(judgement.VERDICTS) == list(VerdictKind)
    assert list(judgement.ACTIONS) == list(load_flags.VerdictAction)
    assert list(judgement.PROVISOS) == list(load_flags.Proviso)
    assert list(ladders.FACT_KINDS) == list(FactKind)
    assert set(scenarios.STATES) == set(answers_reader.STATES)
    assert list(scenarios.SOURCES) == list(Source)
    assert list(scenarios.REACTIONS) == list(Reaction)
    assert set(scenarios.FLAG_STATES) == set(RAISED_STATES)


def texts_of(schema: Mapping[str, Any], root: Mapping[str, Any], seen: tuple[str, ...] = ()) -> Any:
    """Give the keys of a schema whose values are texts per language, as the loader lists them."""
    reference = schema.get("$ref", "")
    if reference == "#/$defs/text":
        return {}
    if reference:
        name = reference.removeprefix("#/$defs/")
        return None if name in seen else texts_of(root["$defs"][name], root, (*seen, name))
    if "then" in schema:
        either = [texts_of(schema[each], root, seen) for each in ("then", "else")]
        return next((each for each in reversed(either) if each), None)
    if "items" in schema:
        return texts_of(schema["items"], root, seen)
    typed = [each["then"]["properties"] for each in schema.get("allOf", ())]
    inner: dict[str, Any] = {}
    for group in (schema.get("properties", {}), *typed):
        for key, each in group.items():
            found = texts_of(each, root, seen) if isinstance(each, dict) else None
            inner |= {} if found is None else {key: found}
    for key, each in schema.get("patternProperties", {}).items():
        inner |= {} if key == "^x-" else {ANY_KEY: texts_of(each, root, seen)}
    return {key: each for key, each in inner.items() if each is not None} or None


def test_the_schema_takes_texts_per_language_where_the_loader_does() -> None:
    """Texts that can be given per language are the same in both."""
    assert texts_of(SCHEMA, SCHEMA) == TEXTS_PER_LANGUAGE


@pytest.mark.parametrize("path", sorted((ROOT / "interviews").rglob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_bundled_is_in_order(path: Path) -> None:
    """An editor finds nothing to complain of in a bundled script or an included file."""
    found = (FRAGMENT if path.parent.name == "fragments" else SCRIPT).iter_errors(content(path))
    assert [f"{each.json_path}: {each.message}" for each in found] == []


def test_an_included_file_may_hold_flags_only() -> None:
    """A file of flags has no questions, and a question of an included file may leave its place to the script."""
    question = {"id": "q", "type": "text", "ask": "What?"}
    assert FRAGMENT.is_valid({"flags": []})
    assert FRAGMENT.is_valid({"questions": [question]})
    assert not FRAGMENT.is_valid({"questions": [question], "title": "A script"})
    assert not FRAGMENT.is_valid({"questions": [{**question, "options": []}]})


# ---- One mistake at a time, everywhere.

KNOWABLE = {"S201", "S202", "S203", "S204", "S208"}
"""What a schema can know: keys, kinds of values, words, and what goes with a type of question."""

NAMED_BY_AUTHORS = ("answers", "states", "sources", "steering", "mitigations", "flags", "limits")
"""Keys under which stand names that the author chooses, so that a schema knows every key."""


ONLY_THE_LOADER_KNOWS = {"texts-per-language-not-listed", "claim-that-does-not-fit"}
"""Where texts are allowed per language, and of which type a question is that is named, stands elsewhere."""


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_script_is_marked_where_its_keys_are_wrong(path: Path) -> None:
    """What a schema can know of a broken script it knows; and it marks nothing in one that has no error."""
    errors = errors_of(load_script(path).problems)
    codes = {each.code for each in errors if each.place.file == str(path)}
    shown = content(path)
    is_marked = shown is not None and not SCRIPT.is_valid(shown)
    if shown is not None and codes & KNOWABLE and path.stem not in ONLY_THE_LOADER_KNOWS:
        assert is_marked
    assert codes or not is_marked


TEXT_KEYS = {
    "title",
    "say",
    "ask",
    "text",
    "unit",
    "know",
    "why",
    "good",
    "bad",
    "clears",
    "mitigation",
    "note",
}
"""Keys whose values are texts everywhere; that they are the same in both is looked at above."""


def written(script: Any) -> str:
    """Write a script that keys can be changed in; the points of a scale stand without quotes."""
    return re.sub(r'"(\d+)":', r"\1:", json.dumps(script))


def loaders_codes(script: Any) -> set[str]:
    """Give the codes of the errors that the loader finds, and those of giving the scenarios their answers."""
    loaded = script_from_source(written(script), "x.yaml")
    codes = {each.code for each in errors_of(loaded.problems)}
    played = [] if loaded.script is None else run_scenarios(loaded.script)
    return codes | ({each.code for one in played for each in one.problems} - {"S216"})


def marked(script: dict[str, Any], top: str) -> bool:
    """Whether an editor marks anything below a key of the file, or anywhere, for the file itself."""
    validator = SCRIPT.evolve(schema=SCHEMA["properties"][top]) if top else SCRIPT
    return not validator.is_valid(script[top] if top else script)


def mistakes(group: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any], str, Any]]:
    """Give one mistake of each kind: what it is, the group it is in, the key, and what to put there."""
    for item in group if isinstance(group, list) else ():
        yield from mistakes(item, f"{path}[]")
    for key, value in group.items() if isinstance(group, dict) else ():
        if key not in TEXT_KEYS:
            other_kind = ["x"] if isinstance(value, str) else "x"
            yield f"{path}.{key} of another kind", group, key, other_kind
        yield f"{path}.{key} taken away", group, key, None
        yield from mistakes(value, f"{path}.{key}")
        if isinstance(value, dict) and key not in NAMED_BY_AUTHORS:
            yield f"{path}.{key} with a key too many", value, "zzz", 1


def test_the_script_of_every_key_is_in_order() -> None:
    """The script that is changed below has no mistake, for the loader and for the schema."""
    script = every_key()
    assert [each.message for each in SCRIPT.iter_errors(script)] == []
    assert loaders_codes(script) == set()


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    """Each key taken away, of another kind or too many: an editor marks what `check` does, and nothing else."""
    script = every_key()
    differing = {}
    for mistake, (group, key, value) in {each[0]: each[1:] for each in mistakes(script)}.items():
        before = dict(group)
        group.pop(key, None)
        group.update({} if value is None else {key: value})
        top = "" if group is script else re.findall(r"\w+", mistake)[0]
        codes = loaders_codes(script)
        seen = marked(script, top)
        if (seen and not codes) or (codes & KNOWABLE and not seen):
            differing[mistake] = codes
        group.clear()
        group.update(before)
    only_the_loader_knows = {".languages taken away"}  # texts per language are allowed where they are listed
    assert {
        mistake: codes for mistake, codes in differing.items() if mistake not in only_the_loader_knows
    } == {}
