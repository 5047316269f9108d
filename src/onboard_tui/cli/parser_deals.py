"""What can be typed about a deal: steering, plans, decisions, outcomes, readings, follow-ups."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import a_date, add_as_of, add_id, late

if TYPE_CHECKING:
    from onboard_tui.cli.parsing import Commands

REACTIONS = ("accepts", "in_part", "wants_time", "insists")
CHOICES = ("proceed", "walk_away", "next_in_line")
SIDES = ("ours", "theirs")
FATES = ("stayed", "switched", "stopped", "succeeded_elsewhere", "failed_elsewhere")


def add_conversation_commands(commands: Commands) -> None:
    """Add what is recorded about flags and advice while talking to the customer."""
    steer = commands.add(
        "steer", late("steering", "steer"), "record an attempt to steer, or why there is none"
    )
    add_id(steer)
    _add_flag(steer)
    steer.add_argument("--script", metavar="N", type=int, help="the steering script that was used")
    steer.add_argument("--with", dest="with_whom", metavar="NAME", help="whom you spoke to")
    steer.add_argument("--customer", choices=REACTIONS, help="how the customer took it")
    _add_day(steer, "--on", "when it was (default today)")
    steer.add_argument("--note", metavar="TEXT", default="")
    aside = steer.add_mutually_exclusive_group()
    aside.add_argument("--later", action="store_true", help="instead: you steer later today")
    aside.add_argument("--does-not-apply", metavar="REASON", help="instead: why there is nothing to steer")

    plan = commands.add("plan", late("steering", "plan"), "record a plan that stands in for a flag")
    add_id(plan)
    _add_flag(plan)
    plan.add_argument("--agreed-by", metavar="NAME", help="who agreed to it at the customer")
    plan.add_argument("--owner", metavar="NAME", help="whose task it is")
    _add_day(plan, "--due", "past this day the flag is open again by itself")
    plan.add_argument("--text", metavar="TEXT", default="", help="what is planned")
    fix = plan.add_mutually_exclusive_group()
    fix.add_argument(
        "--cannot-fix", action="store_true", help="instead: we cannot put right this lack of ours"
    )
    fix.add_argument("--can-fix", action="store_true", help="instead: we can put it right after all")

    advise = commands.add("advise", late("steering", "advise"), "record what they believe and what we advise")
    add_id(advise)
    advise.add_argument("question", metavar="QUESTION")
    advise.add_argument("--believes", metavar="TEXT", required=True, help="what the customer believes")
    advise.add_argument("--advises", metavar="TEXT", required=True, help="what we advise")
    advise.add_argument("--because", metavar="TEXT", default="")
    advise.add_argument("--followed", choices=SIDES, help="whose way it went; leave it out while it is open")
    advise.add_argument("--decided-by", metavar="NAME", default="")


def add_deal_commands(commands: Commands) -> None:
    """Add what is decided about a deal, what comes of it, and how close the customer is."""
    _add_deciding(commands)
    _add_outcomes(commands)
    _add_readings(commands)


def _add_deciding(commands: Commands) -> None:
    decide = commands.add("decide", late("deals", "decide"), "record a decision beside the verdict")
    add_id(decide)
    decide.add_argument("choice", metavar="DECISION", choices=CHOICES, help=", ".join(CHOICES))
    decide.add_argument(
        "--reason", metavar="TEXT", required=True, help="why; against the verdict 20 characters or more"
    )
    decide.add_argument("--by", metavar="NAME", default="", help="against the verdict: the second person")
    _add_day(decide, "--review", "against the verdict: when it is looked at again")
    decide.add_argument(
        "--sign", metavar="TEXT", default="", help="next in line: what would show that we were right"
    )
    decide.add_argument("--may-call", metavar="NAME", default="", help="next in line: who may be called")
    _add_day(decide, "--call-on", "next in line: when to call")
    decide.add_argument(
        "--referred-to", metavar="NAME", default="", help="walk away: who took what we cannot do"
    )
    _add_day(decide, "--first-day", "proceed: the first day of use")

    reopen = commands.add("reopen", late("deals", "reopen"), "take a decided deal up again")
    add_id(reopen)
    reopen.add_argument("--note", metavar="TEXT", default="")


def _add_outcomes(commands: Commands) -> None:
    cost = commands.add("cost", late("deals", "cost"), "say what a bad deal costs, at your figures")
    add_id(cost)
    cost.add_argument("--margin", metavar="AMOUNT", help="expected over the term")
    cost.add_argument("--hourly", metavar="AMOUNT", help="what an hour of ours costs")
    cost.add_argument("--collected", metavar="AMOUNT", help="collected before a bad deal ends")
    cost.add_argument("--reputation", metavar="AMOUNT", help="what a bad end costs us in the market")
    cost.add_argument("--hours", metavar="N", help="hours that a good deal takes")

    outcome = commands.add(
        "outcome", late("deals", "outcome"), "record active use, or what became of the customer"
    )
    add_id(outcome)
    outcome.add_argument(
        "--licensed", metavar="N", type=int, help="people that it was bought for (default: as agreed)"
    )
    outcome.add_argument("--active", metavar="N", type=int, help="people who use it")
    outcome.add_argument("--method", metavar="TEXT", help="how that was counted")
    outcome.add_argument(
        "--from", dest="check", metavar="ID", help="instead: the count that the answers of a use check tell"
    )
    outcome.add_argument("--hours", metavar="N", help="hours that we have spent on the deal so far")
    outcome.add_argument("--fate", choices=FATES, help="instead: what became of the customer")
    outcome.add_argument("--to", metavar="NAME", default="", help="with --fate: to whom they went")
    _add_day(outcome, "--on", "the day that is told of (default today)")
    outcome.add_argument("--note", metavar="TEXT", default="")

    calibration = commands.add(
        "calibration", late("track_record", "calibration"), "tell our forecasts against what became of deals"
    )
    calibration.add_argument("--json", action="store_true")


def _add_readings(commands: Commands) -> None:
    rate = commands.add("rate", late("deals", "rate"), "keep a reading of the relationship, with evidence")
    add_id(rate)
    rate.add_argument(
        "ladder", metavar="LADDER", help="a ladder of the script; its level follows from the facts"
    )
    rate.add_argument("--evidence", metavar="TEXT", required=True, help="what you saw or heard")
    rate.add_argument("--said-by", metavar="NAME", required=True)
    rate.add_argument(
        "--fact",
        metavar="FACT=VALUE",
        dest="facts",
        action="append",
        default=[],
        help='yes, no, a number, or "3 of 4"; as often as there are facts',
    )
    _add_day(rate, "--on", "when it was (default today)")


def add_follow_up_commands(commands: Commands) -> None:
    """Add what is to be followed up."""
    due = commands.add("followups", late("follow_ups", "followups"), "list what is due, overdue first")
    due.add_argument("--all", action="store_true", help="also what comes later")
    due.add_argument("--customer", metavar="NAME", help="customers with this in their name")
    due.add_argument("--json", action="store_true")
    add_as_of(due, argparse.SUPPRESS)

    follow_up = commands.add(
        "follow-up", late("follow_ups", "follow_up"), "set something to be done by a day, and print its key"
    )
    add_id(follow_up)
    follow_up.add_argument("text", metavar="TEXT", help="what is to be done, or what the customer asked")
    follow_up.add_argument("--side", choices=SIDES, required=True, help="whose it is")
    follow_up.add_argument("--who", metavar="NAME", required=True)
    _add_day(follow_up, "--due", "by when", required=True)
    follow_up.add_argument("--about", metavar="QUESTION", default="", help="the question that it is about")
    follow_up.add_argument(
        "--asked-by", metavar="NAME", default="", help="who asked what you could not answer"
    )

    done = commands.add("done", late("follow_ups", "done"), "record the result of a follow-up")
    add_id(done)
    done.add_argument("key", metavar="KEY", help="as listed by followups, or an unambiguous beginning of it")
    done.add_argument(
        "result", metavar="RESULT", choices=("yes", "no"), help="yes or no: whether it happened"
    )
    _add_day(done, "--on", "when (default today)")
    done.add_argument("--note", metavar="TEXT", default="")


def _add_flag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("flag", metavar="FLAG", help="a flag that is raised")


def _add_day(parser: argparse.ArgumentParser, option: str, meaning: str, *, required: bool = False) -> None:
    parser.add_argument(option, metavar="DATE", type=a_date, required=required, help=meaning)
