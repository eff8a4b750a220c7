"""The pages over the sample county: what they show, to whom, and what they never do."""

import json
import re

import pytest
from sqlalchemy import text

from geo.database import ANALYST, engine
from geo.released import Filters, flags
from tests.people import enter, populate
from webmap import create_app
from webmap.pools import Pools


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


@pytest.fixture(scope="module")
def every_page(pages, county, run_id):
    """An address for each route that there is."""
    with county.connect() as connection:
        premises = connection.scalar(text("SELECT premises_id FROM held.flag LIMIT 1"))
        load = connection.scalar(text("SELECT public_id FROM held.load WHERE rejected > 0 LIMIT 1"))
    return {
        "home.landing": "/",
        "home.account": "/account",
        "flags.newest": "/flags",
        "flags.runs": "/runs",
        "flags.flagged": f"/flags/{run_id}",
        "flags.premises_layer": f"/flags/{run_id}/premises.geojson",
        "flags.locations_layer": f"/flags/{run_id}/locations.geojson",
        "premises.premises": f"/premises/{premises}?run={run_id}",
        "premises.point_layer": f"/premises/{premises}/point.geojson",
        "sources.sources": "/sources",
        "sources.source": f"/sources/{load}",
        "base_map.base_layer": "/base/roads.geojson",
        "status.health": "/health",
        "static": "/static/nightjar.css",
    }


def test_every_page_answers(pages, every_page):
    statuses = {name: asked(pages, address)[0] for name, address in every_page.items()}
    assert set(statuses.values()) <= {200, 302}, statuses


def asked(client, address):
    """Return the status, the headers and the text of an answer, with its file closed."""
    with client.get(address) as answer:
        return answer.status_code, answer.headers, answer.get_data(as_text=True)


def test_the_newest_list_keeps_the_filters_that_it_is_asked_with(pages, run_id):
    answer = pages.get("/flags?words=heron+%26+quay&kind=hotel&made-up=1")
    assert answer.headers["Location"] == f"/flags/{run_id}?kind=hotel&words=heron+%26+quay"


@pytest.mark.parametrize("address", ["/sources", "/runs", "/health"])
def test_a_slash_at_the_end_of_an_address_is_forgiven(pages, address):
    assert pages.get(f"{address}/").status_code == 200


def test_a_page_that_a_list_has_no_longer_begins_it_again_with_its_filters(pages, every_page):
    for name in ("flags.flagged", "sources.source"):
        at = every_page[name]
        status, headers, _ = asked(pages, f"{at}?kind=pub&words=a%20%26%20b&page=999")
        assert (status, headers["Location"]) == (302, f"{at}?kind=pub&words=a+%26+b")
        status, headers, _ = asked(pages, f"{at}?page=2&page=999")
        assert status == 200 or headers["Location"] == at
    status, _, _ = asked(pages, f"/flags/{'0' * 8}-0000-0000-0000-{'0' * 12}?page=999")
    assert status == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed_through_a_page(pages, every_page, method):
    for address in every_page.values():
        assert getattr(pages, method)(address).status_code == 405


def test_every_response_says_what_a_browser_may_do(pages, every_page):
    addresses = [*every_page.values(), "/nowhere", "/static/nowhere.js", f"/flags/{'0' * 36}"]
    for address in addresses:
        _, headers, _ = asked(pages, address)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        if not address.startswith("/static/nightjar"):
            assert headers["Cache-Control"] == "no-store", address


def test_each_response_has_a_nonce_of_its_own(pages, run_id):
    policies = [asked(pages, f"/flags/{run_id}")[1]["Content-Security-Policy"] for _ in range(5)]
    nonces = {re.findall(r"'nonce-([^']+)'", policy)[0] for policy in policies}
    assert len(nonces) == 5


OTHER_NAMES = [
    *("evil.example", "10.0.0.1", "nightjar.example:80", "[", "", "127.1", "0.0.0.0"),
    *("127.0.0.1.evil.example", "evil.example@127.0.0.1", "127.0.0.1@evil.example", "localhost:x"),
    *("a" * 64, "a" * 5000, "..", "localhost, evil.example"),
]


@pytest.mark.parametrize("host", OTHER_NAMES)
@pytest.mark.parametrize("address", ["/sources", "/nowhere", "/static/nightjar.css", "/health"])
def test_no_other_name_of_this_server_is_answered(pages, host, address):
    answer = pages.get(address, headers={"Host": host})
    assert answer.status_code == 421
    assert "does not answer to that name" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "LOCALHOST", "[::1]:8765"])
def test_this_machines_own_names_are_answered(pages, host):
    # under a name that the cookie was not given to, by the way to the door
    assert pages.get("/sources", headers={"Host": host}).status_code in {200, 303}


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/flags/not-a-number",
        "/flags/00000000-0000-0000-0000-000000000000",
        "/flags/00000000-0000-0000-0000-000000000000/premises.geojson",
        "/premises/00000000-0000-0000-0000-000000000000",
        "/sources/00000000-0000-0000-0000-000000000000",
        "/base/episodes.geojson",
        "/base/lsoa.geojson",
        "/static/../application.py",
        "/static/%2e%2e/application.py",
    ],
)
def test_what_does_not_exist_is_a_plain_404(pages, address):
    answer = pages.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.get_data(as_text=True)


HOSTILE = ["-1", "0", "999999999999", "1e9", "x", "\x00", "' OR 1=1 --", "\u202e", "a" * 5000, "%"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["page", "authority", "kind", "band", "words"])
def test_a_hostile_parameter_never_breaks_the_list_nor_widens_it(pages, run_id, name, value):
    answer = pages.get(f"/flags/{run_id}", query_string={name: value}, follow_redirects=True)
    assert answer.status_code in (200, 400)
    assert {each.status_code for each in answer.history} <= {302}
    drawn = pages.get(f"/flags/{run_id}/premises.geojson", query_string={name: value})
    assert drawn.status_code in (200, 400)
    if drawn.status_code == 200:
        assert len(drawn.get_json()["features"]) <= 664


def test_the_page_the_map_the_command_and_the_function_agree(pages, county, run_id, planted):
    page = words_of(pages.get(f"/flags/{run_id}"))
    drawn = pages.get(f"/flags/{run_id}/premises.geojson").get_json()["features"]
    locations = pages.get(f"/flags/{run_id}/locations.geojson").get_json()["features"]
    with county.connect() as connection:
        premises, pairs = connection.execute(
            text(
                "SELECT count(DISTINCT premises_id), count(*)"
                " FROM derived.flagged_premises('2026-09-30')"
            )
        ).one()
    assert len(drawn) == premises == 664
    assert f"{premises} premises near 29 of 29 repeat locations, {pairs:,} pairs" in page
    assert len(locations) == 29


@pytest.mark.parametrize(
    "query",
    [
        {"authority": "E06999003"},
        {"kind": "takeaway"},
        {"band": "100"},
        {"words": "heron"},
        {"authority": "E06999001", "kind": "pub", "band": "200"},
    ],
)
def test_a_filter_narrows_list_and_map_alike(pages, county_settings, run_id, query):
    analyst = engine(county_settings, ANALYST)
    band = query.get("band")
    asked = Filters(
        query.get("authority"), query.get("kind"), int(band) if band else None, query.get("words")
    )
    with analyst.connect() as connection:
        _, total = flags(connection, run_id, asked, 25, 0)
    drawn = pages.get(f"/flags/{run_id}/premises.geojson", query_string=query).get_json()
    page = words_of(pages.get(f"/flags/{run_id}", query_string=query))
    assert len(drawn["features"]) == total < 664
    assert f"{total} premises" in page or total == 0


def test_a_planted_venue_is_found_by_its_name_with_its_reasons(pages, run_id, planted):
    venue = planted["recurring"][0]
    page = words_of(pages.get(f"/flags/{run_id}", query_string={"words": venue["name"]}))
    assert venue["name"].casefold() in page.casefold()
    assert "Why it is listed" in page
    assert f"{venue['episodes']} episodes" in page
    assert "not evidence against a premises" in page


def test_no_page_says_that_premises_are_linked_to_anything(pages, every_page):
    for address in every_page.values():
        said = asked(pages, address)[2].lower()
        for word in ("linked to", "suspect", "offender", "hotspot of"):
            assert word not in said, address


def test_a_page_of_a_list_is_small(pages, run_id):
    assert len(pages.get(f"/flags/{run_id}").data) < 100_000


def test_nothing_of_a_child_is_on_any_page(own_county, every_page):
    """A canary: a child's home, pseudonym and reference, at numbers found nowhere else."""
    owner = engine(own_county)
    easting, northing = 301_357.0, 409_753.0
    ref, episode_ref = "c0ffee" + "ab" * 13, "CANARY-EPISODE-1"
    with owner.begin() as connection:
        shape = connection.execute(
            text(
                "SELECT ST_X(g), ST_Y(g) FROM (SELECT ST_Transform(ST_SetSRID(ST_MakePoint("
                ":x, :y), 27700), 4326) AS g) AS t"
            ),
            {"x": easting, "y": northing},
        ).one()
        for statement in (
            "INSERT INTO held.child (child_id, child_ref) VALUES (2000000000, :ref)",
            "INSERT INTO held.map_point VALUES (2000000000, 1, ST_Point(:x, :y, 27700),"
            " CAST(floor(:x / 250) * 10000 + floor(:y / 250) AS integer))",
            "INSERT INTO held.place_coding (place_coding_id, role, place_kind, source_kind,"
            " confidence, grading, precision_m) VALUES (2000000000, 'missing_from', 'home',"
            " 'police', 'low', 'canary', 7)",
            "INSERT INTO held.episode (episode_id, load_id, supplier_id, episode_ref, child_id,"
            " coding_id, started_at) SELECT 2000000000, load_id, supplier_id, :episode_ref,"
            " 2000000000, coding_id, '2026-09-29 21:17+00' FROM held.episode LIMIT 1",
            "INSERT INTO held.episode_place VALUES (2000000000, 1, 2000000000, 2000000000)",
        ):
            values = {"ref": ref, "x": easting, "y": northing, "episode_ref": episode_ref}
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), named)
    owner.dispose()
    pools = Pools(own_county)
    client = enter(create_app(pools, own_county))
    longitude, latitude = (f"{abs(value):.4f}" for value in shape)
    point = re.compile(rf"{longitude}\d*\W+{latitude}|{latitude}\d*\W+{longitude}")
    layers = ("authority", "ward", "force", "land", "ranks")
    for address in [*every_page.values(), *(f"/base/{layer}.geojson" for layer in layers)]:
        _, headers, body = asked(client, address)
        said = f"{headers}{body}"
        canaries = (ref, episode_ref, "301357", "409753", "canary")
        assert [canary for canary in canaries if canary in said] == [], address
        assert not point.search(said), address
    pools.dispose()


def test_hostile_names_reach_a_page_as_text(own_county):
    owner = engine(own_county)
    name = "<img src=x onerror=alert(1)> ${alert(2)} `alert(3)` </script><script>alert(4)</script>"
    with owner.begin() as connection:
        run, premises = connection.execute(
            text(
                "SELECT run_id, premises_id FROM held.flag INNER JOIN held.flag_run USING (run_id)"
                " WHERE as_at = '2026-09-30' ORDER BY band_m, premises_id LIMIT 1"
            )
        ).one()
        connection.execute(
            text("UPDATE held.premises SET name = :name WHERE premises_id = :id"),
            {"name": name, "id": premises},
        )
    owner.dispose()
    pools = Pools(own_county)
    client = enter(create_app(pools, own_county))
    for address in (f"/flags/{run}?words=onerror", f"/premises/{premises}?run={run}"):
        page = client.get(address).get_data(as_text=True)
        assert "onerror" in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
        assert not [script for script in scripts if "alert" in script]
    drawn = client.get(f"/flags/{run}/premises.geojson?words=onerror").get_json()
    assert name in json.dumps(drawn, ensure_ascii=False).replace('\\"', '"')
    pools.dispose()


def test_a_database_without_tables_is_told_how_to_be_made(server):
    name = server.copy_of("blank")
    settings = server.settings(name)
    owner, pools = engine(settings), Pools(settings)
    populate(owner)
    client = enter(create_app(pools, settings))
    with owner.begin() as connection:
        connection.execute(text("DROP SCHEMA released CASCADE"))
    owner.dispose()
    answer = client.get("/sources")
    assert answer.status_code == 503
    assert "nightjar db upgrade" in words_of(answer)
    pools.dispose()
    server.drop(name)


def test_an_empty_database_says_what_to_do_first(settings, owner):
    populate(owner)
    pools = Pools(settings)
    answer = enter(create_app(pools, settings)).get("/", follow_redirects=True)
    assert answer.status_code == 200
    assert "nightjar" in words_of(answer)
    pools.dispose()


def test_health_tells_a_database_that_another_release_made(own_county):
    owner, pools = engine(own_county), Pools(own_county)
    client = create_app(pools, own_county).test_client()
    assert client.get("/health").get_json()["ok"]
    with owner.begin() as connection:
        connection.execute(text("COMMENT ON SCHEMA released IS 'of another release'"))
    answer = client.get("/health")
    assert answer.status_code == 503
    assert (answer.json["ok"], answer.json["tables"]) == (False, False)
    assert answer.json["database"]["reachable"]
    owner.dispose()
    pools.dispose()
