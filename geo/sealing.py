"""Bytes sealed in a file: nobody reads them without the key, and nobody changes one unseen.

AES-256-GCM in pieces of 1 MiB, each with its number and whether it is the last: a piece that was
changed, moved, repeated, left out or cut off at the end is refused before any of it is used. Each
file has a key of its own, made from the installation's by the file's salt, so that no piece of two
files is ever sealed alike.
Source: Hoang, Reyhanitabar, Rogaway and Vizár (2015), "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", section 7 (STREAM).
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from geo.errors import BackupError
from geo.keys import Keys

KEY = "backup"
MAGIC = b"NIGHTJAR BACKUP 1\n"
SALT_BYTES, PRINT_BYTES, TAG_BYTES = 16, 16, 16
PIECE_BYTES = 1 << 20
HEADER_BYTES = len(MAGIC) + SALT_BYTES + PRINT_BYTES


class Sealer:
    """Seals what is written to it into a file; what is not finished is refused when it is read."""

    def __init__(self, file: BinaryIO, keys: Keys) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        self._header = MAGIC + salt + keys.fingerprint(KEY).encode()
        self._file, self._cipher = file, _cipher(keys, salt)
        self._held, self._number = bytearray(), 0
        file.write(self._header)

    def write(self, data: bytes) -> None:
        """Take bytes of any length."""
        self._held += data
        # one piece always stays behind: the last one is told from the others
        while len(self._held) > PIECE_BYTES:
            self._seal(bytes(self._held[:PIECE_BYTES]), last=False)
            del self._held[:PIECE_BYTES]

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._header))
        self._number += 1


def unsealed(file: BinaryIO, keys: Keys) -> Iterator[bytes]:
    """Yield what was sealed into a file, piece by piece, each proved before it is given out.

    What ends without an error is the whole of it. Raises: BackupError, SetupError without the key.
    """
    header = file.read(HEADER_BYTES)
    if not header.startswith(MAGIC):
        raise BackupError("it must be a file that nightjar backup made, and it is none.")
    if len(header) < HEADER_BYTES:
        raise BackupError("the file is cut short: fetch it again, or take an earlier backup.")
    salt, theirs = header[len(MAGIC) : -PRINT_BYTES], header[-PRINT_BYTES:]
    ours = keys.fingerprint(KEY)
    if theirs != ours.encode():
        raise BackupError(
            f"it must have been made with the backup key in {keys.folder}, whose fingerprint is "
            f"{ours}, and was made with another: put the key that it was made with there."
        )
    cipher, number = _cipher(keys, salt), 0
    piece = file.read(PIECE_BYTES + TAG_BYTES)
    while True:
        following = file.read(PIECE_BYTES + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, header)
        except InvalidTag:
            raise BackupError(
                f"the file was changed or cut short, at or after byte "
                f"{HEADER_BYTES + number * (PIECE_BYTES + TAG_BYTES):,}: nothing of it is used. "
                "Fetch it again, or take an earlier backup."
            ) from None
        if not following:
            return
        piece, number = following, number + 1


def _cipher(keys: Keys, salt: bytes) -> AESGCM:
    return AESGCM(keys.digest(KEY, f"nightjar backup file {salt.hex()}"))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">3xQ?", number, last)
