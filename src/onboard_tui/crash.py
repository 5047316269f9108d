"""A report of a crash that can be sent to anybody: it holds no answer, no value and no message."""

from __future__ import annotations

import os
import platform
import traceback
from typing import TYPE_CHECKING

from onboard_tui import __version__

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

EXIT_CODE = 70
"""The exit code after a bug, as sysexits.h has it."""

KEPT = 10
"""Reports kept in the folder; older ones are deleted."""


def log_folder() -> Path:
    """Give the folder that crash reports go to."""
    from platformdirs import user_log_path

    return user_log_path("onboard-tui", appauthor=False)


def crash_report(error: BaseException) -> str:
    """Say what went wrong and where in the code, without local variables or the error's message.

    Both could hold a customer's words.
    """
    lines = [
        f"onboard-tui {__version__}, Python {platform.python_version()}, {platform.system()}",
        "",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = wrapped(cause) or cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def wrapped(error: BaseException) -> BaseException | None:
    """Give the error that another one stands for, as Textual's for whatever happens in a worker."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else None


def write_crash_report(error: BaseException, now: datetime, folder: Path | None = None) -> Path | None:
    """Write the report where only its owner can read it and give its path; None where it cannot be written."""
    folder = folder or log_folder()
    path = folder / f"crash-{now:%Y%m%dT%H%M%S%f}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(crash_report(error))
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


def crash_sentence(report: Path | None) -> str:
    """Say to the user what happened, what is safe and where the report is."""
    where = f"A report without any of your data is in {report}." if report else "No report could be written."
    return f"Something went wrong inside onboard-tui. Every answer shown as saved is safe.\n{where}"
