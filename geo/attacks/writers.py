"""Write to the audit record from many connections at once: the chain must not fork.

A chain whose writers do not queue has entries with the same predecessor, and its verifier raises an
alarm over a record that nobody touched. The entries stay: for a database of invented data alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from geo import chain
from geo.anchors import Anchors
from geo.assurance import Finding, at_least, at_most
from geo.database import query
from geo.keys import Keys
from geo.settings import Settings

WRITERS, ENTRIES = 16, 10_000  # of each; a minute or two


def run(
    owner: Engine, settings: Settings, writers: int = WRITERS, entries: int = ENTRIES
) -> Sequence[Finding]:
    """Let writers write at once, each entry committed by itself, and verify the whole record."""
    anchors = Anchors(settings.anchor_file, Keys(settings.key_folder))
    before = chain.verify(owner, anchors).entries
    with ThreadPoolExecutor(writers) as pool:
        for done in [pool.submit(_write, owner, entries) for _ in range(writers)]:
            done.result()
    after = chain.verify(owner, anchors)
    tried = f"{writers} writers at once, {entries} entries each, every one committed by itself"
    return [
        at_most("false alarms over what many wrote at once", tried, 0 if after.stands else 1, 0),
        at_least(
            "entries of theirs in the chain", tried, after.entries - before, writers * entries
        ),
    ]


def _write(owner: Engine, entries: int) -> None:
    values = {"actor": "a writer", "action": "write", "subject": "", "detail": "{}"}
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(query("writer_begins"))
        for _ in range(entries):
            connection.execute(query("audit_add"), values)
