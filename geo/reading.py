"""How an attacker reads what is published of a quarter: maps, bands and numbers as bounds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from sqlalchemy import Connection

from geo.bounds import ContradictionError, Figure, connected, narrow_bounds
from geo.database import query
from geo.ladder import Square
from geo.perturbation import possible
from geo.picture import Measure, PictureRow
from geo.policy import Band, Policy, in_force
from geo.pooling import PublishedCell
from geo.wards import PublishedWard, children_behind

OUTSIDE = "outside every ward"


@dataclass(frozen=True)
class Maps:
    """Which wards each published area overlaps, in the order of the areas."""

    wards: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Quarterly:
    """What is stored as published of one quarter, with the terms that anybody may know."""

    quarter: str
    ward_vintage: int | None
    cells: tuple[PublishedCell, ...]
    wards: tuple[PublishedWard, ...]
    officer: Policy
    board: Policy
    picture: tuple[PictureRow, ...] = ()


def stored_quarters(connection: Connection) -> Iterator[Quarterly]:
    """Yield every published quarter, read from what is stored for publication."""
    cells = connection.execute(query("published_cells")).all()
    wards = connection.execute(query("published_wards")).all()
    pictures = connection.execute(query("published_pictures")).all()
    for row in connection.execute(query("cell_publications")).all():
        yield Quarterly(
            row.quarter,
            row.ward_vintage,
            tuple(
                PublishedCell(
                    Square.named(cell.cell_id),
                    cell.is_rest,
                    Band(cell.band_from, cell.band_to),
                    cell.part_of_day,
                    cell.addresses,
                    shapely.from_wkb(bytes(cell.wkb)),
                )
                for cell in cells
                if cell.quarter == row.quarter
            ),
            tuple(
                PublishedWard(ward.ward, ward.children, Band(ward.band_from, ward.band_to))
                for ward in wards
                if ward.quarter == row.quarter
            ),
            in_force(connection, "officer", row.officer_policy),
            in_force(connection, "board", row.board_policy),
            tuple(
                PictureRow(told.authority, Measure(told.measure), told.state, told.children)
                for told in pictures
                if told.quarter == row.quarter
            ),
        )


def overlaps(connection: Connection, cells: Sequence[PublishedCell], vintage: int | None) -> Maps:
    """Return which wards the published areas overlap, from the two maps alone."""
    found: list[dict[str, float]] = [{} for _ in cells]
    areas = [cell.shape.wkb for cell in cells]
    for row in connection.execute(query("areas_in_wards"), {"areas": areas, "vintage": vintage}):
        found[row.area_no - 1][row.ward] = row.part
    return Maps(
        tuple(
            frozenset([*parts, OUTSIDE] if sum(parts.values()) < 0.999 else parts)
            for parts in found
        )
    )


def figures_of(
    quarter: str,
    cells: Sequence[PublishedCell],
    wards: Sequence[PublishedWard],
    maps: Maps,
    officer: Policy,
    board: Policy,
) -> list[Figure]:
    """Return all that is published of a quarter as figures over pieces of its map.

    A ward counts every place that counts, a cell only repeat locations: so what a ward has beside
    its cells is a piece of its own.
    """
    figures = []
    inside: dict[str, set[str]] = {}
    for cell, overlapped in zip(cells, maps.wards, strict=True):
        name = _cell_name(quarter, cell)
        pieces = {f"{name} in {ward}" for ward in overlapped}
        for ward in overlapped:
            inside.setdefault(ward, set()).add(f"{name} in {ward}")
        episodes = _behind(cell.band, officer)
        figures.append(
            Figure(name, frozenset(pieces), episodes, (officer.minimum_children, episodes[1]))
        )
    for ward_ in wards:
        name = f"{quarter} ward {ward_.ward}"
        pieces = {*inside.get(ward_.ward, ()), f"{name} beside its cells"}
        children = children_behind(ward_.children, board)
        figures.append(Figure(name, frozenset(pieces), _behind(ward_.band, board), children))
    return figures


def wards_to_publish(
    quarter: str,
    cells: Sequence[PublishedCell],
    wards: Sequence[PublishedWard],
    maps: Maps,
    officer: Policy,
    board: Policy,
) -> list[PublishedWard]:
    """Return the wards that leave every bound wide, beside the cells that officers are shown.

    A ward is withheld for what is published and not for what is true, so that its absence says
    nothing that the published figures do not.
    """
    kept = {f"{quarter} ward {ward.ward}": ward for ward in wards}
    while True:
        figures = figures_of(quarter, cells, list(kept.values()), maps, officer, board)
        leaks: set[str] = set()
        for together in connected(figures):
            names = {figure.name for figure in together} & kept.keys()
            if not names:
                continue
            try:
                narrow = narrow_bounds(together, board.narrowest_bound)
            except ContradictionError:
                leaks |= names
                continue
            within = {name for bound in narrow for name in bound.figures} & kept.keys()
            leaks |= within or (names if narrow else set())
        if not leaks:
            return list(kept.values())
        for name in leaks:
            del kept[name]


def _behind(band: Band, policy: Policy) -> tuple[int, float]:
    """Return the fewest and most episodes that a band can stand for."""
    fewest = policy.minimum_episodes
    if band.band_from > policy.band_from[0]:
        fewest = max(fewest, possible(band.band_from)[0])
    return fewest, math.inf if band.band_to is None else possible(band.band_to)[1]


def _cell_name(quarter: str, cell: PublishedCell) -> str:
    return f"{quarter} {'rest of ' if cell.is_rest else ''}cell {cell.square}"
