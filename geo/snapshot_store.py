"""A snapshot's life in the database: built, checked, published, withdrawn; never changed.

The database refuses changes, a publication without a passing check of the same hash, and a second
snapshot that stands for the same period; what is said here is said in sentences first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from geo import snapshot_check
from geo.audit import check_reason
from geo.database import query
from geo.errors import PublicationError, SnapshotError
from geo.keys import Keys
from geo.snapshot_check import Judged
from geo.snapshot_files import MANIFEST, Files, Sealed, manifest_of, seal, snapshot_name, verify
from geo.snapshot_tables import Told, read

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
_ONE_AT_A_TIME = 0x536E6170  # an advisory lock's number; the letters "Snap"


@dataclass(frozen=True)
class Kept:
    """A snapshot as the database has it, without its files."""

    snapshot_id: UUID
    name: str
    period: str
    edition: int
    state: str
    sealed: Sealed
    built_at: dt.datetime
    published_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    withdrawn_for: str | None
    check_no: int | None
    passed: bool | None
    beside: str | None
    findings: Sequence[Mapping[str, Any]]
    notes: int

    def describe(self) -> dict[str, Any]:
        """Return what may be printed of it, as plain values."""
        return {
            "name": self.name,
            "period": self.period,
            "state": self.state,
            "sha256": self.sealed.sha256,
            "built_at": self.built_at,
            "published_at": self.published_at,
            "withdrawn_at": self.withdrawn_at,
            "withdrawn_for": self.withdrawn_for,
            "check_passed": self.passed,
            "notes": self.notes,
        }


def every(connection: Connection) -> list[Kept]:
    """Return every snapshot that is held, by period and edition."""
    return [
        Kept(
            row.snapshot_id,
            row.name,
            row.period,
            row.edition,
            row.state,
            Sealed(bytes(row.manifest), row.sha256, row.signature, row.key_fingerprint),
            row.built_at,
            row.published_at,
            row.withdrawn_at,
            row.withdrawn_for,
            row.check_no,
            row.passed,
            row.beside,
            row.findings or (),
            row.notes,
        )
        for row in connection.execute(query("held_snapshots"))
    ]


def newest(connection: Connection, period: str) -> Kept:
    """Return the last edition of a period that was not withdrawn. Raises: PublicationError."""
    found = [
        each for each in every(connection) if each.period == period and each.state != WITHDRAWN
    ]
    if not found:
        raise PublicationError(
            f"a snapshot of {period} must be built first, and none is: nightjar snapshot build"
        )
    return found[-1]


def files_of(connection: Connection, kept: Kept) -> dict[str, bytes]:
    """Return the files of a snapshot, its manifest among them, as they are stored."""
    rows = connection.execute(query("held_snapshot_files"), {"snapshot_id": kept.snapshot_id})
    return {row.name: bytes(row.bytes) for row in rows} | {MANIFEST: kept.sealed.manifest}


def verified_files(connection: Connection, keys: Keys, kept: Kept) -> dict[str, bytes]:
    """Return the files of a snapshot, if they are those that were signed. Raises: SnapshotError."""
    files = files_of(connection, kept)
    own = {name: data for name, data in files.items() if name != MANIFEST}
    verify(keys, kept.name, kept.sealed, own, all_of_them=True)
    return files


def build(
    connection: Connection, keys: Keys, actor: str, about: Mapping[str, Any], files: Files
) -> tuple[Kept, bool]:
    """Keep files as a draft, and return it; False if the same bytes stand there already.

    Raises: PublicationError if another snapshot of the period is published; SetupError.
    """
    _alone(connection)
    period, manifest = str(about["period"]), manifest_of(about, files)
    there = [each for each in every(connection) if each.period == period]
    for each in there:
        if each.state != WITHDRAWN and each.sealed.manifest == manifest:
            return each, False
        if each.state == PUBLISHED:
            raise PublicationError(
                f"{each.name} is published and final, and what would be built now differs from it: "
                "corrections wait for the annual restatement (--restate). If it is at fault, "
                "withdraw it first: nightjar snapshot withdraw"
            )
    name = snapshot_name(period, max((each.edition for each in there), default=0) + 1)
    sealed = seal(keys, name, manifest)
    values = {
        "name": name,
        "period": period,
        "edition": max((each.edition for each in there), default=0) + 1,
        "manifest": sealed.manifest,
        "sha256": sealed.sha256,
        "signature": sealed.signature,
        "key_fingerprint": sealed.key_fingerprint,
        "actor": actor,
    }
    snapshot_id = connection.scalar(query("store_snapshot"), values)
    for file, data in files.items():
        connection.execute(
            query("store_snapshot_file"),
            {
                "snapshot_id": snapshot_id,
                "name": file,
                "bytes": data,
                "sha256": hashlib.sha256(data).hexdigest(),
            },
        )
    _record(connection, actor, "build snapshot", name, {"sha256": sealed.sha256})
    return next(each for each in every(connection) if each.name == name), True


def ever_published(connection: Connection, but: str = "") -> list[Told]:
    """Return what every snapshot tells that was published at any time, from its stored bytes."""
    return [
        read(each.name, files_of(connection, each), stands=each.state == PUBLISHED)
        for each in every(connection)
        if each.published_at is not None and each.name != but
    ]


def check(
    connection: Connection, keys: Keys, actor: str, kept: Kept, remake: Callable[[], Files]
) -> list[Judged]:
    """Try a snapshot by the rules, and keep what came of it. Raises: SnapshotError."""
    _alone(connection)
    files = verified_files(connection, keys, kept)
    told = read(kept.name, files)
    # a later release may word a page anew; what is published stays, and its figures are tried
    expected = None if kept.state == PUBLISHED else remake()
    judged = snapshot_check.check(
        connection, told, files, ever_published(connection, kept.name), expected
    )
    values = {
        "snapshot_id": kept.snapshot_id,
        "sha256": kept.sealed.sha256,
        "beside": beside(connection, kept.name),
        "actor": actor,
        "passed": snapshot_check.passed(judged),
        "findings": snapshot_check.described(judged),
    }
    connection.execute(query("store_snapshot_check"), values)
    said = {"sha256": kept.sealed.sha256, "passed": values["passed"]}
    _record(connection, actor, "check snapshot", kept.name, said)
    return judged


def beside(connection: Connection, but: str) -> str:
    """Return a hash over everything that a snapshot is checked beside."""
    quarters = connection.execute(query("cell_publications")).all()
    there = [(each.quarter, each.result_sha256) for each in quarters]
    there += [
        (each.name, each.sealed.sha256)
        for each in every(connection)
        if each.published_at is not None and each.name != but
    ]
    return hashlib.sha256(json.dumps(sorted(there)).encode()).hexdigest()


def publish(connection: Connection, keys: Keys, actor: str, period: str) -> tuple[Kept, bool]:
    """Publish the draft of a period; False if it is published already.

    Raises: PublicationError without a passing check of exactly these bytes, beside everything that
    is published now; SnapshotError if the bytes are not those that were signed.
    """
    _alone(connection)
    kept = newest(connection, period)
    verified_files(connection, keys, kept)
    if kept.state == PUBLISHED:
        return kept, False
    if kept.check_no is None:
        raise PublicationError(
            f"{kept.name} must pass a check before it is published, and was not checked: nightjar "
            "snapshot check"
        )
    if not kept.passed:
        broken = [each["check"] for each in kept.findings if not each["passed"]]
        raise PublicationError(
            f"{kept.name} must pass its check before it is published, and did not: "
            f"{'; '.join(broken)}"
        )
    if kept.beside != beside(connection, kept.name):
        raise PublicationError(
            f"{kept.name} must be checked beside everything that is published, and something was "
            "published since: nightjar snapshot check again"
        )
    _event(connection, kept, PUBLISHED, actor, check_no=kept.check_no)
    _record(connection, actor, "publish snapshot", kept.name, {"sha256": kept.sealed.sha256})
    return newest(connection, period), True


def withdraw(connection: Connection, actor: str, period: str, reason: str) -> Kept:
    """Withdraw the published snapshot of a period; it stays on file. Raises: PublicationError."""
    _alone(connection)
    reason = check_reason(reason)
    found = [each for each in every(connection) if (each.period, each.state) == (period, PUBLISHED)]
    if not found:
        raise PublicationError(f"a snapshot of {period} must be published to be withdrawn")
    _event(connection, found[0], WITHDRAWN, actor, reason=reason)
    _record(connection, actor, "withdraw snapshot", found[0].name, {"reason": reason})
    return found[0]


def faults(connection: Connection, keys: Keys, period: str | None = None) -> dict[str, str | None]:
    """Return every snapshot's name with what is wrong with its bytes; None: nothing.

    Raises: PublicationError if a period is named of which there is no snapshot: it would be said to
    stand.
    """
    found: dict[str, str | None] = {}
    for each in every(connection):
        if period in {None, each.period}:
            try:
                verified_files(connection, keys, each)
                found[each.name] = None
            except SnapshotError as error:
                found[each.name] = str(error)
    if period is not None and not found:
        raise PublicationError(
            f"a snapshot of {period} must be there to be verified, and none is: nightjar snapshot "
            "list names those that are"
        )
    return found


def _alone(connection: Connection) -> None:
    connection.execute(query("one_at_a_time"), {"key": _ONE_AT_A_TIME})


def _event(
    connection: Connection,
    kept: Kept,
    kind: str,
    actor: str,
    *,
    check_no: int | None = None,
    reason: str | None = None,
) -> None:
    values = {
        "snapshot_id": kept.snapshot_id,
        "kind": kind,
        "actor": actor,
        "check_no": check_no,
        "reason": reason,
    }
    connection.execute(query("add_snapshot_event"), values)


def _record(
    connection: Connection, actor: str, action: str, name: str, detail: Mapping[str, Any]
) -> None:
    values = {"actor": actor, "action": action, "subject": name, "detail": json.dumps(detail)}
    connection.execute(query("audit_add"), values)
