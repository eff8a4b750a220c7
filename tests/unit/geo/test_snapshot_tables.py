"""The tables of a snapshot: inert in a spreadsheet, read back alike, and none beyond the list."""

import json

from geo.snapshot_files import manifest_of
from geo.snapshot_map import drawing
from geo.snapshot_tables import WardRow, beyond_the_list, csv_bytes, json_bytes, map_bytes, read

ABOUT = {"period": "2026Q3", "ward_vintage": 2026}
ROWS = (
    WardRow("2026Q3", "E05999001", "=HYPERLINK(1)", "E06999001", 12, 21, None, "higher"),
    WardRow("2026Q3", "E05999002", "Yarvistle", "E06999001", 9, 11, 20, ""),
)
SQUARE = {"type": "Polygon", "coordinates": [[[-3.6, 53.5], [-3.5, 53.5], [-3.5, 53.6]]]}


def feature(**more):
    told = {"code": "E05999001", "name": "<b>&", "state": "shown", "children": 12}
    return {
        "type": "Feature",
        "geometry": SQUARE,
        "properties": {**told, "band_from": 21, "band_to": None, **more},
    }


def files(**more):
    found = {
        "page.html": b"",
        "wards.csv": csv_bytes("wards.csv", ROWS),
        "premises.csv": csv_bytes("premises.csv", ()),
        "tables.json": json_bytes(ABOUT, {"wards.csv": ROWS}),
        "wards.geojson": map_bytes(ABOUT, [feature()]),
        **more,
    }
    return {**found, "manifest.json": manifest_of(ABOUT, found)}


def test_no_cell_of_a_table_runs_in_a_spreadsheet():
    text = csv_bytes("wards.csv", ROWS).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=" not in text
    assert text.endswith("9,11,20,\r\n")


def test_what_is_written_is_read_back():
    told = read("2026Q3", files())
    assert [(row.ward, *row.figure) for row in told.wards] == [
        ("E05999001", 12, 21, None),
        ("E05999002", 9, 11, 20),
    ]
    assert (told.period, told.ward_vintage, told.is_restatement) == ("2026Q3", 2026, False)


def test_what_is_on_the_list_is_let_through():
    assert beyond_the_list("2026Q3", files()) == []


def test_a_file_a_column_a_table_and_a_property_beyond_the_list_are_each_named():
    more = {
        "ages.csv": b"",
        "premises.csv": b"quarter,authority,name,premises,trading_name\r\n",
        "tables.json": json.dumps({"nightjar": {}, "wards": [{"day": 1}], "ages": []}).encode(),
        "wards.geojson": map_bytes(ABOUT, [feature(episodes=21)]),
    }
    assert beyond_the_list("2026Q3", files(**more)) == [
        "a file ages.csv",
        "a column trading_name of premises.csv",
        "a table ages",
        "a column day of wards",
        "a property episodes of wards.geojson",
    ]


def test_a_restatement_has_no_map_and_no_premises():
    assert beyond_the_list("2026R", files()) == ["a file premises.csv", "a file wards.geojson"]


def test_the_map_has_the_number_of_its_row_and_no_markup_of_a_name():
    drawn = drawing([feature()], {"E05999001": 7}, "Map").svg()
    assert ">7</text>" in drawn
    assert "<title>&lt;b&gt;&amp;</title>" in drawn
    for word in ("<script", "style=", "href", "http"):
        assert word not in drawn
    assert drawing([], {}, "Map").svg() == ""
