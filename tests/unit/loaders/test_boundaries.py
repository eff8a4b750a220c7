"""Areas: which property is the code, what a shape must be, and what is mended in it."""

import json
import re

import pytest
import shapely
from shapely import Polygon, box

from geo.crs import CONTROL_DEGREES, CONTROL_GRID
from geo.errors import SourceError
from loaders.boundaries import Columns, _columns, _repair, _row, load_boundaries
from loaders.features import Features
from loaders.source import open_source

SQUARE = box(351_000, 383_000, 352_000, 384_000)
BOW_TIE = Polygon([(0, 0), (1_000, 1_000), (1_000, 0), (0, 1_000)])
# a spike that leaves the square and comes back on itself: invalid, and of no area
SPIKED = Polygon([(0, 0), (1_000, 0), (2_000, 0), (1_000, 0), (1_000, 1_000), (0, 1_000)])
COLUMNS = Columns("LAD24CD", "LAD24NM", None, 2024)


def features(*properties):
    return Features(list(properties), [SQUARE] * len(properties), 27700)


def columns(kind, *properties):
    return _columns(features(*properties), kind, "b.gpkg")


def row(load, shape, *, code="E06999001", name="Skerrowby", epsg=27700, kind="authority"):
    return _row(load, 3, {"LAD24CD": code, "LAD24NM": name}, shape, epsg, kind, COLUMNS)


def reasons(load):
    return [(reject.line, reject.column, reject.reason) for reject in load.report.rejects]


@pytest.fixture
def sent(tmp_path):
    """Write areas as GeoJSON in the National Grid, and open it."""

    def made(*areas):
        listed = [
            {"type": "Feature", "properties": each, "geometry": SQUARE.__geo_interface__}
            for each in areas
        ]
        crs = {"properties": {"name": "EPSG:27700"}}
        path = tmp_path / "b.geojson"
        whole = {"type": "FeatureCollection", "features": listed, "crs": crs}
        path.write_text(json.dumps(whole))
        return open_source(path)

    return made


@pytest.mark.parametrize(
    ("kind", "names", "vintage"),
    [
        ("authority", ("LAD24CD", "LAD24NM"), 2024),
        ("authority", ("lad19cd", "lad19nm"), 2019),
        ("authority", ("CTYUA23CD", "CTYUA23NM"), 2023),
        ("authority", ("lad_code", "lad_name"), None),
        ("ward", ("WD24CD", "WD24NM"), 2024),
        ("lsoa", ("LSOA21CD", "LSOA21NM"), 2021),
        ("force", ("PFA23CD", "PFA23NM"), 2023),
    ],
)
def test_the_code_the_name_and_the_vintage_are_told_by_the_columns(kind, names, vintage):
    code, name = names
    found = columns(kind, {"OBJECTID": "1", code: "x", name: "Skerrowby", f"{name}W": "y"})
    assert (found.code, found.name, found.vintage) == (code, name, vintage)


def test_a_ward_is_not_known_by_the_code_of_its_authority():
    found = columns("ward", {"LAD24CD": "E06999001", "WD24CD": "E05999001", "LAD24NM": "x"})
    assert (found.code, found.authority, found.name) == ("WD24CD", "LAD24CD", None)


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_vintages_the_newest_is_taken_wherever_it_stands(order):
    names = ["LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM"][::order]
    found = columns("lsoa", dict.fromkeys(names, "x"))
    assert (found.code, found.name, found.vintage) == ("LSOA21CD", "LSOA21NM", 2021)


def test_a_code_under_any_name_is_told_by_its_form_in_every_row():
    found = columns(
        "ward", {"x": "E05999001", "name": "Quay"}, {"x": " E05999002", "name": "Heath"}
    )
    assert (found.code, found.name) == ("x", "name")


def test_codes_of_another_kind_of_area_are_not_taken():
    with pytest.raises(
        SourceError, match=r"codes of areas of kind ward \(E05 or W05 or S13\.\.\.\)"
    ):
        columns("ward", {"x": "E06999001"}, {"x": "E06999002"})


@pytest.mark.parametrize("kind", ["authority", "force"])
def test_an_area_is_stored_as_a_flat_multipolygon_of_the_grid(load, kind):
    found = row(load, shapely.force_3d(SQUARE, 12.0), kind=kind)
    area = shapely.from_wkb(found["geom"])
    assert (area.geom_type, shapely.get_srid(area), area.has_z) == ("MultiPolygon", 27700, False)
    assert area.area == 1_000_000
    assert (found["code"], found["name"], found["repaired"]) == ("E06999001", "Skerrowby", False)


def test_degrees_are_converted_to_the_grid(load):
    longitude, latitude = CONTROL_DEGREES
    corner = box(longitude, latitude, longitude + 0.01, latitude + 0.01)
    area = shapely.from_wkb(row(load, corner, epsg=4326)["geom"])
    assert shapely.Point(CONTROL_GRID).distance(area.boundary) < 2
    assert area.bounds[:2] == pytest.approx(CONTROL_GRID, abs=20)


@pytest.mark.parametrize(
    ("shape", "epsg", "reason"),
    [
        (None, 27700, "not_a_shape"),
        (shapely.Point(351_000, 383_000), 27700, "not_a_shape"),
        (SQUARE, 4326, "coordinates_not_in_britain"),
        (box(4, 50, 5, 51), 4326, "coordinates_not_in_britain"),
        (box(-10, 0, 10, 10), 27700, "coordinates_not_in_britain"),
        (BOW_TIE, 27700, "cannot_be_repaired"),
    ],
    ids=["none", "point", "metres as degrees", "abroad", "off the grid", "bow tie"],
)
def test_what_is_no_area_of_britain_is_rejected(load, shape, epsg, reason):
    assert row(load, shape, epsg=epsg) is None
    assert reasons(load) == [(3, "geometry", reason)]


@pytest.mark.parametrize(("most", "fine"), [(5, True), (4, False)])
def test_an_area_with_more_corners_than_any_coast_is_rejected(load, monkeypatch, most, fine):
    monkeypatch.setattr("loaders.boundaries.MOST_CORNERS", most)  # a square's ring has five
    assert (row(load, SQUARE) is not None) == fine
    assert reasons(load) == ([] if fine else [(3, "geometry", "too_many_corners")])


def test_an_area_without_a_code_is_rejected(load):
    assert row(load, SQUARE, code=" ") is None
    assert reasons(load) == [(3, "LAD24CD", "required")]


def test_a_coast_needs_no_code(load):
    assert row(load, SQUARE, code="", kind="land")["code"] == "part 3"


def test_an_area_without_a_name_is_called_by_its_code(load):
    assert row(load, SQUARE, name="")["name"] == "E06999001"


def test_an_area_that_is_mended_says_so(load):
    assert row(load, SPIKED)["repaired"] is True
    (told,) = load.report.notices
    assert told.startswith("Skerrowby crossed itself and was repaired: its ")
    before, after = (float(each.replace(",", "")) for each in re.findall(r"([\d.,]+) km²", told))
    assert before == pytest.approx(SPIKED.area / 1e6, abs=0.001)
    assert abs(after - before) <= 0.01 * after
    assert load.report.issues["geometry", "repaired"] == 1


def test_mending_keeps_the_area_and_drops_what_has_none():
    mended, repaired = _repair(SPIKED)
    assert (mended.area, mended.is_valid, repaired) == (1_000_000, True, True)


@pytest.mark.parametrize(("spoilt", "mends"), [(90, True), (110, False)])
def test_mending_may_change_a_hundredth_of_an_area(spoilt, mends):
    # a square with a twist at its corner: `spoilt` metres of it turn inside out
    twist = Polygon(
        [(0, 0), (1_000, 0), (1_000, 1_000 + spoilt), (1_000 + spoilt, 1_000), (0, 1_000)]
    )
    assert not twist.is_valid
    assert (_repair(twist)[0] is not None) is mends


def test_a_file_without_an_area_is_refused(load, sent):
    with pytest.raises(SourceError, match=r"b\.geojson must have areas, and has none"):
        load_boundaries(sent(), "ward")(load)


def test_several_areas_of_one_code_are_the_wrong_kind_of_file(load, sent):
    wards = [{"WD24CD": f"E0599900{n}", "LAD24CD": "E06999001"} for n in range(3)]
    with pytest.raises(SourceError, match=r"has several for E06999001 .* is --kind right"):
        load_boundaries(sent(*wards), "authority")(load)


@pytest.mark.parametrize(
    ("stated", "column", "said"),
    [(None, "LADCD", True), (2023, "LADCD", False), (None, "LAD24CD", False)],
)
def test_a_vintage_that_nobody_said_is_said_to_be_a_guess(load, sent, stated, column, said):
    same = {column: "E06999001"}
    with pytest.raises(SourceError, match="several"):  # so that nothing is stored
        load_boundaries(sent(same, same), "authority", stated)(load)
    assert any("the file says no vintage" in notice for notice in load.report.notices) is said


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({"code": "E" * 40}, True),
        ({"code": "E" * 41}, False),
        ({"name": "n" * 200}, True),
        ({"name": "n" * 201}, False),
    ],
)
def test_a_code_or_name_that_is_longer_than_any_area_has_is_turned_away(load, said, stands):
    assert (row(load, SQUARE, **said) is not None) == stands
    assert [reason for _, _, reason in reasons(load)] == ([] if stands else ["too_long"])


def test_a_code_of_another_kind_of_area_is_turned_away(load, sent):
    codes = ("E05999001", "E01000011", "JUNK")
    read = columns("ward", *({"WD25CD": code} for code in codes))
    assert read.official
    stands = [
        _row(load, line, {"WD25CD": code}, SQUARE, 27700, "ward", read) is not None
        for line, code in enumerate(codes, start=1)
    ]
    assert stands == [True, False, False]
    assert {reason for _, _, reason in reasons(load)} == {"code_of_another_kind"}


def test_areas_that_have_codes_of_their_own_keep_them():
    assert not columns("ward", {"WD25CD": "ward 1"}).official
