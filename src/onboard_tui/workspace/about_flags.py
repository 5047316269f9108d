"""What a seller can record about a raised flag, or the sentence that says why it cannot stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.dates import FIRST_YEAR, LAST_YEAR
from onboard_tui.interview.entries import CannotFix, Planned, Postponement, SetAside, Steered
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.model import FlagKind
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from onboard_tui.interview.entries import Entry, Reaction
    from onboard_tui.script.model import FlagRule

MOST_SCRIPTS: Final = 99
"""Higher numbers are taken for a slip of the finger."""


def attempt(
    rule: FlagRule,
    stamp: dict[str, Any],
    *,
    script: int,
    with_whom: str,
    reaction: Reaction,
    on: date | None,
    today: date,
    earlier: Sequence[Steered],
    note: str,
) -> Steered:
    """Give the entry of a steering attempt, made today unless it is said when. Raises `UsageError`.

    `earlier` are the attempts made so far, by day: the last one says how things stand, so that a clock that was
    set back must not put a new one before it.
    """
    who, day = stripped(with_whom), on or today
    if not 1 <= script <= MOST_SCRIPTS:
        raise UsageError("Steering scripts count from 1.", way_out=f"No flag has more than {MOST_SCRIPTS}.")
    if not who:
        raise UsageError("An attempt needs the name of the person it was made with.")
    if day > today:
        raise UsageError(f"An attempt cannot have been made on {_in_words(day)}: that day is still to come.")
    if day.year < FIRST_YEAR:
        raise UsageError(f"An attempt cannot have been made on {_in_words(day)}: that is too long ago.")
    if on is None and earlier and day < earlier[-1].on:
        raise UsageError(
            f"Today counts as {_in_words(day)}, but an attempt was made on {_in_words(earlier[-1].on)} already.",
            way_out="Set the computer's clock right, or say on which day this one was made.",
        )
    return Steered(
        **stamp, flag=rule.id, script=script, with_whom=who, reaction=reaction, on=day, note=stripped(note)
    )


def _in_words(day: date) -> str:
    """Write a day as the screens do."""
    return notation_for("en").date(day)


def check_made(entries: Iterable[Entry], today: date) -> None:
    """Check that no attempt in an answers file is still to come: it would count. Raises `AnswerError`."""
    for entry in entries:
        if isinstance(entry, Steered) and entry.on > today:
            raise AnswerError(
                f"The attempt to steer {entry.flag} cannot have been made on {entry.on}: that day is still to come.",
                way_out="Put its day right. Nothing of the file was used.",
            )


def set_aside(rule: FlagRule, stamp: dict[str, Any], choice: Postponement, reason: str) -> SetAside:
    """Give the entry of not steering now. Raises `UsageError` for "does not apply" without a reason."""
    why = stripped(reason)
    if choice is Postponement.DOES_NOT_APPLY and not why:
        raise UsageError("Say in a few words why this does not apply.")
    return SetAside(**stamp, flag=rule.id, choice=choice, reason=why)


def plan(
    rule: FlagRule, stamp: dict[str, Any], *, agreed_by: str, owner: str, due: date, today: date, text: str
) -> Planned:
    """Give the entry of a mitigation agreed with the customer. Raises `UsageError` where it cannot stand."""
    agreed, owned = stripped(agreed_by), stripped(owner)
    if not agreed:
        raise UsageError("A plan needs to say who agreed to it.")
    if not owned:
        raise UsageError("A plan needs to say who owns it.")
    if not rule.mitigable:
        raise UsageError(
            f"A plan cannot stand in for {rule.title!r}.", way_out=f"What clears it: {rule.clears}"
        )
    if due < today:
        raise UsageError(f"A plan cannot be due on {_in_words(due)}: that day is past.")
    if due.year > LAST_YEAR:
        raise UsageError(f"A plan cannot be due on {due}: no day after the year {LAST_YEAR} is kept.")
    return Planned(**stamp, flag=rule.id, agreed_by=agreed, owner=owned, due=due, text=stripped(text))


def cannot_fix(rule: FlagRule, stamp: dict[str, Any], *, holds: bool) -> CannotFix:
    """Give the entry of not being able to put right what a flag of kind `ours` warns of. Raises `UsageError`."""
    if rule.kind is not FlagKind.OURS:
        raise UsageError(
            f"{rule.title!r} is not about a lack of ours.", way_out="Steer the customer instead."
        )
    return CannotFix(**stamp, flag=rule.id, holds=holds)
