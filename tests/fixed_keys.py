"""Keys that are the same in every run: what is adjusted by them is then the same as well."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geo.keys import PURPOSES, Keys


def fixed_keys(folder: Path) -> Keys:
    """Put keys that everybody knows into a folder, for tests alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in PURPOSES:
        path = folder / f"{name}.key"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(hashlib.sha256(f"invented {name}".encode()).hexdigest() + "\n")
    return Keys(folder)
