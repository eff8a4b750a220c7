"""Planted canaries: a child's home, pseudonym and reference, looked for in all that is answered."""

import math
import re

import pytest
from sqlalchemy import text

from geo.database import engine
from tests.people import enter, stranger
from tests.routes import ROLES, routes
from webmap import create_app
from webmap.pools import Pools

EASTING, NORTHING = 301_357.0, 409_753.0
REF, EPISODE_REF, GRADING = "c0ffee" + "ab" * 13, "CANARY-EPISODE-1", "zz-canary"
PLANT = (
    "INSERT INTO held.child (child_id, child_ref) VALUES (2000000000, :ref)",
    "INSERT INTO held.map_point VALUES (2000000000, 1, ST_Point(:x, :y, 27700),"
    " CAST(floor(:x / 250) * 10000 + floor(:y / 250) AS integer))",
    "INSERT INTO held.place_coding (place_coding_id, role, place_kind, source_kind, confidence,"
    " grading, precision_m) VALUES (2000000000, 'missing_from', 'childrens_home', 'police', 'low',"
    " :grading, 7)",
    "INSERT INTO held.episode (episode_id, load_id, supplier_id, episode_ref, child_id,"
    " coding_id, started_at) SELECT 2000000000, load_id, supplier_id, :episode_ref,"
    " 2000000000, coding_id, '2026-09-29 21:17+00' FROM held.episode LIMIT 1",
    "INSERT INTO held.episode_place VALUES (2000000000, 1, 2000000000, 2000000000)",
)
LAYERS = ("authority", "ward", "force", "land", "ranks", "roads", "lsoa", "episodes")
# what carries a name, a reason or a place of the data: for analysts alone
CONTENT = ("premises near", "repeat location", "takeaway")


@pytest.fixture(scope="module")
def planted_county(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    values = {
        "ref": REF,
        "x": EASTING,
        "y": NORTHING,
        "episode_ref": EPISODE_REF,
        "grading": GRADING,
    }
    with owner.begin() as connection:
        for statement in PLANT:
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), named)
        shape = connection.execute(
            text(
                "SELECT ST_X(g), ST_Y(g) FROM (SELECT ST_Transform(ST_Point(:x, :y, 27700), 4326)"
                " AS g) AS t"
            ),
            {"x": EASTING, "y": NORTHING},
        ).one()
    pools = Pools(settings)
    yield create_app(pools, settings), routes(owner), tuple(shape)
    pools.dispose()
    owner.dispose()
    server.drop(name)


def hits(said, shape):
    longitude, latitude = (f"{math.floor(abs(value) * 1e4) / 1e4:.4f}" for value in shape)
    point = rf"{longitude}\d*\W+-?{latitude}|{latitude}\d*\W+-?{longitude}"
    found = [each for each in (REF, EPISODE_REF, GRADING, "301357", "409753") if each in said]
    return found + re.findall(point, said)


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_no_role_meets_a_canary_on_any_route(planted_county, role, caplog):
    app, table, shape = planted_county
    client = stranger(app) if role == "nobody" else enter(app, role)
    asked = [
        (route.method, path) for route in table for path in (route.path, route.unknown) if path
    ]
    asked += [("GET", f"/base/{layer}.geojson") for layer in LAYERS]
    asked += [("GET", f"{route.path}?words={REF}&page=0&run=x&on=x") for route in table]
    found = []
    for method, path in asked:
        if (method, path) == ("POST", "/sign-out"):
            continue
        with client.open(path, method=method) as answer:
            said = f"{answer.headers}{answer.get_data(as_text=True)}".replace(f"words={REF}", "")
        # what was typed into the filter is shown in its own field, to whoever typed it
        said = said.replace(f'value="{REF}"', "").replace(f"“{REF}”", "")
        found += [(path, each) for each in hits(said, shape)]
    if role == "analyst":
        found = [(path, each) for path, each in found if "words=" not in path]
    assert found == []
    assert hits(caplog.text, shape) == []


@pytest.mark.parametrize("role", ["officer", "board", "admin", "nobody"])
def test_nobody_but_the_analyst_is_told_anything_of_the_data(planted_county, role):
    app, table, _ = planted_county
    client = stranger(app) if role == "nobody" else enter(app, role)
    for route in table:
        if route.method == "GET" and route.endpoint not in {"static", "status.health"}:
            with client.get(route.path) as answer:
                said = answer.get_data(as_text=True)
            assert [each for each in CONTENT if each in said] == [], route.endpoint


def test_the_words_that_nobody_else_is_told_are_told_to_the_analyst(planted_county):
    app, table, _ = planted_county
    client, said = enter(app, "analyst"), ""
    for route in table:
        if route.method == "GET" and "analyst" in route.audiences:
            with client.get(route.path) as answer:
                said += answer.get_data(as_text=True)
    assert [each for each in CONTENT if each not in said] == []


def test_the_search_for_canaries_finds_one_that_is_there():
    shape = (-3.123456, 53.654321)
    assert hits(f"x{REF}y", shape) == [REF]
    assert hits('"coordinates": [-3.123456, 53.654321]', shape) != []
    assert hits('"coordinates": [-3.2, 53.654321]', shape) == []
