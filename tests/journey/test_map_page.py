"""The page of the map over HTTP: searches, shapes, days and quarters, and what the record says."""

import pytest
from sqlalchemy import Engine, event, text

from geo import released_map
from geo.database import engine
from tests.people import COOKIE, enter, send
from webmap import create_app
from webmap.audience import Audience
from webmap.pools import Pools

OWN, NEIGHBOUR = "E06999001", "E06999002"
NAMED = (
    "SELECT premises.name, premises.postcode, licence.licence_number FROM held.premises"
    " INNER JOIN held.premises_licence AS licence USING (premises_id)"
    " WHERE premises.authority = :of AND postcode <> '' AND licence_number <> ''"
    " ORDER BY name LIMIT 1"
)
NEIGHBOURS_TILE = """
SELECT
    floor((ST_X(web_mercator) / 40075016.685578488 + 0.5) * 2 ^ 17)::integer,
    floor((0.5 - ST_Y(web_mercator) / 40075016.685578488) * 2 ^ 17)::integer
FROM held.premises WHERE authority = :of AND geom IS NOT NULL ORDER BY premises_id LIMIT 1
"""
SHAPE = "-3.54 53.57,-3.50 53.57,-3.50 53.60,-3.54 53.60"


@pytest.fixture(scope="module")
def town(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    pools = Pools(settings)
    owner = engine(settings)
    yield create_app(pools, settings), owner
    pools.dispose()
    owner.dispose()
    server.drop(name)


def looked(owner, number=1):
    """Return the last entries of the record that say that somebody looked, newest first."""
    with owner.connect() as connection:
        return list(
            connection.execute(
                text(
                    "SELECT subject, detail FROM audit.entry WHERE action = 'consult'"
                    " ORDER BY seq DESC LIMIT :number"
                ),
                {"number": number},
            ).mappings()
        )


@pytest.mark.parametrize("role", ["analyst", "officer"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_search_finds_by_name_postcode_and_licence_number(town, role, place):
    app, owner = town
    with owner.connect() as connection:
        row = connection.execute(text(NAMED), {"of": NEIGHBOUR}).one()
    client = enter(app, role)
    answer = send(client, "/map/search", "/map", words=row[place])
    said = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert row.name in said.replace("&#39;", "'").replace("&amp;", "&")
    assert ("(a neighbour)" in said) == (role == "officer")
    assert row[place] not in str(looked(owner)[0])


def test_the_words_of_a_search_are_in_no_address_and_not_in_the_record(town):
    app, owner = town
    client = enter(app, "officer")
    assert client.get("/map/search?words=zebedee").status_code in {404, 405}
    assert "zebedee" not in client.get("/map?words=zebedee").get_data(as_text=True)
    answer = send(client, "/map/search", "/map", words="zebedee")
    assert answer.status_code == 200
    assert "0 premises found" in answer.get_data(as_text=True)
    entry = looked(owner)[0]
    assert entry["subject"] == "map_search"
    assert "zebedee" not in str(entry)


def test_tiles_and_layers_are_one_look_with_the_page_of_the_map(town):
    app, owner = town
    client = enter(app, "analyst")
    assert client.get("/map?from=2026-07-01&to=2026-09-30").status_code == 200
    before = looked(owner)
    for path in (
        "/map/premises/10/501/330.mvt",
        "/map/premises/14/8031/5292.mvt",
        "/map/places.geojson?from=2026-07-01&to=2026-09-30",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
    assert looked(owner) == before
    assert before[0]["subject"] == "map"
    client.get("/map/places.geojson?from=2026-01-01&to=2026-06-30")  # other days are another look
    assert looked(owner)[0]["detail"]["filter"] == {"from": "2026-01-01", "to": "2026-06-30"}


@pytest.mark.parametrize("layer", ["places", "missing"])
@pytest.mark.parametrize(
    "days", ["from=2015-01-01&to=2026-09-30", "from=2026-09-30&to=2026-07-01", "from=x&to=y"]
)
def test_a_layer_answers_of_no_other_days_than_those_it_is_asked_for(town, layer, days):
    client = enter(town[0], "analyst")
    assert client.get(f"/map/{layer}.geojson?{days}").status_code == 400
    page = client.get(f"/map?{days}").get_data(as_text=True)
    assert "Shown are the usual 90 days" in page


def test_what_an_analysts_map_draws_of_days_that_are_partly_deleted_says_so(town):
    app, owner = town
    client = enter(app, "analyst")
    before, after = "from=2025-07-01&to=2025-09-30", "from=2025-09-01&to=2025-10-01"
    said = "of quarters whose episodes have begun to be deleted"
    with owner.begin() as connection:
        connection.execute(
            text("INSERT INTO held.episode_month (quarter, episodes) VALUES ('2025-10-01', 9)")
        )
        connection.execute(
            text(
                "INSERT INTO held.episode_month (quarter, episodes, counted_at)"
                " VALUES ('2026-07-01', 9, '2026-01-01')"
            )
        )
    try:
        for layer in ("places", "missing"):
            assert client.get(f"/map/{layer}.geojson?{before}").get_json()["notes"] == []
            [note] = client.get(f"/map/{layer}.geojson?{after}").get_json()["notes"]
            assert said in note
        assert f"Of what is flagged: Some of these days are {said}" in client.get(
            f"/map?{before}"
        ).get_data(as_text=True)
    finally:
        with owner.begin() as connection:
            connection.execute(text("DELETE FROM held.episode_month"))
    assert "Of what is flagged" not in client.get("/map").get_data(as_text=True)


def test_a_layer_that_leaves_places_out_says_how_many(town, monkeypatch):
    def first(*asked):
        rows, total = places(*asked)
        return rows[:5], total

    places = released_map.places
    monkeypatch.setattr(released_map, "places", first)
    told = enter(town[0], "analyst").get("/map/places.geojson?from=2026-07-01&to=2026-09-30")
    [note] = told.get_json()["notes"]
    assert note.endswith("places of these days, the 5 with most episodes are drawn")


def test_a_tile_has_its_own_type_and_one_that_there_is_not_is_no_page(town):
    client = enter(town[0], "officer")
    answer = client.get("/map/premises/14/8031/5292.mvt")
    assert answer.mimetype == "application/vnd.mapbox-vector-tile"
    for wrong in ("23/0/0", "1/2/0", "-1/0/0", "01/0/0", "x/y/z", "1/0/99999999"):
        assert client.get(f"/map/premises/{wrong}.mvt").status_code == 404


TILE = "/map/premises/14/8031/5292.mvt"


@pytest.fixture
def sent():
    """The statements that were sent to the database since the test began, by whoever sent them."""
    found = []

    def note(_connection, _cursor, statement, *_):
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("role", ["analyst", "officer"])
def test_a_tile_is_one_statement_which_asks_whose_session_it_is(town, sent, role):
    app, owner = town
    client = enter(app, role)
    assert client.get("/map").status_code == 200
    sent.clear()
    tile = client.get(TILE)
    assert (tile.status_code, len(sent)) == (200, 1)
    assert len(tile.data) > 100
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET ended_at = now() WHERE ended_at IS NULL"))
    ended = client.get(TILE)
    assert (ended.status_code, ended.location) == (303, "/sign-in")
    assert tile.data not in ended.data


def test_a_login_that_is_asked_first_by_mistake_gives_no_tile_of_its_own(town, sent):
    """What is remembered of a token is which login to ask, and lets nobody in."""
    app, owner = town
    with owner.connect() as connection:
        column, row = connection.execute(text(NEIGHBOURS_TILE), {"of": NEIGHBOUR}).one()
    tile = f"/map/premises/17/{column}/{row}.mvt"
    officer, analyst = enter(app, "officer"), enter(app, "analyst")
    own = officer.get(tile).data
    assert own != analyst.get(tile).data  # of which none is a neighbour's
    access = app.extensions["nightjar_access"]
    access.note(officer.get_cookie(COOKIE).value, Audience.ANALYST)
    sent.clear()
    assert officer.get(tile).data == own
    assert len(sent) == 3  # refused as an analyst, asked for who it is, answered as an officer
    access.note(officer.get_cookie(COOKIE).value, Audience.BOARD)
    assert officer.get(tile).data == own


def test_a_shape_is_answered_with_the_premises_and_the_episodes_in_it(town):
    app, owner = town
    client = enter(app, "analyst")
    days = {"from": "2026-07-01", "to": "2026-09-30"}
    said = send(client, "/map/drawn", "/map", corners=SHAPE, **days).get_data(as_text=True)
    assert "premises in this shape" in said
    assert "From 1 July 2026 to 30 September 2026" in said
    with owner.connect() as connection:
        inside = connection.scalar(
            text(
                "SELECT count(*) FROM held.premises WHERE ST_Within(ST_Transform(geom, 4326),"
                " ST_MakeEnvelope(-3.54, 53.57, -3.50, 53.60, 4326))"
            )
        )
    assert inside > 200
    assert f"{inside:,} premises in this shape, of which 200 are shown" in said
    assert looked(owner)[0]["subject"] == "map_drawn"


@pytest.mark.parametrize(
    ("corners", "why"),
    [
        ("", "3 to 100 corners, found 0"),
        ("-3.5 53.5,-3.4 53.5", "3 to 100 corners, found 2"),
        (",".join(["-3.5 53.5"] * 101), "3 to 100 corners, found 101"),
        ("-3.5 53.5,-3.4 53.6,-3.4 53.5,-3.5 53.6", "must not cross itself"),
        ("-3.5 53.5,-3.5 53.5,-3.5 53.5", "must not cross itself"),
        ("-3 53,-2 53,-2 54,-3 54", "no larger than 400 square kilometres"),
        ("nan 53.5,-3.4 53.5,-3.4 53.6", "must lie in Britain"),
        ("30 53.5,-3.4 53.5,-3.4 53.6", "must lie in Britain"),
        ("a b,c d,e f", "must be drawn on the map"),
        ("1 2 3,4 5 6", "must be drawn on the map"),
    ],
)
def test_a_shape_that_cannot_be_taken_says_why(town, corners, why):
    client = enter(town[0], "analyst")
    answer = send(client, "/map/drawn", "/map", corners=corners)
    assert answer.status_code == 200
    assert why in answer.get_data(as_text=True)


def test_a_shape_just_under_400_square_kilometres_is_taken(town):
    # 15.8 km by 25.0 km, and a tenth more of its width
    under = "-3.54 53.57,-3.302 53.57,-3.302 53.795,-3.54 53.795"
    over = under.replace("-3.302", "-3.278")
    client = enter(town[0])
    assert "premises in this shape" in send(client, "/map/drawn", "/map", corners=under).get_data(
        as_text=True
    )
    assert "no larger than 400" in send(client, "/map/drawn", "/map", corners=over).get_data(
        as_text=True
    )


def test_days_that_make_no_sense_are_said_and_the_usual_are_shown(town):
    said = enter(town[0]).get("/map?from=2026-09-30&to=2026-07-01").get_data(as_text=True)
    assert "The first day must not be after the last" in said
    assert 'value="2026-07-03"' in said


def test_an_officer_steps_through_published_quarters_and_no_other_days(town):
    client = enter(town[0], "officer")
    said = client.get("/map?quarter=2026Q2").get_data(as_text=True)
    assert "/visits/2026Q2/cells.geojson" in said
    assert "places.geojson" not in said
    assert client.get("/map?quarter=2026Q1").status_code == 404
    other = client.get("/map?from=2026-07-02&to=2026-07-05").get_data(as_text=True)
    assert "/visits/2026Q3/cells.geojson" in other
    assert "2026-07-02" not in other


def test_a_switch_is_there_only_for_a_layer_that_was_loaded(town):
    app, owner = town
    client = enter(app, "officer")
    assert 'data-map-layer="ranks"' in client.get("/map").get_data(as_text=True)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM held.taxi_rank"))
        connection.execute(text("DELETE FROM held.road"))
    said = client.get("/map").get_data(as_text=True)
    assert 'data-map-layer="ranks"' not in said
    assert 'data-map-layer="roads"' not in said
    assert "/base/roads.geojson" not in said
    assert 'data-map-layer="ward"' in said


def test_a_search_that_finds_more_than_is_shown_says_how_to_narrow_it(town):
    client = enter(town[0], "analyst")
    said = send(client, "/map/search", "/map", words="the").get_data(as_text=True)
    assert "of which 50 are shown: type more to narrow it" in said
