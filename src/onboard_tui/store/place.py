"""Where the database file lies: its path, its folder, who may read it and what kind of disk it is on."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from onboard_tui.errors import StoreError

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afs",
        "ceph",
        "cifs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "gfs2",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
"""Kinds of disk whose locks cannot be relied on; as Linux names them."""


def database_file(url_or_path: str | Path) -> Path:
    """Give the file that a path or a `sqlite:///` URL names. Raises `StoreError` for other URLs."""
    text = str(url_or_path)
    scheme, separator, rest = text.partition("://")
    if not separator:
        return _home(text)
    if scheme in {"sqlite", "sqlite+pysqlite"} and len(rest) > 1:
        return _home(rest.removeprefix("/"))
    raise StoreError(
        f"A database URL that starts with {scheme}:// cannot be used.",
        way_out="Give the path of a file, or sqlite:///path.",
    )


def _home(path: str) -> Path:
    """Put a home folder in place of `~`; the name of nobody's home is a name like any other."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def file_uri(file: Path, mode: str) -> str:
    """Give the URI under which SQLite opens the file without ever creating it; `mode` is `ro` or `rw`."""
    return f"{file.absolute().as_uri()}?mode={mode}"


def existing_file(file: Path) -> bool:
    """Tell whether there is a database file with something in it.

    Raises `StoreError` where something else is in its place.
    """
    try:
        found = file.stat()
    except FileNotFoundError:
        if file.is_symlink():
            raise StoreError(
                f"{file} is a link to a file that is not there: {file.readlink()}.",
                way_out="Bring that file back (is its disk connected?) or remove the link.",
            ) from None
        return False
    except OSError as error:
        raise StoreError(f"The database {file} cannot be reached: {error.strerror}.") from None
    if stat.S_ISDIR(found.st_mode):
        raise StoreError(f"{file} is a folder.", way_out="Name the database file inside it.")
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{file} is not an ordinary file.", way_out="Name a database file.")
    return found.st_size > 0


def make_file(file: Path) -> None:
    """Make the empty database file and its folder so that nobody else can read them.

    A file that is there is left as it is. Raises `StoreError`.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(file)
    except OSError as error:
        raise StoreError(
            f"The database {file} cannot be made: {error.strerror}.",
            way_out="Choose another place with --db, or give yourself the right to write there.",
        ) from None


def make_private(file: Path) -> None:
    """Make an empty file that only its owner can read, whatever the umask. Raises `OSError`."""
    os.close(os.open(file, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))


def refuse_network_disk(file: Path) -> None:
    """Raise `StoreError` where the file lies on a network disk (told on Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    kind = disk_kind(Path(os.path.realpath(file)), mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{file} lies on a network disk ({kind}), where two programs can spoil a database file.",
            way_out="Choose a place on this computer with --db; a shared PostgreSQL server is the way to work as a team.",
        )


def disk_kind(file: Path, mounts: str) -> str:
    """Give the kind of the disk that an absolute path lies on, out of the text of /proc/mounts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_unescaped(fields[1]))
        if len(place.parts) >= best and file.is_relative_to(place):
            best, kind = len(place.parts), fields[2]
    return kind


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def identity(file: Path) -> tuple[int, int] | None:
    """Give what tells this very file from another one under the same name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
