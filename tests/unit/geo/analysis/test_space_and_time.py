"""Clusters, near repeats, the scan, colocation, rates, before and after: known answers."""

import numpy as np
import pytest
from scipy import stats

from geo.analysis import cylinders, scan
from geo.analysis.clusters import dbscan
from geo.analysis.colocation import colocation
from geo.analysis.crew import Alone, working_with
from geo.analysis.cylinders import Terms, log_ratio, scan_of_part
from geo.analysis.displacement import Change, displacement
from geo.analysis.near_repeat import knox
from geo.analysis.rates import accuracy, location_quotient, poisson_interval, pooled
from geo.analysis.rounds import telling
from geo.analysis.scan import space_time_scan
from geo.errors import QuestionError


def brute_dbscan(points, reach, minimum, days=None, reach_days=0):
    """Clusters as the papers grow them, one point after another."""
    near = ((points[:, None] - points[None]) ** 2).sum(axis=2) <= reach**2
    if days is not None:
        near &= np.abs(days[:, None] - days[None]) <= reach_days
    core = near.sum(axis=1) >= minimum
    label, number = np.full(len(points), -1), 0
    for start in np.flatnonzero(core):
        if label[start] >= 0:
            continue
        todo = [start]
        while todo:
            at = todo.pop()
            if label[at] >= 0:
                continue
            label[at] = number
            if core[at]:
                todo += np.flatnonzero(near[at] & (label < 0)).tolist()
        number += 1
    return label


@pytest.mark.parametrize("minimum", [1, 3, 5])
def test_clusters_are_those_that_the_paper_grows(minimum):
    points = np.random.default_rng(4).integers(0, 2_000, (150, 2))
    assert dbscan(points, 150, minimum).tolist() == brute_dbscan(points, 150, minimum).tolist()


@pytest.mark.parametrize("reach_days", [0, 3, 28, 400])
@pytest.mark.parametrize("minimum", [2, 4])
def test_clusters_in_time_are_those_that_the_paper_grows_also_of_snapped_points(
    reach_days, minimum
):
    draw = np.random.default_rng(reach_days)
    points, days = draw.integers(0, 20, (300, 2)) * 100, draw.integers(17_000, 17_120, 300)
    grown = brute_dbscan(points, 150, minimum, days, reach_days)
    assert dbscan(points, 150, minimum, days=days, reach_days=reach_days).tolist() == list(grown)
    assert max(grown) > 0 or (reach_days, minimum) == (0, 4)  # there are several


def test_points_of_one_place_and_other_months_are_no_cluster_in_time():
    points, days = np.zeros((4, 2), np.int64), np.array([0, 10, 100, 200])
    assert dbscan(points, 150, 2).tolist() == [0] * 4
    assert dbscan(points, 150, 2, days=days, reach_days=28).tolist() == [0, 0, -1, -1]
    assert dbscan(points[:0], 150, 2).tolist() == []


def test_near_repeats_count_pairs_by_half_open_bands():
    points = np.array([[0, 0], [0, 0], [100, 0], [0, 199]])
    days = np.array([0, 7, 0, 0])
    found = knox(points, days, (1, 100, 200), (7, 14), shuffles=0)
    assert found.observed.tolist() == [[0, 1], [0, 0], [2, 2]]
    far = knox(points, days, (1, 100, 200), (7, 14), shuffles=0, manhattan=True)
    assert far.observed.tolist() == [[0, 1], [0, 0], [2, 2]]


def test_two_events_of_one_child_are_no_pair():
    points, days = np.zeros((3, 2), np.int64), np.zeros(3, np.int64)
    found = knox(points, days, (1,), (1,), child=np.array([1, 1, 2]), shuffles=0)
    assert found.observed.tolist() == [[2]]


def test_near_repeats_that_were_planted_are_found_and_chance_is_not():
    draw = np.random.default_rng(6)
    points, days = draw.integers(0, 5_000, (200, 2)), draw.integers(0, 365, 200)
    alone = knox(points, days, (200,), (7,), shuffles=199)
    assert alone.chance[0, 0] > 0.05
    again = knox(np.vstack([points, points + 50]), np.tile(days, 2), (200,), (7,), shuffles=199)
    assert again.chance[0, 0] == 1 / 200
    assert again.ratio[0, 0] > 5
    same = knox(np.vstack([points, points + 50]), np.tile(days, 2), (200,), (7,), shuffles=199)
    assert same.expected.tolist() == again.expected.tolist()


def test_the_scan_finds_the_burst_and_says_how_unlikely_it_is():
    draw = np.random.default_rng(8)
    zones = np.argwhere(np.ones((6, 6))) * 500
    zone, period = draw.integers(0, 36, 300), draw.integers(0, 12, 300)
    zone, period = np.append(zone, [14] * 15), np.append(period, [5] * 15)
    found = space_time_scan(zones, zone, period, (100, 600), 3, shuffles=99)
    first = found[0]
    assert (first.zone, first.first, first.last) == (14, 5, 5)
    assert first.chance == 0.01
    of_zone, of_period = (zone == 14).sum(), (period == 5).sum()
    assert first.expected == pytest.approx(of_zone * of_period / 315)
    seen, usual = first.observed, first.expected
    ratio = seen * np.log(seen / usual) + (315 - seen) * np.log((315 - seen) / (315 - usual))
    assert first.log_ratio == pytest.approx(ratio)
    assert all(later.chance > 0.05 for later in found[1:])


@pytest.mark.parametrize("seed", range(6))
def test_each_shuffle_is_beaten_by_its_own_most_unlikely_cylinder(seed):
    """Every cylinder of every shuffle by hand: none that a ratio was not computed of is higher."""
    draw = np.random.default_rng(seed)
    zones = np.argwhere(np.ones((7, 5))) * 500
    zone, period = draw.integers(0, 35, 250), draw.integers(0, 9, 250) ** 2 // 8
    radii, longest, least = (100, 600, 1_100), 3, 3
    near = ((zones[:, None] - zones[None]) ** 2).sum(axis=2)

    def by_hand(when):
        table = np.zeros((35, int(period.max()) + 1), np.int64)
        np.add.at(table, (zone, when), 1)
        for size, radius in enumerate(radii):
            for middle in range(35):
                held = table[near[middle] <= radius**2].sum(axis=0)
                for first in range(len(held)):
                    for last in range(first, min(first + longest, len(held))):
                        seen = held[first : last + 1].sum()
                        share = table[:, first : last + 1].sum() / 250
                        yield seen, held.sum() * share, (size, middle, first, last)

    def highest(when):
        return max(
            float(log_ratio(np.float64(seen), np.float64(usual), 250, least))
            for seen, usual, _ in by_hand(when)
        )

    terms = Terms(radii, longest, 9, seed, least, 0.0)
    found = scan_of_part(zones, zones, zone, period, terms)
    told = log_ratio(found.most_seen, found.most_expected, 250, least)
    dealing = np.random.default_rng(seed)
    assert told.tolist() == pytest.approx(
        [highest(dealing.permutation(period)) for _ in range(9)], abs=1e-9
    )
    size, middle = np.divmod(found.circle, 35)
    names = np.column_stack([size, middle, found.first, found.last]).tolist()
    kept = dict(zip(map(tuple, names), found.seen.tolist(), strict=True))
    cells = [(name, int(seen), seen - usual) for seen, usual, name in by_hand(period) if seen >= 3]
    assert {(name, seen) for name, seen, more in cells if more > 1e-9} <= kept.items()
    assert {(name, seen) for name, seen, more in cells if more > -1e-9} >= kept.items()


def test_a_shuffle_whose_highest_is_low_is_looked_through_again(monkeypatch):
    """By parts of a few cells, and looking for twice the least so far, it finds the same."""
    draw = np.random.default_rng(3)
    zones = np.argwhere(np.ones((6, 6))) * 500
    zone, period = draw.integers(0, 36, 200), draw.integers(0, 12, 200)
    usual = space_time_scan(zones, zone, period, (100, 600), 3, shuffles=49)
    monkeypatch.setattr(cylinders, "_TOGETHER", 40)
    monkeypatch.setattr(cylinders, "_BELOW", 2.0)
    assert space_time_scan(zones, zone, period, (100, 600), 3, shuffles=49) == usual


def test_of_a_huge_scan_only_unlikely_cylinders_are_kept(monkeypatch):
    draw = np.random.default_rng(8)
    zones = np.argwhere(np.ones((6, 6))) * 500
    zone, period = draw.integers(0, 36, 300), draw.integers(0, 12, 300)
    zone, period = np.append(zone, [14] * 15), np.append(period, [5] * 15)
    usual = space_time_scan(zones, zone, period, (100, 600), 3, shuffles=49)
    monkeypatch.setattr(scan, "_CELLS", 100)
    found = space_time_scan(zones, zone, period, (100, 600), 3, shuffles=49)
    assert found == [each for each in usual if each.log_ratio >= 3]
    assert 0 < len(found) < len(usual)


def test_whoever_waits_is_told_how_many_rounds_are_done_of_all_parts():
    points, days = np.arange(60).reshape(30, 2) * 1_000, np.arange(30) * 3
    heard = []
    with telling(lambda done, whole: heard.append((done, whole))), working_with(Alone(10)):
        knox(points, days, (5_000,), (7,), shuffles=4)
    whole = heard[0][1]
    assert whole > 5  # a round for each shuffle and what was seen, of several parts
    assert heard == [(done, whole) for done in range(1, whole + 1)]


def test_colocation_tells_company_from_chance():
    draw = np.random.default_rng(9)
    points = draw.uniform(0, 5_000, (300, 2))
    points[:40] = points[40:80] + 20
    of, beside = np.arange(300) < 40, (np.arange(300) >= 40) & (np.arange(300) < 80)
    far = np.arange(300) >= 260
    assert colocation(points, of, beside, neighbours=5, shuffles=99).quotient > 1.5
    assert colocation(points, of, beside, neighbours=5, shuffles=99).chance == 0.01
    assert colocation(points, of, far, neighbours=5, shuffles=99).chance > 0.05
    with pytest.raises(QuestionError, match="places of both kinds"):
        colocation(points, of, of & ~of)


def test_the_interval_of_a_count_is_garwoods():
    """Published: 0 has 0 to 3.6889, 10 has 4.7954 to 18.3904."""
    low, high = poisson_interval(np.array([0, 10]))
    assert low == pytest.approx([0, 4.7954], abs=1e-4)
    assert high == pytest.approx([3.6889, 18.3904], abs=1e-4)


def test_a_location_quotient_is_a_share_over_a_share():
    quotient, low, high = location_quotient(np.array([10, 30]), np.array([50, 50]))
    assert quotient.tolist() == [0.5, 1.5]
    assert low[0] < 0.5 < high[0] < 1
    assert np.isnan(location_quotient(np.array([1, 1]), np.array([0, 2]))[0][0])


def test_pai_and_pei_are_those_of_the_papers_example():
    """A tenth of the area that holds a quarter of the crime has PAI 2.5."""
    surface, later = np.zeros(100), np.zeros(100, np.int64)
    surface[:10], later[:10], later[50:60] = 1, 2, 6
    found = accuracy(surface, later, 10)
    assert found.pai == pytest.approx(2.5)
    assert found.pei == pytest.approx(20 / 60)


def test_periods_that_are_held_out_are_added_up_and_not_averaged():
    surface, quiet, busy = np.zeros(100), np.zeros(100, np.int64), np.zeros(100, np.int64)
    surface[:10], quiet[0], busy[:10], busy[50:60] = 1, 2, 2, 6
    one, other = accuracy(surface, quiet, 10), accuracy(surface, busy, 10)
    both = pooled([one, other], 100)
    assert (one.pai, other.pai) == (10, pytest.approx(2.5))
    assert (both.hits, both.events) == (22, 82)
    assert both.pai == pytest.approx(22 / 82 / 0.1)
    assert both.pei == pytest.approx(22 / 62)
    assert pooled([other], 100) == other


def test_the_weighted_displacement_difference_is_the_change_less_the_controls():
    """By the paper's formula: (10-20) - (18-20) + (9-10) - (11-10); variance: the counts."""
    found = displacement(Change(20, 10), Change(20, 18), Change(10, 9), Change(10, 11))
    assert (found.local, found.moved, found.wdd) == (-8, -2, -10)
    assert found.standard_error == pytest.approx(np.sqrt(30 + 38 + 19 + 21))
    assert found.chance == pytest.approx(2 * stats.norm.sf(10 / np.sqrt(108)))
    assert found.low < -10 < found.high
    assert found.quotient == pytest.approx((9 / 18 - 10 / 20) / (10 / 18 - 20 / 20))


def test_the_papers_worked_example_comes_out_as_published():
    """Wheeler and Ratcliffe (2018): -118, variance 1,568, z -2.98, from -196 to -40."""
    found = displacement(Change(207, 110), Change(308, 318), Change(178, 157), Change(150, 140))
    assert found.wdd == -118
    assert found.standard_error == pytest.approx(np.sqrt(1568))
    assert round(found.z, 2) == -2.98
    assert (round(found.low), round(found.high)) == (-196, -40)


def test_zeros_leave_the_difference_and_take_only_the_ratios():
    found = displacement(Change(0, 0), Change(5, 0))
    assert found.wdd == 5
    assert (found.quotient, found.rate_ratio) == (None, None)
    nothing = displacement(Change(0, 0), Change(0, 0))
    assert (nothing.wdd, nothing.chance) == (0, 1.0)
    with pytest.raises(ValueError, match="needs a control ring"):
        displacement(Change(1, 1), Change(1, 1), Change(1, 1))


def test_the_rate_ratio_and_its_interval_are_the_logarithms():
    found = displacement(Change(40, 20), Change(50, 50))
    assert found.rate_ratio == pytest.approx(0.5)
    out = 1.959964 * np.sqrt(1 / 40 + 1 / 20 + 2 / 50)
    assert found.rate_low == pytest.approx(0.5 * np.exp(-out))
    assert found.rate_high == pytest.approx(0.5 * np.exp(out))
