"""Change the audit record in every way that the database's owner could, and see what is found.

The record is changed for good each time, and put back from a copy: for a database of invented data
alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from geo import chain
from geo.anchors import Anchors
from geo.assurance import Finding, at_most
from geo.database import query, statements
from geo.keys import Keys
from geo.settings import Settings

ENTRIES = 12
WAYS = {
    "tamper_flip": "a field changed",
    "tamper_delete": "an entry deleted",
    "tamper_insert": "an entry put between two",
    "tamper_reorder": "two entries that changed places",
    "tamper_truncate": "the end cut off, with the head that tells of it",
    "tamper_rewrite": "the whole record made anew with hashes that fit",
}


def run(owner: Engine, settings: Settings) -> Sequence[Finding]:
    """Tamper in each way, and count what goes unnoticed; then look at what nobody touched."""
    anchors = Anchors(settings.anchor_file, Keys(settings.key_folder))
    with owner.begin() as connection:
        for _ in range(ENTRIES):
            values = {"actor": "an attack", "action": "write", "subject": "", "detail": "{}"}
            connection.execute(query("audit_add"), values)
    chain.anchor(owner, anchors, "an attack")
    _say(owner, "tamper_begin")
    unnoticed = []
    for way in WAYS:
        _say(owner, way)
        if chain.verify(owner, anchors).stands:
            unnoticed.append(way)
        _say(owner, "tamper_undo")
    untouched = chain.verify(owner, anchors)
    return [
        at_most(
            "ways of changing the audit record that go unnoticed",
            f"{len(WAYS)} ways, by the owner, triggers disabled: {', '.join(WAYS.values())}",
            len(unnoticed),
            0,
        ),
        at_most(
            "false alarms over a record that nobody touched",
            f"{untouched.entries} entries and {untouched.anchors} anchors, put back as they were",
            0 if untouched.stands else 1,
            0,
        ),
    ]


def _say(owner: Engine, name: str) -> None:
    with owner.begin() as connection:
        for statement in statements(name):
            connection.execute(statement)
