"""Large layers of the base map: cut when they are loaded, where they belong, and small to send."""

import pytest
from sqlalchemy import text

from geo import released_map
from tests.database.planting import Planting
from tests.many_roads import FIRST, STEP_M, plant_roads
from tests.vector_tile import HALF_M, features

LARGEST_TILE = 100_000  # bytes
EVERY = "SELECT layer, zoom, tile_column, tile_row, tile FROM held.base_tile WHERE layer = :layer"
DUE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"  # as at the end of a load


def tiles(connection, layer):
    connection.execute(text(DUE))
    rows = connection.execute(text(EVERY), {"layer": layer})
    return {tuple(row[1:4]): bytes(row.tile) for row in rows}


def tiled(connection):
    return {layer for layer, large in released_map.layers_held(connection).items() if large}


@pytest.fixture
def load(connection):
    Planting(connection)
    return connection.scalar(text("SELECT max(load_id) FROM held.load"))


def test_large_roads_are_cut_into_small_tiles_and_small_ones_are_sent_whole(connection, load):
    plant_roads(connection, load, 1_000)
    assert (tiles(connection, "roads"), tiled(connection)) == ({}, set())
    plant_roads(connection, load, 8_000)
    found = tiles(connection, "roads")
    assert tiled(connection) == {"roads"}
    assert {zoom for zoom, *_ in found} == set(range(6, 15))
    assert max(map(len, found.values())) < LARGEST_TILE
    classes = {
        zoom: {
            feature.tags["class"]
            for (each, *_), tile in found.items()
            if each == zoom
            for feature in features(tile)
        }
        for zoom in (6, 7, 8, 9, 10, 12, 13, 14)
    }
    assert classes[6] == classes[7] == {"motorway"}
    assert classes[8] == classes[9] == {"motorway", "a"}
    assert classes[10] == classes[12] == {"motorway", "a", "b"}
    assert classes[13] == classes[14] == {"motorway", "a", "b", "street"}
    connection.execute(text("DELETE FROM held.road"))
    assert (tiles(connection, "roads"), tiled(connection)) == ({}, set())


def test_a_road_is_drawn_where_it_runs_in_each_tile_that_it_crosses(connection, load):
    plant_roads(connection, load, 9_000)
    found = tiles(connection, "roads")
    x, y = connection.execute(
        text(
            "SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_Transform(ST_SetSRID(ST_MakePoint("
            ":x, :y), 27700), 3857) AS p) AS at"
        ),
        {"x": FIRST[0], "y": FIRST[1] + STEP_M},
    ).one()
    for zoom in (8, 14):
        side = 2 * HALF_M / 2**zoom
        at = (zoom, int((x + HALF_M) // side), int((HALF_M - y) // side))
        inside = ((x + HALF_M) / side % 1, (HALF_M - y) / side % 1)
        corners = [c for each in features(found[at]) for line in each.lines for c in line]
        off = min(
            max(abs(a - b) for a, b in zip(corner, inside, strict=True)) for corner in corners
        )
        assert off * 4096 < (2 if zoom == 14 else 80)
        released = released_map.base_tile(connection, "roads", *at)
        assert released == found[at]


@pytest.mark.slow
def test_edges_of_large_areas_are_lines_and_their_names_stand_in_them(connection, load):
    coast = "ST_Buffer(ST_SetSRID(ST_MakePoint(:x, 410000), 27700), 4000, :corners)"
    add = (
        "INSERT INTO held.boundary (kind, code, vintage, name, geom, load_id) SELECT kind, :code,"
        f" 2026, :code, ST_Multi({coast}), :load FROM unnest(ARRAY['authority', 'land']) AS kind"
    )
    for code, x in (("E06999001", 296_000), ("E06999002", 304_000)):
        values = {"code": code, "x": x, "corners": 5_000, "load": load}
        connection.execute(text(add), values)
    # a circle without the corners that are nearer than 15 m is small
    assert tiles(connection, "authority") == {}
    zigzag = (
        "UPDATE held.boundary SET geom = ST_Translate(ring.geom, ST_X(ST_Centroid(boundary.geom)),"
        " 410000) FROM (SELECT ST_Multi(ST_MakePolygon(ST_MakeLine(ARRAY(SELECT"
        " ST_SetSRID(ST_MakePoint(r * cos(a), r * sin(a)), 27700)"
        " FROM (SELECT 4000 - 200 * (n % 2) AS r,"
        " 2 * pi() * (n % 9000) / 9000 AS a FROM generate_series(0, 9000) AS n) AS p)))) AS geom)"
        " AS ring"
    )
    connection.execute(text(zigzag))
    edges, ground = tiles(connection, "authority"), tiles(connection, "ground")
    assert tiled(connection) == {"authority", "land"}
    assert max(map(len, [*edges.values(), *ground.values()])) < LARGEST_TILE
    assert {each.kind for tile in edges.values() for each in features(tile)} == {2}
    assert {each.kind for tile in ground.values() for each in features(tile)} == {3}
    names = released_map.base_names(connection, "authority")
    assert [row["name"] for row in names] == ["E06999001", "E06999002"]
    assert all(
        row["west"] < row["longitude"] < row["east"]
        and row["south"] < row["latitude"] < row["north"]
        for row in names
    )
    assert released_map.base_names(connection, "land") == []
