"""What can be typed about an agreement in force."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import a_date, add_id, late

if TYPE_CHECKING:
    from onboard_tui.cli.parsing import Commands


def add_order_commands(commands: Commands) -> None:
    """Add orders, the catalogue, and months."""
    order = commands.add("order", late("orders", "order"), "record that the customer orders more")
    add_id(order)
    order.add_argument("lines", metavar="SERVICE=HOW-MANY", nargs="+", help="such as Mailbox=10")
    order.add_argument("--by", metavar="NAME", required=True, help="who orders, on the customer's side")
    order.add_argument("--on", metavar="DATE", type=a_date, help="the day of the order (default today)")
    order.add_argument(
        "--starts", metavar="DATE", type=a_date, help="the first day (default: after the lead days)"
    )
    order.add_argument("--people", metavar="N", type=int, help="how many more people are to use it")
    order.add_argument("--monthly", metavar="AMOUNT", help="each a month, instead of the agreed price")
    order.add_argument("--once", metavar="AMOUNT", help="each once, instead of the agreed price")
    order.add_argument("--note", metavar="TEXT", default="")
    order.add_argument("--json", action="store_true")

    catalogue = commands.add(
        "catalogue", late("orders", "catalogue"), "list what can be ordered, or whom a service would fit"
    )
    catalogue.add_argument("--fits", metavar="SERVICE", help="list the saved customers whom it would fit")
    catalogue.add_argument(
        "--pack", metavar="PACK", default="cloud-services", help="whose catalogue (default cloud-services)"
    )
    catalogue.add_argument("--json", action="store_true")

    month = commands.add("month", late("orders", "month"), "record which service levels a month missed")
    add_id(month)
    month.add_argument("month", metavar="MONTH", type=_a_month, help="such as 2026-05")
    month.add_argument(
        "--missed",
        metavar="LEVEL",
        action="append",
        default=[],
        help="a level that was missed, as often as needed",
    )
    month.add_argument("--note", metavar="TEXT", default="")


def _a_month(text: str) -> date:
    """Read a month, `2026-05`."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write it like 2026-05") from None
