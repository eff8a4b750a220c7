"""One file of episodes: its layout, which columns are read, and what it is refused for.

A file with a column that could say who a child is is refused whole, by the column's name, and so is
one that tells of a home where it is not read. References, classes and gradings are stored as they
came; columns that nobody knows are not stored at all, and are looked at all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geo.errors import SourceError
from loaders import arrays
from loaders.cells import words_of
from loaders.columnar import Batch, ColumnFile, open_columns
from loaders.episode_layout import (
    CONTRACT,
    SSDA903,
    STREET,
    every_name,
    is_header,
    knows,
    names,
    recognise,
)
from loaders.homes import refuse_homes_elsewhere, refuse_two_answers
from loaders.identifying import refuse_identifying, refuse_two_pseudonyms
from loaders.positions import CRS
from loaders.repeating import refuse_telling_name, shown
from loaders.scanning import Scan
from loaders.street import TYPES_OF_CRIME
from loaders.table import key
from loaders.telling import (
    earliest_day,
    refuse_gradings,
    refuse_stored,
    refuse_telling,
)
from loaders.telling_refs import refuse_telling_refs
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE

ROW_BYTES = 150
LOOKED_AT = 500  # different cells of a column, in each batch
REFS_LOOKED_AT = 100  # of the references, which are made by one rule
# columns that are stored in the supplier's own words
OWN_WORDS = ("supplier_class", "grading")
STORED_OF_STREET = ("crime_type",)
# columns that say few different things
CODED = frozenset(
    {
        *(vocabulary.name for vocabulary in (*CODED_EPISODE, *CODED_PLACE, CRS)),
        *("authority", "host_authority", "supplier_class", "grading", "precision_m"),
    }
)


@dataclass
class EpisodeFile:
    """One file of a load: what it is and which of its columns are read."""

    path: Path
    file: ColumnFile
    columns: dict[str, str]
    layout: str
    unknown: list[str] = field(default_factory=list)
    earliest: dt.date | None = None  # about the day of its first episode

    @property
    def shown(self) -> list[str]:
        """The names of its columns, as they may be repeated."""
        return shown(self.file.names, every_name())

    @property
    def unread(self) -> dict[str, str]:
        """Its columns that are looked at alone: as they may be repeated, by a batch's names."""
        said = dict(zip(self.file.names, self.shown, strict=True))
        return {f"unknown {name}": said[name] for name in self.unknown}

    def wanted(self, only: Collection[str] = ()) -> tuple[dict[str, str], frozenset[str]]:
        """Return which of its columns are read, by our names, and which of these say few things.

        ``only``: names of its columns that rows are chosen by.
        """
        unknown = {f"unknown {name}": name for name in self.unknown}
        chosen_by = {f"only {name}": name for name in only}
        return {**self.columns, **unknown, **chosen_by}, CODED | unknown.keys()

    def conditions(self, only: Mapping[str, str]) -> dict[str, str]:
        """Return values that rows are chosen by, by its own column names.

        Raises: SourceError if it has none such.
        """
        by_key = {key(name): name for name in self.file.names}
        found = {}
        for column, value in only.items():
            if key(column) in by_key:
                found[by_key[key(column)]] = value
            elif self.layout != "places":
                raise SourceError(
                    f"{self.path.name} has no column {column!r} for --only: it has "
                    f"{', '.join(self.shown[:20])}."
                )
        return found

    def begin(self, only: Mapping[str, str]) -> None:
        """Begin to read it, before it is asked for what is wanted. Raises: as ``conditions``."""
        self.file.begin(*self.wanted(self.conditions(only)))

    @property
    def expected_rows(self) -> int:
        """About how many rows it has."""
        return self.path.stat().st_size * (6 if self.file.scan.zipped else 1) // ROW_BYTES


def examine(path: Path, scanned: Scan) -> EpisodeFile:
    """Open a file and tell its layout, refusing what identifies a child. Raises: SourceError."""
    refuse_telling_name(path.name)
    every = {**CONTRACT, **STREET, "child_903": SSDA903["child_ref"], "mis": SSDA903["started"]}
    file, _ = open_columns(path, every, scanned=scanned)
    try:
        layout = recognise(file.names, path.name)
    except SourceError:
        if is_header(file.names):
            refuse_identifying(file.names, (), path.name)  # the better reason
        raise
    file, columns = open_columns(path, names(layout), scanned=scanned)
    refuse_two_pseudonyms(file.header, names(layout).get("child_ref", ()), path.name)
    known = {key(each) for each in knows(layout)}
    if layout != "street" or set(map(key, file.names)) - known:
        refuse_identifying(file.names, knows(layout), path.name)
    if layout in ("episodes", "places"):
        refuse_two_answers(file.header, path.name)
    unknown = [name for name in file.names if name not in columns.values()]
    return EpisodeFile(path, file, columns, layout, unknown)


def look(each: EpisodeFile, batch: Batch) -> None:
    """Refuse a file by what it holds in the sender's own words. Raises: SourceError."""
    street = each.layout == "street"
    stored = [ours for ours in (STORED_OF_STREET if street else OWN_WORDS) if ours in each.columns]
    unknown = each.unread
    if each.layout in ("episodes", "places"):
        refuse_homes_elsewhere(batch, unknown, each.path.name)
    if each.earliest is None:  # about when is told by the first rows, and dear to tell by all
        times = batch.column("month" if street else "started")
        each.earliest = earliest_day(times.slice(0, LOOKED_AT).to_pylist())
    file, earliest = each.path.name, each.earliest
    if not street:
        every = np.arange(0, batch.rows, batch.rows // REFS_LOOKED_AT + 1)
        refs = batch.column("episode_ref").take(arrays.whole(every))
        refuse_telling_refs(each.columns.get("episode_ref", ""), refs.to_pylist(), file, earliest)
    for ours in stored:
        words, _ = words_of(batch.column(ours))
        cells = [word for word in words.to_pylist() if word not in TYPES_OF_CRIME]
        refuse_stored(each.columns[ours], _spread(cells), file, earliest)
        if ours == "grading":
            refuse_gradings(each.columns[ours], cells, file)
    for ours, theirs in unknown.items():
        words, _ = words_of(batch.column(ours))
        refuse_telling(theirs, _spread(words.to_pylist()), file, earliest)


def _spread(words: list[str]) -> list[str]:
    """Return at most so many words as are looked at, from the whole of a batch."""
    return words[:: len(words) // LOOKED_AT + 1]
