"""Planted canaries: a child's home, pseudonym and reference, looked for in all that is answered."""

import html
import re

import pytest
from sqlalchemy import text

from geo.attacks.canaries import HOLDER, NEIGHBOUR, NOTE, REF, hits, plant
from geo.database import engine, query
from tests.people import enter, stranger
from tests.routes import ROLES, routes
from webmap import create_app
from webmap.attacks import foreign
from webmap.attacks.canaries import LAYERS, PAIR, files_of, points_told
from webmap.attacks.site import Answer, Site
from webmap.pools import Pools

# what carries a name, a reason or a place of the data, by whom it is not for
TOLD = {
    "officer": ("repeat location", "child_ref", "distance_m", "location_no"),
    "board": ("repeat location", "takeaway", "holder", "supervisor", "show on map"),
    "admin": ("premises near", "repeat location", "takeaway"),
    "nobody": ("premises near", "repeat location", "takeaway"),
}
FILES = {"analyst": 24, "officer": 3, "board": 0, "admin": 0}  # at the least
NAMED = (
    "SELECT premises.premises_id, licence.holder_name FROM held.premises INNER JOIN"
    " held.premises_licence AS licence USING (premises_id) INNER JOIN held.officer_flag AS flag"
    " USING (premises_id) WHERE premises.authority = :authority AND licence.holder_name <> ''"
    " ORDER BY premises.premises_id LIMIT 1"
)


def written(answer):
    """All that a reader sees of an answer, also of a PDF."""
    return Answer(answer.status_code, (), answer.get_data()).text


@pytest.fixture(scope="module")
def planted_county(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    with owner.begin() as connection:
        shapes = plant(connection)
    pools = Pools(settings)
    yield create_app(pools, settings), routes(owner), shapes
    pools.dispose()
    owner.dispose()
    server.drop(name)


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
            said = f"{answer.headers}{written(answer)}".replace(f"words={REF}", "")
        # what was typed into the filter is shown in its own field, to whoever typed it
        said = said.replace(f'value="{REF}"', "").replace(f"“{REF}”", "")
        found += [(path, each) for each in hits(said, shapes, role)]
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
                said = written(answer).lower()
            assert [each for each in TOLD[role] if each in said] == [], route.endpoint


def test_the_words_that_others_are_not_told_are_told_to_those_they_are_for(planted_county):
    app, table, _ = planted_county
    for role, words in {"analyst": TOLD["nobody"], "officer": ("takeaway", "premises")}.items():
        client, said = enter(app, role), ""
        for route in table:
            if route.method == "GET" and role in route.audiences:
                with client.get(route.path) as answer:
                    said += written(answer).lower()
        assert [each for each in words if each not in said] == []


@pytest.mark.parametrize("role", ["officer", "board"])
def test_no_exact_point_of_a_repeat_location_is_in_any_answer(planted_county, role, county):
    """To a metre, in degrees or on the grid; places at which a register puts premises are left out.

    A premises is on the map where its register says, whatever happened there.
    """
    app, table, _ = planted_county
    with county.connect() as connection:
        points = connection.execute(query("points_of_locations")).all()
    assert len(points) > 20
    client, said = enter(app, role), ""
    layers = [f"/base/{layer}.geojson" for layer in LAYERS if layer != "roads"]
    pages = [route.path for route in table if role in route.audiences]
    # a road has its bends where it has them, and some place of an episode is at one
    for path in {*pages, *layers} - {"/base/roads.geojson"}:
        with client.get(path) as answer:
            said += written(answer)
    pairs = {(round(float(x), 5), round(float(y), 5)) for x, y in PAIR.findall(said)}
    assert len(pairs) > 1000
    assert [x for x, y, *_ in points if (round(x, 5), round(y, 5)) in pairs] == []
    for _, _, easting, northing in points:
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


@pytest.fixture(scope="module")
def pages(planted_county):
    return Site(planted_county[0], planted_county[0].extensions["nightjar_access"].pools)


@pytest.mark.slow
def test_no_file_that_leaves_holds_a_canary_or_for_an_officer_a_point(
    pages, planted_county, county
):
    """Every file that a form offers each role, in each format, masked and exactly, opened."""
    _, _, shapes = planted_county
    with county.connect() as connection:
        points = connection.execute(query("points_of_locations")).all()
    files = {role: files_of(pages, role) for role in ROLES}
    assert [role for role, each in files.items() if len(each) < FILES[role]] == []
    for role, answers in files.items():
        assert [path for path, said in answers.items() if hits(said, shapes, role)] == []
    assert points_told(files["officer"], points) == []
    # the exact ones are exact, or opening them would prove nothing
    assert len(points_told(files["analyst"], points)) > 10


@pytest.mark.slow
def test_a_foreign_authoritys_objects_are_told_from_unknown_ones_on_no_route(pages):
    differing, tried = foreign.told(pages)
    assert differing == []
    assert tried > 150


def test_the_search_for_canaries_finds_one_that_is_there():
    shapes = [(-3.123456, 53.654321)]
    assert hits(f"x{REF}y", shapes) == [REF]
    assert hits(f"<dd>{HOLDER}</dd>", shapes) == [HOLDER]
    assert hits('"coordinates": [-3.123456, 53.654321]', shapes) != []
    assert hits('"coordinates": [-3.2, 53.654321]', shapes) == []
    assert (hits(NOTE, shapes, "officer"), hits(NOTE, shapes, "analyst")) == ([NOTE], [])
    assert PAIR.findall("[-3.123456,53.654321]") == [("-3.123456", "53.654321")]
