"""Where each service level comes from: who asked for it, when, and what an hour without it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.interview.values import option_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from onboard_tui.contract.answers import Answers

ORIGIN_COLUMNS = ("service", "kind", "asked_by", "asked_on", "hour_cost")
_CUSTOMERS = frozenset({Source.CUSTOMER_SAID, Source.CUSTOMER_DOCUMENT})


def level_origins(
    answers: Answers, question: str, levels: Sequence[Mapping[str, object]], words: Mapping[str, str]
) -> list[dict[str, object]]:
    """Give for each level who asked for it and since when it has stood as it stands."""
    since = _since(answers, question)
    kind = next((each for each in answers.script.question_by_id[question].columns if each.id == "kind"), None)
    rows: list[dict[str, object]] = []
    for row in levels:
        entry = since.get(_key(row))
        told = row.get("kind")
        rows.append(
            {
                "service": row.get("service"),
                "kind": option_text(kind.options, told) if kind and isinstance(told, str) else None,
                "asked_by": _who(entry, words) if entry else None,
                "asked_on": _on(entry, answers) if entry else None,
                "hour_cost": row.get("hour_cost"),
            }
        )
    return rows


def levels_set_on(answers: Answers, question: str) -> date | None:
    """Give the day since which all levels have stood as they stand."""
    return max((_on(entry, answers) for entry in _since(answers, question).values()), default=None)


def _on(entry: Recorded, answers: Answers) -> date:
    """Give the day of an answer; a paper of an earlier day than the clock's names none after its own."""
    return min(entry.at.date(), answers.standing.as_of)


def _since(answers: Answers, question: str) -> Mapping[tuple[object, ...], Recorded]:
    """Give for each level the answer with which it came and from which on it stayed."""
    since: dict[tuple[object, ...], Recorded] = {}
    for entry in answers.standing.interview.log:
        if isinstance(entry, Recorded) and entry.question == question:
            rows = entry.value if isinstance(entry.value, tuple) else ()
            keys = [_key(row) for row in rows if not isinstance(row, str)]
            since = {key: since.get(key, entry) for key in keys}
    return since


def _key(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row.get(column) for column in ("service", "kind", "level", "unit"))


def _who(entry: Recorded, words: Mapping[str, str]) -> str:
    return entry.said_by or words["you" if entry.source in _CUSTOMERS else "us"]
