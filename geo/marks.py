"""Marks: how a child is known again, after erasure or under a hold, without being named.

A mark is a keyed hash of the supplier's pseudonym. Without the key nobody can tell whose it is,
not even with a list of pseudonyms to try; so it may stay when the child has gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from itertools import islice

from sqlalchemy import Connection

from geo.database import query
from geo.errors import SetupError
from geo.keys import Keys

KEY = "erasure"
_UUID = re.compile(r"([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})")


def mark(keys: Keys, child_ref: str) -> str:
    """Return the mark of a pseudonym, written in capitals or not. Raises: SetupError."""
    return keys.digest(KEY, child_ref.strip().lower()).hex()


def ways(child_ref: str) -> list[str]:
    """Return how a pseudonym may be written, as it is given first; all in small letters.

    A hash of 32 hexadecimal characters is one with the dashes of a UUID or without.
    """
    given = child_ref.strip().lower()
    parts = _UUID.fullmatch(given)
    return [given] if parts is None else list(dict.fromkeys((given, *_both(parts.groups()))))


def _both(parts: Sequence[str]) -> tuple[str, str]:
    return "".join(parts), "-".join(parts)


def is_among(keys: Keys, child_ref: str, marks: Set[str]) -> bool:
    """Whether a pseudonym has one of these marks, in whichever way it was written."""
    return any(mark(keys, way) in marks for way in ways(child_ref))


def require_key(keys: Keys, fingerprints: Iterable[str | None]) -> str:
    """Return the key's fingerprint, if it is the one that these marks were made by.

    By another key an erased child would not be known again. Raises: SetupError.
    """
    ours = keys.fingerprint(KEY)
    if any(theirs not in {None, ours} for theirs in fingerprints):
        raise SetupError(
            f"the {KEY} key in {keys.folder} must be the one that earlier marks were made by, and "
            "is another: restore it from where keys are kept."
        )
    return ours


class Erased:
    """The children who were erased, as a load asks for them; nothing is hashed if there are none.

    Raises: SetupError if there are some and the key is missing: they could not be told from others.
    """

    def __init__(self, connection: Connection, keys: Keys) -> None:
        rows = connection.execute(query("tombstones")).all()
        self._marks = {row.mark for row in rows}
        self._keys = keys
        if rows:
            require_key(keys, (row.key_fingerprint for row in rows))

    def __bool__(self) -> bool:
        return bool(self._marks)

    def among(self, child_refs: Sequence[str]) -> list[bool]:
        """Return which of these pseudonyms are of children who were erased."""
        written = [ways(ref) for ref in child_refs]
        made = self._keys.digests(KEY, (way for each in written for way in each))
        known = iter([each.hex() in self._marks for each in made])
        return [any(list(islice(known, len(each)))) for each in written]
