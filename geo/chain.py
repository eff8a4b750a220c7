"""Prove the audit record: each entry's hash computed anew, its beginning, its end, its anchors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine

from geo.anchors import ANCHOR, CUT, Anchor, Anchors
from geo.database import query
from geo.errors import AuditError

Fault = tuple[int, str]  # the entry, and what is wrong with it

NOTHING = "0" * 64
AT_ONCE = 5_000  # entries in memory


@dataclass
class Verdict:
    """What was checked, and the first entry that is not what was recorded, if there is one."""

    entries: int = 0
    anchors: int = 0
    last: int = 0
    seq: int | None = None
    fault: str | None = None
    cautions: list[str] = field(default_factory=list)

    def blame(self, seq: int, fault: str) -> None:
        """Name an entry at fault, if none before it was."""
        if self.seq is None or seq < self.seq:
            self.seq, self.fault = seq, fault

    @property
    def stands(self) -> bool:
        """Whether the record is what it was."""
        return self.fault is None


def entry_hash(fields: Iterable[str]) -> str:
    """Return the hash of an entry's fields in order, each with its length in bytes before it.

    The lengths keep text from moving between fields. The last field is the hash of the entry
    before; ``audit.add`` computes the same.
    """
    whole = hashlib.sha256()
    for text in fields:
        encoded = text.encode()
        whole.update(b"%d:" % len(encoded) + encoded)
    return whole.hexdigest()


def verify(engine: Engine, anchors: Anchors) -> Verdict:
    """Check the whole record as it is at one instant, a few thousand entries at a time.

    Raises: AuditError if an anchor itself is at fault; SetupError without the anchor key.
    """
    signed = anchors.read()
    verdict = Verdict(anchors=len(signed))
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        head = connection.execute(query("chain_head")).one()
        _check_beginning(head, signed, verdict)
        wanted = {anchor.seq: anchor for anchor in reversed(signed)}
        expected, previous, told = head.begins_after + 1, head.begins_hash, 0
        with _entries(connection) as entries:
            for row in entries:
                fault = _fault(row, expected, previous, wanted.get(row.seq))
                if fault is not None:
                    verdict.blame(*fault)
                    break
                told += row.action == "anchor"
                expected, previous = row.seq + 1, row.hash
                verdict.entries += 1
        verdict.last = expected - 1
        if verdict.stands:
            _check_end(head, previous, signed, told, verdict)
    return verdict


def note(engine: Engine, verdict: Verdict) -> None:
    """Keep when the record was proved and what came of it, for the administrator to see."""
    values = {
        "stands": verdict.stands,
        "entries": verdict.entries,
        "last": verdict.last,
        "anchors": verdict.anchors,
        "fault_seq": verdict.seq,
    }
    with engine.begin() as connection:
        connection.execute(query("note_verification"), values)


def _entries(connection: Connection) -> CursorResult[Any]:
    streamed = connection.execution_options(stream_results=True, max_row_buffer=AT_ONCE)
    return streamed.execute(query("chain_entries"))


def _fault(row: Any, expected: int, previous: str, signed: Anchor | None) -> Fault | None:
    """Return which entry is at fault, and how, if this one is not the next in the chain."""
    if row.seq != expected:
        return (expected, "is missing") if row.seq > expected else (row.seq, "is out of order")
    if row.previous != previous:
        return row.seq, "does not follow the entry before it"
    fields = (str(row.seq), row.at, row.actor, row.action, row.subject, row.detail, row.previous)
    if entry_hash(fields) != row.hash:
        return row.seq, "does not say what was recorded: a field of it was changed"
    if signed is not None and signed.hash != row.hash:
        return row.seq, f"is not the entry that was anchored as number {signed.number}"
    return None


def _check_beginning(head: Any, signed: list[Anchor], verdict: Verdict) -> None:
    if (head.begins_after, head.begins_hash) == (0, NOTHING):
        return
    cuts = {(anchor.seq, anchor.hash) for anchor in signed if anchor.kind == CUT}
    if (head.begins_after, head.begins_hash) not in cuts:
        verdict.blame(
            1, f"to {head.begins_after} are missing, and no signed anchor says they were cut off"
        )


def _check_end(head: Any, previous: str, signed: list[Anchor], told: int, verdict: Verdict) -> None:
    """Check that the record ends where its head, and every anchor, says that it does at least."""
    if head.seq > verdict.last:
        verdict.blame(verdict.last + 1, f"is missing: the record's head is entry {head.seq}")
    elif head.seq < verdict.last:
        verdict.blame(head.seq + 1, f"lies after the record's head, entry {head.seq}")
    elif head.hash != previous:
        verdict.blame(head.seq, "is not the entry that the record's head names")
    farthest = max((anchor.seq for anchor in signed), default=0)
    if farthest > verdict.last:
        verdict.blame(verdict.last + 1, f"is missing: entry {farthest} was anchored")
    anchored = sum(1 for anchor in signed if anchor.kind == ANCHOR)
    if told > anchored:
        verdict.cautions.append(
            f"the record tells of {told} anchors, and the file has {anchored}: it was cut short"
        )
    if not signed and verdict.entries:
        verdict.cautions.append(
            "there are no anchors: a record that was made anew from its first entry, or cut off "
            "at its end, would not be found out; nightjar audit anchor makes one"
        )


def anchor(engine: Engine, anchors: Anchors, actor: str) -> Anchor | None:
    """Sign what the record is now, or return None if nothing was added since the last anchor.

    Raises: AuditError if the record does not stand: an anchor would make a forgery look right.
    """
    verdict = verify(engine, anchors)
    if not verdict.stands:
        raise AuditError(
            f"the record must stand before it is anchored: entry {verdict.seq} {verdict.fault}"
        )
    signed = anchors.read()
    with engine.begin() as connection:
        head = connection.execute(query("chain_head")).one()
        last = max((each.seq for each in signed if each.kind == ANCHOR), default=-1)
        # the entry that tells of an anchor comes after it, and needs no anchor of its own
        if head.at is None or head.seq in (last, last + 1):
            return None
        made = anchors.append(ANCHOR, head.seq, head.hash, head.at.isoformat())
        connection.execute(
            query("audit_add"),
            {"actor": actor, "action": "anchor", "subject": str(made.number), "detail": "{}"},
        )
    return made
