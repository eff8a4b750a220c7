"""Subtract: solve everything that was ever published together for what nobody published.

All quarters, all cells and wards and all numbers by authority become one system of whole numbers,
and a solver bounds every count, part and difference in it. Source: the attacker of Statistics
Austria's sdcTable.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from geo.assurance import Finding, at_least, at_most
from geo.bounds import Figure, narrow_bounds, unknowns
from geo.picture import picture_figures
from geo.reading import figures_of, overlaps, stored_quarters

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
    figures = []
    for each in stored_quarters(connection):
        maps = overlaps(connection, each.cells, each.ward_vintage)
        figures += figures_of(each.quarter, each.cells, each.wards, maps, each.officer, each.board)
        figures += picture_figures(each.quarter, each.picture, each.board)
    return figures
