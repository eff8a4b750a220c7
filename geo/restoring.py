"""Restore a backup: into a database beside the present one, proved there, and only then swapped.

Whatever goes wrong before the swap leaves the present database as it is; the swap itself is one
transaction. What a backup cannot know is mended: children who were erased since it was taken are
erased again, and every session has ended.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from geo.backup import Manifest, opened, prove
from geo.command import say
from geo.contents import rows_of
from geo.database import DATABASE, engine, query, source
from geo.erasure import erase
from geo.errors import BackupError
from geo.keys import Keys
from geo.marks import Erased, is_among
from geo.restore_proof import Restored, prove_contents, prove_rest
from geo.server_programs import address, running
from geo.settings import Settings
from geo.swapping import drop, drop_left_behind, maintaining, make, swap
from geo.upgrade import upgrade

Marks = list[tuple[str, str | None]]  # with the fingerprint of the key that made each

BESIDE = "_restoring_"
ERASED_AGAIN = "erased before a backup from before it was restored, and so again"


def restore(
    settings: Settings,
    keys: Keys,
    actor: str,
    path: Path,
    *,
    replace: bool = False,
    without_keys: bool = False,
) -> Restored:
    """Put what a backup holds in the place of an empty database, or of any with ``replace``.

    ``without_keys``: also where a key is lost, of which all is said that cannot be proved then.
    Raises: BackupError if it is not whole, not what it says, or the database is not empty;
    SetupError without the backup key.
    """
    began = time.perf_counter()
    found = Restored(prove(path, keys))
    say(f"the file is whole: {rows_of(found.manifest.tables):,} rows of {found.manifest.taken_at}")
    _check_keys(found, keys, without_keys=without_keys)
    present = str(address(settings).database or DATABASE)
    with maintaining(settings) as server:
        drop_left_behind(server, f"{present}{BESIDE}")
        erased = _look_at_present(settings, server, present, replace=replace)
        beside = f"{present}{BESIDE}{os.getpid()}"
        with _allowed():
            make(server, beside)
            try:
                _fill(settings, keys, path, beside)
                _bring_up(settings, keys, beside, found, erased, actor)
                swap(server, present, beside, f"{present}{BESIDE}old_{os.getpid()}")
            finally:
                drop(server, beside)
    found.anchors_set_aside = _settle_anchors(settings, found.manifest)
    found.seconds = round(time.perf_counter() - began, 3)
    return found


@contextmanager
def _allowed() -> Iterator[None]:
    """Say what the login must be allowed to, if it is not. Raises: BackupError.

    PostGIS is an extension that a login must be the server's administrator to make; one that the
    new database has from the template that it is made from, nobody needs to make.
    """
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        fault = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(fault, psycopg.errors.InsufficientPrivilege):
            raise
        raise BackupError(
            "the database's login must own the database that is replaced and be allowed to make "
            "one with the extensions postgis and pgcrypto beside it: PostgreSQL says "
            f"{str(fault).strip().splitlines()[0]!r}. Nothing was changed; have an administrator "
            "give it CREATEDB and make both extensions in the database template1, and restore "
            "again."
        ) from error


def _check_keys(found: Restored, keys: Keys, *, without_keys: bool) -> None:
    """Compare the keys at hand with those of the time of the backup. Raises: BackupError."""
    missing = keys.missing()
    for name, theirs in found.manifest.keys.items():
        ours = None if name in missing else keys.fingerprint(name)
        if ours == theirs or theirs is None:
            continue
        said = f"the {name} key must be the one of the time of the backup ({theirs}), and is "
        said += "missing" if ours is None else f"another ({ours})"
        if not without_keys:
            raise BackupError(
                f"{said}: put it back in {keys.folder}. If it is lost for good, --without-keys "
                "restores all the same and says what cannot be proved then."
            )
        found.cautions.append(said)


def _look_at_present(
    settings: Settings, server: Engine, present: str, *, replace: bool
) -> Marks | None:
    """Return the marks of children erased by now, or None where nobody can say.

    Raises: BackupError if what is there is not to be replaced.
    """
    with server.connect() as connection:
        if not connection.scalar(query("database_exists"), {"name": present}):
            return None
    there = _engine_of(settings, present)
    try:
        with there.connect() as connection:
            if not connection.scalar(query("held_anything")):
                return None
            if not replace:
                raise BackupError(
                    "the database must be empty to be restored into, and holds what was loaded or "
                    "recorded: back it up if it can be, and add --replace to put the backup in its "
                    "place."
                )
            rows = connection.execute(query("tombstones")).all()
            return [(row.mark, row.key_fingerprint) for row in rows]
    except DBAPIError as error:
        if not replace:
            raise BackupError(
                "whether the database is empty must be known, and it cannot be read: add --replace "
                "to put the backup in its place."
            ) from error
        return None
    finally:
        there.dispose()


def _fill(settings: Settings, keys: Keys, path: Path, beside: str) -> None:
    """Read the dump into the database beside, which has nothing but extensions and logins."""
    inside = _engine_of(settings, beside)
    with inside.begin() as connection:
        connection.connection.cursor().execute(source("extensions.sql"))
        connection.connection.cursor().execute(source("roles.sql"))
    inside.dispose()
    arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    _, dump = opened(path, keys)
    with running(settings, "pg_restore", arguments, address(settings, beside)) as process:
        assert process.stdin is not None
        for piece in dump:
            process.stdin.write(piece)


def _bring_up(
    settings: Settings,
    keys: Keys,
    beside: str,
    found: Restored,
    erased: Marks | None,
    actor: str,
) -> None:
    """Prove the database beside, bring it to this release, and mend what a backup cannot know."""
    manifest, inside = found.manifest, _engine_of(settings, beside)
    try:
        prove_contents(inside, found)
        upgrade(inside)
        prove_rest(inside, keys, found)
        found.erased_again = _erase_again(inside, keys, erased or [], actor)
        with inside.begin() as connection:
            connection.execute(query("forget_sessions"))
            detail = {"taken_at": manifest.taken_at, "erased_again": found.erased_again}
            values = {"actor": actor, "action": "restore", "subject": manifest.backup_id}
            connection.execute(query("audit_add"), {**values, "detail": json.dumps(detail)})
    finally:
        inside.dispose()
    if erased is None:
        found.cautions.append(
            f"which children were erased after {manifest.taken_at} is not known here: erase them "
            "again (nightjar erase)"
        )
    found.cautions.append(
        f"accounts and rights are as they were at {manifest.taken_at}: end again what was ended "
        "since (nightjar user list). Every session has ended."
    )


def _erase_again(inside: Engine, keys: Keys, erased: Marks, actor: str) -> int:
    """Erase the children whose marks were laid since; return how many were held again."""
    with inside.connect() as connection:
        before = {row.mark for row in connection.execute(query("tombstones"))}
        since = [(whose, by) for whose, by in erased if whose not in before]
        refs = list(connection.scalars(query("child_refs"))) if since else []
    marks = {whose for whose, _ in since}
    held = [ref for ref in refs if is_among(keys, ref, marks)] if marks else []
    for ref in held:
        erase(inside, keys, actor, ref, ERASED_AGAIN)
    with inside.begin() as connection:
        for whose, by in since:
            values = {"mark": whose, "key_fingerprint": by}
            connection.execute(query("lay_tombstone"), values)
        Erased(connection, keys)  # the marks are of the key at hand, or it is said now
    return len(held)


def _settle_anchors(settings: Settings, manifest: Manifest) -> Path | None:
    """Put the anchors of the backup in place; what was anchored since is kept beside them.

    Those later anchors prove which entries were lost: they are evidence, and no longer of this
    record.
    """
    path = settings.anchor_file
    present = path.read_text() if path.exists() else ""
    if present == manifest.anchors:
        return None
    aside = None
    if present:
        at = dt.datetime.now(dt.UTC)
        aside = path.with_name(f"{path.name}.before-restore-{at:%Y%m%dT%H%M%SZ}")
        os.link(path, aside)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}.{os.getpid()}.part")
    begun.touch(mode=0o600)
    begun.write_text(manifest.anchors)
    begun.replace(path)
    return aside


def _engine_of(settings: Settings, name: str) -> Engine:
    url = address(settings, name).render_as_string(hide_password=False)
    return engine(settings.model_copy(update={"database_url": url}))
