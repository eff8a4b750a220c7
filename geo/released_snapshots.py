"""What pages may ask of snapshots: the list, and a file, which is recorded and checked.

A file is handed over by a function of the database that records who asks in the same act; it is
shown if it is what was signed, and if it is not, that is recorded and nothing is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, RowMapping
from sqlalchemy.exc import DBAPIError, OperationalError

from geo.database import query
from geo.errors import AuditError, NotFoundError, SnapshotError
from geo.keys import Keys
from geo.snapshot_files import MANIFEST, PAGE, Sealed, verify


def listed(connection: Connection, *, drafts: bool) -> Sequence[RowMapping]:
    """Return the snapshots, newest first; drafts are there for analysts alone."""
    name = "released_snapshots_of_analyst" if drafts else "released_snapshots"
    return connection.execute(query(name)).mappings().all()


def opened(engine: Engine, keys: Keys, session: bytes, name: str, file: str) -> bytes:
    """Return a file of a snapshot, checked. Raises: NotFoundError, SnapshotError, AuditError.

    ``session`` is the hash by which the database knows who asks.
    """
    values = {
        "session": session,
        "snapshot": name,
        # the manifest is kept with its hash, and every file comes with it
        "file": PAGE if file == MANIFEST else file,
    }
    try:
        with engine.begin() as connection:
            row = connection.execute(query("open_snapshot"), values).one_or_none()
    except OperationalError:
        raise
    except DBAPIError as error:
        raise AuditError(
            "who opens a snapshot must be recorded before it is shown, and the record cannot be "
            "written: nothing is shown. nightjar audit verify says how the record stands."
        ) from error
    if row is None:
        raise NotFoundError("there is no such snapshot")
    sealed = Sealed(bytes(row.manifest), row.sha256, row.signature, row.key_fingerprint)
    files = {str(values["file"]): bytes(row.bytes)}
    try:
        verify(keys, name, sealed, files, all_of_them=False)
    except SnapshotError:
        with engine.begin() as connection:
            connection.execute(query("report_snapshot"), values)
        raise
    return sealed.manifest if file == MANIFEST else files[file]
