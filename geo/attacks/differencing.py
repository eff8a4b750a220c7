"""Subtract: solve everything that was ever published together for what nobody published.

All quarters, all cells and all wards become one system of whole numbers, and a solver bounds every
count, part and difference in it. Source: the attacker of Statistics Austria's sdcTable.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from sqlalchemy import Connection

from geo.assurance import Finding, at_least, at_most
from geo.bounds import Figure, narrow_bounds, unknowns
from geo.database import query
from geo.ladder import Square
from geo.policy import Band, in_force
from geo.pooling import PublishedCell
from geo.reading import figures_of, overlaps
from geo.wards import PublishedWard

NARROWEST = 3


def run(connection: Connection) -> Sequence[Finding]:
    """Bound every unknown of all that is published."""
    return findings(everything_published(connection))


def findings(figures: Sequence[Figure]) -> list[Finding]:
    """Return what a solver makes of figures."""
    narrow = narrow_bounds(figures, NARROWEST)
    tried = f"{unknowns(figures)} unknowns of {len(figures)} published figures"
    exact = sum(bound.width == 0 for bound in narrow)
    narrowest = min((bound.width for bound in narrow), default=NARROWEST)
    return [
        at_most("counts recovered exactly", tried, exact, 0),
        at_least(
            f"narrowest bound on a count, sought up to {NARROWEST}", tried, narrowest, NARROWEST
        ),
    ]


def everything_published(connection: Connection) -> list[Figure]:
    """Return all quarters as figures, read from what is stored for publication."""
    cells = connection.execute(query("published_cells")).all()
    wards = connection.execute(query("published_wards")).all()
    figures = []
    for row in connection.execute(query("cell_publications")):
        shown = [
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
        ]
        counted = [
            PublishedWard(ward.ward, ward.children, Band(ward.band_from, ward.band_to))
            for ward in wards
            if ward.quarter == row.quarter
        ]
        figures += figures_of(
            row.quarter,
            shown,
            counted,
            overlaps(connection, shown, row.ward_vintage),
            in_force(connection, "officer", row.officer_policy),
            in_force(connection, "board", row.board_policy),
        )
    return figures
