"""Writes files whole or not at all, inside the folder they are meant for, over nothing unasked."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NUMBERED = 10_000
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600

_WAYS_OUT = {
    errno.ENOSPC: "The disk is full. Free some space, or choose another folder.",
    errno.EDQUOT: "Your disk quota is used up. Free some space, or choose another folder.",
    errno.EFBIG: "The file is larger than this disk allows. Choose another folder.",
    errno.EACCES: "You may not write there. Choose another folder.",
    errno.EPERM: "You may not write there. Choose another folder.",
    errno.EROFS: "That disk can only be read. Choose another folder.",
    errno.ENOTDIR: "Part of the path is a file, not a folder. Choose another folder.",
    errno.EEXIST: "A file stands where the folder should be. Choose another folder.",
    errno.ENAMETOOLONG: "The name is too long for this disk. Choose another folder.",
}
_NO_HARD_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
)


def write_file(path: Path, data: bytes) -> Path:
    """Write a file and give the path it got; what already stands there is never replaced.

    A name that is taken becomes `name-2.md`, `name-3.md`, ..., but a file that already says the same is left as
    it is. A symbolic link is never written through. The file is readable by its owner only, and on disk when this
    returns. Raises ExportError; the old file is then untouched and nothing half written stays behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        temporary = _written_beside(path, data)
        try:
            placed = _placed(temporary, path, data)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise _explained(path, error) from error
    return placed


def write_new_file(folder: Path, name: str, data: bytes) -> Path:
    """Write a file of that name into a folder, as `write_file` does; the name may not lead out of it."""
    if not name or name in {".", ".."} or any(mark in name for mark in ("/", "\\", "\0")) or Path(name).drive:
        raise ExportError(f"{name!r} is not a file name.", way_out="Use a name without folders in it.")
    return write_file(folder / name, data)


def _written_beside(path: Path, data: bytes) -> Path:
    """Put the bytes on disk under a name of their own in the same folder."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, _FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _placed(temporary: Path, path: Path, data: bytes) -> Path:
    """Put the file under the first name that is free, or find that it stands there already."""
    for candidate in _candidates(path):
        if _claimed(temporary, candidate) or _says(candidate, data):
            return candidate
    raise ExportError(
        f"{path.parent} holds {_MOST_NUMBERED:,} files named like {path.name}.",
        way_out="Clear the folder out.",
    )


def _says(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these very bytes; a link, or what cannot be read, does not."""
    try:
        same_size = not path.is_symlink() and path.is_file() and path.stat().st_size == len(data)
        return same_size and path.read_bytes() == data
    except OSError:
        return False


def _claimed(temporary: Path, candidate: Path) -> bool:
    """Give the file a name, unless the name is taken; two who try at once never get the same one."""
    try:
        os.link(temporary, candidate, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        return _claimed_without_links(temporary, candidate)
    return True


def _claimed_without_links(temporary: Path, candidate: Path) -> bool:
    """Do the same on disks that know no hard links: take the name with an empty file, then fill it whole."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.close(os.open(candidate, flags, _FILE_MODE))
    except FileExistsError:
        return False
    try:
        temporary.replace(candidate)
    except OSError:
        candidate.unlink(missing_ok=True)
        raise
    return True


def _candidates(path: Path) -> Iterator[Path]:
    """Give the name, then the same name numbered from 2."""
    yield path
    for number in range(2, _MOST_NUMBERED):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _sync_folder(folder: Path) -> None:
    """Make the name itself survive a power cut, where the system has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def _explained(path: Path, error: OSError) -> ExportError:
    """Say in words why a file could not be written."""
    reason = error.strerror or type(error).__name__
    way_out = _WAYS_OUT.get(error.errno or 0, "Choose another folder.")
    return ExportError(
        f"{path} could not be written ({reason}); what was there before is untouched.", way_out=way_out
    )
