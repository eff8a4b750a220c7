"""What recurs since a load: followed from its points alone, and equal to counting all anew."""

import datetime as dt
import random

import pytest
from sqlalchemy import text

from tests.database.planting import HERE

DAY = dt.date(2026, 1, 1)


def new(connection, load, merge_m=50.0):
    rows = connection.execute(
        text(
            "SELECT points, episodes, children FROM derived.new_repeat_locations(:l, 90, 3, 2, :m)"
        ),
        {"l": load, "m": merge_m},
    )
    return sorted((tuple(row.points), row.episodes, row.children) for row in rows)


def ends(connection, load, day):
    connection.execute(
        text("UPDATE held.load SET data_to = :day WHERE load_id = :load"),
        {"day": day, "load": load},
    )


def another_load(plant):
    plant._rows += 1  # by which its file differs
    plant.load_id = plant._load("episodes")
    return plant.load_id


def recurring(connection, upto, as_at, merge_m):
    """Every repeat location of the loads up to one, by trying every pair of points."""
    rows = connection.execute(text(
        "SELECT point_id, ST_X(geom) AS x, ST_Y(geom) AS y, place.episode_id, place.child_id"
        " FROM derived.qualifying_places(:day, 90) AS place INNER JOIN held.map_point"
        " USING (point_id) INNER JOIN held.episode USING (episode_id, child_id)"
        " WHERE load_id <= :upto"), {"day": as_at, "upto": upto}).all()  # fmt: skip
    at = {row.point_id: (row.x, row.y) for row in rows}
    group = {point: point for point in at}
    for _ in at:
        for one in at:
            for other in at:
                near = (at[one][0] - at[other][0]) ** 2 + (at[one][1] - at[other][1]) ** 2
                if near <= merge_m**2:
                    group[one] = group[other] = min(group[one], group[other])
    found = {}
    for row in rows:
        points, episodes, children = found.setdefault(group[row.point_id], (set(), set(), set()))
        points.add(row.point_id)
        episodes.add(row.episode_id)
        children.add(row.child_id)
    return [
        (
            frozenset(at[each] for each in points),
            tuple(sorted(points)),
            len(episodes),
            len(children),
        )
        for points, episodes, children in found.values()
        if len(episodes) >= 3 and len(children) >= 2
    ]


def anew(connection, first, second, before, after, merge_m):
    old = [spot for spots, *_ in recurring(connection, first, before, merge_m) for spot in spots]
    return sorted(
        told
        for spots, *told in recurring(connection, second, after, merge_m)
        if not any(
            (x - a) ** 2 + (y - b) ** 2 <= merge_m**2 for x, y in spots for a, b in old
        )
    )  # fmt: skip


def test_what_is_followed_from_a_loads_points_is_what_counting_all_anew_finds(connection, plant):
    draw, seen = random.Random(5), 0
    first = plant.load_id
    for case in range(14):
        with connection.begin_nested() as undone:
            merge_m = (0.0, 50.0)[case % 2]
            side = 4 if merge_m == 0 else 14
            plant.load_id = first

            def episodes(count, low, high, side=side):
                days = [draw.randint(low, high) for _ in range(count)]
                for day in days:
                    step = (draw.randrange(side) * 40, draw.randrange(side) * 40)
                    at = (HERE[0] + step[0], HERE[1] + step[1])
                    plant.episode(f"child {draw.randrange(5)}", DAY + dt.timedelta(day), at)
                return DAY + dt.timedelta(max(days))

            before = episodes(40, 0, 130)
            ends(connection, first, before)
            second = another_load(plant)
            after = max(before, episodes(15, 60, 200))
            ends(connection, second, after)
            found = new(connection, second, merge_m)
            want = anew(connection, first, second, before, after, merge_m)
            assert found == [tuple(each) for each in want]
            seen += len(found)
            undone.rollback()
    assert seen > 10


@pytest.mark.parametrize(("apart_m", "is_new"), [(50, False), (51, True)])
def test_a_place_beside_one_that_recurred_before_is_not_new(connection, plant, apart_m, is_new):
    for day, child in ((0, "a"), (1, "b"), (2, "a")):
        plant.episode(child, DAY + dt.timedelta(day))
    first = plant.load_id
    ends(connection, first, DAY + dt.timedelta(2))
    second = another_load(plant)
    # the old ones have left the window: what recurs now does so by itself
    for day, child in ((150, "a"), (151, "b"), (152, "c")):
        plant.episode(child, DAY + dt.timedelta(day), (HERE[0] + apart_m, HERE[1]))
    ends(connection, second, DAY + dt.timedelta(152))
    assert len(new(connection, second)) == is_new
    assert len(new(connection, first)) == 1  # of the first load everything is new


def test_homes_make_no_new_place(connection, plant):
    ends(connection, plant.load_id, DAY)
    second = another_load(plant)
    for day, child in ((0, "a"), (1, "b"), (2, "a")):
        plant.episode(child, DAY + dt.timedelta(day), kind="home")
    ends(connection, second, DAY + dt.timedelta(2))
    assert new(connection, second) == []
