"""Where episodes recur: both sides of each threshold, counted by hand."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.analysis.crew import Alone, working_with
from geo.columns import columns
from geo.events import events
from geo.question import Question, only_where, repeat_locations
from loaders.vocabulary import PLACE_KIND

LAST = dt.date(2026, 9, 30)
FIRST = dt.date(2026, 7, 3)  # the first of the 90 days that end on LAST
X, Y = 300_000.0, 410_000.0


def ask(plant, **terms):
    return repeat_locations(plant.connection, Question(LAST, **terms))


def three(plant, **place):
    for child, day in (("a", FIRST), ("b", LAST), ("a", LAST)):
        plant.episode(child, day, **place)


def test_three_episodes_of_two_children_in_the_window_are_a_repeat_location(plant):
    three(plant)
    found = ask(plant)
    assert found[["episodes", "children"]].to_numpy().tolist() == [[3, 2]]


def test_the_location_is_where_its_episodes_were(plant):
    three(plant)
    (geom,) = ask(plant).geometry
    assert [(point.x, point.y) for point in geom.geoms] == [(X, Y)]


def test_two_episodes_are_too_few(plant):
    plant.episode("a", LAST)
    plant.episode("b", LAST)
    assert ask(plant).empty


def test_one_child_often_missing_is_one_child(plant):
    for _ in range(5):
        plant.episode("a", LAST)
    assert ask(plant).empty


def test_the_rule_of_children_can_be_switched_off_by_name(plant):
    for _ in range(3):
        plant.episode(None, LAST)
    assert ask(plant).empty
    assert len(ask(plant, minimum_children=0)) == 1


def test_an_episode_without_a_child_adds_to_episodes_and_to_no_child(plant):
    three(plant)
    plant.episode(None, LAST)
    assert ask(plant)[["episodes", "children"]].to_numpy().tolist() == [[4, 2]]


@pytest.fixture
def told_twice(plant):
    """Two episodes of two children, which an interview service tells of as the police did."""
    plant.connection.execute(text("INSERT INTO held.supplier (name) VALUES ('Interviews')"))
    at = dt.datetime(2026, 9, 1, 22, 15)
    for step in (0, 20):
        plant.episode("a", at, at=(X + step, Y))
        plant.episode("b", at, at=(X + step, Y))
    return plant


def test_what_a_single_supplier_numbers_apart_is_apart(plant):
    for child in "aba":
        plant.episode(child, dt.datetime(2026, 9, 1, 22, 15))
    assert ask(plant)[["episodes", "children"]].to_numpy().tolist() == [[3, 2]]


def test_what_two_suppliers_tell_of_one_child_at_one_time_is_one_episode(told_twice):
    assert ask(told_twice).empty
    told_twice.episode("b", dt.datetime(2026, 9, 1, 22, 16))
    assert ask(told_twice)[["episodes", "children"]].to_numpy().tolist() == [[3, 2]]


def test_the_hours_of_what_is_told_twice_are_counted_once(told_twice):
    told_twice.episode("c", dt.datetime(2026, 9, 2, 3, 0))
    (row,) = ask(told_twice).to_dict("records")
    assert (row["episodes"], row["evening"], row["late_evening"], row["night"]) == (3, 0, 2, 1)


def test_two_episodes_of_one_day_whose_times_are_not_known_are_two(plant):
    for child in ("a", "a", "b"):
        plant.episode(child, LAST)
    assert ask(plant)["episodes"].tolist() == [3]


def test_episodes_without_a_child_are_never_taken_for_one(plant):
    for _ in range(3):
        plant.episode(None, dt.datetime(2026, 9, 1, 22, 15))
    assert ask(plant, minimum_children=0)["episodes"].tolist() == [3]


def test_a_time_that_the_clocks_passed_twice_is_two_times(plant):
    for minute in (0, 60):
        plant.episode("a", dt.datetime(2026, 10, 25, 0, 30) + dt.timedelta(minutes=minute))
    plant.connection.execute(
        text("UPDATE held.episode SET started_at = '2026-10-25 00:30+00' WHERE episode_ref = 'E1'")
    )
    plant.episode("b", dt.datetime(2026, 10, 25, 3, 0))
    found = repeat_locations(plant.connection, Question(dt.date(2026, 10, 31)))
    assert found["episodes"].tolist() == [3]


def test_statistics_have_what_two_suppliers_tell_as_one_event_at_each_point(told_twice):
    told_twice.episode("a", dt.datetime(2026, 9, 1, 22, 15))
    found = events(told_twice.connection, {"as_at": LAST, "window_days": 90})
    assert (len(found), found.episodes) == (4, 2)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (FIRST, 1),
        (FIRST - dt.timedelta(days=1), 0),
        (LAST, 1),
        (LAST + dt.timedelta(days=1), 0),
    ],
)
def test_the_window_is_its_days_both_ends_counted(plant, day, found):
    plant.episode("a", day)
    plant.episode("b", FIRST + dt.timedelta(days=30))
    plant.episode("c", FIRST + dt.timedelta(days=40))
    assert len(ask(plant)) == found


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (dt.datetime(2026, 7, 3, 0, 0), 1),  # 2 July 23:00 in UTC: the clocks are an hour ahead
        (dt.datetime(2026, 7, 2, 23, 59), 0),
        (dt.datetime(2026, 9, 30, 23, 59), 1),
        (dt.datetime(2026, 10, 1, 0, 0), 0),
    ],
)
def test_a_day_is_a_day_by_the_clocks_of_london(plant, moment, found):
    plant.episode("a", moment)
    plant.episode("b", FIRST + dt.timedelta(days=30))
    plant.episode("c", FIRST + dt.timedelta(days=40))
    assert len(ask(plant)) == found


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        *((role, True) for role in ("found", "last_seen", "frequented", "disclosed")),
        *((role, True) for role in ("cse_concern", "pick_up", "drop_off")),
        ("missing_from", False),
    ],
)
def test_only_some_roles_count(plant, role, counts):
    three(plant, role=role)
    assert len(ask(plant)) == counts


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        *((k, False) for k in ("home", "placement", "childrens_home", "school", "hospital")),
        ("police_station", False),
        *((k, True) for k in ("licensed", "hotel", "takeaway", "transport", "open_space")),
        *((k, True) for k in ("vehicle", "other", "unknown")),
    ],
)
def test_homes_and_institutions_never_count(plant, kind, counts):
    three(plant, kind=kind)
    assert len(ask(plant)) == counts


@pytest.mark.parametrize(("apart_m", "locations"), [(50.0, 1), (50.01, 0)])
def test_points_within_the_merging_distance_are_one_location(plant, apart_m, locations):
    plant.episode("a", LAST)
    plant.episode("b", LAST)
    plant.episode("c", LAST, at=(X + apart_m, Y))
    assert len(ask(plant)) == locations


def test_merging_goes_on_along_a_chain(plant):
    for child, step in (("a", 0), ("b", 45), ("c", 90)):
        plant.episode(child, LAST, at=(X + step, Y))
    (row,) = ask(plant).to_dict("records")
    assert (row["episodes"], len(row["geom"].geoms)) == (3, 3)


@pytest.mark.parametrize("merge_m", [0, 45, 50])
def test_what_others_merge_is_counted_as_what_the_database_merges(plant, merge_m):
    three(plant)
    for number, step in enumerate((45, 90, 140.001, 300, 345, 390)):
        plant.episode(f"b{number % 2}", LAST, at=(X + step, Y))
    alone = ask(plant, merge_m=merge_m)
    with working_with(Alone(rows=2)):
        found = ask(plant, merge_m=merge_m)
    assert len(alone) == (2 if merge_m else 1)
    assert found.equals(alone)


def test_without_merging_equal_points_alone_are_one_place(plant):
    three(plant)
    plant.episode("c", LAST, at=(X + 1, Y))
    assert ask(plant, merge_m=0)["episodes"].tolist() == [3]


def test_an_episode_found_twice_in_one_location_counts_once(plant):
    plant.episode("a", LAST)
    plant.episode("b", LAST)
    connection = plant.connection
    connection.exec_driver_sql(
        "INSERT INTO held.episode_place SELECT episode_id, 2, point_id, place_coding_id"
        " FROM held.episode_place"
    )
    assert ask(plant).empty


def test_an_episode_with_two_roles_at_one_point_is_one_event_there(plant):
    plant.episode("a", LAST)
    plant.also("last_seen", "takeaway")
    plant.episode("b", LAST, at=(X + 300, Y))
    plant.connection.exec_driver_sql(
        "UPDATE held.episode_coding SET time_quality = 'month' WHERE time_quality = 'day'"
    )
    found = events(plant.connection, {"as_at": LAST, "window_days": 90})
    assert found.points.tolist() == [[X * 1000, Y * 1000], [(X + 300) * 1000, Y * 1000]]
    assert (found.episodes, len(found.with_days())) == (2, 0)


def test_the_most_episodes_come_first_and_equals_by_place(plant):
    three(plant, at=(X + 1000, Y))
    three(plant, at=(X, Y))
    three(plant, at=(X + 2000, Y))
    plant.episode("c", LAST, at=(X + 2000, Y))
    assert ask(plant).geometry.centroid.x.tolist() == [X + 2000, X, X + 1000]


def test_times_of_day_come_from_exact_times_alone(plant):
    plant.episode("a", LAST)
    plant.episode("b", dt.datetime(2026, 9, 29, 23, 30))
    plant.episode("c", dt.datetime(2026, 9, 29, 3, 0))
    (row,) = ask(plant).to_dict("records")
    assert [row[name] for name in ("daytime", "evening", "late_evening", "night")] == [0, 0, 1, 1]


@pytest.mark.parametrize(("quality", "by_month"), [("day", False), ("month", True)])
def test_one_episode_known_by_its_month_alone_makes_all_days_no_surer(plant, quality, by_month):
    three(plant)
    plant.reported("c", dt.datetime(2026, 9, 1), quality=quality)
    assert ask(plant)["by_month"].tolist() == [by_month]


def test_a_condition_leaves_only_what_has_the_value(plant):
    three(plant, role="found")
    plant.episode("c", LAST, role="last_seen")
    only = only_where({"Role": "found"})
    assert ask(plant, only=only)["episodes"].tolist() == [3]


def points_that_count(plant):
    return len(columns(plant.connection, "points_that_count", {})["point_id"])


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("first", ["open_space", "unknown"])
@pytest.mark.parametrize("role", ["found", "missing_from"])
def test_a_point_that_the_episode_also_calls_a_home_does_not_count(plant, role, first, own):
    three(plant, kind=first)
    if own:
        plant.in_own_rows()
    assert (len(ask(plant)), points_that_count(plant)) == (1, 1)
    plant.also(role, "childrens_home")
    assert (len(ask(plant)), points_that_count(plant)) == (0, 0)


def test_a_further_place_where_the_own_one_is_a_home_does_not_count(plant):
    three(plant, kind="home")
    plant.in_own_rows()
    plant.also("found", "unknown")
    assert (len(ask(plant)), points_that_count(plant)) == (0, 0)


def test_a_point_that_a_child_was_missing_from_and_found_at_counts(plant):
    three(plant)
    plant.also("missing_from", "takeaway")
    assert (len(ask(plant)), points_that_count(plant)) == (1, 1)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("found", ["unknown", "other"])
@pytest.mark.parametrize("gone", ["unknown", "other"])
def test_a_point_that_a_child_was_missing_from_does_not_count_untold_what_it_is(
    plant, gone, found, own
):
    three(plant, kind=found)
    if own:
        plant.in_own_rows()
    plant.also("missing_from", gone)
    assert (len(ask(plant)), points_that_count(plant)) == (0, 0)


def test_nor_does_it_where_the_episode_tells_first_that_the_child_was_missing_from_it(plant):
    three(plant, role="missing_from", kind="unknown")
    plant.in_own_rows()
    plant.also("last_seen", "unknown")
    assert (len(ask(plant)), points_that_count(plant)) == (0, 0)


@pytest.mark.parametrize(("gone", "found"), [("transport", "unknown"), ("unknown", "transport")])
def test_a_point_that_a_child_was_missing_from_counts_where_either_row_tells_what_it_is(
    plant, gone, found
):
    three(plant, kind=found)
    plant.also("missing_from", gone)
    assert (len(ask(plant)), points_that_count(plant)) == (1, 1)


def test_a_home_elsewhere_takes_nothing_from_where_a_child_was_found(plant):
    three(plant)
    plant.also("missing_from", "home", at=(X + 4000, Y))
    assert (len(ask(plant)), points_that_count(plant)) == (1, 1)


def test_the_kinds_that_never_count_are_those_that_the_codings_leave_out(plant):
    for kind in PLACE_KIND.values:
        plant.episode("a", LAST, kind=kind)
    told = plant.connection.exec_driver_sql(
        "SELECT place_kind FROM held.place_coding WHERE role = 'found'"
        " AND counts = derived.is_home_or_institution(place_kind)"
    )
    assert told.all() == []
