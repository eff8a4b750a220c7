"""Which cells an officer is shown of a quarter, and in which band: counts in, bands out.

A cell whose episodes pass the policy is published. The episodes of those that fail are pooled in
the square around them, as "the rest of it", and in larger squares until the pool passes; what
fails at 4000 m is not shown. Whatever is published of a quarter is made of whole cells and no cell
twice, so that nothing published can be subtracted from anything else that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from geo.ladder import LEVELS, Ladder, Square
from geo.perturbation import RecordKey, adjusted, cell_key
from geo.policy import Band, Policy

PARTS_OF_DAY = ("daytime", "evening", "late_evening", "night")


@dataclass(frozen=True)
class Placed:
    """An episode at a repeat location, by the cell that its place is in; hour None: not known."""

    cell: Square
    episode: int
    child: str
    hour: int | None = None


@dataclass(frozen=True)
class PublishedCell:
    """What an officer is shown: a cell, or the rest of a square, and a band."""

    square: Square
    is_rest: bool
    band: Band
    part_of_day: str | None
    addresses: int
    shape: BaseGeometry = field(compare=False)

    def described(self) -> list[object]:
        """Return everything that is published of it, as plain values."""
        return [
            str(self.square),
            self.is_rest,
            str(self.band),
            self.part_of_day,
            self.addresses,
            self.shape.wkt,
        ]


def publish_cells(
    placed: Iterable[Placed], ladder: Ladder, policy: Policy, record_key: RecordKey
) -> list[PublishedCell]:
    """Return what may be shown of the episodes of a quarter, in the order of the squares."""
    waiting: dict[Square, list[Placed]] = {}
    for each in placed:
        # in a pool, one cell with a small crowd would be the likeliest place of all its episodes
        if ladder.addresses[each.cell] >= (policy.k_addr or 0):
            waiting.setdefault(each.cell, []).append(each)
    taken: set[Square] = set()
    published = []
    pools: dict[Square, list[Placed]] = {}
    for level_m in LEVELS:
        for cell in sorted(cell for cell in waiting if cell.level_m == level_m):
            if _passes(waiting[cell], policy):
                taken.add(cell)
                published.append(
                    _published(cell, [cell], waiting[cell], ladder, policy, record_key)
                )
            else:
                pools.setdefault(cell, []).extend(waiting[cell])
        for square in sorted(pool for pool in pools if pool.level_m == level_m):
            pool = pools.pop(square)
            rest = [
                cell
                for cell in ladder.shown_inside(square)
                if cell not in taken and ladder.addresses[cell] >= (policy.k_addr or 0)
            ]
            # one cell that fails alone is no pool: it would be the cell under another name
            if len({each.cell for each in pool}) > 1 and _passes(pool, policy):
                taken.update(rest)
                published.append(
                    _published(square, rest, pool, ladder, policy, record_key, is_rest=True)
                )
            elif square.parent is not None:
                pools.setdefault(square.parent, []).extend(pool)
    return sorted(published, key=lambda each: (each.square, each.is_rest))


def _passes(placed: list[Placed], policy: Policy) -> bool:
    return policy.allows(Counter(child for child, _ in _episodes(placed)).values())


def _episodes(placed: Iterable[Placed]) -> set[tuple[str, int]]:
    """Return each episode once, however many of its places are here."""
    return {(each.child, each.episode) for each in placed}


def _crowd(ladder: Ladder, cells: Iterable[Square]) -> int:
    return sum(ladder.addresses[cell] for cell in cells)


def _published(
    square: Square,
    cells: list[Square],
    placed: list[Placed],
    ladder: Ladder,
    policy: Policy,
    record_key: RecordKey,
    *,
    is_rest: bool = False,
) -> PublishedCell:
    episodes = _episodes(placed)
    key = cell_key((child for child, _ in episodes), record_key)
    band = policy.band(adjusted(len(episodes), key))
    return PublishedCell(
        square,
        is_rest,
        band,
        _part_of_day(placed, len(episodes), band, policy),
        _crowd(ladder, cells),
        ladder.union(cells),
    )


def _part_of_day(placed: list[Placed], episodes: int, band: Band, policy: Policy) -> str | None:
    """Return the part of day in which more than half of many episodes began, if there is one.

    The band must begin as high as the minimum: a word beside the band below it would say that the
    count is in the upper end of that band.
    """
    minimum = policy.part_of_day_from
    if minimum is None or episodes < minimum or band.band_from < minimum:
        return None
    hours = {each.episode: each.hour for each in placed if each.hour is not None}
    parts = Counter(_part(hour) for hour in hours.values())
    for part in PARTS_OF_DAY:
        if 2 * parts[part] > episodes:
            return part
    return None


def _part(hour: int) -> str:
    if 6 <= hour < 18:
        return "daytime"
    if 18 <= hour < 22:
        return "evening"
    return "night" if 2 <= hour < 6 else "late_evening"
