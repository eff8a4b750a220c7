"""Where a supplier's places may be: its forces' areas, whichever row names them first."""

import pytest

from loaders import columnar
from tests.journey.files import AUTHORITY, X, Y, episode_row, episodes, feature, geojson, write

OTHER = "E06999002"
HERE, THERE = (X - 15_000, X - 5_000), (X + 6_000, X + 15_000)


def areas(*named):
    """Return areas 20 km high: each a code, a name, and its eastings."""
    made = []
    for code, name, (west, east), prefix in named:
        ring = [[west, Y - 9e3], [east, Y - 9e3], [east, Y + 9e3], [west, Y + 9e3], [west, Y - 9e3]]
        polygon = {"type": "Polygon", "coordinates": [ring]}
        made.append(feature(polygon, **{f"{prefix}26CD": code, f"{prefix}26NM": name}))
    return geojson(made)


@pytest.fixture
def two_forces(nightjar, tmp_path, monkeypatch):
    """The command, with two authorities in two forces, and files read a few rows at a time."""
    for kind, prefix, codes in (
        ("authority", "LAD", (AUTHORITY, OTHER)),
        ("force", "PFA", ("E23999001", "E23999002")),
    ):
        both = zip(codes, ("Skerrowby", "Thrannick Haven"), (HERE, THERE), strict=True)
        path = write(tmp_path / f"{kind}.geojson", areas(*((*each, prefix) for each in both)))
        assert nightjar("load", "boundaries", path, "--kind", kind).code == 0
    monkeypatch.setattr(columnar, "BLOCK_BYTES", 4_096)
    return nightjar


def rows(many, *, authority=AUTHORITY, easting=HERE[0] + 1_000, begin=0):
    return [
        episode_row(n, child=f"c{n}", authority_code=authority, easting=easting + n)
        for n in range(begin, begin + many)
    ]


def sent(nightjar, tmp_path, listed):
    path = write(tmp_path / "e.csv", episodes(listed))
    return nightjar("load", "episodes", path, "--supplier", "Invented Police", "--json").json


def test_a_place_in_a_force_that_no_row_names_is_outside(two_forces, tmp_path):
    told = sent(two_forces, tmp_path, [*rows(1, easting=THERE[0] + 3_000), *rows(300, begin=1)])
    assert (told["read"], told["accepted"], told["reasons"]) == (301, 300, {"outside_area": 1})


def test_a_force_that_the_last_row_names_is_served_from_the_first(two_forces, tmp_path):
    first, last = rows(1, easting=THERE[0] + 3_000), rows(1, authority=OTHER, begin=301)
    told = sent(two_forces, tmp_path, [*first, *rows(300, begin=1), *last])
    assert (told["read"], told["accepted"], told["rejected"]) == (302, 302, 0)


def test_places_turned_away_for_want_of_a_boundary_are_told(two_forces, tmp_path):
    elsewhere = rows(3, authority="E08000003", easting=HERE[0] - 90_000)
    told = sent(two_forces, tmp_path, [*elsewhere, *rows(300, begin=3)])
    assert told["reasons"] == {"outside_area": 3}
    (notice,) = [each for each in told["notices"] if "turned away" in each]
    assert "no boundary is loaded of authorities that rows name: Manchester; " in notice
    assert "load the file again" in notice


def test_nothing_is_said_of_boundaries_if_no_place_was_turned_away(two_forces, tmp_path):
    told = sent(two_forces, tmp_path, [*rows(3, authority="E08000003"), *rows(300, begin=3)])
    assert told["accepted"] == 303
    assert not [each for each in told["notices"] if "boundary" in each]
