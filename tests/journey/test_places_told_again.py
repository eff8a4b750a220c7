"""Places that come again, alone or with a correction: what they take away, and what not."""

import pytest

from tests.journey import files
from tests.journey.files import X, Y, episode_row, pseudonym, rows_as_csv, write

EPISODES = ("episode_id", "child_pid", "authority_code", "category", "start")
PLACES = ("episode_id", "role", "easting", "northing", "place_kind")


@pytest.fixture
def load(nightjar, tmp_path):
    """Load files of one supplier together, each a header and rows; the answer."""
    area = write(tmp_path / "lad.geojson", files.boundary())
    assert nightjar("load", "boundaries", area, "--kind", "authority").code == 0

    def load(*contents, only=()):
        paths = [
            write(tmp_path / f"{number}.csv", rows_as_csv(*content))
            for number, content in enumerate(contents)
        ]
        more = [word for each in only for word in ("--only", each)]
        return nightjar(
            "load", "episodes", *paths, "--supplier", "Invented Police", "--json", *more
        )

    return load


def told(many, category="missing", authority=files.AUTHORITY):
    rows = [
        [f"E{n}", pseudonym(f"c{n}"), authority, category, f"2026-09-0{n} 20:00"]
        for n in range(1, many + 1)
    ]
    return EPISODES, rows


def placed(many, kind="takeaway", east=X, begin=1):
    return PLACES, [[f"E{n}", "found", east, Y, kind] for n in range(begin, begin + many)]


def places(owner):
    with owner.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT count(*) FROM derived.qualifying_places('2026-09-30', 90)"
        ).scalar()


def test_a_correction_whose_places_are_all_turned_away_keeps_those_that_there_were(load, owner):
    assert load(told(3), placed(3)).json["accepted"] == 6
    again = load(told(3, "absent"), placed(3, "shop front")).json
    assert (again["corrected_episodes"], again["rejected"], places(owner)) == (3, 3, 3)
    assert "3 corrected episodes keep the places they had" in str(again["notices"])


def test_an_episode_keeps_its_place_where_only_its_own_was_turned_away(load, owner):
    load(told(3), placed(3))
    kinds = (["E1", "found", X + 9, Y, "park"], ["E2", "found", X + 9, Y, "shop front"])
    again = load(told(3, "absent"), (PLACES, kinds)).json
    # E1 has its new place, E2 its old one, and of E3 the file told that it has none
    assert (again["corrected_episodes"], places(owner)) == (3, 2)
    assert "1 corrected episodes keep" in str(again["notices"])


def test_a_place_that_a_later_file_calls_a_home_counts_no_more(load, owner):
    load(told(3), placed(3, "open_space"))
    assert places(owner) == 3
    assert load(placed(3, "childrens_home")).json["accepted"] == 3
    assert places(owner) == 0


def test_places_that_come_alone_lie_in_the_area_of_their_episodes(load, owner):
    load(told(3), placed(3))
    far = load(placed(2, east=530_000), placed(1, "park", begin=3)).json
    assert (far["accepted"], far["reasons"]) == (1, {"outside_area": 2})
    assert "not checked" not in str(far["notices"])


def test_where_no_authority_is_named_that_is_what_is_said(load):
    answer = load(told(2, authority=""), placed(2)).json
    assert "no authority is named" in str(answer["notices"])
    assert "no boundary" not in str(answer["notices"])


def test_coordinates_without_a_role_are_told_to_be_left_out(load):
    header, rows = told(2)
    answer = load(((*header, "easting", "northing"), [[*row, X, Y] for row in rows])).json
    assert (answer["accepted"], answer["placed"]["none"]) == (2, 2)
    assert "no column 'role'" in str(answer["notices"])


def test_rows_that_only_leaves_out_are_not_taken_for_an_empty_file(load):
    answer = load(told(2), only=["category=absent"])
    assert answer.code == 1
    assert "no row with the values that --only asks for" in answer.json["error"]


@pytest.mark.parametrize("column", ["whereabouts class", "setting"])
def test_a_home_in_a_column_that_is_not_read_refuses_the_file(load, owner, column):
    header, rows = files.EPISODES, [episode_row(n, child=f"c{n}", place_kind="") for n in (1, 2, 3)]
    answer = load(((*header, column), [[*row, "childrens_home"] for row in rows]))
    assert answer.code == 1
    assert repr(column) in answer.json["error"]
    assert places(owner) == 0
