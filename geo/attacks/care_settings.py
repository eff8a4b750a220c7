"""Find homes and institutions in what is published: is any cell there because of one?

A cell that would not stand by the places that count alone was published because of a place that
must never count: where a child lives, learns or is looked after.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from geo.assurance import Finding, at_most
from geo.database import query


def run(connection: Connection) -> Sequence[Finding]:
    """Count the published cells that their counting places do not carry."""
    rows = connection.execute(query("care_settings_of_cells")).all()
    carried = {
        (row.quarter, row.cell_id, row.is_rest)
        for row in rows
        if row.episodes >= 3 and row.children >= 2
    }
    cells = connection.execute(query("published_cells")).all()
    found = [cell for cell in cells if (cell.quarter, cell.cell_id, cell.is_rest) not in carried]
    kept_out = sum(row.kept_out for row in rows)
    return [
        at_most(
            "cells published because of a home or institution",
            f"{len(cells)} published cells, in which {kept_out} episodes have places that "
            "never count",
            len(found),
            0,
        )
    ]
