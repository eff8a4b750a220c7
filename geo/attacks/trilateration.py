"""Find a place from the flags around it, with the public register and the whole method known.

Each hidden place is published by the real arithmetic. The attacker then asks of every point around
it whether a place there, with the same episodes by the same children, would have been published in
the same cells and bands and with the same flags. The points of which that is so are the region that
nothing published can tell apart: it must be no smaller than the published cell.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection

from geo.assurance import Finding, at_least, at_most
from geo.attacks.hiding import Hidden, hide, publication_of
from geo.database import query
from geo.ladder import Ladder, Square, read_ladder
from geo.perturbation import RecordKey, seeded_record_keys
from geo.policy import Policy, in_force
from geo.quarters import today

PLACES = 1_000
STEP_M = 125.0  # two points to the side of the smallest cell: every cell is met
MARGIN_M = 500.0
SEED = "trilateration"
Flags = Mapping[str, frozenset[tuple[str, int]]]


def run(connection: Connection) -> Sequence[Finding]:
    """Hide places, publish each, and solve for it."""
    policy = in_force(connection, "officer", today())
    ladder = read_ladder(connection)
    flags = flags_of(connection, list(ladder.addresses), policy)
    chance, record_key = random.Random(SEED), seeded_record_keys(SEED)  # noqa: S311
    ratios = []
    for _ in range(PLACES if ladder.addresses else 0):
        hidden = hide(ladder, policy, chance)
        ratios.append(feasible_share(hidden, ladder, flags, policy, record_key))
    tried = f"{len(ratios)} hidden places, every point around each on a lattice of {STEP_M:g} m"
    return [
        at_most(
            "hidden places found nearer than their cell",
            tried,
            sum(ratio < 1 for ratio in ratios),
            0,
        ),
        at_least("smallest feasible area over its cell's area", tried, min(ratios, default=1), 1),
    ]


def flags_of(connection: Connection, cells: Sequence[Square], policy: Policy) -> Flags:
    """Return the flags that each cell would raise, if it were published."""
    ordered = sorted(cells)
    rows = connection.execute(
        query("premises_near_cells"),
        {
            "cell_ids": [str(cell) for cell in ordered],
            "rests": [False] * len(ordered),
            "areas": [cell.shape.wkb for cell in ordered],  # no smaller than what is published
            "on_day": today(),
            "bands_m": list(policy.flag_bands_m or ()),
            "largest_m": policy.flag_level_m,
        },
    )
    found: dict[str, set[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row.cell_id, set()).add((str(row.premises_id), row.band_m))
    return {cell: frozenset(pairs) for cell, pairs in found.items()}


def feasible_share(
    hidden: Hidden, ladder: Ladder, flags: Flags, policy: Policy, record_key: RecordKey
) -> float:
    """Return the area that nothing published tells from the true one, over the cell's area."""
    seen = observed(hidden, ladder, flags, policy, record_key)
    cell = ladder.cell_of(hidden.easting, hidden.northing)
    if cell is None:
        return 1.0
    west, south, east, north = cell.shape.buffer(MARGIN_M, join_style="mitre").bounds
    verdicts: dict[Square | None, bool] = {}
    feasible = 0
    for easting in np.arange(west + STEP_M / 2, east, STEP_M):
        for northing in np.arange(south + STEP_M / 2, north, STEP_M):
            there = ladder.cell_of(float(easting), float(northing))
            if there not in verdicts:
                moved = replace(hidden, easting=float(easting), northing=float(northing))
                verdicts[there] = observed(moved, ladder, flags, policy, record_key) == seen
            feasible += verdicts[there]
    return float(feasible * STEP_M**2 / ladder.shape(cell).area)


def observed(
    hidden: Hidden, ladder: Ladder, flags: Flags, policy: Policy, record_key: RecordKey
) -> object:
    """Return every byte that officers would be shown."""
    published = publication_of(hidden, ladder, policy, record_key)
    return [
        (cell.described(), sorted(flags.get(str(cell.square), frozenset()))) for cell in published
    ]
