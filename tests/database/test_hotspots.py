"""Hotspots that are kept, and squares that children were missing from: who sees them, what goes."""

import datetime as dt
import json

import geopandas
import pytest
from shapely import Point, box
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from geo import hotspot_store, released_map, removal
from geo.database import query
from geo.errors import QuestionError
from geo.found import Found
from tests.database.planting import HERE
from webmap import marks

AS_AT = dt.date(2026, 9, 30)
TERMS = {"as_at": "2026-09-30", "window_days": 90, "cell_m": 250, "only": {}}
FIRST, BEFORE_FIRST = dt.date(2026, 7, 3), dt.date(2026, 7, 2)
SUMMARY = {"events": 30, "cells": 900, "cells_with_events": 2, "hotspots": 1}
GRID = "EPSG:27700"


def answer():
    """Return an answer of two squares, of which one is a hotspot."""
    west, south = 300_000, 410_000
    squares = [box(x, south, x + 250, south + 250) for x in (west, west + 250)]
    columns = {
        "west": [west, west + 250], "south": [south] * 2, "events": [20, 10],
        "gi_star": [9.5, 1.0], "adjusted": [0.001, 0.4], "hotspot": [True, False],
        "class": ["persistent", "none"],
    }  # fmt: skip
    frame = geopandas.GeoDataFrame(columns, geometry=squares, crs=GRID)
    return Found(frame.rename_geometry("geom"), SUMMARY, "f" * 64, "events")


def shown(connection):
    run = released_map.hotspot_run(connection)
    return marks.hotspots(released_map.hotspots(connection, run["run_id"]), run)["features"]


def corners(feature):
    """Return the corners of a square that was sent, back in EPSG:27700, in metres."""
    [ring] = feature["geometry"]["coordinates"]
    back = geopandas.GeoSeries([Point(*at) for at in ring], crs="EPSG:4326").to_crs(GRID)
    return {(round(each.x), round(each.y)) for each in back}


def test_a_kept_run_shows_its_hotspots_alone_and_is_kept_once(plant):
    assert plant
    first = hotspot_store.keep(plant.connection, TERMS, answer())
    assert hotspot_store.keep(plant.connection, TERMS, answer()) == first
    [square] = shown(plant.connection)
    assert corners(square) == {
        (300_000, 410_000), (300_250, 410_000), (300_250, 410_250), (300_000, 410_250),
    }  # fmt: skip
    assert square["properties"]["said"] == [
        "20 places of episodes in 250 m square, from 3 July 2026 to 30 September 2026",
        "Gi* 9.5; chance, corrected over all squares, 0.001",
        "Persistent: nearly always hot",
    ]


@pytest.mark.parametrize("side", [99, 500])
def test_squares_of_another_size_are_not_kept(connection, side):
    with pytest.raises(QuestionError, match="squares of 100 or 250 m, found"):
        hotspot_store.keep(connection, {**TERMS, "cell_m": side}, answer())


@pytest.mark.parametrize(("on", "left"), [(FIRST, 0), (BEFORE_FIRST, 1), (AS_AT, 0)])
def test_an_erasure_takes_the_hotspots_of_each_run_that_counted_the_child(plant, on, left):
    plant.episode("a", on)
    hotspot_store.keep(plant.connection, TERMS, answer())
    [child] = plant.connection.scalars(text("SELECT child_id FROM held.child"))
    plant.connection.execute(query("removed_episodes_of_child"), {"child_ids": [child]})
    removal.mark_what_they_refer_to(plant.connection, [child])
    gone = plant.connection.execute(query("remove_hotspots_of_spots"), {"why": "erasure"}).one()
    assert gone.hotspots == 1 - left
    run = released_map.hotspot_run(plant.connection)
    # what was removed is not shown as what was not found
    assert (run is not None) == bool(left)


@pytest.mark.parametrize(("before", "left"), [(FIRST, 1), (dt.date(2026, 7, 4), 0)])
def test_hotspots_that_counted_a_day_past_its_time_go(plant, before, left):
    hotspot_store.keep(plant.connection, TERMS, answer())
    values = {"before": before, "why": "retention"}
    gone = plant.connection.execute(query("remove_hotspots_before"), values).one()
    assert gone.hotspots == 1 - left


def test_a_square_of_a_home_says_no_finer_place_than_a_kilometre(plant):
    east, north = HERE
    home = (east + 123.4, north + 567.8)
    for number in range(6):
        plant.episode(f"c{number}", AS_AT, at=home, role="missing_from", kind="home")
    plant.episode("c1", AS_AT, at=(east + 2500, north), role="found", kind="childrens_home")
    plant.episode("c1", AS_AT, at=(east + 5500, north))  # a takeaway, which counts elsewhere
    plant.episode("c1", BEFORE_FIRST, at=(east + 9500, north), role="missing_from")
    rows = released_map.missing_squares(plant.connection, FIRST, AS_AT)
    sent = marks.missing_squares(rows)
    assert [corners(each) for each in sent["features"]] == [
        {(x, north), (x + 1000, north), (x + 1000, north + 1000), (x, north + 1000)}
        for x in (east, east + 2000)
    ]
    assert [each["properties"]["band_from"] for each in sent["features"]] == [6, 1]
    [point] = geopandas.GeoSeries([Point(*home)], crs=GRID).to_crs("EPSG:4326")
    said = json.dumps(sent) + str(rows)
    for canary in (f"{point.x:.4f}", f"{point.y:.4f}", "123", "567"):
        assert canary not in said


def test_what_two_suppliers_tell_of_is_one_episode_of_a_square_too(plant):
    """Three times that a child was missing from home, each told by police and by interviewers."""
    another = (
        "INSERT INTO held.supplier (name) VALUES ('Invented Interviews') RETURNING supplier_id"
    )
    police = plant.supplier_id
    for supplier in (police, plant.connection.scalar(text(another))):
        plant.supplier_id = supplier
        for day in (1, 2, 3):
            moment = dt.datetime(2026, 8, day, 21, 30)
            plant.episode("c" * 16, moment, role="missing_from", kind="home")
    (square,) = released_map.missing_squares(plant.connection, FIRST, AS_AT)
    assert (square["band_from"], square["band_to"]) == (1, 5)
    for day in (4, 5, 6):  # of which nobody knows the hour: they may be others
        plant.episode("c" * 16, dt.date(2026, 8, day), role="missing_from", kind="home")
    (square,) = released_map.missing_squares(plant.connection, FIRST, AS_AT)
    assert square["band_from"] == 6


@pytest.mark.parametrize("login", ["officer", "board", "admin", "loader"])
@pytest.mark.parametrize(
    "asked",
    [
        "SELECT count(*) FROM released.hotspot_for_analyst",
        "SELECT count(*) FROM released.missing_square_for_analyst('2026-07-01', '2026-09-30')",
    ],
)
def test_nobody_but_an_analyst_is_shown_either(connection, login, asked):
    connection.execute(text(f"SET LOCAL ROLE nightjar_{login}"))
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.execute(text(asked))
