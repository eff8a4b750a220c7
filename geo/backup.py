"""Back up what is held and the record, sealed, as they are at one instant.

In the file: a manifest (what the database holds, by which a restore is proved), the anchors of the
record, and PostgreSQL's own dump of ``held`` and ``audit``. What is computed from them is not in
it: an upgrade makes that anew. Nor are the keys: whoever finds a backup must not find what opens
it, nor what published figures are adjusted by.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

import geo
from geo import chain, made, snapshot_store
from geo.anchors import Anchors
from geo.command import say
from geo.contents import Contents, contents, rows_of
from geo.database import engine, query
from geo.errors import BackupError, NightjarError
from geo.keys import PURPOSES, Keys
from geo.release import digest
from geo.sealing import Sealer, unsealed
from geo.server_programs import address, running
from geo.settings import Settings

READ_BYTES = 1 << 20
LENGTH_BYTES = 8  # of the manifest, before it
LONGEST_MANIFEST = 1 << 30
NAMED = re.compile(r"nightjar-\d{8}T\d{6}Z\.backup")


@dataclass(frozen=True)
class Manifest:
    """What a backup says of the database that it is of; a restore is held to it."""

    backup_id: str
    taken_at: str
    release: str
    schema_digest: str | None
    revision: str
    keys: dict[str, str | None]  # fingerprints
    tables: Contents
    audit_seq: int
    audit_hash: str
    audit_stands: bool
    snapshots: dict[str, str]  # name and SHA-256
    newest_run: str | None
    flags_sha256: str | None  # of the newest run, computed when the backup was taken
    changed_by_hand: list[str]  # tables and constraints that were not as they were made
    anchors: str


def back_up(settings: Settings, keys: Keys, actor: str, path: Path) -> dict[str, Any]:
    """Write a sealed backup to a file that is not there yet, and tell the record of it.

    The file is there when it is whole, and not before. Raises: BackupError, SetupError.
    """
    began = time.perf_counter()
    keys.fingerprint("backup")  # said before anything is read
    owner = engine(settings)
    try:
        verdict = _stands(settings, keys)
        with _whole_or_none(path) as file, owner.connect() as connection:
            view = connection.execution_options(isolation_level="REPEATABLE READ")
            name = str(view.scalar(query("export_view")))
            manifest = describe(view, settings, keys, audit_stands=verdict)
            say(f"{rows_of(manifest.tables):,} rows of {len(manifest.tables)} tables")
            sealer = Sealer(file, keys)
            said = json.dumps(asdict(manifest)).encode()
            sealer.write(len(said).to_bytes(LENGTH_BYTES, "big") + said)
            _dump(settings, name, sealer)
            sealer.finish()
        told = {
            "backup": manifest.backup_id,
            "file": str(path),
            "taken_at": manifest.taken_at,
            "bytes": path.stat().st_size,
            "sha256": _sha256(path),
            "rows": rows_of(manifest.tables),
            "tables": len(manifest.tables),
            "audit_stands": verdict,
        }
        _record(owner.connect(), actor, told)
    finally:
        owner.dispose()
    return {**told, "seconds": round(time.perf_counter() - began, 3)}


def describe(
    connection: Connection, settings: Settings, keys: Keys, *, audit_stands: bool
) -> Manifest:
    """Describe the database as this connection sees it. Raises: BackupError without tables."""
    try:
        head = connection.execute(query("chain_head")).one()
    except SQLAlchemyError as error:
        raise BackupError(
            "the database must hold Nightjar's tables to be backed up, and holds none: "
            "nightjar db upgrade makes them"
        ) from error
    made_from = connection.scalar(query("schema_digest"))
    missing = keys.missing()
    of_this = made_from == digest()
    run, flags = newest_flags(connection) if of_this else (None, None)
    anchors = settings.anchor_file
    return Manifest(
        str(uuid4()),
        dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        geo.__version__,
        made_from,
        str(connection.scalar(query("schema_revision"))),
        {name: None if name in missing else keys.fingerprint(name) for name in PURPOSES},
        contents(connection),
        head.seq,
        head.hash,
        audit_stands,
        {each.name: each.sealed.sha256 for each in snapshot_store.every(connection)},
        run,
        flags,
        made.changed_by_hand(connection) if of_this else [],
        anchors.read_text() if anchors.exists() else "",
    )


def newest_flags(connection: Connection) -> tuple[str | None, str | None]:
    """Return the newest stored run and the hash of its flags, computed again from what is held."""
    row = connection.execute(query("newest_run")).one_or_none()
    if row is None:
        return None, None
    return str(row.run_id), connection.scalar(query("flags_again"), dict(row._mapping))


def opened(path: Path, keys: Keys) -> tuple[Manifest, Iterator[bytes]]:
    """Return a backup's manifest, and its dump in proved pieces.

    Raises: BackupError, SetupError.
    """
    pieces = _pieces(path, keys)
    held = b""
    for piece in pieces:
        held += piece
        length = int.from_bytes(held[:LENGTH_BYTES], "big")
        if length > LONGEST_MANIFEST:
            break
        if len(held) >= LENGTH_BYTES + length:
            try:
                manifest = Manifest(**json.loads(held[LENGTH_BYTES : LENGTH_BYTES + length]))
            except (TypeError, ValueError):
                break
            return manifest, _rest(held[LENGTH_BYTES + length :], pieces)
    raise BackupError(
        f"{path} must be a backup of this release or an earlier one, and is of one that this "
        "release cannot read: use the release that made it."
    )


def prove(path: Path, keys: Keys) -> Manifest:
    """Read a backup to its end, using nothing of it. Raises: BackupError, SetupError."""
    manifest, dump = opened(path, keys)
    for _ in dump:
        pass
    return manifest


def named(folder: Path) -> Path:
    """Return a name for a backup in a folder, by the time in UTC."""
    return folder / f"nightjar-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}.backup"


def newest(folder: Path) -> Path:
    """Return the newest backup of a folder that was named by us. Raises: BackupError."""
    if not (ours := _ours(folder)):
        raise BackupError(
            f"{folder} must hold a backup that nightjar backup named, and holds none: nightjar "
            "backup FOLDER makes one."
        )
    return ours[-1]


def _ours(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))


def remove_older(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder that were named by us; what was deleted."""
    ours = _ours(folder)
    for path in ours[:-keep]:
        path.unlink()
    return ours[:-keep]


def _stands(settings: Settings, keys: Keys) -> bool:
    """Whether the record stands; a backup of one that does not is still a backup."""
    try:
        verdict = chain.verify(engine(settings), Anchors(settings.anchor_file, keys))
    except (NightjarError, SQLAlchemyError) as error:
        say(f"note: the record could not be proved ({type(error).__name__}): nightjar audit verify")
        return False
    if not verdict.stands:
        say("note: the record does not stand, and is backed up as it is: nightjar audit verify")
    return verdict.stands


def _dump(settings: Settings, view: str, sealer: Sealer) -> None:
    # the compression that costs least: a backup is mostly points and hashes
    arguments = ["--format=custom", "--compress=3", "--no-owner", "--no-privileges"]
    # an owner who is no superuser sees all rows by a policy, which pg_dump else refuses to read by
    arguments += ["--schema=held", "--schema=audit", "--enable-row-security", f"--snapshot={view}"]
    with running(settings, "pg_dump", arguments, address(settings)) as process:
        assert process.stdout is not None
        while data := process.stdout.read(READ_BYTES):
            sealer.write(data)


@contextmanager
def _whole_or_none(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name when it is whole and on the disk, and is gone if not."""
    if os.path.lexists(path):
        raise BackupError(f"a backup must be a new file, and {path} is there: give another name")
    if not path.parent.is_dir():
        raise BackupError(f"a backup must be in a folder that is there, and {path.parent} is none")
    begun = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(begun, path)  # unlike a rename, it never takes the place of another file
    finally:
        begun.unlink(missing_ok=True)


def _pieces(path: Path, keys: Keys) -> Iterator[bytes]:
    with path.open("rb") as file:
        try:
            yield from unsealed(file, keys)
        except BackupError as error:
            raise BackupError(f"{path} cannot be used: {error}") from None


def _rest(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record(connection: Connection, actor: str, told: dict[str, Any]) -> None:
    kept = {name: told[name] for name in ("taken_at", "bytes", "sha256", "rows")}
    values = {"actor": actor, "action": "back up", "subject": told["backup"]}
    with connection, connection.begin():
        connection.execute(query("audit_add"), {**values, "detail": json.dumps(kept)})
