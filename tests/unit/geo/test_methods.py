"""The methods as functions from frame to frame: their guards, and figures checked by hand."""

import datetime as dt

import geopandas
import numpy as np
import pandas as pd
import pytest
from shapely import box

from geo import area_methods, area_tables, cell_methods, point_methods
from geo.analysis.colocation import about_places
from geo.errors import CrsError, QuestionError
from geo.events import Events
from geo.hotspots import by_days

WEST, SOUTH = 300_000, 410_000


def spots(at, **columns):
    east, north = np.asarray(at, float).T
    points = geopandas.points_from_xy(WEST + east, SOUTH + north, crs=27700)
    return geopandas.GeoDataFrame(columns, geometry=points)


@pytest.fixture
def crowd():
    """Fifteen events at one point and five a kilometre off, by two children, a day apart."""
    at = [(110, 110)] * 15 + [(1110, 110 + 10 * n) for n in range(5)]
    days = pd.Timestamp("2026-01-01") + pd.to_timedelta(range(20), unit="D")
    return spots(at, day=days, child=["a", "b"] * 10)


METHODS = [
    cell_methods.grid_counts,
    cell_methods.hexagons,
    cell_methods.kernel_density,
    cell_methods.gi_star,
    cell_methods.local_moran,
    point_methods.clusters,
    point_methods.near_repeats,
    lambda events: cell_methods.emerging(events, as_at=dt.date(2026, 1, 30), period_days=3),
    lambda events: point_methods.scan(events, as_at=dt.date(2026, 1, 30), shuffles=19),
    lambda events: cell_methods.dual_density(events, events, least_km2=0.1),
    lambda events: area_methods.location_quotients(events, areas(), events),
    lambda events: area_tables.by_area(events, areas()),
]


def areas():
    shapes = [
        box(WEST, SOUTH, WEST + 1000, SOUTH + 1000),
        box(WEST + 1000, SOUTH, WEST + 2000, SOUTH + 1000),
    ]
    return geopandas.GeoDataFrame({"code": ["W", "E"]}, geometry=shapes, crs=27700)


@pytest.mark.parametrize("method", METHODS)
def test_twenty_events_in_metres_are_answered_and_nothing_less(crowd, method):
    assert method(crowd).crs.to_epsg() == 27700
    with pytest.raises(QuestionError, match="at least 20 events"):
        method(crowd.iloc[:19])
    with pytest.raises(CrsError, match=r"EPSG:27700, found EPSG:4326"):
        method(crowd.to_crs(4326))


def test_events_of_a_frame_are_the_frame_again(crowd):
    found = Events.of(crowd)
    assert found.days.tolist() == list(range(9497, 9517))  # days since 1 January 2000
    assert found.sha256() == Events.of(found.frame()).sha256()
    assert len(np.unique(Events.of(crowd[["geometry"]]).child)) == 20
    with pytest.raises(QuestionError, match="must be points"):
        Events.of(areas())


def test_a_grid_and_hexagons_of_one_size_count_every_event_and_child(crowd):
    cells = cell_methods.grid_counts(crowd)
    assert cells["events"].tolist() == [15, 5]
    assert cells["children"].tolist() == [2, 2]
    six = cell_methods.hexagons(crowd)
    assert six["events"].sum() == 20
    assert six.area.round(3).tolist() == [250.0**2] * len(six)
    held = six.sjoin(crowd, predicate="intersects").groupby(level=0).size()
    assert held.tolist() == six["events"].tolist()


def test_an_episode_is_one_event_of_a_cell_or_an_area_however_many_points_it_has_there(crowd):
    """The last three of the western fifteen are one episode; one of its points is moved."""
    told = crowd.assign(episode=[*range(12), 12, 12, 12, *range(13, 18)])
    told.loc[13, "geometry"] = spots([(120, 130)]).geometry[0]
    assert cell_methods.grid_counts(told)["events"].tolist() == [13, 5]
    assert cell_methods.hexagons(told)["events"].sum() == 18
    assert cell_methods.gi_star(told)["events"].tolist() == [13, 5]
    assert cell_methods.emerging(told, as_at=dt.date(2026, 1, 30))["events"].sum() == 18
    found = area_tables.by_area(told, areas()).set_index("code")
    assert found["events"].to_dict() == found["2026Q1"].to_dict() == {"W": 13, "E": 5}
    assert area_methods.location_quotients(told, areas(), crowd)["events"].tolist() == [13, 5]
    # in two areas it is an event of each
    told.loc[14, "geometry"] = spots([(1110, 900)]).geometry[0]
    assert area_tables.by_area(told, areas())["events"].tolist() == [13, 6]


def test_what_is_known_by_its_month_alone_is_left_out_where_days_are_compared(crowd):
    found = Events.of(crowd)
    some = Events(found.points, found.days, found.child, by_month=np.arange(20) < 3)
    assert (len(some.with_days()), len(found.with_days())) == (17, 20)
    assert some.with_days().days.tolist() == found.days[3:].tolist()
    assert by_days(found) == (found, {})
    with pytest.raises(QuestionError, match="of 17 events the day is known, of 3 the month alone"):
        by_days(some)


def test_a_burst_ends_with_its_window_where_that_cuts_the_last_period_short(crowd):
    day = dt.date(2026, 1, 20)
    late = pd.concat([crowd] * 4, ignore_index=True)
    late.loc[60:, "day"] = pd.Timestamp(day)
    found = point_methods.scan(late, as_at=day, window_days=22, period_days=7, shuffles=19)
    assert len(found)
    assert found["to_day"].max() == "2026-01-20"


def test_a_density_holds_every_event_however_far_its_kernel_reaches(crowd):
    for kernel in ("quartic", "gaussian"):
        cells = cell_methods.kernel_density(crowd, kernel=kernel)
        assert cells["density_km2"].sum() * 0.01 == pytest.approx(20, rel=0.01)


def test_events_that_are_as_many_as_what_they_are_set_against_are_a_thousand_to_the_thousand(crowd):
    same = cell_methods.dual_density(crowd, crowd, least_km2=0.1)
    assert same["to_thousand"].to_numpy() == pytest.approx(1000)
    twice = cell_methods.dual_density(crowd, crowd.assign(many=2), least_km2=0.1)
    assert twice["to_thousand"].to_numpy() == pytest.approx(500)
    most = same["denominator_km2"].max()
    assert len(cell_methods.dual_density(crowd, crowd, least_km2=most)) == 1
    assert len(cell_methods.dual_density(crowd, crowd, least_km2=most + 1)) == 0


def test_clusters_are_numbered_by_size_and_days_part_them(crowd):
    found = point_methods.clusters(crowd, reach_m=50)
    assert found[["cluster", "events", "children", "points"]].to_numpy().tolist() == [
        [1, 15, 2, 1], [2, 5, 2, 5],
    ]  # fmt: skip
    assert (found["from_day"][0], found["to_day"][0]) == ("2026-01-01", "2026-01-15")
    assert len(point_methods.clusters(crowd, reach_m=9)) == 1
    assert len(point_methods.clusters(crowd, reach_m=50, reach_days=1)) == 0
    assert point_methods.clusters(crowd, reach_m=50, reach_days=2)["events"].tolist() == [15, 5]


def test_a_location_quotient_is_a_share_of_events_over_a_share_of_addresses(crowd):
    homes = spots([(500, 500), (1500, 500)], many=[25, 75])
    found = area_methods.location_quotients(crowd, areas(), homes).set_index("code")
    assert found["quotient"].tolist() == pytest.approx([0.75 / 0.25, 0.25 / 0.75])
    assert found.loc["W", "low"] > 1 > found.loc["E", "high"]
    with pytest.raises(QuestionError, match="must hold events"):
        area_methods.location_quotients(crowd, areas(), spots([(5000, 5000)]))


def test_a_kind_that_stands_by_every_place_keeps_their_company_and_another_does_not():
    draw = np.random.default_rng(3)
    at = draw.uniform(0, 5000, (200, 2))
    kinds = np.repeat(["takeaway", "pub"], [20, 180])
    places, premises = spots(at[:20] + 5, location_no=range(20)), spots(at, kind=kinds)
    asked = {"neighbours": 5, "shuffles": 199}
    found = area_methods.colocation(places, premises, "takeaway", **asked)
    whole = about_places(at[:20] + 5, at, kinds == "takeaway", **asked)
    assert whole.quotient == pytest.approx(found["quotient"].mean())
    assert (whole.quotient > 2, whole.chance) == (True, 1 / 200)
    assert about_places(at[:20] + 5, at, kinds == "pub", **asked).chance > 0.9
    again = area_methods.colocation(places, premises, "takeaway", **asked)
    assert again["chance"].tolist() == found["chance"].tolist()
    with pytest.raises(QuestionError, match="premises of the kind"):
        area_methods.colocation(places, premises, "hotel", **asked)


def test_a_quotient_is_the_share_of_the_kind_nearby_over_its_share_of_all():
    """Two neighbours, weights exp(-1/8) and exp(-1/2) by hand; a quarter of all are of the kind."""
    premises = np.array([[10.0, 0], [20, 0], [900, 0], [950, 0]])
    kind = np.array([True, False, False, False])
    near, far = np.exp(-0.125), np.exp(-0.5)
    found = about_places(np.zeros((1, 2)), premises, kind, neighbours=2, shuffles=19)
    assert found.local[0] == pytest.approx(near / (near + far) / 0.25)
    assert found.reach_m.tolist() == [20]


def test_a_table_by_area_has_each_period_of_its_window_and_each_child_once_in_an_area(crowd):
    later = crowd.assign(day=crowd["day"] + pd.Timedelta(days=20))  # 21 January to 9 February
    found = area_tables.by_area(
        later, areas(), begins=dt.date(2025, 12, 31), ends=dt.date(2026, 3, 1), every="month"
    ).set_index("code")
    assert [*found.columns.drop("geom")] == [
        *("events", "children"),
        *("2025-12", "2026-01", "2026-02", "2026-03"),
    ]
    months = found[["2025-12", "2026-01", "2026-02", "2026-03"]]
    assert months.loc["W"].tolist() == [0, 11, 4, 0]
    assert months.loc["E"].tolist() == [0, 0, 5, 0]
    assert found[["events", "children"]].loc["W"].tolist() == [15, 2]


def test_what_lies_on_an_edge_is_the_first_areas_and_what_lies_in_none_is_left_out(crowd):
    day = pd.Timestamp("2026-01-05")
    outside = spots([(1000, 500), (9000, 9000)], day=[day] * 2, child=["a", "a"])
    whole = pd.concat([crowd, outside], ignore_index=True)
    found = area_tables.by_area(whole, areas(), every="year").set_index("code")
    assert found["events"].to_dict() == {"W": 16, "E": 5}


@pytest.mark.parametrize(
    ("every", "names"), [("quarter", ["2025Q4", "2026Q1"]), ("year", ["2025", "2026"])]
)
def test_periods_are_those_of_the_calendar_and_days_outside_the_window_are_in_none(
    crowd, every, names
):
    days = (dt.date(2025, 12, 31), dt.date(2026, 1, 10))
    found = area_tables.by_area(crowd, areas(), begins=days[0], ends=days[1], every=every)
    assert [each for each in found.columns if each[0] == "2"] == names
    assert found["events"].sum() == found[names[1]].sum() == 10


def test_a_table_by_area_is_the_same_for_areas_of_one_name_and_events_in_any_order(crowd):
    again = areas()
    again.index = [7, 7]
    told = area_tables.by_area(crowd, again, every="year")
    assert told["events"].tolist() == area_tables.by_area(crowd, areas())["events"].tolist()
    mixed = crowd.sample(frac=1, random_state=1)
    mixed_too = area_tables.by_area(mixed, told, every="year")  # over a table that was made so
    assert mixed_too.drop(columns="geom").equals(told.drop(columns="geom"))


def test_children_are_counted_alike_with_and_without_ticking_them_off(crowd, monkeypatch):
    ticked = area_tables.by_area(crowd, areas())
    monkeypatch.setattr(area_tables, "MOST_MARKED", 0)
    monkeypatch.setattr(area_tables, "BLOCK_ROWS", 3)
    assert area_tables.by_area(crowd, areas()).equals(ticked)
