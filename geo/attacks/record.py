"""Check what guards the figures and the record: the audit's chain, and the files of the keys."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from geo import chain
from geo.anchors import Anchors
from geo.assurance import Finding, at_most, not_run
from geo.errors import NightjarError, SetupError
from geo.keys import PURPOSES, Keys
from geo.settings import Settings

STANDS = "entries of the audit record that are not what was recorded"


def run(owner: Engine, settings: Settings) -> Sequence[Finding]:
    """Compute every hash of the record anew, and look at who may read the keys."""
    keys = Keys(settings.key_folder)
    return [_record(owner, Anchors(settings.anchor_file, keys)), *_keys(keys)]


def _record(owner: Engine, anchors: Anchors) -> Finding:
    try:
        verdict = chain.verify(owner, anchors)
    except NightjarError as error:
        return not_run(STANDS, "every entry, the record's end and every signed anchor", str(error))
    tried = f"{verdict.entries} entries, their end and {verdict.anchors} signed anchors"
    # the first fault breaks the chain: what follows it proves nothing
    return at_most(STANDS, tried, 0 if verdict.stands else 1, 0)


def _keys(keys: Keys) -> Sequence[Finding]:
    tried = f"{len(PURPOSES)} keys and their folder"
    open_to_others = sum(_is_open(path) for path in _paths(keys))
    unusable = 0
    for name in PURPOSES:
        try:
            keys.fingerprint(name)
        except SetupError:
            unusable += 1
    return [
        at_most(
            "files of keys that another account could read or change", tried, open_to_others, 0
        ),
        at_most("keys that are missing or cannot be used", tried, unusable, 0),
    ]


def _paths(keys: Keys) -> list[Path]:
    files = [keys.folder / f"{name}.key" for name in PURPOSES]
    return [path for path in (keys.folder, *files) if path.exists()]


def _is_open(path: Path) -> bool:
    """Whether anybody but its owner may do anything with a file, or with a folder's names."""
    return bool(stat.S_IMODE(path.lstat().st_mode) & 0o077)
