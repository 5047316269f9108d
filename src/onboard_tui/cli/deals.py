"""The commands for a deal: deciding it, what a bad one costs, what became of it, how close the customer is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import say_recorded
from onboard_tui.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from decimal import Decimal

    from onboard_tui.workspace.open_interview import OpenInterview, Recording


def decide(options: argparse.Namespace) -> int:
    """Record a decision beside the verdict."""
    from onboard_tui.script.model import VerdictKind

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        recording = opened.decide(
            VerdictKind(options.choice),
            reason=options.reason,
            by=options.by,
            review=options.review,
            sign=options.sign,
            may_call=options.may_call,
            call_on=options.call_on,
            referred_to=options.referred_to,
            first_day=options.first_day,
        )
        _say_status(opened, recording)
    return 0


def reopen(options: argparse.Namespace) -> int:
    """Take a decided deal up again, from the old answers."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        _say_status(opened, opened.reopen(options.note))
        following = opened.next_question()
        if following is not None:
            print(f"Ask next: {following.id}. {following.reason}", file=sys.stderr)
    return 0


def _say_status(opened: OpenInterview, recording: Recording) -> None:
    from onboard_tui.deal.decisions import deal_status

    if recording.line:
        say_recorded(recording)
    print(f"Where it stands: {deal_status(opened.interview)}.", file=sys.stderr)


def cost(options: argparse.Namespace) -> int:
    """Print what a bad deal costs, by the figures on record and those given now."""
    from onboard_tui.cli.deal_words import cost_in_words

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if any(getattr(options, name) is not None for name in _FIGURES):
            say_recorded(_estimate(opened, options))
        card = opened.cost()
        if card is None:
            raise _no_figures()
        print(*cost_in_words(card, opened.script), sep="\n")
    return 0


_FIGURES = ("margin", "hourly", "collected", "reputation", "hours")
_NEEDED = ("margin", "hourly", "collected")


def _estimate(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    """Record the figures given; one that is left out stays as it was."""
    from onboard_tui.interview.figures import read_amount, read_hours

    known = opened.interview.dealings.estimates
    figures = {name: getattr(known[-1], name) for name in _FIGURES} if known else {}
    for name in _FIGURES:
        typed = getattr(options, name)
        if typed is not None:
            figures[name] = (read_hours if name == "hours" else read_amount)(typed, opened.script)
    if any(figures.get(name) is None for name in _NEEDED):
        raise _no_figures()
    return opened.estimate(**figures)


def _no_figures() -> UsageError:
    return UsageError(
        "What a bad deal costs cannot be told without figures.",
        way_out="Give --margin, --hourly and --collected; --reputation and --hours if you know them.",
    )


def outcome(options: argparse.Namespace) -> int:
    """Record a count of active use, or what became of the customer."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if options.fate is not None:
            say_recorded(_fare(opened, options))
        elif options.check is not None:
            check = workspace.open(options.check)
            _say_counted(opened, _measure_from(opened, check, options))
        else:
            _say_counted(opened, _measure(opened, options))
    return 0


def _measure_from(opened: OpenInterview, check: OpenInterview, options: argparse.Namespace) -> Recording:
    if any(each is not None for each in (options.licensed, options.active, options.method, options.on)):
        raise UsageError(
            "With --from it is the use check that says how many use it, how that was counted, and when.",
            way_out="Change its answers, or leave --from out.",
        )
    return opened.measure_from(check, hours=_hours(opened, options), note=options.note)


def _hours(opened: OpenInterview, options: argparse.Namespace) -> Decimal | None:
    from onboard_tui.interview.figures import read_hours

    return None if options.hours is None else read_hours(options.hours, opened.script)


def _measure(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    licensed = opened.licensed if options.licensed is None else options.licensed
    if licensed is None or options.active is None or options.method is None:
        raise UsageError(
            "An outcome needs --active and --method, and --licensed where no number of people was agreed.",
            way_out="To record what became of the customer, say --fate instead.",
        )
    if options.to:
        raise UsageError("--to goes with --fate: it says to whom the customer went.")
    return opened.measure(
        licensed=licensed,
        active=options.active,
        method=options.method,
        on=options.on,
        hours=_hours(opened, options),
        note=options.note,
    )


def _say_counted(opened: OpenInterview, recording: Recording) -> None:
    from onboard_tui.deal.outcome import latest_outcome

    say_recorded(recording)
    counted = latest_outcome(opened.assessment)
    if counted is not None:
        print(f"{counted.sentence}.", file=sys.stderr)


def _fare(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    from onboard_tui.interview.dealings import Fate

    counted = (options.licensed, options.active, options.method, options.hours, options.check)
    if any(each is not None for each in counted):
        raise UsageError("Record either a count of active use, or what became of the customer, not both.")
    return opened.fare(Fate(options.fate), on=options.on, to_whom=options.to, note=options.note)


def rate(options: argparse.Namespace) -> int:
    """Keep a reading of a ladder with its evidence."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        recording = opened.rate(
            options.ladder,
            evidence=options.evidence,
            said_by=options.said_by,
            facts=_facts(options.facts),
            on=options.on,
        )
        say_recorded(recording)
        for reading in opened.readings():
            if reading.ladder.id == options.ladder:
                print(f"{reading.ladder.title}: {reading.words}", file=sys.stderr)
    return 0


def _facts(given: Sequence[str]) -> dict[str, str]:
    """Read `FACT=VALUE` as often as it is given. Raises `UsageError`."""
    from onboard_tui.interview.asked import quoted

    facts: dict[str, str] = {}
    for each in given:
        name, equals, value = (part.strip() for part in each.partition("="))
        if not (name and equals and value):
            raise UsageError(
                f"--fact {each!r} says no fact and value.",
                way_out='Write it like --fact calls_first="3 of 4".',
            )
        if name in facts:
            raise UsageError(f"The fact {quoted(name)} is given twice.")
        facts[name] = value
    return facts
