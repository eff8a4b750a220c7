"""The keys that disclosure control, erasure and the audit's anchors need, kept beside no data.

A key is 32 random bytes in a file of its own, which its owner alone may read. It is never in the
database: whoever copies that must not be able to repeat what was done with a key. Keys are made
once and kept for good: a second key would give old tables a second set of answers, and two sets
can be averaged.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geo.errors import SetupError

LENGTH_BYTES = 32
PURPOSES: Mapping[str, str] = {
    "cell": "the fixed numbers that published counts are adjusted by",
    "erasure": "the marks by which an erased child is known again without being named",
    "anchor": "the signature of the audit record's anchors",
    "snapshot": "the signature of published snapshots",
    "backup": "the seal of backups, which cannot be opened without it",
}


class Keys:
    """The keys of one installation, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make_missing(self) -> list[str]:
        """Make the keys that are not there, and return their names; what is there is kept."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = []
        for name in PURPOSES:
            try:
                handle = os.open(self._path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(LENGTH_BYTES) + "\n")
            made.append(name)
        return made

    def missing(self) -> list[str]:
        """Return the names of the keys that are not there."""
        return [name for name in PURPOSES if not os.path.lexists(self._path(name))]

    def digest(self, name: str, message: str) -> bytes:
        """Return HMAC-SHA256 of a message by the key of this name. Raises: SetupError."""
        return hmac.new(self._key(name), message.encode(), hashlib.sha256).digest()

    def digests(self, name: str, messages: Iterable[str]) -> Iterator[bytes]:
        """Yield HMAC-SHA256 of many messages, reading the key once. Raises: SetupError."""
        key = self._key(name)
        for message in messages:
            yield hmac.digest(key, message.encode(), "sha256")

    def fingerprint(self, name: str) -> str:
        """Return what tells this key from another without giving it away. Raises: SetupError."""
        return self.digest(name, f"nightjar fingerprint of the {name} key").hex()[:16]

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _key(self, name: str) -> bytes:
        path = self._path(name)
        try:
            found = path.lstat()
            text = path.read_text().strip()
        except OSError as error:
            raise SetupError(
                f"the {name} key must be in {path} and cannot be read ({error.strerror}): restore "
                f"it from where keys are kept, for nothing is done without {PURPOSES[name]}. In a "
                "new installation, nightjar keys make makes it."
            ) from error
        if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) & 0o077:
            raise SetupError(
                f"the {name} key in {path} must be a file that its owner alone may read, and "
                f"others may: chmod 600 {path}"
            )
        if found.st_uid != os.geteuid():
            raise SetupError(f"the {name} key in {path} must belong to the account that uses it.")
        try:
            key = bytes.fromhex(text)
        except ValueError:
            key = b""
        if len(key) != LENGTH_BYTES:
            raise SetupError(
                f"the {name} key in {path} must be {LENGTH_BYTES} bytes in hexadecimal and is "
                "something else: restore it from where keys are kept."
            )
        return key
