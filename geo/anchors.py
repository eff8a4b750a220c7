"""Signed anchors of the audit record, appended to a file outside the database.

A chain of hashes shows that an entry was changed, unless every later one was made anew, and not
that its end was cut off. An anchor says, under a key that the database does not hold, what the
record was at an entry; each also signs the anchor before it. One line of JSON each.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from geo.errors import AuditError
from geo.keys import Keys

ANCHOR, CUT = "anchor", "cut"


@dataclass(frozen=True)
class Anchor:
    """What the record was at an entry; a cut is where older entries were deleted by right."""

    number: int
    kind: str
    seq: int
    hash: str
    at: str
    before: str
    signature: str = ""

    def said(self) -> str:
        """Return what is signed: every field but the signature."""
        fields = {name: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps(fields, sort_keys=True)


class Anchors:
    """The anchors in one file, by one key."""

    def __init__(self, path: Path, keys: Keys) -> None:
        self.path, self._keys = path, keys

    def read(self) -> list[Anchor]:
        """Return every anchor, each checked. Raises: AuditError naming the line, SetupError."""
        if not self.path.exists():
            return []
        found: list[Anchor] = []
        for line_no, line in enumerate(self.path.read_text().splitlines(), 1):
            try:
                anchor = Anchor(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise self._fault(line_no, "is not an anchor") from error
            if not hmac.compare_digest(self._sign(anchor), anchor.signature):
                raise self._fault(line_no, "is not signed by this installation's anchor key")
            if (anchor.number, anchor.before) != (line_no, _last(found)):
                raise self._fault(line_no, "does not follow the line before it")
            found.append(anchor)
        return found

    def append(self, kind: str, seq: int, entry_hash: str, at: str) -> Anchor:
        """Sign what the record is at an entry, and write it where it outlives a power cut."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            held = self.read()
            bare = Anchor(len(held) + 1, kind, seq, entry_hash, at, _last(held))
            made = Anchor(**{**asdict(bare), "signature": self._sign(bare)})
            file.write(json.dumps(asdict(made)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return made

    def _sign(self, anchor: Anchor) -> str:
        return self._keys.digest("anchor", anchor.said()).hex()

    def _fault(self, line_no: int, what: str) -> AuditError:
        return AuditError(
            f"line {line_no} of the anchors in {self.path} {what}: compare the file with the copy "
            "that is kept off this machine."
        )


def _last(anchors: list[Anchor]) -> str:
    return anchors[-1].signature if anchors else ""
