"""Tables whose rows are steps to be followed up, from YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.model import QuestionType, Steps
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.script.fields import Keys
    from onboard_tui.script.model import Column

STEP_KEYS = ("what", "who", "by", "side", "ours")

_COLUMNS: Mapping[str, QuestionType] = {
    "what": QuestionType.TEXT,
    "who": QuestionType.TEXT,
    "by": QuestionType.DATE,
    "side": QuestionType.SINGLE,
}
"""The type of the column that each of these keys names."""


def read_steps(keys: Keys, columns: Sequence[Column]) -> Steps | None:
    """Read which columns of a table say what is to be done, who does it and by when; None where no key does."""
    steps = keys.group("steps", STEP_KEYS)
    if steps is None:
        return None
    known = {column.id: column for column in columns}
    for key in ("what", "who", "by"):
        steps.get(key, required=True)
    named = {key: _column(steps, key, known) for key in _COLUMNS}
    side = known.get(named["side"])
    ours = steps.word("ours", required=side is not None)
    options = [] if side is None else [option.id for option in side.options]
    if ours and ours not in options:
        hint = did_you_mean(ours, options) or "It names the option of the column “side” that means us."
        steps.refuse("S207", steps.node.entries["ours"], "ours", f"There is no option “{ours}”.", hint)
    return Steps(**named, ours=ours)


def _column(steps: Keys, key: str, known: Mapping[str, Column]) -> str:
    """Give the column that a key names; blank where it names none, or one of another type."""
    found = steps.scalar(key)
    if found is None:
        return ""
    if found.text not in known:
        hint = did_you_mean(found.text, known) or f"The table has {', '.join(known)}."
        steps.refuse("S207", found, key, f"There is no column “{found.text}”.", hint)
        return ""
    kind = _COLUMNS[key]
    if known[found.text].type is not kind:
        message = f"“{key}” needs a column of the type {kind}, and “{found.text}” is of the type {known[found.text].type}."
        steps.refuse("S208", found, key, message)
        return ""
    return found.text
