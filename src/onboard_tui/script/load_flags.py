"""Flags, the verdict table and the weights of a script, from YAML."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Constant, Expression, Kind
from onboard_tui.script.fields import NAME, NAME_RULE, Keys, refuse_repeated
from onboard_tui.script.model import (
    FlagKind,
    FlagRule,
    NextQuestionWeights,
    QuestionType,
    Severity,
    VerdictKind,
    VerdictRule,
    VerdictTable,
)
from onboard_tui.script.yaml_nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FLAG_KEYS = (
    "id",
    "title",
    "severity",
    "kind",
    "raise_when",
    "why",
    "sources",
    "steer",
    "clears",
    "mitigable",
    "mitigation",
    "no_steer",
)
VERDICT_KEYS = ("attempts_needed", "limits", "rules")
RULE_KEYS = ("id", "verdict", "if", "action", "with")
NEXT_QUESTION_KEYS = ("weights", "minutes")
WEIGHT_KEYS = ("blocker", "major", "minor", "gate", "feeds_contract")


class VerdictAction(StrEnum):
    """What a rule may add to its verdict."""

    ASK = "ask"
    REFER = "refer"


class Proviso(StrEnum):
    """What a rule may let its verdict depend on."""

    CONDITIONS = "conditions"


def read_flag(keys: Keys, read: Callable[[Keys, str, Kind | None], Expression | None]) -> FlagRule | None:
    """Read one flag; `read` makes the expression of a key."""
    flag_id = keys.name()
    title = keys.text("title", required=True)
    severity = keys.one_of("severity", Severity, required=True)
    kind = keys.one_of("kind", FlagKind, required=True)
    texts = {key: keys.text(key) for key in ("why", "steer", "clears", "mitigation")}
    sources = keys.texts("sources")
    mitigable, no_steer = keys.truth("mitigable"), keys.truth("no_steer")
    if keys.has("mitigation") and not mitigable:
        place = keys.node.keys["mitigation"]
        hint = "Write mitigable: true, or take the plan away."
        keys.refuse(
            "S307", place, "mitigation", "This plan has no effect, as the flag is not mitigable.", hint
        )
    raise_when = read(keys, "raise_when", Kind.YES_NO)
    if not flag_id or severity is None or kind is None or raise_when is None:
        return None
    return FlagRule(
        id=flag_id,
        title=title,
        severity=severity,
        kind=kind,
        raise_when=raise_when,
        sources=sources,
        mitigable=mitigable,
        no_steer=no_steer,
        place=keys.node.place,
        **texts,
    )


def read_limits(verdict: Keys | None) -> dict[str, int]:
    """Read the limits that the rules name."""
    node = verdict.get("limits") if verdict else None
    if verdict is None or node is None:
        return {}
    limits: dict[str, int] = {}
    group = verdict.as_group(node, "verdict.limits", getattr(node, "entries", {}))
    for name, place, _ in group.node.items() if group else ():
        if not group or name.startswith("x-"):
            continue
        if not NAME.fullmatch(name):
            group.refuse("S205", place, name, f"“{name}” cannot be the name of a limit.", NAME_RULE)
            continue
        if name in VERDICT_KEYS and not isinstance(group.node.entries[name], Scalar):
            message = f"“{name}” is no limit: it stands under “verdict”."
            group.refuse("S203", place, name, message, "Begin it as far in as “limits”, not under it.")
            continue
        limit = group.whole(name)
        limits[name] = 0 if limit is None else limit
    return limits


def read_verdict(
    verdict: Keys, limits: Mapping[str, int], read: Callable[[Keys, str, Kind | None], Expression | None]
) -> VerdictTable:
    """Read the verdict table; its last rule has to hold always, so that there is a verdict for every deal."""
    needed = dict(VerdictTable(()).attempts_needed)
    attempts = verdict.group("attempts_needed", [each.value for each in Severity])
    for severity in Severity:
        number = attempts.whole(severity.value, least=1) if attempts else None
        if number is not None:
            needed[severity] = number
    rules: list[VerdictRule] = []
    groups = verdict.groups("rules", RULE_KEYS, required=True)
    closed: str | None = None
    named = ((rule_id.text, keys) for keys in groups if isinstance(rule_id := keys.node.get("id"), Scalar))
    refuse_repeated("rule", named)
    for keys in groups:
        rule = _rule(keys, read)
        if closed is not None:
            message = f"This rule is never reached: “{closed}” above it always holds."
            keys.refuse("S305", keys.node, "", message)
        if rule is None:
            continue
        rules.append(rule)
        if rule.condition.root == Constant(value=True):
            closed = closed or rule.id
    if groups and closed is None and len(rules) == len(groups):
        message = "The last rule must hold always, so that every deal has a verdict."
        groups[-1].refuse("S212", groups[-1].node, "if", message, "End the table with a rule “if: true”.")
    return VerdictTable(tuple(rules), limits, needed)


def _rule(keys: Keys, read: Callable[[Keys, str, Kind | None], Expression | None]) -> VerdictRule | None:
    rule_id = keys.word()
    verdict = keys.one_of("verdict", VerdictKind, required=True)
    action = keys.one_of("action", VerdictAction)
    proviso = keys.one_of("with", Proviso)
    condition = read(keys, "if", Kind.YES_NO)
    if not rule_id or verdict is None or condition is None:
        return None
    return VerdictRule(
        rule_id, verdict, condition, action.value if action else None, proviso.value if proviso else None
    )


def read_next_question(keys: Keys | None) -> NextQuestionWeights:
    """Read the weights of what to ask next."""
    minutes = {"table": Decimal(4), "long_text": Decimal(2), "other": Decimal(1)}
    if keys is None:
        return NextQuestionWeights(minutes=minutes)
    weights = keys.group("weights", WEIGHT_KEYS)
    given = {key: weights.whole(key) for key in WEIGHT_KEYS} if weights else {}
    types = [each.value for each in QuestionType]
    spent = keys.group("minutes", [*types, "other"])
    for name in (*types, "other"):
        number = spent.number(name) if spent else None
        if spent and number is not None and number <= 0:
            spent.refuse("S209", spent.node.entries[name], name, "Minutes must be more than 0.")
        elif number is not None:
            minutes[name] = number
    return NextQuestionWeights(
        **{key: each for key, each in given.items() if each is not None}, minutes=minutes
    )
