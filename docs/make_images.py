"""Makes the pictures of the documents from the real app, with invented customers: python docs/make_images.py."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.demo import DEMO_DAY, DemoClock, fill_demo
from onboard_tui.export.flow_graph.picture import flow_graph
from onboard_tui.tui.app import OnboardApp
from onboard_tui.workspace import Workspace
from onboard_tui.workspace.questionnaires import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

IMAGES = Path(__file__).parent / "images"
SIZE = (120, 36)
FETCHED_FONT = re.compile(r"@font-face \{.*?\}\n", re.DOTALL)
"""Pictures use a font of the reader's: nothing is fetched from anywhere to show one."""

CUSTOMER = "Harbour & Lyle"

PICTURES: tuple[tuple[str, bool, Sequence[str]], ...] = (
    ("home", False, ()),
    ("interview", True, ()),
    ("shared", True, ("f6",)),
    ("verdict", True, ("f4",)),
    ("contract", True, ("f8",)),
    ("track_record", False, ("r",)),
)
"""Name of the picture, whether an interview is open on it, and the keys pressed before."""


async def picture(database: str, name: str, interview: str | None, keys: Sequence[str]) -> Path:
    """Open the app as a seller would, press the keys and save what the screen shows."""
    clock = DemoClock(datetime.combine(DEMO_DAY, time(12), UTC))
    with Workspace(database, as_of=DEMO_DAY, clock=clock) as workspace:
        app = OnboardApp(workspace, start=interview)
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause(0.3)
            path = IMAGES / f"{name}.svg"
            path.write_text(FETCHED_FONT.sub("", app.export_screenshot()), encoding="utf-8")
            return path


def questions(database: str) -> Path:
    """Draw how the questions of an interview hang together."""
    path = IMAGES / "questions.svg"
    with Workspace(database) as workspace:
        path.write_bytes(flow_graph(shown(workspace, "renewal", coach=True)))
    return path


def main() -> None:
    """Make all the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = (
            folder  # the look is the app's own, not that of who makes the pictures
        )
        database = str(Path(folder) / "demo.db")
        fill_demo(database)
        with Workspace(database) as workspace:
            opened = workspace.library(customer=CUSTOMER).rows[0].id
        for name, in_interview, keys in PICTURES:
            print(asyncio.run(picture(database, name, opened if in_interview else None, keys)))
        print(questions(database))


if __name__ == "__main__":
    main()
