"""Work in parts: however a map is divided, the answer is the same."""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.analysis import divided, halo
from geo.analysis.buckets import counts_within, pairs_within
from geo.analysis.crew import Alone, working_with
from geo.analysis.emerging import classes
from geo.analysis.near_repeat import knox
from geo.analysis.scan import space_time_scan
from geo.analysis.significance import Terms, Visits, ask_chance

TERMS = Terms(200, 400, 250, 20, 3, 15, 3, 0.10)


def town(seed, rows):
    """Half of them crowd in 6 places of a square of 20 km, in whole millimetres."""
    draw = np.random.default_rng(seed)
    spread = draw.integers(0, 20_000_000, (rows, 2))
    middles = draw.integers(0, 20_000_000, (6, 2))
    near = middles[draw.integers(0, 6, rows)] + draw.integers(-300_000, 300_000, (rows, 2))
    return np.where(draw.random((rows, 1)) < 0.5, near, spread) + np.array([300_000_000] * 2)


@pytest.mark.parametrize("rows", [1, 7, 100, 5_000])
def test_the_parts_hold_each_row_once_and_all_that_lies_within_reach_of_it(rows):
    around, points = town(1, 300), town(2, 500)
    tiles = halo.parts(around, points, 400_000, rows)
    assert sorted(np.concatenate([tile.own for tile in tiles])) == list(range(300))
    whole = {(h, t) for h, t, _ in zip(*pairs_within(around, points, 400_000), strict=True)}
    apart = set()
    for tile in tiles:
        here, there, _ = pairs_within(*tile.positions(around, points), 400_000)
        apart |= set(zip(tile.own[here], tile.beside[there], strict=True))
    assert apart == whole


@pytest.mark.parametrize("rows", [50, 333])
def test_what_is_asked_in_parts_is_answered_as_in_one(rows):
    premises, points = town(1, 900), town(2, 700)
    episodes = points[np.random.default_rng(3).integers(0, 700, 4_000)]
    visited = np.random.default_rng(4).integers(0, 700, 2_500)
    number = np.arange(2_500)
    authorities = (premises[:, 0] > 310_000_000).astype(np.int64)

    def answers():
        tested = ask_chance(
            premises, authorities, points, Visits(visited, number, number // 5), TERMS,
            merge_mm=50_000, reach_m=400,
        )  # fmt: skip
        return [
            divided.counts_by_band(premises, episodes, (100_000, 200_000, 400_000)),
            divided.chained(points, 250_000),
            *(getattr(tested, name) for name in ("place", "places", "near", "seen")),
            *(getattr(tested, name) for name in ("expected", "chance", "adjusted")),
        ]

    whole = answers()
    with working_with(Alone(rows)):
        parts = answers()
    assert [each.tobytes() for each in parts] == [each.tobytes() for each in whole]
    assert (whole[0] == counts_within(premises, episodes, (100_000, 200_000, 400_000))).all()
    assert (whole[6] > 0).any()


def test_a_part_does_not_tell_where_on_the_map_it_is():
    around, points = town(1, 300), town(2, 500)
    moved = np.array([81_000_000, -17_000_000])
    for tile, other in zip(
        halo.parts(around, points, 400_000, 60),
        halo.parts(around + moved, points + moved, 400_000, 60),
        strict=True,
    ):
        sent, elsewhere = (
            tile.positions(around, points),
            other.positions(around + moved, points + moved),
        )
        assert all((one == two).all() for one, two in zip(sent, elsewhere, strict=True))


@pytest.mark.parametrize("reach", [0, 1, 2, 7, 40, 400])
@pytest.mark.parametrize(("rows", "most"), [(1, 10), (60, 30), (400, 300), (400, 9_000)])
def test_chains_are_those_of_looking_at_every_pair(rows, most, reach):
    points = np.random.default_rng(rows).integers(0, most, (rows, 2))
    here, there, _ = pairs_within(points, points, reach)
    links = coo_array((np.ones(len(here)), (here, there)), (rows, rows))
    every = connected_components(links, directed=False)[1]
    found = divided.chained(points, reach)
    assert len(np.unique(np.column_stack([found, every]), axis=0)) == len(np.unique(every))
    assert len(np.unique(found)) == len(np.unique(every))
    assert found[0] == 0


@pytest.mark.parametrize("reach", [1, 3])
def test_classes_of_bands_of_a_grid_are_those_of_the_grid(reach):
    counts = np.random.default_rng(5).poisson(0.6, (12, 30, 17))
    counts[3:, 10:14, 5:9] += 4
    counts[7] = 1
    whole = classes(counts, reach)
    assert len(np.unique(whole)) > 2
    for rows in (1, 60, 17 * 29):
        with working_with(Alone(rows)):
            assert (classes(counts, reach) == whole).all()


def happened(seed, rows):
    """Events of a town at snapped points, their days and children, some twice near each other."""
    draw = np.random.default_rng(seed)
    points = town(seed, rows) // 100_000 * 100_000
    days = draw.integers(0, 120, rows)
    points[: rows // 5], days[: rows // 5] = points[-(rows // 5) :], days[-(rows // 5) :] + 3
    return points, days, draw.integers(-5, rows // 3, rows)


@pytest.mark.parametrize("manhattan", [False, True])
def test_near_repeats_of_parts_are_those_of_the_whole(manhattan):
    points, days, child = happened(7, 600)
    terms = {"manhattan": manhattan, "shuffles": 49, "seed": 3}

    def found():
        table = knox(points, days, (100_001, 300_000), (7, 28), child=child, **terms)
        return [
            getattr(table, each).tobytes() for each in ("observed", "expected", "ratio", "chance")
        ], table.observed

    whole, observed = found()
    assert observed.min() > 0
    for rows in (40, 250):
        with working_with(Alone(rows)):
            assert found()[0] == whole


def test_a_scan_of_parts_finds_what_one_of_the_whole_finds():
    points, days, _ = happened(8, 500)
    zones, zone = np.unique(points, axis=0, return_inverse=True)

    def found():
        return space_time_scan(
            zones, zone.ravel(), days // 7, (0, 250_000, 900_000), 4, shuffles=49, seed=5
        )

    whole = found()
    assert len(whole) > 3
    for rows in (30, 200):
        with working_with(Alone(rows)):
            assert found() == whole
