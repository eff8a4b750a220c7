"""Planted canaries: a child's home, pseudonym and reference, looked for in all that is answered."""

import html
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from geo.attacks import nearness
from geo.attacks.canaries import HOLDER, NEIGHBOUR, NOTE, REF, hits, places, plant
from geo.database import engine
from tests.people import enter, stranger
from tests.routes import ROLES, routes
from webmap import create_app
from webmap.attacks import foreign
from webmap.attacks.canaries import LAYERS, as_text, files_of, logged, points_told, sent_by
from webmap.attacks.forms import SEARCHED
from webmap.attacks.site import Answer, Site
from webmap.base_map import BOUNDARIES, TILED
from webmap.base_map import NAMED as WITH_NAMES
from webmap.pools import Pools

# what carries a name, a reason or a place of the data, by whom it is not for
TOLD = {
    "officer": ("repeat location", "child_ref", "distance_m", "location_no"),
    "board": ("repeat location", "takeaway", "holder", "supervisor", "show on map"),
    "admin": ("premises near", "repeat location", "takeaway"),
    "nobody": ("premises near", "repeat location", "takeaway"),
}
LEAST_SENT = {"analyst": 60, "officer": 60, "board": 0, "admin": 20}
DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
FOUND = "What was found"
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
        shapes, points = plant(connection), places(connection)
    pools = Pools(settings)
    yield create_app(pools, settings), routes(owner), shapes, points
    pools.dispose()
    owner.dispose()
    server.drop(name)


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_no_role_meets_a_canary_on_any_route(planted_county, role):
    app, table, shapes, points = planted_county
    client = stranger(app) if role == "nobody" else enter(app, role)
    asked = [
        (route.method, path) for route in table for path in (route.path, route.unknown) if path
    ]
    asked += [("GET", f"/base/{layer}.geojson") for layer in LAYERS]
    asked += [("GET", f"{route.path}?words={REF}&page=0&run=x&on=x") for route in table]
    found = []
    asked.remove(("POST", "/sign-out"))
    with logged() as lines:
        for method, path in asked:
            with client.open(path, method=method) as answer:
                said = f"{answer.headers}{written(answer)}".replace(f"words={REF}", "")
            # what was typed into the filter is shown in its own field, to whoever typed it
            said = said.replace(f'value="{REF}"', "").replace(f"“{REF}”", "")
            found += [(path, each) for each in hits(said, shapes, role)]
    if role == "analyst":
        found = [(path, each) for path, each in found if "words=" not in path]
    assert found == []
    # each request is a line, whose fields are those that a server writes
    assert len([line for line in lines if '"route": "' in line]) >= len(asked)
    assert hits(as_text(lines), shapes) == []
    assert nearness.told("\n".join(lines), points) == []


@pytest.mark.parametrize("role", ["officer", "board", "admin", "nobody"])
def test_nobody_but_the_analyst_is_told_what_is_for_analysts(planted_county, role):
    app, table, _, _ = planted_county
    client = stranger(app) if role == "nobody" else enter(app, role)
    for route in table:
        if route.method == "GET" and route.endpoint not in {"static", "status.health"}:
            with client.get(route.path) as answer:
                said = written(answer).lower()
            assert [each for each in TOLD[role] if each in said] == [], route.endpoint


def test_the_words_that_others_are_not_told_are_told_to_those_they_are_for(planted_county):
    app, table, _, _ = planted_county
    for role, words in {"analyst": TOLD["nobody"], "officer": ("takeaway", "premises")}.items():
        client, said = enter(app, role), ""
        for route in table:
            if route.method == "GET" and role in route.audiences:
                with client.get(route.path) as answer:
                    said += written(answer).lower()
        assert [each for each in words if each not in said] == []


@pytest.mark.parametrize("role", ["analyst", "officer", "board", "admin"])
def test_no_planted_place_is_told_to_whom_it_is_not_for_exact_or_rounded(planted_county, role):
    """Any two numbers within 100 m of one; an analyst is told the places that count, no other."""
    app, table, _, points = planted_county
    assert [sum(each.counts for each in points), len(points)] == [60, 120]
    client, answers = enter(app, role), []
    pages = [each.path for each in table if each.method == "GET" and role in each.audiences]
    for path in {*pages, *(f"/base/{layer}.geojson" for layer in LAYERS)}:
        with client.get(path) as answer:
            answers.append((("GET", path), written(answer)))
    told = [points[number] for number in points_told(answers, points)]
    assert told == ([each for each in points if each.counts] if role == "analyst" else [])


def test_the_layers_that_are_searched_and_described_are_those_that_are_served(planted_county):
    app = planted_county[0]
    client = enter(app, "analyst")
    known = {*LAYERS, *BOUNDARIES, *TILED, *WITH_NAMES, "ranks", "postcode", "address", "premises"}
    served = {name for name in known if client.get(f"/base/{name}.geojson").status_code == 200}
    assert served == {*BOUNDARIES, "roads", "ranks"}
    assert {*served, *TILED} <= set(LAYERS)
    asked = json.loads(DESCRIPTION.read_text())["paths"]
    for path, layers in (
        ("/base/{layer}.geojson", served),
        ("/base/{layer}/names.geojson", WITH_NAMES),
    ):
        [named] = [
            each["schema"] for each in asked[path]["get"]["parameters"] if each["name"] == "layer"
        ]
        assert set(named["enum"]) == set(layers), path


def test_an_officer_is_told_the_names_of_the_own_register_and_not_of_a_neighbours(
    planted_county, county
):
    app, _, shapes, _ = planted_county
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
def test_no_file_that_leaves_holds_a_canary_or_for_an_officer_a_point(pages, planted_county):
    """Every file that a form offers each role, in each format, masked and exactly, opened."""
    _, _, shapes, points = planted_county
    files = {role: files_of(pages, role) for role in ROLES}
    assert [role for role, each in files.items() if len(each) < FILES[role]] == []
    for role, answers in files.items():
        assert [path for path, said in answers.items() if hits(said, shapes, role)] == []
    for role, answers in files.items():
        kept = [each for each in points if role != "analyst" or not each.counts]
        assert points_told(answers.items(), kept) == []


@pytest.mark.slow
def test_a_foreign_authoritys_objects_are_told_from_unknown_ones_on_no_route(pages):
    differing, tried = foreign.told(pages)
    assert differing == []
    assert tried > 600  # numbers in addresses, and in fields and parameters of what is their own


def test_the_search_for_canaries_finds_one_that_is_there():
    shapes = [(-3.123456, 53.654321)]
    assert hits(f"x{REF}y", shapes) == [REF]
    assert hits(f"<dd>{HOLDER}</dd>", shapes) == [HOLDER]
    assert hits('"coordinates": [-3.123456, 53.654321]', shapes) != []
    assert hits('"coordinates": [-3.2, 53.654321]', shapes) == []
    assert (hits(NOTE, shapes, "officer"), hits(NOTE, shapes, "analyst")) == ([NOTE], [])


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("[-3.585877490,53.589599221]", True),
        ("53.589599 N, 3.585877 W", True),
        ("-3.586, 53.590", True),  # three decimals: 45 m off
        ("-3.59, 53.59", False),
        ("-3.5844,53.5896", True),  # 98 m off
        ("-3.5843,53.5896", False),  # 104 m off
        ('"easting": 295130, "northing": 411510', True),  # to ten metres
        ("411500 295100", True),
        ("E295125.0 N411505.4", True),
        ("295225, 411505", True),
        ("295226, 411505", False),
        ("[1, 295125], [411505, 2]", False),  # two corners, of which neither is the place
        ("2951250 411505", False),
    ],
)
def test_any_pair_of_numbers_within_100_m_of_a_place_is_found(said, near):
    place = nearness.Place(-3.5858774906, 53.5895992213, 295125.0, 411505.0, counts=True)
    assert nearness.told(said, [place]) == ([0] if near else [])


@pytest.mark.slow
def test_no_form_that_is_filled_in_and_sent_is_answered_with_a_canary(pages, planted_county):
    """Searches, shapes that were drawn, forms shown again and what they led to; it comes last."""
    _, _, shapes, points = planted_county
    for role in ("analyst", "officer", "board", "admin"):
        answers = list(sent_by(pages, role, shapes))
        kept = [each for each in points if role != "analyst" or not each.counts]
        assert [path for path, said in answers if hits(said, shapes, role)] == []
        assert points_told(answers, kept) == []
        assert len(answers) >= LEAST_SENT[role]
        # with their tokens, or they would have been refused and have shown nothing
        searches = sum(FOUND in said for _, said in answers)
        assert (searches >= len(SEARCHED)) == (role in {"analyst", "officer"})
