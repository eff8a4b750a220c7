"""What tiles hold, for each who may ask for them, at every zoom; and what they never hold."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from geo import released_map, released_officer
from geo.attacks.canaries import FAR, FAR_AUTHORITY, FAR_NAME, WORDS, plant
from geo.database import engine
from tests.database.planting import HERE, Planting
from tests.people import officer_of, session_of
from tests.vector_tile import HALF_M, layers

SEEN = (
    "SELECT premises_id::text FROM held.premises WHERE geom IS NOT NULL"
    " AND (:all OR authority <> :far)"
)
TAGS = {"id", "name", "kind", "neighbour"}


@pytest.fixture(scope="module")
def planted(server):
    """The county with its canaries: a care setting, a home, a child, an authority far away."""
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    with owner.begin() as connection:
        plant(connection)
    yield settings, owner
    owner.dispose()
    server.drop(name)


WHOLE, FINEST = 16, 22


def cut(connection, *at):
    """Return a tile of all premises, as it is cut for whoever may see all of them."""
    values = dict(zip(("zoom", "column", "row"), at, strict=True))
    statement = "SELECT derived.premises_tile(:zoom, :column, :row, true, NULL)"
    return bytes(connection.scalar(text(statement), values))


def walk(connection, audience, session):
    """Return tiles that hold something, from the whole world to the finest, and their bytes.

    A tile is divided further only if it holds something: what is in a part is in the whole. Of the
    tiles of zoom 16 one in twelve is divided further.
    """
    count = 0
    waiting = [(0, 0, 0)]
    while waiting:
        zoom, column, row = waiting.pop()
        tile = released_map.tile(connection, audience, session, zoom, column, row)
        if not tile:
            continue
        yield (zoom, column, row), tile
        count += zoom == WHOLE
        if zoom < WHOLE or (zoom < FINEST and (zoom > WHOLE or count % 12 == 1)):
            waiting += [
                (zoom + 1, 2 * column + right, 2 * row + down)
                for right in (0, 1)
                for down in (0, 1)
            ]


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["analyst", "officer"])
def test_at_every_zoom_a_tile_holds_the_premises_of_its_audience_and_nothing_else(
    planted, audience
):
    settings, owner = planted
    with owner.connect() as connection:
        values = {"all": audience == "analyst", "far": FAR_AUTHORITY}
        allowed = set(connection.scalars(text(SEEN), values))
    assert (FAR in allowed) == (audience == "analyst")
    login = engine(settings, f"nightjar_{audience}")
    shown, counted, said = {}, {}, b""
    with login.connect() as connection:
        session = session_of(settings, audience)
        for (zoom, column, row), tile in walk(connection, audience, session):
            said += tile
            found = layers(tile, zoom, column, row)
            assert set(found) <= {"premises", "groups"}
            for point in found.get("premises", ()):
                assert set(point.tags) <= TAGS
                shown.setdefault(zoom, set()).add(point.tags["id"])
            for point in found.get("groups", ()):
                assert set(point.tags) == {"premises"}
                counted[zoom] = counted.get(zoom, 0) + point.tags["premises"]
    login.dispose()
    assert {zoom: shown[zoom] for zoom in (14, 15, 16)} == dict.fromkeys((14, 15, 16), allowed)
    assert all(shown[zoom] and shown[zoom] <= allowed for zoom in range(17, 23))
    assert counted == dict.fromkeys(range(14), len(allowed))
    assert [word for word in WORDS if word.encode() in said] == []
    assert (FAR_NAME.encode() in said) == (audience == "analyst")


def test_an_officer_of_another_authority_sees_that_ones_premises(planted):
    """Without this the test above could pass because the far premises is nowhere."""
    settings, owner = planted
    session = officer_of(owner, FAR_AUTHORITY)
    login = engine(settings, "nightjar_officer")
    with login.begin() as connection:
        released_officer.set_session(connection, session)
        assert sum(released_map.kinds(connection, "officer").values()) == 1
        assert [row["name"] for row in released_map.found(connection, "officer", "canary")[0]] == [
            FAR_NAME
        ]
    login.dispose()


def test_without_an_officers_session_the_map_has_nothing(planted):
    login = engine(planted[0], "nightjar_officer")
    with login.connect() as connection:
        assert released_map.tile(connection, "officer", bytes(32), 8, 125, 82) is None
    with login.begin() as connection:
        assert released_map.kinds(connection, "officer") == {}
        assert released_map.found(connection, "officer", "inn") == ([], 0)
    login.dispose()


def test_a_point_of_a_tile_is_where_the_premises_is(connection):
    plant = Planting(connection)
    plant.premises("The Heron")
    x, y, east, north = connection.execute(
        text(
            "SELECT ST_X(web_mercator), ST_Y(web_mercator), ST_X(geom), ST_Y(geom)"
            " FROM held.premises"
        )
    ).one()
    assert (east, north) == HERE
    for zoom in (14, 19):
        side = 2 * HALF_M / 2**zoom
        at = (zoom, int((x + HALF_M) // side), int((HALF_M - y) // side))
        [point] = layers(cut(connection, *at), *at)["premises"]
        assert (abs(point.x - x), abs(point.y - y)) < (side / 4096, side / 4096)
        assert point.tags["name"] == "The Heron"
        assert "neighbour" not in point.tags


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("heron", ["The Heron"]),
        ("THE HER", ["The Heron"]),
        ("h", []),
        ("zz99 1", ["The Heron"]),
        ("ZZ991ab", ["The Heron"]),
        ("zz", []),
        ("pl/00", ["The Quay"]),
        ("%", []),
        ("__", []),
        ("Canary", []),
        ("her" + " " * 200, ["The Heron"]),
    ],
)
def test_a_search_finds_names_postcodes_and_licence_numbers(connection, words, found):
    plant = Planting(connection)
    heron, quay = plant.premises("The Heron"), plant.premises("The Quay", at=None)
    for statement, values in (
        ("UPDATE held.premises SET postcode = 'ZZ991AB' WHERE premises_id = :id", {"id": heron}),
        ("UPDATE held.premises_licence SET licence_number = 'X1', holder_name = 'Canary Holdings'"
         " WHERE premises_id = :id", {"id": heron}),
        ("UPDATE held.premises_licence SET licence_number = 'PL/001' WHERE premises_id = :id",
         {"id": quay}),
    ):  # fmt: skip
        connection.execute(text(statement), values)
    rows, total = released_map.found(connection, "analyst", words)
    assert [row["name"] for row in rows] == found
    assert total == len(found)


@pytest.mark.parametrize(
    ("zoom", "column", "row", "there"),
    [
        *((0, 0, 0, True), (0, 1, 0, False), (14, 16_383, 0, True), (14, 16_384, 0, False)),
        *((22, 0, 4_194_303, True), (23, 0, 0, False), (5, -1, 0, False), (-1, 0, 0, False)),
    ],
)
def test_there_are_tiles_to_zoom_22_and_no_others(connection, zoom, column, row, there):
    assert released_map.is_tile(zoom, column, row) == there
    assert cut(connection, zoom, column, row) == b""


def test_a_tile_counts_none_twice_that_lies_on_an_edge(connection):
    plant = Planting(connection)
    side = 2 * HALF_M / 2**13
    edge = (4024 * side - HALF_M, HALF_M - 2625 * side)
    plant.premises(f"Edge {uuid4()}")
    connection.execute(
        text(
            "UPDATE held.premises SET geom = ST_Transform(ST_SetSRID(ST_MakePoint(:x, :y), 3857),"
            " 27700)"
        ),
        {"x": edge[0], "y": edge[1]},
    )
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # as at the end of a load
    counted = 0
    for column in (4023, 4024):
        for row in (2624, 2625):
            tile = cut(connection, 13, column, row)
            found = layers(tile, 13, column, row)
            counted += sum(point.tags["premises"] for point in found.get("groups", ()))
    assert counted == 1


CROWD = """
INSERT INTO held.premises (
    premises_id, authority, name, name_key, address, kind, kind_basis, geom, placed_by, precision_m,
    load_id
)
SELECT
    gen_random_uuid(), authority, 'Crowd ' || number, 'crowd ' || number, '', kind, kind_basis,
    geom, placed_by, precision_m, load_id
FROM held.premises
CROSS JOIN generate_series(1, :more) AS number
"""


@pytest.mark.parametrize(("premises", "layer"), [(600, "premises"), (601, "groups")])
def test_a_tile_of_more_than_600_has_numbers_in_place_of_dots(connection, premises, layer):
    Planting(connection).premises("The Heron")
    connection.execute(text(CROWD), {"more": premises - 1})
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    x, y = connection.execute(
        text("SELECT ST_X(web_mercator), ST_Y(web_mercator) FROM held.premises LIMIT 1")
    ).one()
    side = 2 * HALF_M / 2**15
    at = (15, int((x + HALF_M) // side), int((HALF_M - y) // side))
    found = layers(cut(connection, *at), *at)
    assert list(found) == [layer]
    counted = [point.tags.get("premises", 1) for point in found[layer]]
    assert sum(counted) == premises


def test_the_counts_of_squares_follow_premises_that_come_move_and_go(connection):
    held = (
        "SELECT coalesce(sum(premises), 0)::integer, count(DISTINCT (tile_column, tile_row))"
        " FROM held.premises_square WHERE zoom = 16"
    )

    def counted():
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        return tuple(connection.execute(text(held)).one())

    plant = Planting(connection)
    heron, quay = plant.premises("The Heron"), plant.premises("The Quay")
    assert counted() == (2, 1)
    move = "UPDATE held.premises SET geom = ST_Translate(geom, 5000, 0) WHERE premises_id = :id"
    connection.execute(text(move), {"id": heron})
    assert counted() == (2, 2)
    connection.execute(
        text("UPDATE held.premises SET geom = NULL, placed_by = NULL, precision_m = NULL"
             " WHERE premises_id = :id"), {"id": heron},
    )  # fmt: skip
    assert counted() == (1, 1)
    for table in ("premises_licence", "premises"):
        connection.execute(text(f"DELETE FROM held.{table} WHERE premises_id = :id"), {"id": quay})
    assert counted() == (0, 0)
