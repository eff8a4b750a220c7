"""What a restore proves before anything is replaced, and what it says that it could not prove."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from geo import chain, made, snapshot_store
from geo.anchors import Anchors
from geo.backup import Manifest, newest_flags
from geo.check import check
from geo.command import say
from geo.contents import contents, differences, rows_of
from geo.errors import BackupError
from geo.keys import Keys
from geo.release import digest


@dataclass
class Restored:
    """What a restore did and what it proved, in the order in which it did."""

    manifest: Manifest
    proved: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    erased_again: int = 0
    anchors_set_aside: Path | None = None
    seconds: float = 0.0

    def describe(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        aside = self.anchors_set_aside
        return {
            "backup": self.manifest.backup_id,
            "taken_at": self.manifest.taken_at,
            "release": self.manifest.release,
            "rows": rows_of(self.manifest.tables),
            "proved": self.proved,
            "cautions": self.cautions,
            "erased_again": self.erased_again,
            "anchors_set_aside": str(aside) if aside else None,
            "seconds": self.seconds,
        }


def prove_contents(inside: Engine, found: Restored) -> None:
    """Hold the tables, as they were read in, to the manifest. Raises: BackupError."""
    with inside.connect() as connection:
        _must_agree(differences(found.manifest.tables, contents(connection)))
    _say(found, f"every table holds what it held: {rows_of(found.manifest.tables):,} rows")


def prove_rest(inside: Engine, keys: Keys, found: Restored) -> None:
    """Prove a database of this release: tables, snapshots, flags, record. Raises: BackupError."""
    changed = found.manifest.changed_by_hand
    with inside.begin() as connection:
        made.note_restored(connection, changed)
    with inside.connect() as connection:
        said = check(connection)
        _must_agree(
            [each for each in said if not any(each.startswith(f"{name} ") for name in changed)]
        )
        _say(found, f"tables, views and rights are of this release, from {found.manifest.release}")
        found.cautions += [
            f"{name} had been changed by hand when it was backed up, and is so still"
            for name in changed
        ]
        _prove_snapshots(connection, keys, found)
        _prove_flags(connection, found)
    _prove_record(inside, keys, found)


def _prove_snapshots(connection: Connection, keys: Keys, found: Restored) -> None:
    held = {each.name: each.sealed.sha256 for each in snapshot_store.every(connection)}
    if held != found.manifest.snapshots:
        raise BackupError("the snapshots are not those of the backup: nothing was replaced.")
    if _lacks(found, "snapshot"):
        found.cautions.append("snapshots could not be proved without their key")
        return
    wrong = [name for name, fault in snapshot_store.faults(connection, keys).items() if fault]
    if wrong:
        raise BackupError(f"{', '.join(wrong)} is not as it was signed: nothing was replaced.")
    one = "1 snapshot is as it was signed"
    _say(found, one if len(held) == 1 else f"{len(held)} snapshots are as they were signed")


def _prove_flags(connection: Connection, found: Restored) -> None:
    manifest = found.manifest
    if manifest.flags_sha256 is None:
        said = "no run was stored" if manifest.schema_digest else "the release was another"
        found.cautions.append(f"flags were not computed again: {said} when it was taken")
        return
    run, flags = newest_flags(connection)
    if (run, flags) == (manifest.newest_run, manifest.flags_sha256):
        _say(found, "the flags of the newest run come out the same, computed again")
    elif manifest.schema_digest == digest():
        raise BackupError(
            "the flags of the newest run must come out as they did when the backup was taken, and "
            "come out otherwise: nothing was replaced."
        )
    else:
        found.cautions.append("this release computes the flags of the newest run otherwise")


def _prove_record(inside: Engine, keys: Keys, found: Restored) -> None:
    """Prove the record by the anchors of the time of the backup."""
    if _lacks(found, "anchor"):
        found.cautions.append("the record could not be proved without the anchor key")
        return
    with tempfile.TemporaryDirectory(prefix="nightjar-") as folder:
        file = Path(folder) / "anchors.jsonl"
        file.write_text(found.manifest.anchors)
        verdict = chain.verify(inside, Anchors(file, keys))
    if verdict.stands:
        _say(found, f"the record stands: {verdict.entries:,} entries to number {verdict.last}")
    elif found.manifest.audit_stands:
        raise BackupError(
            f"the record must stand as it did when the backup was taken, and entry {verdict.seq} "
            f"{verdict.fault}: nothing was replaced."
        )
    else:
        found.cautions.append(
            f"the record did not stand when the backup was taken, and does not: entry "
            f"{verdict.seq} {verdict.fault}"
        )


def _must_agree(said: list[str]) -> None:
    if said:
        more = f" and {len(said) - 3} more" if len(said) > 3 else ""
        raise BackupError(
            f"what was restored is not what was backed up: {'; '.join(said[:3])}{more}. Nothing "
            "was replaced."
        )


def _lacks(found: Restored, name: str) -> bool:
    return any(each.startswith(f"the {name} key") for each in found.cautions)


def _say(found: Restored, sentence: str) -> None:
    found.proved.append(sentence)
    say(sentence)
