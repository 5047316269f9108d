"""The commands for what is said about flags and answers: attempts to steer, plans, advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import say_recorded
from onboard_tui.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from onboard_tui.workspace.open_interview import OpenInterview, Recording


def steer(options: argparse.Namespace) -> int:
    """Record a steering attempt, or that the seller does not steer now."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        aside = options.later or options.does_not_apply is not None
        say_recorded((_set_aside if aside else _attempt)(opened, options))
    return 0


def _attempt(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    from onboard_tui.interview.entries import Reaction

    if options.script is None or options.with_whom is None or options.customer is None:
        raise UsageError(
            "An attempt needs --script, --with and --customer.",
            way_out="Without one, say --later, or --does-not-apply and why.",
        )
    return opened.steer(
        options.flag,
        script=options.script,
        with_whom=options.with_whom,
        reaction=Reaction(options.customer),
        on=options.on,
        note=options.note,
    )


def _set_aside(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    from onboard_tui.interview.entries import Postponement

    told = (options.script, options.with_whom, options.customer, options.on, options.note or None)
    if any(each is not None for each in told):
        raise UsageError("Record either an attempt, or that there is none, not both.")
    if options.later:
        return opened.set_steering_aside(options.flag, Postponement.LATER)
    return opened.set_steering_aside(options.flag, Postponement.DOES_NOT_APPLY, options.does_not_apply)


def plan(options: argparse.Namespace) -> int:
    """Record a plan agreed with the customer, or whether we can put right a lack of ours."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        say_recorded((_fix if options.cannot_fix or options.can_fix else _plan)(opened, options))
    return 0


def _plan(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    if options.agreed_by is None or options.owner is None or options.due is None:
        raise UsageError(
            "A plan needs --agreed-by, --owner and --due.",
            way_out="For a lack of ours, say --cannot-fix or --can-fix instead.",
        )
    return opened.plan(
        options.flag,
        agreed_by=options.agreed_by,
        owner=options.owner,
        due=options.due,
        text=options.text,
    )


def _fix(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    if (options.agreed_by, options.owner, options.due, options.text) != (None, None, None, ""):
        raise UsageError("Record either a plan, or whether we can fix it, not both.")
    return opened.cannot_fix(options.flag, holds=options.cannot_fix)


def advise(options: argparse.Namespace) -> int:
    """Record what the customer believes about a question, and what we advise."""
    from onboard_tui.interview.dealings import Side

    with the_workspace(options) as workspace:
        recording = workspace.open(options.id).advise(
            options.question,
            believes=options.believes,
            advises=options.advises,
            because=options.because,
            followed=None if options.followed is None else Side(options.followed),
            decided_by=options.decided_by,
        )
    say_recorded(recording)
    return 0
