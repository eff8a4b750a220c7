"""Anonymised episodes, in any of the layouts they arrive in, streamed from file to table.

A file with a column that could say who a child is is refused whole, by the column's name. Nothing
of an episode is repeated in an error, a reject or a log.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial

import numpy as np

from geo.database import query
from geo.keys import Keys
from geo.marks import Erased
from loaders import contract
from loaders.area_served import ServesMore, named_authorities
from loaders.arrays import Mask, is_empty, is_text
from loaders.authorities import Authorities
from loaders.cells import tidy
from loaders.columnar import Batch
from loaders.deleted import refuse_deleted
from loaders.episode_file import CODED, EpisodeFile, look
from loaders.episode_layout import NEEDED
from loaders.episode_ledger import ComesAgain
from loaders.episode_rows import Episodes
from loaders.episode_store import EpisodeStore
from loaders.loading import Load
from loaders.scanning import Otherwise
from loaders.ssda903 import Ssda903
from loaders.street import Street
from loaders.writing import Writer

CLOCK_SKEW_US = 600_000_000
SELDOM = 100_000  # objects
_POINT = {"easting", "northing", "longitude", "latitude"}


def load_episodes(
    files: Sequence[EpisodeFile], supplier: str, only: dict[str, str], keys: Keys
) -> partial[None]:
    """Return the work of loading files that belong together, for ``loading.run``.

    Of the contract's two files, episodes come before their places whatever order they are named
    in. ``only``: rows are left out unless these of the file's columns have these values.
    ``keys`` know the children who were erased; none is read if there are none.
    """
    return partial(_load, files=in_order(files), supplier=supplier, only=only, keys=keys)


def in_order(files: Sequence[EpisodeFile]) -> list[EpisodeFile]:
    """Return files in the order in which they are read: episodes before their places."""
    return sorted(files, key=lambda each: each.layout == "places")


def _load(
    load: Load,
    *,
    files: Sequence[EpisodeFile],
    supplier: str,
    only: dict[str, str],
    keys: Keys,
) -> None:
    supplier_id = int(load.connection.scalar(query("supplier"), {"name": supplier}))
    # places are found by their episodes' references, so those have to be remembered
    careful = any(each.layout == "places" for each in files)
    erased = Erased(load.connection, keys)
    serves: frozenset[str] = frozenset()
    named: frozenset[str] | None = None
    while True:
        try:
            if named is not None:
                serves, named = named | _served(load, files), None
            with load.connection.begin_nested():
                _read_all(*(load, files, supplier_id, only, erased), careful=careful, serves=serves)
        except ComesAgain:
            if careful:  # every reference was remembered: to read once more would not mend it
                raise
            careful = True
        except ServesMore as more:
            # what was turned away as outside the area may lie in what is named further down
            named = more.authorities
        except Otherwise:
            for each in files:
                each.file.rescan()
        else:
            return
        load.begin_again()


def _served(load: Load, files: Sequence[EpisodeFile]) -> frozenset[str]:
    """Return every authority that files name, by reading them once more."""
    found: set[str] = set()
    known = Authorities(load.connection)
    for each in files:
        if each.layout != "places":
            read = _reader(each, known, _present_us(load))
            with closing(each.file.batches(dict(each.columns), CODED)) as batches:
                for batch in batches:
                    found |= named_authorities(read(batch))
    return frozenset(found)


def _read_all(
    load: Load,
    files: Sequence[EpisodeFile],
    supplier_id: int,
    only: dict[str, str],
    erased: Erased,
    *,
    careful: bool,
    serves: frozenset[str],
) -> None:
    authorities = Authorities(load.connection)
    expected = sum(each.expected_rows for each in files)
    now_us = _present_us(load) + CLOCK_SKEW_US
    with load.request.resting(), _nothing_old_collected(), Writer(load.connection) as writer:
        named = {ours: name for each in files for ours, name in each.columns.items()}
        store = EpisodeStore(
            *(load, supplier_id, expected, writer),
            columns=named,
            careful=careful,
            erased=erased,
            serves=serves,
        )
        for each in files:
            part = each.path.name if len(files) > 1 else ""
            read = _reader(each, authorities, now_us)
            with closing(_batches(load, each, only, part)) as batches:
                for batch in batches:
                    if each.layout == "places":
                        store.places(contract.places(batch), part)
                    else:
                        store.episodes(read(batch), part)
                    load.progress(load.report.read, None)
    store.finish()
    if unchecked := store.area.unchecked(load.connection):
        load.report.notices.append(unchecked)


def _present_us(load: Load) -> int:
    """Return the present by the database's clock: that of whoever loads may be days off."""
    return int(load.connection.scalar(query("present_us")))


@contextmanager
def _nothing_old_collected() -> Iterator[None]:
    """Keep what was there before from being looked through for garbage, and what is new but seldom.

    A batch leaves thousands of small objects and no rings of them.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _reader(
    each: EpisodeFile, authorities: Authorities, now_us: int
) -> Callable[[Batch], Episodes]:
    if each.layout == "street":
        return partial(Street(authorities).episodes, now_us=now_us)
    if each.layout == "ssda903":
        return partial(Ssda903(authorities.names).episodes, now_us=now_us)
    return partial(
        contract.episodes, known=authorities.names, now_us=now_us, code_of=authorities.code
    )


def _batches(
    load: Load, each: EpisodeFile, only: dict[str, str], part: str
) -> Generator[Batch, None, None]:
    """Yield the batches of a file, without blank rows and rows that are not wanted."""
    report = load.report
    conditions = each.conditions(only)
    report.mapping |= {ours: [theirs] for ours, theirs in sorted(each.columns.items())}
    report.told_by |= dict.fromkeys(each.columns, "name")
    unused = [name for name in each.shown if name not in each.file.names or name in each.unknown]
    report.unused = [*dict.fromkeys([*report.unused, *unused])]
    if unused:
        report.notices.append(f"columns that were not used: {', '.join(unused)}")
    if each.layout == "episodes" and "role" not in each.columns and each.columns.keys() & _POINT:
        report.notices.append(
            "the file has coordinates and no column 'role': no place was taken, since a point "
            "alone does not say whether a child was found there or lives there"
        )
    with closing(each.file.batches(*each.wanted(conditions))) as batches:
        for found in batches:
            look(each, found)
            batch = found.only(_filled(found, NEEDED[each.layout][0]))
            report.blank += found.rows - batch.rows
            chosen = batch.only(_chosen(batch, conditions))
            if conditions:
                left_out = report.facts.get("left_out", 0)
                report.facts["left_out"] = left_out + batch.rows - chosen.rows
            if each.layout in ("episodes", "places"):
                refuse_deleted(chosen, each.unread, each.path.name)
            report.read += chosen.rows
            if chosen.rows:
                yield chosen
    report.blank += each.file.blank_lines
    for line, fields, expected in each.file.misfits:
        report.read += 1
        load.reject(line, "", "field_count", f"{fields} fields where {expected} belong", part)


def _filled(batch: Batch, surely: str) -> Mask:
    """Return which rows hold anything; nearly always all, which one column tells."""
    filled = ~is_empty(tidy(batch.column(surely)))
    if not filled.all():
        for cells in batch.columns.values():
            filled |= ~is_empty(tidy(cells))
    return filled


def _chosen(batch: Batch, conditions: dict[str, str]) -> Mask:
    chosen = np.ones(batch.rows, bool)
    for column, value in conditions.items():
        chosen &= is_text(tidy(batch.columns[f"only {column}"]), value)
    return chosen
