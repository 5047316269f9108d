"""A process that has everything loaded and makes children which write until they are killed.

Started as a program by `test_kills`. Each line of its input names what a child shall do; it answers with the child's
process id, then come the child's own lines, then `dead`.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import onboard_tui.store.migrate as migrating
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Summary
from tests.store.later import NEXT_VERSION
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def say(*words: object) -> None:
    """Write a line at once and in one piece."""
    os.write(1, f"{' '.join(map(str, words))}\n".encode())


def record(file: str, interview_id: str) -> None:
    """Record two answers at a time for ever, and say each version only after it is durable."""
    with open_store(file, now=lambda: NOON) as store:
        version = store.load(interview_id).version
        for number in count():
            rows = [answer(f"q{number}", "word " * 40), answer(f"r{number}", number)]
            version = store.append(interview_id, rows, Summary(at(number), done=version + 2), version)
            say("saved", version)
            if number % 8 == 7:
                store.index_pending(said_in_rows)


def migrate(file: str, migrations: str) -> None:
    """Bring a file to the next version and say so."""
    migrating.upgrade(Path(file), now=NOON, migrations=Path(migrations), to_version=NEXT_VERSION)
    say("migrated")


def reopen(file: str) -> None:
    """Open a database, whatever its version, and say so."""
    open_store(file, now=lambda: NOON)
    say("opened")


def create(file: str) -> None:
    """Make a new database with an interview in it, and say its id."""
    with opened(Path(file)) as store:
        say(started(store))


TASKS: Mapping[str, Callable[..., None]] = {
    "create": create,
    "migrate": migrate,
    "record": record,
    "reopen": reopen,
}


def main() -> None:
    """Make a child for each line, and wait for its end."""
    for line in sys.stdin:
        task, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            TASKS[task](*words)
            signal.pause()  # a child that ended by itself could not be killed, only somebody else with its id
        say("born", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
