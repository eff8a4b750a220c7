"""A snapshot as files: its manifest, its hash, its signature, and whether they still agree.

The manifest names each file with its hash; the hash of the manifest is the snapshot's. What is
signed, by a key that the database does not hold, is the snapshot's name with that hash: whoever can
write to the database can neither change a file nor give one snapshot the name of another.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.errors import SetupError, SnapshotError
from geo.keys import Keys

KEY = "snapshot"
MANIFEST = "manifest.json"
PAGE, PDF, PNG = "page.html", "page.pdf", "page.png"
Files = Mapping[str, bytes]
MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}


@dataclass(frozen=True)
class Sealed:
    """What says that the files of a snapshot are its own."""

    manifest: bytes
    sha256: str
    signature: str
    key_fingerprint: str


def snapshot_name(period: str, edition: int) -> str:
    """Return the name by which one edition of a period is asked for: 2026Q3, then 2026Q3-2."""
    return period if edition == 1 else f"{period}-{edition}"


def digest(data: bytes) -> str:
    """Return SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest_of(about: Mapping[str, Any], files: Files) -> bytes:
    """Return the manifest of files: the same files, the same bytes."""
    listed = {
        name: {"sha256": digest(data), "bytes": len(data)} for name, data in sorted(files.items())
    }
    return _json({**about, "files": listed})


def seal(keys: Keys, name: str, manifest: bytes) -> Sealed:
    """Sign a manifest under a snapshot's name. Raises: SetupError without the key."""
    whole = digest(manifest)
    return Sealed(manifest, whole, _signature(keys, name, whole), keys.fingerprint(KEY))


def verify(keys: Keys, name: str, sealed: Sealed, files: Files, *, all_of_them: bool) -> None:
    """Check that files are those that were signed. Raises: SnapshotError.

    ``all_of_them``: none may be missing; otherwise those that are given are checked.
    """
    try:
        ours = keys.fingerprint(KEY)
        signed = _signature(keys, name, sealed.sha256)
    except SetupError as error:
        raise SnapshotError(
            f"snapshot {name} must be checked by the {KEY} key, which cannot be read: restore it "
            "from where keys are kept."
        ) from error
    if sealed.key_fingerprint != ours:
        raise SnapshotError(f"snapshot {name} must be signed by this installation's {KEY} key")
    if not hmac.compare_digest(signed, sealed.signature):
        raise SnapshotError(f"the signature of snapshot {name} is not of its name and hash")
    if digest(sealed.manifest) != sealed.sha256:
        raise SnapshotError(f"the manifest of snapshot {name} is not the one that was signed")
    listed = json.loads(sealed.manifest)["files"]
    for file, data in files.items():
        if file not in listed or digest(data) != listed[file]["sha256"]:
            raise SnapshotError(f"{file} of snapshot {name} is not the file that was signed")
    missing = sorted(listed.keys() - files.keys())
    if all_of_them and missing:
        raise SnapshotError(f"snapshot {name} must have {', '.join(missing)}, and has not")


def media_type(file: str) -> str:
    """Return what a file of a snapshot is sent as."""
    return MEDIA[file.rpartition(".")[2]]


def _json(value: object) -> bytes:
    return (json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()


def _signature(keys: Keys, name: str, sha256: str) -> str:
    return keys.digest(KEY, f"nightjar snapshot {name} {sha256}").hex()
