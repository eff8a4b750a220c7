"""Cells are made from addresses alone, once, and each place is in one of them."""

import random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from geo.ladder import Square, build_cells, read_ladder

HERE = (300_100.0, 410_100.0)
BESIDE = (300_300.0, 410_100.0)  # in the same square of 500 m
ACROSS = (300_700.0, 410_100.0)  # in the same square of 1000 m
FAR = (304_100.0, 410_100.0)  # in another square of 4000 m


def cells(connection):
    rows = connection.execute(
        text("SELECT cell_id, addresses, shown FROM held.cell ORDER BY level_m, cell_id")
    )
    return [tuple(row) for row in rows]


def cell_of(connection, at):
    return connection.scalar(
        text("SELECT derived.cell_of(:easting, :northing)"),
        {"easting": at[0], "northing": at[1]},
    )


def test_twenty_addresses_are_a_cell_of_250_m(connection, plant):
    plant.addresses(20, HERE)
    assert build_cells(connection, 20)[0] == 1
    assert cells(connection) == [("250-1200-1640", 20, True)]


def test_nineteen_are_not_and_what_never_comes_to_twenty_is_never_shown(connection, plant):
    plant.addresses(19, HERE)
    build_cells(connection, 20)
    assert cells(connection) == [("4000-75-102", 19, False)]


def test_what_is_left_over_joins_in_the_smallest_square_with_enough(connection, plant):
    plant.addresses(20, HERE)
    plant.addresses(19, BESIDE)
    plant.addresses(1, ACROSS)
    build_cells(connection, 20)
    assert cells(connection) == [("250-1200-1640", 20, True), ("1000-300-410", 20, True)]
    assert cell_of(connection, HERE) == "250-1200-1640"
    assert cell_of(connection, BESIDE) == "1000-300-410"
    assert cell_of(connection, (300_900.0, 410_900.0)) == "1000-300-410"
    assert cell_of(connection, (301_100.0, 410_100.0)) is None


def test_every_address_is_in_one_cell(connection, plant):
    chance = random.Random(3)
    for _ in range(150):
        at = (300_000 + chance.random() ** 3 * 9_000, 410_000 + chance.random() * 5_000)
        plant.addresses(chance.randrange(1, 15), at)
    build_cells(connection, 20)
    said = sum(addresses for _, addresses, _ in cells(connection))
    assert said == connection.scalar(text("SELECT count(*) FROM held.address"))
    counted = connection.execute(
        text(
            "SELECT derived.cell_of(ST_X(geom), ST_Y(geom)) AS cell_id, count(*) FROM held.address"
            " GROUP BY 1"
        )
    )
    assert dict(tuple(row) for row in counted) == {cell: n for cell, n, _ in cells(connection)}


def test_a_square_that_is_divided_is_never_divided_again(connection, plant):
    plant.addresses(20, HERE)
    build_cells(connection, 20)
    before = cells(connection)
    plant.addresses(500, BESIDE)
    assert build_cells(connection, 20)[0] == 0
    assert cells(connection) == before
    plant.addresses(20, FAR)
    assert build_cells(connection, 20)[0] == 1
    assert cells(connection) == [*before, ("250-1216-1640", 20, True)]


def test_python_and_the_database_find_the_same_cell(county):
    chance = random.Random(5)
    with county.connect() as connection:
        ladder = read_ladder(connection)
        for _ in range(300):
            at = (285_000 + chance.random() * 30_000, 395_000 + chance.random() * 30_000)
            said = cell_of(connection, at)
            found = Square.named(said) if said else None
            assert ladder.cell_of(*at) == (found if found in ladder.addresses else None)


def test_a_cell_that_may_be_shown_holds_twenty_addresses(connection):
    with pytest.raises(IntegrityError, match="cell_shown_check"):
        connection.execute(text("INSERT INTO held.cell VALUES (DEFAULT, 250, 1, 1, 19, true)"))


FLOORS = {
    "officer": {
        "minimum_episodes": 2,
        "minimum_children": 1,
        "largest_share": 0.61,
        "k_addr": 19,
        "part_of_day_from": 9,
        "flag_bands_m": [100, 500],
        "narrowest_bound": 2,
        "band_from": [3, 5, 11, 21],
    },
    "board": {
        "minimum_episodes": 4,
        "minimum_children": 4,
        "largest_share": 0.51,
        "minimum_premises": 4,
        "narrowest_bound": 2,
        "band_from": [5, 7],
    },
}


@pytest.mark.parametrize(
    ("audience", "term", "value"),
    [(audience, *pair) for audience, terms in FLOORS.items() for pair in terms.items()],
)
def test_a_policy_below_the_floor_cannot_be_written(connection, audience, term, value):
    columns = [
        *("minimum_episodes", "minimum_children", "largest_share", "band_from", "narrowest_bound"),
        *("k_addr", "part_of_day_from", "flag_bands_m", "flag_level_m", "minimum_premises"),
    ]
    chosen = ", ".join(f":{term}" if name == term else name for name in columns)
    statement = text(
        f"INSERT INTO held.release_policy SELECT audience, '2030-01-01', {chosen}, 'weaker'"
        " FROM held.release_policy WHERE audience = :audience"
    )
    with pytest.raises(IntegrityError, match="release_policy_"):
        connection.execute(statement, {term: value, "audience": audience})
