"""What is watched while a hostile file is read: every place that one of them aims at, and a server.

Archives of the corpus aim at folders outside by a name of chance, the mark: whatever is called so
anywhere that they aim at was written by a file that was only to be read.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from loaders.drills.hostile_file import Trap

SECRET = "OTTERBOURNE-SECRET-4711"  # noqa: S105 - a word that must not be repeated
SPOOL = "spool"  # the folder of the upload, in that of the drill: its own to write in

Prints = dict[str, tuple[int, int, str]]


class Watch:
    """A folder with a secret in it, the places that files aim at, and a server nobody may call."""

    def __init__(self, folder: Path, server: socket.socket) -> None:
        """Begin in the drill's own folder; ``server`` listens and does not wait."""
        server.settimeout(0)
        self._folder, self._server = folder, server
        outside = folder / "outside"
        outside.mkdir()
        secret = outside / "secret.csv"
        secret.write_text(f"Premises Name,Address\n{SECRET},{SECRET}\n")
        places = {
            *(outside, folder, folder.parent, Path(tempfile.gettempdir())),
            *(Path("/tmp"), Path("/var/tmp"), Path.cwd(), Path.home()),  # noqa: S108
        }
        mark = f"nightjar_was_here_{secrets.token_hex(6)}"
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        self.trap = Trap(secret, address, tuple(sorted(each / mark for each in places)))
        self._before = self._prints()

    def begin(self) -> None:
        """Take down how it is before a file is read."""
        self._before = self._prints()

    def faults(self) -> Iterator[str]:
        """Say what was done since, and clear away what was written, so that it is told once."""
        if self._prints() != self._before:
            yield "something outside its folder was changed"
        written = [each for aim in self.trap.aims for each in aim.parent.glob(f"{aim.name}*")]
        for each in written:
            yield f"it wrote in {each.parent}"
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink()
        if self._called():
            yield "it called a server"

    def _called(self) -> bool:
        try:
            caller, _ = self._server.accept()
        except BlockingIOError:
            return False
        caller.close()
        return True

    def _prints(self) -> Prints:
        own = str(self._folder / SPOOL)
        found = prints(self._folder)
        return {name: told for name, told in found.items() if not name.startswith(own)}


def prints(folder: Path) -> Prints:
    """Return what is in a folder: mode, size, and of small files the hash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        small = path.is_file() and not path.is_symlink() and state.st_size < 10**6
        whole = hashlib.sha256(path.read_bytes()).hexdigest() if small else ""
        found[str(path)] = (state.st_mode, state.st_size, whole)
    return found
