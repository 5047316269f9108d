"""Worked examples of a script, from YAML. Running them is done by others; here they are checked for sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.load_flags import Proviso, VerdictAction
from onboard_tui.script.model import Expected, Scenario, VerdictKind
from onboard_tui.script.problems import did_you_mean
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection

    from onboard_tui.script.fields import Keys
    from onboard_tui.script.yaml_nodes import Value

SCENARIO_KEYS = ("name", "story", "like", "given", "expect")
GIVEN_KEYS = ("as_of", "answers", "states", "sources", "steering", "mitigations", "cannot_fix")
EXPECT_KEYS = (
    "verdict",
    "rule",
    "action",
    "with",
    "flags",
    "visible",
    "hidden",
    "missing_gates",
    "unknown_flags",
    "clauses",
    "values",
)
_BY_QUESTION = ("answers", "states", "sources")
_BY_FLAG = ("steering", "mitigations")


def read_scenarios(
    groups: list[Keys],
    questions: Collection[str],
    flags: Collection[str],
    rules: Collection[str],
    values: Collection[str],
) -> tuple[Scenario, ...]:
    """Read the scenarios; with `like`, one starts from what another above it is given.

    `values` are the ids of computed values and ladders.
    """
    found: dict[str, Scenario] = {}
    for keys in groups:
        name = keys.text("name", required=True)
        base = _base(keys, found)
        given = keys.group("given", GIVEN_KEYS)
        if given is not None:
            _check_given(given, questions, flags)
        expect = keys.group("expect", EXPECT_KEYS, required=True)
        expected = Expected() if expect is None else _expected(expect, questions, flags, rules, values)
        if not name:
            continue
        if name in found:
            first = found[name].place
            keys.refuse("S206", keys.node, "name", f"The scenario “{name}” is already defined at {first}.")
        merged = given.node if given else Mapping(keys.node.source, keys.node.line, keys.node.column)
        if base is not None:
            merged = _merged(base.given, merged)
        found[name] = Scenario(name, merged, expected, keys.text("story"), keys.node.place)
    return tuple(found.values())


def _base(keys: Keys, above: dict[str, Scenario]) -> Scenario | None:
    like = keys.scalar("like")
    if like is None:
        return None
    if like.text not in above:
        hint = did_you_mean(like.text, above)
        keys.refuse("S207", like, "like", f"There is no scenario “{like.text}” above this one.", hint)
    return above.get(like.text)


def _merged(base: Mapping, change: Mapping) -> Mapping:
    """Put changes over what another scenario is given: per question and per flag, the change counts."""
    merged = Mapping(change.source, change.line, change.column, dict(base.entries), dict(base.keys))
    for key, place, value in change.items():
        old = base.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged.entries[key] = _united(old, value)
        else:
            merged.entries[key] = value
        merged.keys[key] = place
    for key, other in (("answers", "states"), ("states", "answers")):
        changed, kept = change.get(key), merged.get(other)
        if isinstance(changed, Mapping) and isinstance(kept, Mapping):
            own = change.get(other)
            stays = own.entries if isinstance(own, Mapping) else {}
            entries = {
                each: value
                for each, value in kept.entries.items()
                if each not in changed.entries or each in stays
            }
            merged.entries[other] = Mapping(kept.source, kept.line, kept.column, entries, kept.keys)
    return merged


def _united(old: Mapping, new: Mapping) -> Mapping:
    return Mapping(new.source, new.line, new.column, old.entries | new.entries, old.keys | new.keys)


def _check_given(given: Keys, questions: Collection[str], flags: Collection[str]) -> None:
    given.day("as_of")
    for key in (*_BY_QUESTION, *_BY_FLAG):
        known, what = (questions, "question") if key in _BY_QUESTION else (flags, "flag")
        group = given.get(key)
        if group is None:
            continue
        if not isinstance(group, Mapping):
            given.refuse("S203", group, key, f"“{key}” needs a value for each {what}.")
            continue
        for name, place, value in group.items():
            _check_known(given, key, place, name, known, what)
            if key == "states":
                _one_state(given, key, value, AnswerState)
    for each in given.scalars("cannot_fix"):
        _check_known(given, "cannot_fix", each, each.text, flags, "flag")


def _check_known(keys: Keys, key: str, place: Scalar, name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        keys.refuse("S215", place, key, f"There is no {what} “{name}”.", did_you_mean(name, known))


def _one_state(
    keys: Keys, key: str, value: Value, states: type[AnswerState | FlagState]
) -> AnswerState | FlagState | None:
    word = value.text if isinstance(value, Scalar) else ""
    known = [each.value for each in states]
    if word in known:
        return states(word)
    hint = did_you_mean(word, known) or f"It can be {', '.join(known)}."
    keys.refuse("S215", value, key, f"“{word}” is not a state.", hint)
    return None


def _expected(
    keys: Keys,
    questions: Collection[str],
    flags: Collection[str],
    rules: Collection[str],
    values: Collection[str],
) -> Expected:
    rule = keys.scalar("rule")
    if rule is not None:
        _check_known(keys, "rule", rule, rule.text, rules, "rule")
    action = keys.one_of("action", VerdictAction)
    proviso = keys.one_of("with", Proviso)

    def names(key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        listed = keys.scalars(key)
        for each in listed:
            _check_known(keys, key, each, each.text, known, what)
        return tuple(each.text for each in listed)

    return Expected(
        verdict=keys.one_of("verdict", VerdictKind),
        rule=rule.text if rule else None,
        action=action.value if action else None,
        with_=proviso.value if proviso else None,
        flags=_expected_flags(keys, flags),
        visible=names("visible", questions, "question"),
        hidden=names("hidden", questions, "question"),
        missing_gates=names("missing_gates", questions, "question") if keys.has("missing_gates") else None,
        unknown_flags=names("unknown_flags", flags, "flag") if keys.has("unknown_flags") else None,
        clauses=tuple(each.text for each in keys.scalars("clauses")) if keys.has("clauses") else None,
        values=_expected_values(keys, values),
    )


def _expected_values(keys: Keys, known: Collection[str]) -> dict[str, str]:
    value = keys.get("values")
    if value is not None and not isinstance(value, Mapping):
        keys.refuse("S203", value, "values", "“values” needs a value for each name.")
    found: dict[str, str] = {}
    for name, place, each in value.items() if isinstance(value, Mapping) else ():
        _check_known(keys, "values", place, name, known, "computed value or ladder")
        if isinstance(each, Scalar):
            found[name] = each.text
        else:
            keys.refuse("S203", each, "values", f"“{name}” needs a single value.")
    return found


def _expected_flags(keys: Keys, flags: Collection[str]) -> dict[str, FlagState] | None:
    value = keys.get("flags")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        hint = "Write {} where no flag is raised." if isinstance(value, Sequence) else None
        keys.refuse("S203", value, "flags", "“flags” needs a state for each raised flag.", hint)
        return None
    found: dict[str, FlagState] = {}
    for name, place, state in value.items():
        _check_known(keys, "flags", place, name, flags, "flag")
        known = _one_state(keys, "flags", state, FlagState)
        if isinstance(known, FlagState):
            found[name] = known
    return found
