"""Is it chance? Small towns worked by hand, and data dealt by chance itself."""

import hashlib

import numpy as np
import pytest

from geo.analysis import divided
from geo.analysis.significance import Terms, Visits, ask_chance, visits_at
from geo.analysis.tails import binomial_tail

TERMS = Terms(200, 400, 250, 20, 3, 15, 3, 0.10)


def metres(*points):
    return np.array(points, np.int64).reshape(-1, 2) * 1000


def town(seed=0, points=60, premises=300):
    """Map points and premises of one town, premises thicker towards its middle."""
    draw = np.random.default_rng(seed)
    spots = np.unique(draw.integers(0, 30, (points, 2)), axis=0) * 100 + 300_000
    shops = 301_500 + draw.normal(0, 600, (premises, 2)).round().astype(np.int64)
    return spots * 1000, shops * 1000


def visited(points, children=None):
    points = np.array(points, np.int64)
    episodes = np.arange(len(points))
    return Visits(points, episodes, episodes if children is None else np.array(children))


def asked(spots, shops, visits, **terms):
    authorities = np.zeros(len(shops), np.int64)
    return ask_chance(
        shops, authorities, spots, visits, TERMS, merge_mm=50_000, reach_m=400, **terms
    )


def test_two_places_of_equal_weight_halve_the_visits():
    """Ten premises by each of two places: 9 visits of 10 at one have the chance 11/1024."""
    spots = metres((300_000, 400_000), (301_000, 400_000))
    shops = np.vstack([spots + np.array([[10_000 * n, 0]]) for n in range(10)])
    found = asked(spots, shops, visited([0] * 9 + [1]))
    west = found.place == found.place[0]
    assert found.expected[west].tolist() == [5.0] * 10
    assert found.chance[west] == pytest.approx(11 / 1024)
    assert found.seen[west].tolist() == [9] * 10


def test_a_premises_that_might_have_been_near_two_places_is_allowed_for_both():
    spots = metres((300_000, 400_000), (300_150, 400_000))
    shops = np.repeat(metres((300_075, 400_000)), 20, axis=0)
    found = asked(spots, shops, visited([0] * 9 + [1]))
    assert found.places.tolist() == [2] * 20
    assert found.chance == pytest.approx(2 * 11 / 1024)


@pytest.mark.parametrize(("times", "counted"), [(2, 2), (3, 3), (8, 3)])
def test_a_child_counts_three_times_at_a_place_at_most(times, counted):
    visits = visited([0] * times, [7] * times)
    assert visits_at(np.array([0]), visits, TERMS.child_visits).tolist() == [counted]


def test_an_episode_with_two_points_at_one_place_counts_once():
    visits = Visits(np.array([0, 1]), np.array([5, 5]), np.array([1, 1]))
    assert visits_at(np.array([0, 0]), visits, 3).tolist() == [1]


def test_a_place_far_from_all_premises_is_left_out_and_said_so():
    spots = metres((300_000, 400_000), (305_000, 400_000))
    found = asked(spots, np.repeat(spots[:1], 20, axis=0), visited([0, 1, 1]))
    assert (found.compared, found.left_out) == (1, 2)


def test_a_busy_centre_is_not_unusual_for_being_one():
    """Visits in proportion to premises: the dense middle has most, and nothing stands out."""
    spots, shops = town()
    weight = divided.weights(shops, spots, np.arange(len(spots)), TERMS.spread_m)
    often = np.repeat(np.arange(len(spots)), np.rint(400 * weight / weight.sum()).astype(int))
    found = asked(spots, shops, visited(often))
    assert not found.unusual(0.10).any()


def test_what_recurs_beyond_that_is_found_and_what_is_far_from_it_is_not():
    spots, shops = town()
    quiet = int(np.argsort(((spots - 301_500_000) ** 2).sum(axis=1))[len(spots) // 2])
    visits = visited([*range(len(spots)), *([quiet] * 12)])
    found = asked(spots, shops, visits)
    near = ((shops - spots[quiet]) ** 2).sum(axis=1) <= 200_000**2
    assert found.unusual(0.10)[near].all()
    assert not found.unusual(0.10)[~near].any()
    assert 0 < found.expected_by_chance(0.10) <= 0.1 * near.sum()


def test_nothing_of_nothing_is_unusual():
    spots, shops = town()
    none = Visits(*(np.zeros(0, np.int64),) * 3)
    assert not asked(spots, shops, none).unusual(0.10).any()
    assert len(asked(spots, shops[:0], visited([0])).chance) == 0
    assert asked(spots[:0], shops, none).chance.tolist() == [1.0] * len(shops)


def test_premises_that_are_not_asked_of_still_make_the_centre():
    spots, shops = town()
    visits = visited([0] * 6 + list(range(len(spots))))
    some = np.arange(len(shops)) % 3 == 0
    whole, part = asked(spots, shops, visits), asked(spots, shops, visits, asked=some)
    assert part.chance.tolist() == whole.chance[some].tolist()
    assert len(part.adjusted) == some.sum()


def dealt(seed, rows=400):
    """Visits dealt by chance: each to a premises, and then to a point near it by its weight."""
    spots, shops = town(7)
    weight = divided.weights(shops, spots, np.arange(len(spots)), TERMS.spread_m)
    draw = np.random.default_rng(seed)
    return spots, shops, visited(draw.choice(len(spots), rows, p=weight / weight.sum()))


def test_on_data_of_chance_alone_at_most_one_set_in_ten_shows_anything():
    """200 sets: with one in ten expected at most, 32 or more would be seen 1 time in 500."""
    wrong = sum(bool(asked(*dealt(seed)).unusual(0.10).any()) for seed in range(200))
    assert wrong <= 31


def test_the_exact_tail_is_what_dealing_anew_comes_to():
    spots, shops, _ = dealt(0)
    weight = divided.weights(shops, spots, np.arange(len(spots)), TERMS.spread_m)
    draw = np.random.default_rng(9)
    many = draw.multinomial(50, weight / weight.sum(), 20_000)
    busiest = int(weight.argmax())
    seen = int(np.quantile(many[:, busiest], 0.95))
    exact = binomial_tail(*(np.array([n]) for n in (seen, 50, weight[busiest], weight.sum())))[0]
    dealt_so = ((many[:, busiest] >= seen).sum() + 1) / 20_001
    assert dealt_so == pytest.approx(exact, abs=0.006)


def test_the_answer_is_the_same_to_the_last_bit_on_any_machine():
    found = asked(*dealt(3))
    told = hashlib.sha256()
    for each in (found.place, found.near, found.expected, found.chance, found.adjusted):
        told.update(each.astype(each.dtype.newbyteorder("<")).tobytes())
    assert told.hexdigest() == GOLDEN


GOLDEN = "09e77add4f1bad11e024936975ac7f1b7293770936e054e21f88514ad74fc444"
