"""What officers are shown: both sides of every threshold, and pools that cannot be subtracted."""

import datetime as dt
import itertools
import random
from decimal import Decimal

import pytest
import shapely

from geo.ladder import Ladder, Square
from geo.perturbation import seeded_record_keys
from geo.policy import Band, Policy
from geo.pooling import Placed, publish_cells

POLICY = Policy(
    "officer",
    dt.date(1970, 1, 1),
    minimum_episodes=3,
    minimum_children=2,
    largest_share=Decimal("0.60"),
    band_from=(3, 6, 11, 21),
    narrowest_bound=3,
    k_addr=20,
    part_of_day_from=10,
    flag_bands_m=(250, 500),
    flag_level_m=1000,
    minimum_premises=None,
)
A, B, C, D = (Square(250, east, north) for east in (1200, 1201) for north in (1640, 1641))
LADDER = Ladder({A: 20, B: 40, C: 40, D: 40, Square(250, 1202, 1640): 50})
BYTES = seeded_record_keys("a test")
numbers = itertools.count()


def placed(cell, *children, hour=None):
    return [Placed(cell, next(numbers), child, hour) for child in children]


def published(*groups, ladder=LADDER, policy=POLICY):
    return publish_cells(itertools.chain(*groups), ladder, policy, BYTES)


def names(found):
    return [(str(cell.square), cell.is_rest) for cell in found]


@pytest.mark.parametrize(
    ("children", "shown"),
    [
        ("abc", True),
        ("ab", False),  # two episodes
        ("aaaaa", False),  # one child
        ("aaabb", True),  # 60 %
        ("aab", False),  # 67 %
        ("aaaabb", False),  # 67 %
        ("aaaaaabbbb", True),
    ],
)
def test_a_cell_is_shown_by_three_episodes_of_two_children_none_with_more_than_60_percent(
    children, shown
):
    assert bool(published(placed(A, *children))) is shown


def test_an_episode_with_two_places_in_a_cell_is_one_episode():
    twice = [Placed(A, 1, "a"), Placed(A, 1, "a"), Placed(A, 2, "b")]
    assert published(twice) == []


def test_what_fails_in_two_cells_is_pooled_as_the_rest_of_the_square_around_them():
    found = published(placed(A, "a", "b"), placed(B, "c", "d"), placed(C, "a", "b", "c"))
    assert names(found) == [("250-1201-1640", False), ("500-600-820", True)]
    rest = found[1]
    assert rest.addresses == 20 + 40 + 40
    assert rest.shape.area == 3 * 250**2


def test_one_cell_that_fails_is_not_shown_under_the_name_of_a_larger_square():
    assert published(placed(A, "a", "a", "a", "b")) == []


def test_a_pool_that_fails_joins_the_next_larger_square():
    found = published(placed(A, "a"), placed(B, "b"), placed(Square(250, 1202, 1640), "c"))
    assert names(found) == [("1000-300-410", True)]


def test_what_fails_at_4000_m_is_not_shown():
    far = Square(250, 1216, 1640)
    assert far.largest != A.largest
    ladder = Ladder({A: 20, far: 20})
    assert published(placed(A, "a", "b"), placed(far, "c", "d"), ladder=ladder) == []


@pytest.mark.parametrize(("addresses", "shown"), [(20, True), (19, False)])
def test_a_cell_with_fewer_addresses_than_the_policy_asks_is_neither_shown_nor_pooled(
    addresses, shown
):
    ladder = Ladder({A: addresses, B: 40})
    assert bool(published(placed(A, *"abcdef"), ladder=ladder)) is shown
    pooled = published(placed(A, *"abcdef"), placed(B, "g", "h"), ladder=ladder)
    assert names(pooled) == ([(str(A), False)] if shown else [])


def test_no_two_published_areas_overlap_whatever_happens():
    chance = random.Random(7)
    cells = [Square(250, 1200 + e, 1640 + n) for e in range(8) for n in range(8)]
    around = {Square(1000, 300, 410): 25, Square(2000, 150, 205): 30}
    ladder = Ladder({**dict.fromkeys(cells[::2], 20), **around})
    for _ in range(200):
        some = [
            Placed(chance.choice(sorted(ladder.addresses)), n, f"{chance.randrange(12)}")
            for n in range(chance.randrange(80))
        ]
        found = publish_cells(some, ladder, POLICY, BYTES)
        for one, other in itertools.combinations(found, 2):
            assert one.shape.intersection(other.shape).area == 0
        assert all(cell.addresses >= 20 for cell in found)
        assert all(shapely.is_valid(cell.shape) for cell in found)


def test_moving_a_place_inside_its_cell_cannot_matter_since_a_cell_is_all_that_is_known():
    assert set(Placed.__dataclass_fields__) == {"cell", "episode", "child", "hour"}


@pytest.mark.parametrize(
    ("count", "band"),
    [(0, "3-5"), (3, "3-5"), (5, "3-5"), (6, "6-10"), (10, "6-10"), (11, "11-20"), (21, "21+")],
)
def test_bands_begin_where_the_policy_says(count, band):
    assert str(POLICY.band(count)) == band


def test_a_band_is_cut_from_the_adjusted_count():
    bands = {
        str(published(placed(A, *(f"{n} {child}" for child in range(6))))[0].band)
        for n in range(60)
    }
    assert bands == {"3-5", "6-10"}  # six is five or four to some keys


def word(count, hour, late=0):
    children = [f"child {n % 7}" for n in range(count)]
    some = placed(A, *children[late:], hour=hour) + placed(A, *children[:late], hour=23)
    return {cell.part_of_day for cell in published(some)}


def test_a_part_of_day_is_told_of_many_episodes_that_mostly_began_in_it():
    assert word(16, 19) == {"evening"}
    assert word(16, 19, late=7) == {"evening"}
    assert word(16, 19, late=8) == {None}
    assert word(9, 19) == {None}


@pytest.mark.parametrize(
    ("hour", "part"),
    [(6, "daytime"), (17, "daytime"), (18, "evening"), (22, "late_evening"), (1, "late_evening"),
     (2, "night"), (5, "night")],
)  # fmt: skip
def test_the_parts_of_the_day_begin_at_6_18_22_and_2(hour, part):
    assert word(16, hour) == {part}


def test_no_part_of_day_is_told_beside_a_band_that_it_would_narrow():
    for n in range(40):
        some = placed(A, *(f"{n} {child}" for child in range(10)), hour=19)
        [cell] = published(some)
        assert cell.band == Band(11, 20) or cell.part_of_day is None
