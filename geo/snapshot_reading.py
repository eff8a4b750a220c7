"""How an attacker reads every snapshot that was ever published, beside what the pages show.

A number that the keyed publication of its quarter gave is read as what it can stand for. Any other
number is read as exact: whoever publishes by another method, or by other wards, has protected
nothing that this program could know of. A number that was restated is of other children than the
one it corrects, and says nothing more of those.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from geo.bounds import Figure
from geo.picture import Measure, PictureRow, figure_name, picture_figures
from geo.reading import Maps, Quarterly, figures_of, overlaps
from geo.snapshot_tables import RESTATED, PictureTold, Told, WardRow
from geo.wards import PublishedWard, children_behind

RESTATED_FROM = 3  # children: a smaller correction is not told (S3)
LARGEST = 10_000.0


def figures(
    connection: Connection, stored: Sequence[Quarterly], told: Sequence[Told]
) -> list[Figure]:
    """Return officers' cells, the board's wards and all that snapshots tell, as figures.

    ``stored`` are the published quarters, of which the connection knows the maps.
    """
    found: dict[tuple[object, ...], Figure] = {}
    for each in stored:
        maps = overlaps(connection, each.cells, each.ward_vintage)
        read = _figures(each, each.wards, maps)
        for snapshot in told:
            rows, wards = _shown(snapshot, each.quarter)
            as_keyed = _figures(each, wards, maps)[len(each.cells) :]
            read += [
                _read(figure, row, ward, snapshot, each)
                for figure, row, ward in zip(as_keyed, rows, wards, strict=True)
            ]
        read += _picture(each, told)
        for figure in read:
            found.setdefault((figure.pieces, figure.episodes, figure.children), figure)
    known = {each.quarter for each in stored}
    for snapshot in told:
        for row in snapshot.wards:
            if row.quarter not in known and row.children is not None:
                figure = _of_no_publication(row, snapshot)
                found.setdefault((figure.pieces, figure.episodes, figure.children), figure)
        for told_of in snapshot.picture:
            if told_of.quarter not in known and told_of.children is not None:
                figure = _number_of_no_publication(told_of, snapshot)
                found.setdefault((figure.pieces, figure.episodes, figure.children), figure)
    return list(found.values())


def doubt_in_restatement(row: WardRow, each: Quarterly) -> float:
    """Return how much doubt a restated number leaves about the change, in children.

    The reader knows both numbers, the table by which each was adjusted, and that the true change is
    of ``RESTATED_FROM`` at least.
    """
    before = next((ward for ward in each.wards if ward.ward == row.ward), None)
    lowest, highest = _behind(row.children, each)
    least, most = _behind(before.children if before else None, each)
    first, last = lowest - most, highest - least
    able = [
        change
        for change in range(int(max(first, -LARGEST)), int(min(last, LARGEST)) + 1)
        if abs(change) >= RESTATED_FROM
    ]
    return max(able) - min(able) if able else 0


def _picture(each: Quarterly, told: Sequence[Told]) -> list[Figure]:
    """Return the numbers by authority of a quarter: those that were keyed, and others as exact."""
    read = picture_figures(each.quarter, each.picture, each.board)
    keyed = {(str(row.measure), row.authority, row.children) for row in each.picture}
    for snapshot in told:
        for row in snapshot.picture:
            if row.quarter != each.quarter or row.children is None:
                continue
            if (row.measure, row.authority, row.children) in keyed:
                continue  # the same figure again
            as_told = PictureRow(row.authority, Measure(row.measure), row.state, row.children)
            [figure] = picture_figures(each.quarter, [as_told], each.board)
            exact = (row.children, row.children)
            name = f"{figure.name} in {snapshot.name}"
            read.append(replace(figure, name=name, episodes=(0, math.inf), children=exact))
    return read


def _number_of_no_publication(row: PictureTold, snapshot: Told) -> Figure:
    name = figure_name(row.quarter, row.authority, row.measure)
    exact = (row.children or 0, row.children or 0)
    return Figure(f"{name} in {snapshot.name}", frozenset({name}), (0, math.inf), exact)


def _figures(each: Quarterly, wards: Sequence[PublishedWard], maps: Maps) -> list[Figure]:
    return figures_of(each.quarter, each.cells, wards, maps, each.officer, each.board)


def _behind(children: int | None, each: Quarterly) -> tuple[float, float]:
    if children is not None:
        return children_behind(children, each.board)
    # a ward is not shown for few children, or for many with one who dominates
    return 0, LARGEST


def _shown(snapshot: Told, quarter: str) -> tuple[list[WardRow], list[PublishedWard]]:
    rows, wards = [], []
    for row in snapshot.wards:
        if row.quarter == quarter and row.children is not None and row.band is not None:
            rows.append(row)
            wards.append(PublishedWard(row.ward, row.children, row.band))
    return rows, wards


def _read(
    figure: Figure, row: WardRow, ward: PublishedWard, snapshot: Told, each: Quarterly
) -> Figure:
    if snapshot.is_restatement and row.change == RESTATED:
        pieces = frozenset(f"{piece}, restated" for piece in figure.pieces)
        return replace(figure, name=f"{figure.name}, restated", pieces=pieces)
    if snapshot.ward_vintage == each.ward_vintage and ward in each.wards:
        return figure
    return _exact(figure, row, snapshot)


def _of_no_publication(row: WardRow, snapshot: Told) -> Figure:
    name = f"{row.quarter} ward {row.ward}"
    return _exact(Figure(name, frozenset({name}), (0, math.inf), (0, math.inf)), row, snapshot)


def _exact(figure: Figure, row: WardRow, snapshot: Told) -> Figure:
    children = row.children or 0
    most = math.inf if row.episodes_to is None else float(row.episodes_to)
    return replace(
        figure,
        name=f"{figure.name} in {snapshot.name}",
        episodes=(row.episodes_from or 0, most),
        children=(children, children),
    )
