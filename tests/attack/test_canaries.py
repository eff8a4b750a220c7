"""Planted canaries: a child's home, pseudonym and reference, looked for in all that is answered."""

import html
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
HOME_EASTING, HOME_NORTHING = 301_463.0, 409_871.0
HOLDER, SUPERVISOR = "Canary Holdings of Elsewhere", "Perpetua Canarywright"
NEIGHBOUR = "E06999002"
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
    # a second place of the same episode: where the child lives, told of as if it counted
    "INSERT INTO held.map_point VALUES (2000000001, 2, ST_Point(:home_x, :home_y, 27700),"
    " CAST(floor(:home_x / 250) * 10000 + floor(:home_y / 250) AS integer))",
    "INSERT INTO held.place_coding (place_coding_id, role, place_kind, source_kind, confidence,"
    " grading, precision_m) VALUES (2000000001, 'found', 'home', 'police', 'low', :grading, 7)",
    "INSERT INTO held.episode_place VALUES (2000000000, 2, 2000000001, 2000000001)",
    # the names that another authority's register gives
    "UPDATE held.premises_licence SET holder_name = :holder, supervisor_name = :supervisor"
    " WHERE authority = :neighbour",
)
DEGREES = (
    "SELECT ST_X(g), ST_Y(g) FROM (SELECT ST_Transform(ST_Point(:x, :y, 27700), 4326) AS g) AS t"
)
LAYERS = ("authority", "ward", "force", "land", "ranks", "roads", "lsoa", "episodes")
# what carries a name, a reason or a place of the data, by whom it is not for
TOLD = {
    "officer": ("repeat location", "child_ref", "distance_m", "location_no"),
    "board": ("repeat location", "takeaway", "holder", "supervisor", "show on map"),
    "admin": ("premises near", "repeat location", "takeaway"),
    "nobody": ("premises near", "repeat location", "takeaway"),
}
PAIR = re.compile(r"(-?\d+\.\d{4,}),\s*(-?\d+\.\d{4,})")
POINTS = (
    "SELECT location_no, ST_X(g), ST_Y(g), round(ST_X(geom))::integer, round(ST_Y(geom))::integer"
    " FROM (SELECT place.location_no, (ST_DumpPoints(place.geom)).geom FROM held.flag_location"
    " AS place INNER JOIN held.flag_run AS run USING (run_id) WHERE run.as_at = '2026-09-30')"
    " AS point CROSS JOIN LATERAL (SELECT ST_Transform(geom, 4326) AS g) AS degrees"
    " WHERE NOT EXISTS (SELECT FROM held.premises WHERE ST_DWithin(premises.geom, point.geom, 1))"
)
NAMED = (
    "SELECT premises.premises_id, licence.holder_name FROM held.premises INNER JOIN"
    " held.premises_licence AS licence USING (premises_id) INNER JOIN held.officer_flag AS flag"
    " USING (premises_id) WHERE premises.authority = :authority AND licence.holder_name <> ''"
    " ORDER BY premises.premises_id LIMIT 1"
)


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
        "home_x": HOME_EASTING,
        "home_y": HOME_NORTHING,
        "holder": HOLDER,
        "supervisor": SUPERVISOR,
        "neighbour": NEIGHBOUR,
    }
    with owner.begin() as connection:
        for statement in PLANT:
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), named)
        shapes = [
            tuple(connection.execute(text(DEGREES), {"x": x, "y": y}).one())
            for x, y in ((EASTING, NORTHING), (HOME_EASTING, HOME_NORTHING))
        ]
    pools = Pools(settings)
    yield create_app(pools, settings), routes(owner), shapes
    pools.dispose()
    owner.dispose()
    server.drop(name)


def hits(said, shapes):
    canaries = (REF, EPISODE_REF, GRADING, HOLDER, SUPERVISOR)
    numbers = (EASTING, NORTHING, HOME_EASTING, HOME_NORTHING)
    looked_for = (*canaries, *(f"{number:.0f}" for number in numbers))
    found = [each for each in looked_for if each in said]
    for shape in shapes:
        longitude, latitude = (f"{math.floor(abs(value) * 1e4) / 1e4:.4f}" for value in shape)
        point = rf"{longitude}\d*\W+-?{latitude}|{latitude}\d*\W+-?{longitude}"
        found += re.findall(point, said)
    return found


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_no_role_meets_a_canary_on_any_route(planted_county, role, caplog):
    app, table, shapes = planted_county
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
        found += [(path, each) for each in hits(said, shapes)]
    if role == "analyst":
        found = [(path, each) for path, each in found if "words=" not in path]
    assert found == []
    assert hits(caplog.text, shapes) == []


@pytest.mark.parametrize("role", ["officer", "board", "admin", "nobody"])
def test_nobody_but_the_analyst_is_told_what_is_for_analysts(planted_county, role):
    app, table, _ = planted_county
    client = stranger(app) if role == "nobody" else enter(app, role)
    for route in table:
        if route.method == "GET" and route.endpoint not in {"static", "status.health"}:
            with client.get(route.path) as answer:
                said = answer.get_data(as_text=True).lower()
            assert [each for each in TOLD[role] if each in said] == [], route.endpoint


def test_the_words_that_others_are_not_told_are_told_to_those_they_are_for(planted_county):
    app, table, _ = planted_county
    for role, words in {"analyst": TOLD["nobody"], "officer": ("takeaway", "premises")}.items():
        client, said = enter(app, role), ""
        for route in table:
            if route.method == "GET" and role in route.audiences:
                with client.get(route.path) as answer:
                    said += answer.get_data(as_text=True).lower()
        assert [each for each in words if each not in said] == []


@pytest.mark.parametrize("role", ["officer", "board"])
def test_no_exact_point_of_a_repeat_location_is_in_any_answer(planted_county, role, county):
    """To a metre, in degrees or on the grid; places at which a register puts premises are left out.

    A premises is on the map where its register says, whatever happened there.
    """
    app, table, _ = planted_county
    with county.connect() as connection:
        points = connection.execute(text(POINTS)).all()
    assert len(points) > 20
    client, said = enter(app, role), ""
    layers = [f"/base/{layer}.geojson" for layer in LAYERS if layer != "roads"]
    pages = [route.path for route in table if role in route.audiences]
    # a road has its bends where it has them, and some place of an episode is at one
    for path in {*pages, *layers} - {"/base/roads.geojson"}:
        with client.get(path) as answer:
            said += answer.get_data(as_text=True)
    pairs = {(round(float(x), 5), round(float(y), 5)) for x, y in PAIR.findall(said)}
    assert len(pairs) > 1000
    assert [number for number, x, y, *_ in points if (round(x, 5), round(y, 5)) in pairs] == []
    for _, _, _, easting, northing in points:
        assert not re.search(rf"\b{easting}\b.{{0,40}}\b{northing}\b", said)


def test_an_officer_is_told_the_names_of_the_own_register_and_not_of_a_neighbours(
    planted_county, county
):
    app, _, shapes = planted_county
    with county.connect() as connection:
        neighbour, own = (
            connection.execute(text(NAMED), {"authority": authority}).one()
            for authority in (NEIGHBOUR, "E06999001")
        )
    client = enter(app, "officer")
    page = client.get(f"/visits/premises/{neighbour.premises_id}")
    assert page.status_code == 200
    said = page.get_data(as_text=True)
    assert "a neighbour of yours" in said
    assert hits(said, shapes) == []
    assert not [word for word in ("Holder", "Supervisor", "Why it is listed") if word in said]
    said = client.get(f"/visits/premises/{own.premises_id}").get_data(as_text=True)
    assert own.holder_name in html.unescape(said)


def test_the_search_for_canaries_finds_one_that_is_there():
    shapes = [(-3.123456, 53.654321)]
    assert hits(f"x{REF}y", shapes) == [REF]
    assert hits(f"<dd>{HOLDER}</dd>", shapes) == [HOLDER]
    assert hits('"coordinates": [-3.123456, 53.654321]', shapes) != []
    assert hits('"coordinates": [-3.2, 53.654321]', shapes) == []
    assert PAIR.findall("[-3.123456,53.654321]") == [("-3.123456", "53.654321")]
