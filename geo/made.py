"""What an upgrade made: noted by it, and compared with what is there by ``nightjar db check``.

Views, functions, rights, triggers and the text of constraints have no model to be compared with.
PostgreSQL's own description of each is noted when it is made; what is held and what is rebuilt are
noted apart, for an upgrade makes the second anew each time and the first in migrations alone.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from geo.database import query

REVISION = "the revision of the tables"


def note(connection: Connection) -> None:
    """Note what there is now: what is rebuilt always, what is held if a migration changed it."""
    found = _found(connection)
    noted = _noted(connection)
    for kept in (False, True):
        if kept and noted.get(REVISION) == found[REVISION]:
            continue
        connection.execute(query("forget_as_made"), {"kept": kept})
        rows = [
            {"object": name, "kept": kept, "digest": digest}
            for name, (is_kept, digest) in found.items()
            if is_kept is kept
        ]
        connection.execute(query("note_as_made"), rows)


def note_restored(connection: Connection, changed: Collection[str]) -> None:
    """Note what is held anew: PostgreSQL words a constraint otherwise once a dump was read in.

    What was ``changed`` by hand before the dump was taken stays noted as it was made.
    """
    found, noted = _found(connection), _noted(connection)
    kept = {name: digest for name, (is_kept, digest) in found.items() if is_kept}
    as_it_was = {name: noted[name][1] for name in changed if name in noted and noted[name][0]}
    rows = [
        {"object": name, "kept": True, "digest": digest}
        for name, digest in (
            {n: d for n, d in kept.items() if n not in changed} | as_it_was
        ).items()
    ]
    connection.execute(query("forget_as_made"), {"kept": True})
    connection.execute(query("note_as_made"), rows)


def changed_by_hand(connection: Connection) -> list[str]:
    """Return the names of what is held and is not as it was made."""
    found, noted = _found(connection), _noted(connection)
    names = found.keys() | noted.keys()
    differing = [name for name in sorted(names) if found.get(name) != noted.get(name)]
    return [name for name in differing if (found.get(name) or noted[name])[0]]


def differences(connection: Connection) -> list[tuple[bool, str]]:
    """Return what was changed since: whether it is held rather than rebuilt, and a sentence."""
    found, noted = _found(connection), _noted(connection)
    said = []
    for name in sorted(found.keys() | noted.keys()):
        if found.get(name) == noted.get(name):
            continue
        was = "is not there" if name not in found else "was changed"
        was = "was added by hand" if name not in noted else was
        kept = (found.get(name) or noted[name])[0]
        said.append((kept, f"{name} {was}"))
    return said


def _found(connection: Connection) -> dict[str, tuple[bool, str]]:
    rows = connection.execute(query("catalogue")).all()
    revision = str(connection.scalar(query("schema_revision")))
    return {row.object: (row.kept, row.digest) for row in rows} | {REVISION: (True, revision)}


def _noted(connection: Connection) -> dict[str, tuple[bool, str]]:
    rows = connection.execute(query("as_made")).all()
    return {row.object: (row.kept, row.digest) for row in rows}
