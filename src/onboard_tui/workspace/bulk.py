"""Writes the papers of every saved interview, on all cores; what is written already is not written again."""

from __future__ import annotations

import gc
import json
import os
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from multiprocessing import get_context, parent_process
from pathlib import PurePath
from threading import Thread
from typing import TYPE_CHECKING, Final

from onboard_tui.errors import ExportError, OnboardError
from onboard_tui.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import date
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

LEDGER: Final = ".onboard-export.jsonl"
"""In the folder of the files: a line for each interview that was written, so that the next run goes on from there."""

AHEAD: Final = 4
"""Interviews that wait for each worker, so that none is idle and none is far ahead."""
ID_LETTERS: Final = 8
"""Of the end of an interview's id, in the name of its folder: customers may share a name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written of every interview, and where."""

    what: str
    formats: tuple[str, ...]
    folder: Path
    template: Path | None = None
    """The user's own Word file, in the place of what the workspace names."""
    way: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one interview."""

    interview: str
    customer: str = ""
    what: str = ""
    formats: tuple[str, ...] = ()
    state: str = ""
    """What the files were made from; the same state gives the same files."""
    files: tuple[str, ...] = ()
    """Their paths within the folder."""
    trouble: str = ""
    """Why there are none."""
    before: bool = False
    """Whether an earlier run had written them."""


def export_all(
    workspace: Workspace,
    wanted: Wanted,
    interviews: Sequence[str],
    *,
    workers: int | None = None,
) -> Iterator[Written]:
    """Write the papers of each interview into a folder of its own and say what became of each, as it is done.

    One that cannot be written, or that brings its process down, is told as such and stops none of the others.
    Raises `ExportError` where nothing can be written into the folder.
    """
    ledger = _Ledger(wanted.folder)
    known = {each: ledger.known(each, wanted) for each in interviews}
    for written in _on_all_cores(workspace, wanted, known, workers or os.cpu_count() or 1):
        if not written.trouble and not written.before:
            ledger.add(written)
        yield written


class _Ledger:
    """The list of what earlier runs wrote into a folder."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = folder / LEDGER
            if self._file.is_symlink() or (self._file.exists() and not self._file.is_file()):
                raise ExportError(
                    f"{self._file} is no file of ours, but a link or something else.",
                    way_out="Remove it, or choose another folder.",
                )
            self._file.touch(mode=0o600)
            lines = self._file.read_text("utf-8", errors="replace").splitlines()
        except OSError as error:
            raise ExportError(
                f"Nothing can be written into {folder} ({error.strerror}).", way_out="Choose another folder."
            ) from error
        self._known: dict[tuple[str, str, tuple[str, ...]], Written] = {}
        for line in lines:
            # a line that a power cut tore, or that nobody here wrote, is as good as none
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                read = json.loads(line)
                entry = Written(**{**read, "formats": tuple(read["formats"]), "files": tuple(read["files"])})
                if entry.files and all(map(_is_within, entry.files)):
                    self._known[entry.interview, entry.what, entry.formats] = entry

    def known(self, interview: str, wanted: Wanted) -> Written | None:
        """Give what was written of an interview, as long as all of it is still there."""
        found = self._known.get((interview, wanted.what, wanted.formats))
        try:
            there = found is not None and all((wanted.folder / file).is_file() for file in found.files)
        except OSError:  # a name, say, that is too long for a file
            return None
        return found if there else None

    def add(self, written: Written) -> None:
        """Remember what was written. Raises `ExportError`, as where the disk is full."""
        try:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(written), ensure_ascii=False) + "\n")
        except OSError as error:
            raise ExportError(
                f"{self._file} could not be written ({error.strerror}); the files written so far are whole.",
                way_out="See that there is room, and start again: it goes on from there.",
            ) from error


def _is_within(path: str) -> bool:
    """Tell whether a path of the list stays in the folder."""
    parts = PurePath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _on_all_cores(
    workspace: Workspace, wanted: Wanted, known: Mapping[str, Written | None], workers: int
) -> Iterator[Written]:
    """Share the interviews out to processes; those that were under way when one died get a process each."""
    waiting = [*known][::-1]
    while waiting:
        under_way: dict[Future[Written], str] = {}
        with _pool(workspace, workers) as pool:
            try:
                while waiting or under_way:
                    while waiting and len(under_way) < workers * AHEAD:
                        interview = waiting.pop()
                        job = pool.submit(write_next, interview, wanted, known[interview])
                        under_way[job] = interview
                    for job in wait(under_way, return_when=FIRST_COMPLETED).done:
                        yield job.result()
                        del under_way[job]
            except BrokenProcessPool:
                pass
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        yield from _one_by_one(workspace, wanted, known, under_way.values())


def _one_by_one(
    workspace: Workspace,
    wanted: Wanted,
    known: Mapping[str, Written | None],
    interviews: Iterable[str],
) -> Iterator[Written]:
    for interview in interviews:
        with _pool(workspace, 1) as pool:
            try:
                yield pool.submit(write_next, interview, wanted, known[interview]).result()
            except BrokenProcessPool:
                yield Written(
                    interview, trouble="The program that wrote it was stopped, as for want of memory."
                )


def _pool(workspace: Workspace, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(workspace.database, workspace.set_day),
    )


_HERE: list[Workspace] = []
"""The workspace of a worker process."""


def _begin(database: str, as_of: date | None) -> None:
    """Make a worker process ready; it ends when the program that started it is killed."""
    from onboard_tui.workspace import Workspace

    Thread(target=_end_with_parent, daemon=True).start()
    _HERE[:] = [Workspace(database, as_of=as_of)]


def _end_with_parent() -> None:
    """Wait until the process that hands out the work is gone; files are written whole or not at all."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def write_next(interview: str, wanted: Wanted, known: Written | None) -> Written:
    """Write the papers of one interview in a worker process."""
    written = write_one(interview, wanted, known)
    _settle()
    return written


@cache
def _settle() -> None:
    """Leave what the first interview left behind out of every later search for garbage, once a process.

    That is the modules, the pack and the fonts: most of the memory, none of which is ever let go of.
    """
    gc.freeze()


def write_one(interview: str, wanted: Wanted, known: Written | None) -> Written:
    """Write the papers of one interview; whatever is wrong with it comes back as words."""
    written = Written(interview, what=wanted.what, formats=wanted.formats)
    try:
        opened = _HERE[0].open(interview)
        written = replace(written, customer=opened.customer, state=_state(opened, wanted))
        if known is not None and known.state == written.state:
            return replace(known, before=True)
        folder = wanted.folder / f"{slug(opened.customer)}-{interview[-ID_LETTERS:]}"
        paths = opened.export(wanted.what, wanted.formats, folder, template=wanted.template, way=wanted.way)
    except OnboardError as error:
        return replace(written, trouble=str(error))
    except Exception as error:  # noqa: BLE001 - a bug that one interview meets must not cost all the others
        return replace(written, trouble=f"A bug stopped it: {type(error).__name__}.")
    return replace(written, files=tuple(path.relative_to(wanted.folder).as_posix() for path in paths))


def _state(opened: OpenInterview, wanted: Wanted) -> str:
    """Say what an interview's files would be made from."""
    from onboard_tui.contract.final import undecided
    from onboard_tui.contract.pack_model import KINDS

    own = _fingerprint(wanted.template or opened.workspace.word_template, wanted.way)
    if wanted.what not in KINDS:
        last = opened.interview.log[-1].id if opened.interview.log else ""
        return f"{last}/{opened.assessment.as_of}{own}"
    newest = opened.newest_draft(wanted.what) or opened.draft(kind=wanted.what)
    waits = "/undecided" if any(undecided(wanted.what, opened.assessment)) else ""
    return f"{wanted.what}-{newest.number}{waits}{own}"


def _fingerprint(template: Path | None, way: str | None) -> str:
    """Tell one Word file of the user's own from another; empty where there is none."""
    if template is None:
        return ""
    from onboard_tui.export.word.foreign import read_foreign

    return f"/{sha256(read_foreign(template)).hexdigest()[:16]}{way or ''}"
