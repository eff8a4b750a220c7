"""What protection costs, measured beside it: do officers still see the right cells and premises?

Truth is what an analyst sees: repeat locations from the points, and the premises within 500 m of
them. A measure that is missed is no leak, but a protection that says nothing protects nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from geo.assurance import Finding, at_least
from geo.database import query
from geo.ladder import Square
from geo.policy import in_force

TOP = 20


def run(connection: Connection) -> Sequence[Finding]:
    """Compare what is published of all quarters with what is true of them."""
    published = connection.execute(query("cell_publications")).mappings().all()
    if not published:
        return []
    right = shown = true = 0
    for row in published:
        flagged, near = _premises(connection, row)
        right, shown, true = right + len(flagged & near), shown + len(flagged), true + len(near)
    truth, bands = _episodes(connection, published), _bands(connection)
    busiest, seen = top(truth), top(bands)
    both = len(busiest & seen)
    quarters = f"{len(published)} quarters"
    never = len(set(truth) - set(bands))
    by_lot = overlap_by_lot(truth, bands)
    return [
        at_least(
            f"share of the {TOP} truly busiest cells that are among officers' top {TOP}",
            f"{len(busiest)} busiest of {len(truth)} cells of {quarters}, {never} of them never "
            f"shown; with equals, officers' top {TOP} are {len(seen)} of {len(bands)} cells",
            both / len(busiest) if busiest else 1.0,
            0.8,
        ),
        # cells of one band are equal, and a top that took in all of them would miss none
        at_least(
            f"share of officers' top {TOP} that are among the {TOP} truly busiest",
            f"the same {len(seen)} and {len(busiest)} cells; were equals drawn by lot so that "
            f"{TOP} remain of each, {by_lot:.2f} would be in both",
            both / len(seen) if seen else 1.0,
            0.8,
        ),
        at_least(
            "recall of officers' flags at 500 m",
            f"{true} premises near repeat locations in {quarters}",
            right / true if true else 1.0,
            0.85,
        ),
        at_least(
            "precision of officers' flags at 500 m",
            f"{shown} premises flagged for officers in {quarters}",
            right / shown if shown else 1.0,
            0.85,
        ),
    ]


def top(counts: Counter[Square]) -> set[Square]:
    """Return the cells with the highest counts; all that equal the last are as high as it is."""
    last = sorted(counts.values(), reverse=True)[:TOP][-1:]
    return {cell for cell, count in counts.items() if [count] >= last}


def overlap_by_lot(truth: Counter[Square], seen: Counter[Square]) -> float:
    """Return the share of exactly TOP cells that is in both, to be expected if lots are drawn.

    Cells that equal the last of a top share the places that are left between them.
    """
    in_truth, in_seen = _chances(truth), _chances(seen)
    whole = sum(in_truth.values())
    both = sum(chance * in_seen.get(cell, 0.0) for cell, chance in in_truth.items())
    return both / whole if whole else 1.0


def _chances(counts: Counter[Square]) -> dict[Square, float]:
    """Return how likely each cell is among the first TOP."""
    within = top(counts)
    if not within:
        return {}
    last = min(counts[cell] for cell in within)
    above = sum(counts[cell] > last for cell in within)
    left = (min(TOP, len(counts)) - above) / (len(within) - above)
    return {cell: 1.0 if counts[cell] > last else left for cell in within}


def _premises(connection: Connection, row: RowMapping) -> tuple[set[str], set[str]]:
    """Return the premises that officers are shown, and those that an analyst's flags name."""
    terms = connection.execute(query("cell_publication"), {"quarter": row["quarter"]}).mappings()
    policy = in_force(connection, "officer", row["officer_policy"])
    values = {**terms.one(), "radius_m": max(policy.flag_bands_m or (500,))}
    near = connection.scalars(query("premises_near_locations"), values)
    flagged = connection.scalars(query("published_premises"), {"quarter": row["quarter"]})
    return {str(each) for each in flagged}, {str(each) for each in near}


def _episodes(connection: Connection, published: Sequence[RowMapping]) -> Counter[Square]:
    """Return the true number of episodes at repeat locations in each cell, over all quarters.

    Of every cell, also of one that is never shown: what officers do not see is a cost as well.
    """
    found: Counter[Square] = Counter()
    for row in published:
        terms = connection.execute(query("cell_publication"), {"quarter": row["quarter"]})
        placed = connection.execute(query("publishable_places"), {**terms.mappings().one()})
        found.update(Square.named(each.cell_id) for each in placed)
    return found


def _bands(connection: Connection) -> Counter[Square]:
    """Return the lower ends of the bands that officers see of each cell, over all quarters.

    A published rest stands for whichever of its cells, and counts for none of them.
    """
    found: Counter[Square] = Counter()
    for row in connection.execute(query("published_cells")):
        if not row.is_rest:
            found[Square.named(row.cell_id)] += row.band_from
    return found
