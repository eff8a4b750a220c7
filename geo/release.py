"""What tells one release's database from another's: a hash of the files that make it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path


def digest() -> str:
    """Return a hash over every file that an upgrade runs: equal means nothing to do."""
    whole = hashlib.sha256()
    for path in sorted(_files(Path(str(resources.files("sql"))))):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix in {".sql", ".py", ".csv"} and path.parent.name != "queries":
            yield path
