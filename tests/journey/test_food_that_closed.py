"""Food businesses that the newest file of their authority no longer shows are flagged no more."""

import pytest
from sqlalchemy import text

from tests.journey import files
from tests.journey.files import X, episode_row, write

WHY = ("--reason", "loaded by mistake, to be sent again")
POINT = "<Longitude>{}</Longitude><Latitude>{}</Latitude>"


@pytest.fixture
def load(nightjar, tmp_path, owner):
    """Load a file of food businesses by their numbers, near a repeat location; the account."""
    area = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", area, "--kind", "authority").code == 0
    rows = [episode_row(n, c, easting=X + 17) for n, c in enumerate("abc", 1)]
    path = write(tmp_path / "e.csv", files.episodes(rows))
    assert nightjar("load", "episodes", path, "--supplier", "Invented Police").code == 0
    with owner.connect() as connection:
        point = connection.execute(
            text(
                "SELECT ST_X(geom), ST_Y(geom) FROM ST_Transform("
                f"ST_SetSRID(ST_MakePoint({X}, {files.Y}), 27700), 4326) AS geom"
            )
        ).one()

    def send(*numbers, **changes):
        shown = [
            {"FHRSID": n, "BusinessName": f"Gull Fry {n}", "Geocode": POINT.format(*point)}
            | changes.get(f"n{n}", {})
            for n in numbers
        ]
        path = write(tmp_path / "food.xml", files.food(shown))
        done = nightjar("load", "food", path, "--json")
        assert done.code == 0, done.out + done.err
        return done.json

    return send


def flagged(nightjar):
    done = nightjar("flag", "--as-at", "2026-09-30", "--json")
    assert done.code == 0, done.err
    return done.json["premises"]


def test_a_business_that_closed_is_not_flagged_and_one_that_is_back_is(load, nightjar):
    load(1, 2, 3, 4, 5, 6)
    assert flagged(nightjar) == 6
    again = load(1, 2, 3, 4, 5)
    assert again["gone"] == 1
    assert "no longer shows: 1" in str(again["notices"])
    assert flagged(nightjar) == 5
    assert load(2, 3, 4, 5, 6)["gone"] == 1  # another closed, and the one that went is back
    assert flagged(nightjar) == 5
    assert "gone" not in load(1, 2, 3, 4, 5, 6, n1={"RatingValue": 3})
    assert flagged(nightjar) == 6


def test_a_part_of_a_file_closes_nothing(load, nightjar):
    load(1, 2, 3, 4, 5, 6)
    assert "gone" not in load(1, 2, 3, 4)
    assert flagged(nightjar) == 6


def test_a_row_that_is_turned_away_is_of_a_business_that_is_there(load, nightjar):
    load(1, 2, 3, 4, 5, 6)
    again = load(1, 2, 3, 4, 5, 6, n6={"BusinessName": ""})
    assert (again["rejected"], "gone" in again) == (1, False)
    assert flagged(nightjar) == 6


def test_a_licence_stands_although_the_food_business_closed(load, nightjar, tmp_path):
    row = {"Premises Name": "Gull Fry 6", "Address": "", "Postcode": "ZZ1 1AA"}
    path = write(tmp_path / "r.csv", files.register([files.premises_row(1, **row)]))
    assert nightjar("load", "premises", path, "--authority", files.AUTHORITY).code == 0
    load(1, 2, 3, 4, 5, 6, n6={"PostCode": "ZZ1 1AA"})
    assert flagged(nightjar) == 6
    assert load(1, 2, 3, 4, 5)["gone"] == 1
    assert flagged(nightjar) == 6


def test_a_load_that_is_taken_back_opens_what_it_closed(load, nightjar, owner):
    load(1, 2, 3, 4, 5, 6)
    second = load(1, 2, 3, 4, 5)
    closed = text("SELECT count(*) FROM held.food_business WHERE gone_load_id IS NOT NULL")
    with owner.connect() as connection:
        assert connection.scalar(closed) == 1
    done = nightjar("loads", "undo", second["load"], *WHY)
    assert done.code == 0, done.err
    with owner.connect() as connection:
        assert connection.scalar(closed) == 0
    assert flagged(nightjar) == 6
