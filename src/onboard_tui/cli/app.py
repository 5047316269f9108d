"""Opening the app from the command line."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import asked_day, the_workspace

if TYPE_CHECKING:
    import argparse

    from onboard_tui.cli.given import Nothing


def open_app(options: Nothing | argparse.Namespace) -> int:
    """Open the app on the saved interviews."""
    from onboard_tui.tui.app import run

    with the_workspace(options) as workspace:
        return run(workspace, share=options.share, start=options.start)


def open_demo(options: argparse.Namespace) -> int:
    """Open the app on a scratch database that is gone afterwards."""
    from onboard_tui.demo import DEMO_DAY, clock_on, fill_demo
    from onboard_tui.tui.app import run
    from onboard_tui.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="onboard-tui-demo-") as folder:
        database = str(Path(folder) / "demo.db")
        print("Making the demo's customers…", file=sys.stderr)
        fill_demo(database)
        day = asked_day(options) or DEMO_DAY
        with Workspace(database, as_of=day, clock=clock_on(day)) as workspace:
            return run(workspace, share=options.share)
