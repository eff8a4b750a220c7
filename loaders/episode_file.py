"""A file of episodes: which layout it is in, which columns are read, what it is refused for.

A file with a column that could say who a child is is refused whole, by the column's name, and so is
one that tells of a home where it is not read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geo.errors import SourceError
from loaders import arrays
from loaders.columnar import Batch, ColumnFile, open_columns, words_of
from loaders.episode_layout import CONTRACT, SSDA903, STREET, is_header, knows, names, recognise
from loaders.homes import refuse_homes_elsewhere, refuse_two_answers
from loaders.identifying import refuse_identifying, refuse_two_pseudonyms
from loaders.scanning import Scan
from loaders.table import key
from loaders.telling import earliest_day, refuse_names, refuse_telling

ROW_BYTES = 150
LOOKED_AT = 500  # different cells of a column, in each batch
REFS_LOOKED_AT = 100  # of the references, which are made by one rule
# columns that are stored in the supplier's own words
OWN_WORDS = ("supplier_class", "grading")


@dataclass
class EpisodeFile:
    """One file of a load: what it is and which of its columns are read."""

    path: Path
    scan: Scan
    file: ColumnFile
    columns: dict[str, str]
    layout: str
    unknown: list[str] = field(default_factory=list)
    earliest: dt.date | None = None  # about the day of its first episode

    @property
    def expected_rows(self) -> int:
        """About how many rows it has."""
        return self.path.stat().st_size * (6 if self.scan.zipped else 1) // ROW_BYTES


def examine(path: Path, scanned: Scan) -> EpisodeFile:
    """Open a file and tell its layout, refusing what identifies a child. Raises: SourceError."""
    every = {**CONTRACT, **STREET, "child_903": SSDA903["child_ref"], "mis": SSDA903["started"]}
    file, _ = open_columns(path, every, scanned=scanned)
    try:
        layout = recognise(file.names, path.name)
    except SourceError:
        if is_header(file.names):
            refuse_identifying(file.names, (), path.name)  # the better reason
        raise
    file, columns = open_columns(path, names(layout), scanned=scanned)
    refuse_two_pseudonyms(file.names, names(layout).get("child_ref", ()), path.name)
    known = {key(each) for each in knows(layout)}
    if layout != "street" or set(map(key, file.names)) - known:
        refuse_identifying(file.names, knows(layout), path.name)
    if layout in ("episodes", "places"):
        refuse_two_answers(file.names, path.name)
    unknown = [name for name in file.names if name not in columns.values()]
    return EpisodeFile(path, scanned, file, columns, layout, unknown)


def look(each: EpisodeFile, batch: Batch) -> None:
    """Refuse a file by what it holds beside the contract. Raises: SourceError."""
    named = {f"unknown {name}": name for name in each.unknown}
    if each.layout in ("episodes", "places"):
        refuse_homes_elsewhere(batch, named, each.path.name)
    if each.layout != "street":  # whose classes are the publisher's own
        named |= {ours: each.columns[ours] for ours in OWN_WORDS if ours in each.columns}
        every = np.arange(0, batch.rows, batch.rows // REFS_LOOKED_AT + 1)
        refs = batch.column("episode_ref").take(arrays.whole(every))
        refuse_names(each.columns.get("episode_ref", ""), refs.to_pylist(), each.path.name)
    if not named:
        return
    if each.earliest is None:  # about when is told by the first rows, and dear to tell by all
        times = batch.column("month" if each.layout == "street" else "started")
        each.earliest = earliest_day(times.slice(0, LOOKED_AT).to_pylist())
    for ours, theirs in named.items():
        words, _ = words_of(batch.column(ours))
        refuse_telling(theirs, _spread(words.to_pylist()), each.path.name, each.earliest)


def _spread(words: list[str]) -> list[str]:
    """Return at most so many words as are looked at, from the whole of a batch."""
    return words[:: len(words) // LOOKED_AT + 1]
