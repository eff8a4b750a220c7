"""Hidden places for attacks to look for: at random in the cells, with invented children."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from geo.ladder import Ladder, Square
from geo.perturbation import RecordKey
from geo.policy import Policy
from geo.pooling import Placed, PublishedCell, publish_cells


@dataclass(frozen=True)
class Hidden:
    """A place that an attacker wants, in EPSG:27700, and what happened there, child by child."""

    easting: float
    northing: float
    children: tuple[str, ...]


def hide(ladder: Ladder, policy: Policy, chance: random.Random) -> Hidden:
    """Return a place at random: a cell by its addresses, then anywhere in the cell."""
    cells = sorted(ladder.addresses)
    cell = chance.choices(cells, [ladder.addresses[each] for each in cells])[0]
    easting, northing = anywhere_in(ladder, cell, chance)
    return Hidden(easting, northing, episodes(policy, chance))


def anywhere_in(ladder: Ladder, cell: Square, chance: random.Random) -> tuple[float, float]:
    """Return a point of a cell, each as likely as another."""
    while True:
        easting = (cell.east + chance.random()) * cell.level_m
        northing = (cell.north + chance.random()) * cell.level_m
        if ladder.cell_of(easting, northing) == cell:
            return easting, northing


def episodes(policy: Policy, chance: random.Random) -> tuple[str, ...]:
    """Return the children of some episodes that the policy lets be told of."""
    while True:
        count = chance.randint(policy.minimum_episodes, 4 * policy.minimum_episodes)
        names = [f"child {n}" for n in range(chance.randint(policy.minimum_children, count))]
        drawn = tuple(chance.choice(names) for _ in range(count))
        if policy.allows(Counter(drawn).values()):
            return drawn


def publication_of(
    hidden: Hidden, ladder: Ladder, policy: Policy, record_key: RecordKey
) -> list[PublishedCell]:
    """Return what would be published if this place were all there is."""
    cell = ladder.cell_of(hidden.easting, hidden.northing)
    if cell is None:
        return []
    placed = [Placed(cell, number, child) for number, child in enumerate(hidden.children)]
    return publish_cells(placed, ladder, policy, record_key)
