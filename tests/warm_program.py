"""The program as a command that starts at once: a process that has imported everything forks for each call."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import onboard_tui

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_IMPORTED = ("onboard_tui.__main__", "onboard_tui.store.migrations", "onboard_tui.tui")
_COMMAND = """#!{python} -IS
import json, os, socket, sys
wire = socket.socket(socket.AF_UNIX)
wire.connect({address!r})
call = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(wire, [len(call).to_bytes(8, "big")], [0, 1, 2])
wire.sendall(call)
sys.exit(int(wire.recv(8) or b"70"))
"""


@contextmanager
def warm_program(folder: Path) -> Iterator[Path]:
    """Give a folder for the path, in which `onboard-tui` does what the installed command does."""
    commands = folder / "commands"
    commands.mkdir()
    address = str(folder / "calls")
    command = commands / "onboard-tui"
    command.write_text(_COMMAND.format(python=sys.executable, address=address), encoding="utf-8")
    command.chmod(0o755)
    with socket.socket(socket.AF_UNIX) as calls:
        calls.bind(address)
        calls.listen()
        server = subprocess.Popen(
            [sys.executable, __file__, str(calls.fileno())],
            pass_fds=[calls.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    # From here on only the server holds the socket, so that nobody waits for one that died.
    try:
        yield commands
    finally:
        server.terminate()
        server.wait()


def _serve(calls: socket.socket) -> None:
    """Answer each call in a process of its own, until killed."""
    for module in pkgutil.walk_packages(onboard_tui.__path__, "onboard_tui."):
        if not module.name.startswith(_NOT_IMPORTED):
            importlib.import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        wire, _ = calls.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(wire)
        wire.close()


def _answer(wire: socket.socket) -> None:
    """Run the program with the caller's files, folder and environment, and tell its exit code."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        wire.sendall(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    size, files, _, _ = socket.recv_fds(wire, 8, 3)
    call = b""
    while len(call) < int.from_bytes(size, "big"):
        call += wire.recv(1 << 16)
    arguments, folder, environment = json.loads(call)
    for place, file in enumerate(files):
        os.dup2(file, place)
    # Whether one can seek in a stream is asked once, and these are other files than the server's.
    sys.stdin, sys.stdout, sys.stderr = (open(place, mode, closefd=False) for place, mode in enumerate("rww"))  # noqa: SIM115 - open as long as the process
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onboard-tui", *arguments]
    from onboard_tui.cli import main

    main()


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
