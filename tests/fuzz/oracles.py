"""What must hold of a parser's answer: a value that its field can have, or a refusal in our words.

A refusal never repeats what was refused: whoever reads it may not be one who may see the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import shapely

from geo.crs import on_grid
from geo.errors import SourceError
from geo.progress import silent
from geo.reasons import REASONS
from loaders.clocks import MISSING
from loaders.episode_rows import EARLIEST_US, LATEST_US, LONGEST_REF
from loaders.loading import Load, Request
from loaders.report import Report
from loaders.values import BadCell
from loaders.vocabulary import CODED_EPISODE, CODED_PLACE

# all that a refusal may say of a cell
FOUND = re.compile(
    r"nothing|a number|(words|letters and digits), \d+ characters"
    r"|a number in scientific notation|not a finite number"
)
LONGEST_SENTENCE = 12_000  # of the longest list of columns' names


def words(data: bytes) -> str:
    """Return bytes as the text of a cell."""
    return data.decode("utf-8", errors="replace")


def cells(data: bytes) -> list[str]:
    """Return bytes as a column: a cell a line, at least one."""
    return words(data).split("\n")[:12]


def rows(data: bytes, width: int) -> list[list[str]]:
    """Return bytes as rows of so many cells: a line each, with tabs between them."""
    split = [line.split("\t") for line in cells(data)]
    return [(row + [""] * width)[:width] for row in split]


def answer(read: Callable[[str], Any], cell: str) -> Any:
    """Return what a reader of cells makes of one; None if it refuses it as it must."""
    try:
        return read(cell)
    except BadCell as refused:
        bad = refused
    assert bad.reason in REASONS, bad.reason
    assert FOUND.fullmatch(bad.found), "a refusal must not repeat the cell"
    return None


def unless_refused(read: Callable[[], Any]) -> Any:
    """Return what a reader of files makes of one; None if it refuses it in a sentence."""
    try:
        return read()
    except SourceError as error:
        said = str(error)
    assert said.strip(), "a refusal must say something"
    assert len(said) < LONGEST_SENTENCE
    assert "Traceback" not in said
    return None


def a_load(connection: Any = None) -> Load:
    """Return a load that stores nothing: for what a loader does before it stores anything."""
    return Load(connection, 1, Report("fuzz", "f"), Request("fuzz", "f", "0" * 64), silent)


def rejects_are_ours(load: Load, cells: Iterable[str]) -> None:
    """Every reject has a reason that is explained, and repeats no long cell."""
    long = [cell for cell in cells if len(cell) > 40]
    for reject in load.report.rejects:
        assert reject.reason in REASONS, reject.reason
        assert not any(cell in reject.found for cell in long), "a reject must not repeat a cell"


def one_by_one(read: Callable[[list[str]], list[Any]], column: list[str]) -> None:
    """A column is read as each of its cells alone would be: none changes what another says."""
    assert read(column) == [read([cell])[0] for cell in column]


def episodes_are_sound(rows: Any, now_us: int) -> None:
    """Each row of a batch of episodes has a fault, or values that the tables can hold."""
    fine = rows.faults.fine
    assert len(fine) == len(rows)
    for row in range(len(rows)):
        if not fine[row]:
            _, reason = rows.faults.of(row)
            assert reason in REASONS, reason
    started = rows.started[fine]
    assert (started != MISSING).all()
    assert ((started >= EARLIEST_US) & (started <= min(LATEST_US, now_us))).all()
    for ends in (rows.ended, rows.return_interview):
        known = ends[fine & (ends != MISSING)]
        assert (known <= now_us).all()
    refs = [ref for ref, good in zip(rows.refs.to_pylist(), fine, strict=True) if good]
    assert all(ref and len(ref) <= LONGEST_REF for ref in refs)
    _answers_are_known(rows.coded, CODED_EPISODE, fine)
    if rows.placed.any():
        _answers_are_known(rows.place_coded, CODED_PLACE, fine & rows.placed)
        points_are_sound(rows.easting, rows.northing, fine & rows.placed)


def points_are_sound(easting: Any, northing: Any, good: Any) -> None:
    """Points of rows without a fault are on the National Grid."""
    pairs = zip(easting[good].tolist(), northing[good].tolist(), strict=True)
    assert all(on_grid(east, north) for east, north in pairs)


def _answers_are_known(coded: dict[str, Any], vocabularies: Any, good: Any) -> None:
    for each in vocabularies:
        told = np.array(coded[each.name].tolist(), object)[good]
        assert {*told.tolist()} <= {*each.values}, each.name


def shapes_are_sound(shapes: Iterable[Any]) -> None:
    """Shapes are finite and not empty."""
    for shape in shapes:
        assert shape is None or not shape.is_empty
        assert shape is None or shapely.get_num_coordinates(shape) > 0
