"""What a deployment is measured against, from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.model import OutcomeRule, QuestionType

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onboard_tui.script.fields import Keys
    from onboard_tui.script.model import Question

OUTCOME_KEYS = (
    *("target", "licensed", "first_day"),
    *("active", "method", "counted_on"),
    *("default_target", "least"),
)

_TYPES: Mapping[str, tuple[QuestionType, ...]] = {
    "target": (QuestionType.PERCENT,),
    "licensed": (QuestionType.INTEGER,),
    "first_day": (QuestionType.DATE,),
    "active": (QuestionType.INTEGER,),
    "method": (QuestionType.TEXT, QuestionType.SINGLE),
    "counted_on": (QuestionType.DATE,),
}
"""The types of the question that each of these keys names."""

_COUNT = ("licensed", "active", "method", "counted_on")
"""What a count of active use consists of."""

_MOST_NAMED = 6
"""Questions of the right type that a hint lists."""


def read_outcome(keys: Keys | None, questions: Mapping[str, Question]) -> OutcomeRule:
    """Read which questions hold what was agreed about active use, and the shares that count."""
    usual = OutcomeRule()
    if keys is None:
        return usual
    named = {key: _question(keys, key, kinds, questions) for key, kinds in _TYPES.items()}
    if any(keys.has(key) for key in _COUNT[1:]):
        for key in _COUNT:
            keys.get(key, required=True)
    default_target = _share(keys, "default_target", usual.default_target)
    least = _share(keys, "least", usual.least)
    if least > default_target:
        spot = next(keys.node.entries[key] for key in ("least", "default_target") if keys.has(key))
        message = f"“least” is {least}, and that is more than “default_target”, which is {default_target}."
        keys.refuse("S209", spot, "least", message)
    return OutcomeRule(**named, default_target=default_target, least=least)


def _question(
    keys: Keys, key: str, kinds: Collection[QuestionType], questions: Mapping[str, Question]
) -> str | None:
    found = keys.question(key, questions)
    if found is None:
        return None
    actual = questions[found.text].type
    if actual not in kinds:
        wanted = " or ".join(kinds)
        message = (
            f"“{key}” needs a question of the type {wanted}, and “{found.text}” is of the type {actual}."
        )
        fitting = [each.id for each in questions.values() if each.type in kinds]
        hint = f"Those of this type are {', '.join(fitting)}." if 0 < len(fitting) <= _MOST_NAMED else None
        keys.refuse("S208", found, key, message, hint)
    return found.text


def _share(keys: Keys, key: str, usual: int) -> int:
    """Give a share in percent."""
    share = keys.whole(key)
    if share is None:
        return usual
    if share > 100:
        keys.refuse("S209", keys.node.entries[key], key, f"“{key}” is a share in percent, at most 100.")
        return usual
    return share
