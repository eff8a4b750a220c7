"""The questions as the analyst's login asks them by psql: answers, the record, and who may not."""

import datetime as dt

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import cell_methods, question
from geo.database import ADMIN, ANALYST, BOARD, LOADER, OFFICER, PUBLISHER, engine
from geo.events import events

FROM, TO = dt.date(2026, 7, 3), dt.date(2026, 9, 30)
TERMS = {"as_at": TO, "window_days": 90}
CALLS = {
    "repeat_locations": "released.repeat_locations_for_analyst(:from, :to)",
    "flagged_premises": "released.flagged_premises_for_analyst(:from, :to)",
    "hotspot_grid": "released.hotspot_grid_for_analyst(:from, :to)",
    "counts_by_band": "released.counts_by_band_for_analyst(:from, :to)",
}


@pytest.fixture(scope="module")
def analyst(county_settings):
    made = engine(county_settings, ANALYST)
    yield made
    made.dispose()


def ask(login, call, first=FROM, last=TO):
    with login.begin() as connection:
        rows = connection.execute(text(f"SELECT * FROM {call}"), {"from": first, "to": last})
        return rows.mappings().all()


@pytest.fixture(scope="module")
def asked(county_settings):
    """The same by the commands' own way."""
    made = engine(county_settings, PUBLISHER)
    with made.connect() as connection:
        yield connection
    made.dispose()


def test_places_and_premises_are_those_that_the_commands_find(analyst, asked):
    terms = question.Question(as_at=TO, window_days=90)
    places = question.repeat_locations(asked, terms)
    found = ask(analyst, CALLS["repeat_locations"])
    assert len(found) > 20
    assert [row["episodes"] for row in found] == places["episodes"].tolist()
    pairs = question.flagged_premises(asked, terms)
    flagged = ask(analyst, CALLS["flagged_premises"])
    assert [(row["location_no"], row["premises_id"], row["band_m"]) for row in flagged] == list(
        zip(pairs["location_no"], pairs["premises_id"], pairs["band_m"], strict=True)
    )


def test_squares_are_those_of_the_grid_and_bands_are_counted_premises_by_premises(analyst, asked):
    rows = events(asked, TERMS)
    cells = cell_methods.grid_counts(rows)
    grid = {(row["west"], row["south"]): row for row in ask(analyst, CALLS["hotspot_grid"])}
    assert {*grid} == {*zip(cells["west"], cells["south"], strict=True)}
    episodes = np.array(
        asked.execute(
            text("SELECT point_id, same_episode FROM derived.qualifying_places(:to, 90)"),
            {"to": TO},
        ).all()
    )
    points = {row.point_id: (row.x, row.y) for row in asked.execute(text(
        "SELECT point_id, ST_X(geom) AS x, ST_Y(geom) AS y FROM held.map_point"))}  # fmt: skip
    at = np.array([points[point] for point in episodes[:, 0]])
    banded = ask(analyst, CALLS["counts_by_band"])
    where = {row["premises_id"]: row for row in banded}
    premises = asked.execute(text(
        "SELECT premises_id, precision_m, ST_X(geom) AS x, ST_Y(geom) AS y"
        " FROM derived.premises_in_business(:to)"), {"to": TO}).all()  # fmt: skip
    near = 0
    for each in premises:
        apart = np.hypot(*(at - (each.x, each.y)).T)
        seen = [len({*episodes[apart <= band, 1]}) for band in (100, 200, 400)]
        if each.precision_m >= 100:
            seen[0] = None
        row = where.get(each.premises_id)
        if row is None:
            assert seen[2] == 0
            continue
        near += 1
        assert [row["within_100_m"], row["within_200_m"], row["within_400_m"]] == seen
    assert near == len(banded) > 100


@pytest.mark.parametrize("name", CALLS)
def test_each_asking_is_recorded_with_its_terms_and_how_many_rows(analyst, county, name):
    rows = ask(analyst, CALLS[name])
    with county.connect() as connection:
        entry = connection.execute(text(
            "SELECT * FROM audit.entry WHERE actor = 'login:nightjar_analyst'"
            " AND subject = :name ORDER BY seq DESC LIMIT 1"), {"name": name}).one()  # fmt: skip
    assert (entry.action, entry.detail["rows"]) == ("consult", len(rows))
    assert entry.detail["filter"]["to"] == "2026-09-30"
    assert entry.detail["audience"] == "analyst"


def test_who_can_write_nothing_is_answered_what_was_asked_and_recorded_before(analyst):
    day = dt.date(2026, 8, 1)
    call, values = f"SELECT * FROM {CALLS['hotspot_grid']}", {"from": day, "to": TO}
    with analyst.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        with pytest.raises(DBAPIError, match="ask the same once by psql") as caught:
            connection.execute(text(call), values)
    assert caught.value.orig.sqlstate == "NJ001"
    recorded = ask(analyst, CALLS["hotspot_grid"], first=day)
    with analyst.connect() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        assert len(connection.execute(text(call), values).all()) == len(recorded)
        with pytest.raises(DBAPIError, match="ask the same once by psql"):
            connection.execute(text(call), {**values, "from": day + dt.timedelta(1)})


def test_a_transaction_that_recorded_and_is_left_open_is_ended_soon(analyst):
    with analyst.connect() as connection:
        connection.execute(text(f"SELECT * FROM {CALLS['hotspot_grid']}"), {"from": FROM, "to": TO})
        said = "SHOW idle_in_transaction_session_timeout"
        assert connection.scalar(text(said)) == "10s"
        connection.rollback()
        assert connection.scalar(text(said)) != "10s"


@pytest.mark.parametrize("login", [OFFICER, BOARD, ADMIN, LOADER, PUBLISHER])
def test_no_other_login_may_ask(county_settings, login):
    other = engine(county_settings, login)
    for call in CALLS.values():
        with pytest.raises(DBAPIError, match="permission denied"):
            ask(other, call)
    other.dispose()


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (TO, TO, False),
        (TO + dt.timedelta(1), TO, True),
        (TO - dt.timedelta(1099), TO, False),
        (TO - dt.timedelta(1100), TO, True),
        (None, TO, True),
    ],
)
def test_at_most_eleven_hundred_days_are_asked_of(analyst, first, last, refused):
    if refused:
        with pytest.raises(DBAPIError, match="at most 1100 in all"):
            ask(analyst, CALLS["hotspot_grid"], first, last)
    else:
        ask(analyst, CALLS["hotspot_grid"], first, last)


def test_terms_beyond_what_is_allowed_are_brought_to_the_nearest(analyst, asked):
    near = ask(analyst, "released.hotspot_grid_for_analyst(:from, :to, 1)")
    rows = events(asked, TERMS)
    assert len(near) == len(cell_methods.grid_counts(rows, cell_m=100))
    wide = ask(analyst, "released.flagged_premises_for_analyst(:from, :to, radius_m => 1e9)")
    assert max(row["distance_m"] for row in wide) <= 5000
    merged = ask(analyst, "released.repeat_locations_for_analyst(:from, :to, merge_m => 1e9)")
    assert len(merged) >= 1


def test_no_home_and_no_institution_is_in_what_is_drawn(analyst, asked):
    never = points_of_nothing(asked)
    assert len(never) > 50
    drawn = ask(analyst, "released.repeat_locations_for_analyst(:from, :to, 1, 0, 0)")
    spots = {row["geom"] for row in drawn}
    assert not spots & never


def points_of_nothing(asked):
    """Points at which nothing counts, as multipoints of one point."""
    return {
        row.geom
        for row in asked.execute(text(
            "SELECT ST_Multi(point.geom)::text AS geom FROM held.map_point AS point WHERE NOT"
            " EXISTS (SELECT FROM held.placed_episode AS place INNER JOIN held.place_coding"
            " AS coding USING (place_coding_id) WHERE place.point_id = point.point_id"
            " AND coding.counts)"
        ))
    }  # fmt: skip
