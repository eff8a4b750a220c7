"""What the cylinders of the scan hold: as it happened, and at the most in each shuffle.

A cylinder is a circle over a run of periods. Of a thousand shuffles only the most unlikely cylinder
of each is asked for, so that its ratio is computed only where enough events fell to reach one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.analysis.buckets import pairs_within
from geo.analysis.rounds import rounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Wholes = NDArray[np.int64]

_TOGETHER = 1 << 21  # cells of a table that is counted at once, so that it stays in a cache
_BELOW = 0.9  # of the least that a shuffle reached: what the next are looked through for
_CRUMB = 1e-9
_HALVINGS = 60


class Terms(NamedTuple):
    """What all parts of a scan share; ``lowest``: what a cylinder's ratio must be to be told."""

    radii: tuple[int, ...]
    longest: int
    shuffles: int
    seed: int
    least: int
    lowest: float


class Held(NamedTuple):
    """Cylinders that hold as many as is usual at least, and the most unlikely of each shuffle.

    ``circle``: its row by radius and zone, as ``divmod(circle, zones)`` tells them.
    """

    circle: Wholes
    first: Wholes
    last: Wholes
    seen: Wholes
    of_circle: Wholes  # what the same circle holds of all periods
    most_seen: Numbers
    most_expected: Numbers


class _Block(NamedTuple):
    """Some circles, and each event in each of them; ``cell``: where its circle's row begins."""

    first: int
    of_circle: Wholes
    cell: NDArray[np.int32]
    event: NDArray[np.int32]


def log_ratio(seen: Numbers, expected: Numbers, events: int, least: int) -> Numbers:
    """Return the log likelihood ratio of cylinders; 0 where no more was seen than expected."""
    rest, usual = events - seen, events - expected
    more = (seen > expected) & (seen >= least)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = seen * np.log(seen / expected) + np.where(rest > 0, rest * np.log(rest / usual), 0)
    return np.where(more, found, 0.0)


def scan_of_part(around: Wholes, zones: Wholes, zone: Wholes, period: Wholes, terms: Terms) -> Held:
    """Return what the circles about ``around`` hold, as dealt and in each shuffle of all periods.

    ``zones`` are those within reach of the tile; ``zone`` is that of each event, or -1.
    """
    periods, events = int(period.max()) + 1, len(period)
    blocks = list(_blocks(around, zones, zone, periods, terms.radii))
    shares = [_share(period, length) for length in range(1, min(terms.longest, periods) + 1)]
    anything = _fewest(blocks, shares, events, terms.least, 0.0)
    lowest = (
        _fewest(blocks, shares, events, terms.least, terms.lowest) if terms.lowest else anything
    )
    seen = [
        _found(block, period, shares, wanted) for block, wanted in zip(blocks, lowest, strict=True)
    ]
    circle, first, last, held, of_circle = (
        np.concatenate(each) for each in zip(*seen, strict=True)
    )
    draw = np.random.default_rng(terms.seed)
    most_seen, most_expected = np.zeros(terms.shuffles), np.ones(terms.shuffles)
    level, fewest = np.inf, anything
    for shuffle in rounds(terms.shuffles):
        dealt = draw.permutation(period)
        best, pair = _most(blocks, dealt, shares, terms.least, fewest)
        if best <= level * _BELOW:  # nothing reached what was looked for: look for less
            best, pair = _most(blocks, dealt, shares, terms.least, anything)
        if best < level:
            level = best
            fewest = _fewest(blocks, shares, events, terms.least, level * _BELOW)
        most_seen[shuffle], most_expected[shuffle] = pair
    return Held(circle, first, last, held, of_circle, most_seen, most_expected)


def _blocks(
    around: Wholes, zones: Wholes, zone: Wholes, periods: int, radii: tuple[int, ...]
) -> Iterator[_Block]:
    """Yield the circles in parts, with the events in each; a row for each radius and zone."""
    here, there, squared = pairs_within(around, zones, radii[-1])
    by_zone = np.argsort(zone, kind="stable")
    by_zone = by_zone[np.searchsorted(zone[by_zone], 0) :]
    begins = np.searchsorted(zone[by_zone], np.arange(len(zones) + 1))
    in_zone = np.diff(begins)
    for size, radius in enumerate(radii):
        inside = squared <= radius * radius
        rows, columns = here[inside], there[inside]  # by row
        held = np.bincount(rows, in_zone[columns], minlength=len(around)).astype(np.int64)
        cost = np.cumsum(held + periods)
        ends = np.searchsorted(cost, np.arange(_TOGETHER, int(cost[-1]), _TOGETHER), "right")
        bounds = np.unique(np.concatenate([[0], ends, [len(around)]]))
        of_rows = np.searchsorted(rows, bounds)
        for number, low in enumerate(bounds[:-1].tolist()):
            part = slice(of_rows[number], of_rows[number + 1])
            many = in_zone[columns[part]]
            row = np.repeat(rows[part] - low, many)
            within = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
            event = by_zone[np.repeat(begins[columns[part]], many) + within]
            yield _Block(
                size * len(around) + low,
                held[low : bounds[number + 1]],
                (row * periods).astype(np.int32),
                event.astype(np.int32),
            )


def _share(period: Wholes, length: int) -> Wholes:
    """Return how many events all zones have in each run of so many periods, by its first."""
    running = np.concatenate([[0], np.cumsum(np.bincount(period))])
    return np.asarray(running[length:] - running[:-length])


def _of_window(shares: list[Wholes], first: Wholes, last: Wholes) -> Wholes:
    of_each = np.zeros(len(first), np.int64)
    for length, share in enumerate(shares, 1):
        mine = last - first + 1 == length
        of_each[mine] = share[first[mine]]
    return of_each


def _runs(block: _Block, period: Wholes, shares: list[Wholes]) -> Iterator[NDArray[np.int32]]:
    """Yield what circles hold in each run of 1, 2 and more periods: a column for each first."""
    periods = len(shares[0])
    cells = block.cell + period[block.event]
    table = np.bincount(cells, minlength=len(block.of_circle) * periods).astype(np.int32)
    table = run = table.reshape(-1, periods)
    for length in range(1, len(shares) + 1):
        yield run
        if length < len(shares):
            run = run[:, :-1] + table[:, length:]


def _found(
    block: _Block,
    period: Wholes,
    shares: list[Wholes],
    fewest: list[NDArray[np.int32]],
) -> tuple[Wholes, Wholes, Wholes, Wholes, Wholes]:
    """Return the cylinders of a block that hold as many as ``fewest`` says of each.

    Their circles, first and last periods, what each holds, and its circle of all periods.
    """
    parts = []
    for length, run in enumerate(_runs(block, period, shares), 1):
        flat = np.flatnonzero(run >= fewest[length - 1])
        row, first = np.divmod(flat, run.shape[1])
        held = run.ravel()[flat].astype(np.int64)
        parts.append((row + block.first, first, first + length - 1, held, block.of_circle[row]))
    circle, first, last, held, of_circle = (
        np.concatenate(each) for each in zip(*parts, strict=True)
    )
    return circle, first, last, held, of_circle


def _most(
    blocks: list[_Block],
    dealt: Wholes,
    shares: list[Wholes],
    least: int,
    fewest: list[list[NDArray[np.int32]]],
) -> tuple[float, tuple[float, float]]:
    """Return the highest ratio of a shuffle, and what was seen and expected there."""
    events, best, pair = len(dealt), 0.0, (0.0, 1.0)
    for block, wanted in zip(blocks, fewest, strict=True):
        _, first, last, held, of_circle = _found(block, dealt, shares, wanted)
        if len(held):
            usual = of_circle * _of_window(shares, first, last) / events
            ratio = log_ratio(held.astype(float), usual, events, least)
            at = int(ratio.argmax())
            if ratio[at] > best:
                best, pair = float(ratio[at]), (float(held[at]), float(usual[at]))
    return best, pair


def _fewest(
    blocks: list[_Block], shares: list[Wholes], events: int, least: int, level: float
) -> list[list[NDArray[np.int32]]]:
    """Return, by block, length and first period, how many events can have a ratio of ``level``."""
    most = max((int(block.of_circle.max(initial=0)) for block in blocks), default=0)
    counts = np.arange(least, max(most, least) + 1).astype(float)
    low, high = np.zeros(len(counts)), counts.copy()
    for _ in range(_HALVINGS):  # the ratio of a count falls as more of it is expected
        middle = (low + high) / 2
        reaches = log_ratio(counts, middle, events, least) >= level
        low, high = np.where(reaches, middle, low), np.where(reaches, high, middle)
    return [
        [
            least
            + np.searchsorted(
                high * (1 + _CRUMB), np.outer(block.of_circle, share) / events
            ).astype(np.int32)
            for share in shares
        ]
        for block in blocks
    ]
