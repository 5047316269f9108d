"""Has an engine of its own compare two Word files, ours and one that came back, into tracked changes."""

from __future__ import annotations

import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onboard_tui.errors import ExportError
from onboard_tui.export.word.foreign import foreign_parts

if TYPE_CHECKING:
    from datetime import datetime

TIME_LIMIT: Final = 60.0
"""Seconds that a comparison may take; a contract takes one or two."""
_MOST_MEMORY: Final = "60000000"
"""Bytes that the engine may use, in hexadecimal as it is told them."""
NOT_INSTALLED: Final = "What writes such a comparison as a Word file is not installed."
INSTALL: Final = 'Install it: `pip install "onboard-tui[compare]"`.'


def is_installed() -> bool:
    """Tell whether the extra with the engine is installed."""
    return all(find_spec(name) for name in ("python_redlines", "python_redlines_docxodus"))


def compare_word_files(
    ours: bytes, theirs: bytes, *, author: str, at: datetime, time_limit: float = TIME_LIMIT
) -> bytes:
    """Give a Word file with tracked changes from our file to theirs, all in the name of `author`.

    Both files have been read before, so nothing in them can hurt; tracked changes in theirs count as accepted.
    Raises `ExportError` where the extra is not installed and where the engine fails or takes too long.
    """
    engine = _engine()
    with tempfile.TemporaryDirectory(prefix="onboard-tui-compare-") as folder:
        first, second, made = (Path(folder) / name for name in ("ours.docx", "theirs.docx", "redline.docx"))
        first.write_bytes(ours)
        second.write_bytes(theirs)
        stamp = (f"--author={author or 'onboard-tui'}", f"--date-time={at:%Y-%m-%dT%H:%M:%SZ}")
        try:
            done = subprocess.run(
                [engine, str(first), str(second), str(made), *stamp],
                env=_environment(folder),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=time_limit,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ExportError(
                f"Comparing the two Word files took more than {time_limit:.0f} seconds and was stopped.",
                way_out="Read what changed in the terminal, which needs no engine.",
            ) from error
        except OSError as error:
            raise _failed(error.strerror or type(error).__name__) from error
        if done.returncode or not made.is_file():
            raise _failed(f"it ended with code {done.returncode}")
        redline = made.read_bytes()
    foreign_parts(redline, "the comparison")
    return redline


def _engine() -> str:
    """Give the path of the engine's program. Raises `ExportError`."""
    try:
        from python_redlines import DocxodusEngine, EngineNotInstalledError
    except ImportError as error:
        raise ExportError(NOT_INSTALLED, way_out=INSTALL) from error
    try:
        return str(DocxodusEngine().extracted_binaries_path)
    except EngineNotInstalledError as error:
        raise ExportError(NOT_INSTALLED, way_out=INSTALL) from error
    except OSError as error:
        raise _failed(error.strerror or str(error)) from error


def _failed(reason: str) -> ExportError:
    return ExportError(
        f"The engine could not compare the two Word files ({reason}).",
        way_out="Read what changed in the terminal, which needs no engine.",
    )


def _environment(folder: str) -> dict[str, str]:
    """Give what the engine may know: where it may write, and how much memory it may take."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "DOTNET_BUNDLE_EXTRACT_BASE_DIR"), folder)
    return {**kept, **places, "DOTNET_GCHeapHardLimit": _MOST_MEMORY, "DOTNET_EnableDiagnostics": "0"}
