"""Loads of more than is held, which lay indexes aside: into empty tables, beside others, again."""

import hashlib
import itertools

import numpy as np
import pytest
from sqlalchemy import text

from loaders import columnar, episode_ledger, episode_store
from tests.journey.files import EPISODES, X, Y, boundary, episode_row, rows_as_csv, write
from tests.journey.held import everything
from tests.journey.test_killed_loads import indexes

HELD = """
SELECT episode.episode_ref, child.child_ref, (episode.ended_at IS NULL)::int,
ST_X(point.geom), ST_Y(point.geom), coding.role
FROM held.episode AS episode
JOIN held.child AS child USING (child_id)
JOIN held.placed_episode AS place USING (episode_id)
JOIN held.map_point AS point USING (point_id)
JOIN held.place_coding AS coding USING (place_coding_id)
ORDER BY 1, place.place_no
"""


@pytest.fixture
def many(nightjar, monkeypatch, tmp_path):
    """The command, to which a hundred rows are many, and files read a few rows at a time."""
    monkeypatch.setattr(episode_store, "BULK_ROWS", 50)
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 4_096)
    path = write(tmp_path / "lad.geojson", boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0

    def load(rows, supplier="Invented Police", name="e.csv"):
        path = write(tmp_path / name, rows_as_csv([*EPISODES, "end"], rows))
        return nightjar("load", "episodes", path, "--supplier", supplier, "--json")

    return load


def rows(count, begin=0, **changes):
    """Rows of which every third has no end and every seventh lies elsewhere."""
    return [
        episode_row(
            number,
            child=f"c{number % 40}",
            **{
                "end": "" if number % 3 == 0 else "2026-09-16 06:00",
                "easting": X + number % 7,
                "start": f"2026-09-{1 + number % 15:02d} 22:30",
            }
            | changes,
        )
        for number in range(begin, begin + count)
    ]


def held(owner):
    with owner.connect() as connection:
        return [tuple(row) for row in connection.execute(text(HELD))]


def told_of(count, begin=0):
    return [
        (f"EP-{number:05d}", int(number % 3 == 0), X + number % 7, Y, "found")
        for number in range(begin, begin + count)
    ]


def shortened(found):
    return [(row[0], *row[2:]) for row in found]


def test_what_comes_first_of_all_is_held_row_by_row_with_every_index(many, owner):
    before = indexes(owner)
    told = many(rows(400)).json
    assert (told["read"], told["accepted"], told["rejected"]) == (400, 400, 0)
    assert shortened(held(owner)) == told_of(400)
    assert indexes(owner) == before
    assert many(rows(400)).json["already_held"] == 400


def test_what_another_holds_stays_when_more_comes_than_is_held(many, owner):
    many(rows(60))
    first = held(owner)
    told = many(rows(400, begin=100), "Other Police", "other.csv").json
    assert told["accepted"] == 400
    assert held(owner)[:60] == first
    assert shortened(held(owner)[60:]) == told_of(400, begin=100)


@pytest.mark.parametrize("before", [0, 60])
def test_a_load_of_many_that_is_refused_leaves_all_as_it_was(many, owner, before):
    if before:
        many(rows(before))
    state, all_indexes = everything(owner), indexes(owner)
    refused = many(rows(400, easting=X), "Other Police", "other.csv")  # a default point
    assert refused.code == 1
    assert (everything(owner), indexes(owner)) == (state, all_indexes)


@pytest.mark.parametrize("looked_through", [0, 4])
def test_a_reference_that_comes_again_far_down_is_told_from_the_rest(
    many, owner, monkeypatch, looked_through
):
    monkeypatch.setattr(episode_ledger, "LOOKED_THROUGH", looked_through)
    told = many([*rows(400), *rows(2), *rows(1, easting=X + 50)]).json
    assert (told["read"], told["accepted"], told["already_held"]) == (403, 401, 2)
    found = shortened(held(owner))
    assert found[1:2] == [("EP-00000", 1, X + 50, Y, "found")]
    assert [found[0], *found[2:]] == told_of(400)


@pytest.mark.parametrize("before", [0, 60])
def test_a_child_and_a_reference_are_known_again_whatever_stands_beside_them(many, owner, before):
    """Each batch has references and pseudonyms of other lengths than the one before it."""
    if before:
        many(rows(before, begin=5000))
    longer = hashlib.sha256(b"a supplier's other system").hexdigest()
    delivery = rows(200)
    for number, row in enumerate(rows(200, begin=200)):
        if number % 50 == 0:
            row[0], row[1] = f"{row[0]}-as-told-by-the-other-system", longer
        delivery.append(row)
    last = rows(1, begin=400)
    last[0][0] += "-as-told-by-the-other-system"
    told = many([*delivery, *rows(3), *last]).json
    assert (told["read"], told["accepted"], told["already_held"]) == (404, 401, 3)
    with owner.connect() as connection:
        children = connection.scalar(text("SELECT count(*) FROM held.child"))
    assert children == 41


def test_a_reference_that_is_not_known_again_ends_the_load_and_leaves_all_as_it_was(
    many, owner, monkeypatch
):
    """As if, by a fault of ours, a reference had another hash each time that it came."""
    state = everything(owner)
    numbers = itertools.count(1)
    monkeypatch.setattr(
        episode_ledger,
        "hash_rows",
        lambda payload, lengths=None: np.fromiter(numbers, np.int64, len(payload)),
    )
    with pytest.raises(episode_ledger.ComesAgain):
        many([*rows(400), *rows(2)])
    assert everything(owner) == state
