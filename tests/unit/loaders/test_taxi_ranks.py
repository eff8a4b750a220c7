"""Where a rank is, in whichever way a list says it."""

import pytest

from geo.areas import Area
from geo.errors import SourceError
from loaders.layout import Layout
from loaders.placing import Gazetteer
from loaders.source import open_source
from loaders.table import Row, Table
from loaders.taxi import propose
from loaders.taxi_ranks import _point
from loaders.taxi_rows import Cells, Turned

QUAY = pytest.approx((300_000, 410_000), abs=30)


@pytest.fixture
def point(load):
    """Return a function that gives the point of a row, each field in a column of its name."""
    gazetteer = object.__new__(Gazetteer)
    gazetteer.postcodes, gazetteer.uprns, gazetteer.area = {}, {}, Area([], 500.0)

    def reading(**cells):
        row = Row(2, tuple(cells.values()))
        table = Table("r.csv", tuple(cells), headed=True, rows=[row])
        layout = Layout({name: (name,) for name in cells})
        return _point(row, Cells(load, table, layout), gazetteer)

    return reading


@pytest.mark.parametrize(
    "cells",
    [
        {"easting": "300000", "northing": "410000"},
        {"longitude": "-3.51179", "latitude": "53.57692"},
        {"longitude": "3°30'42.4\"W", "latitude": "53°34'36.9\"N"},
        {"point": "POINT (300000 410000)"},
        {"point": "53.57692N, 3.51179W"},
        {"grid_reference": "SC 99999 10000"},
    ],
    ids=["metres", "degrees", "minutes", "well-known text", "letters", "grid reference"],
)
def test_a_rank_is_placed_however_its_place_is_said(point, cells):
    if "grid_reference" in cells:
        assert point(**cells) == (299_999.5, 410_000.5)
    else:
        assert point(**cells) == QUAY


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"easting": "", "northing": ""}, "required"),
        ({"easting": "300000", "northing": ""}, "coordinates_incomplete"),
        ({"longitude": "53.57692", "latitude": "-3.51179"}, "coordinates_swapped"),
        ({"longitude": "-3.5", "latitude": "53.5"}, "coordinates_too_rough"),
        ({"easting": "0", "northing": "0"}, "coordinates_of_nowhere"),
    ],
)
def test_a_rank_that_cannot_be_placed_is_turned_away(point, cells, reason):
    with pytest.raises(Turned) as turned:
        point(**cells)
    assert turned.value.reason == reason


@pytest.mark.parametrize(
    "header", ["Rank Name,Latitude,Longitude", "Location,Grid Ref", "Street,X,Y", "Name,WKT"]
)
def test_columns_of_a_list_of_ranks_are_told(tmp_path, header):
    file = tmp_path / "ranks.csv"
    cells = {"WKT": "POINT(300000 410000)", "X": "300000", "Y": "410000", "Grid Ref": "SC9910"}
    row = ",".join(cells.get(each, "53.5") for each in header.split(","))
    file.write_text(f"{header}\n{row}\n")
    _, layout = propose(open_source(file), "ranks")
    assert layout.columns["name"] == (header.split(",")[0],)


def test_a_list_of_ranks_by_postcode_is_refused_with_what_is_wanted(tmp_path):
    file = tmp_path / "ranks.csv"
    file.write_text("Rank,Postcode\nGale Street,ZX1 4QT\n")
    with pytest.raises(SourceError, match="must say where ranks are, by Easting and Northing"):
        propose(open_source(file), "ranks")
