"""The sample county: what was planted is found, and what must not be found is not."""

import math

import pytest
from sqlalchemy import text

from geo.question import by_rule, flagged_premises, repeat_locations

AS_AT = "2026-09-30"


@pytest.fixture(scope="module")
def asked(county, planted):
    import datetime as dt

    with county.connect() as connection:
        question = by_rule(connection, "standard", dt.date.fromisoformat(planted["as_at"]))
        locations = repeat_locations(connection, question)
        flags = flagged_premises(connection, question)
    return locations, flags


def points(locations):
    return [(p.x, p.y) for geom in locations.geometry for p in geom.geoms]


def near(found, easting, northing, within_m=1.0):
    return any(math.dist(point, (easting, northing)) <= within_m for point in found)


def test_each_planted_venue_is_flagged(asked, planted):
    flagged = set(asked[1]["name"].str.casefold())
    missing = [v["name"] for v in planted["recurring"] if v["name"].casefold() not in flagged]
    assert missing == []


def test_the_piles_at_homes_and_institutions_are_no_repeat_locations(asked, planted):
    found = points(asked[0])
    piles = planted["not_counting"]
    assert piles
    assert not [pile for pile in piles if near(found, pile["easting"], pile["northing"])]


def test_what_one_child_did_or_what_is_over_is_no_repeat_location(asked, planted):
    found = points(asked[0])
    for each in planted["one_child"] + planted["former"]:
        assert not near(found, each["easting"], each["northing"])


def test_the_window_ends_where_it_says(asked, planted):
    found = points(asked[0])
    for edge in planted["window_edge"]:
        assert near(found, edge["easting"], edge["northing"]) is edge["reached"]


def test_places_within_50_m_are_one_only_when_merged(asked, planted):
    found = points(asked[0])
    for pair in planted["merged_only"]:
        assert all(near(found, p["easting"], p["northing"]) for p in pair["points"])


def test_the_authority_where_nothing_recurs_has_no_repeat_location(asked, planted):
    quiet = planted["null_authority"]
    inside = asked[1][asked[1]["authority"] == quiet["authority"]]
    assert quiet["repeat_locations"] == 0
    assert inside.empty


def test_the_counts_are_those_worked_out_from_the_files(asked, planted):
    assert len(asked[0]) == 29
    assert asked[1]["premises_id"].nunique() == 664


def test_every_load_of_the_county_adds_up(county):
    with county.connect() as connection:
        rows = connection.execute(
            text("SELECT file_name FROM held.load WHERE read <> accepted + rejected + already_held")
        ).all()
        assert rows == []
        assert connection.scalar(text("SELECT count(*) FROM held.load")) == 24


@pytest.mark.parametrize("name", ['Grill "Street" <3 & Co', "`Tick` Bar ${1+1}", "@ The Zethwharf"])
def test_a_name_that_a_page_or_a_spreadsheet_might_run_is_held_as_it_is_written(county, name):
    with county.connect() as connection:
        asked = text("SELECT count(*) FROM held.premises WHERE name = :name")
        assert connection.scalar(asked, {"name": name}) >= 1
