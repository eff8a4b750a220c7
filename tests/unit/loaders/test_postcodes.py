"""Postcodes by every name that their publishers have given the columns."""

import datetime as dt

import numpy as np
import pytest

from geo.errors import SourceError
from loaders import postcodes
from loaders.columnar import open_columns

OLD_ONSPD = "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,oseast1m,osnrth1m,osgrdind"
NEW_ONSPD = "pcd7,pcd8,pcds,dointr,doterm,lad25cd,wd25cd,east1m,north1m,gridind"
ONSPD_ROW = "ZX1 4QT,ZX1  4QT,ZX1 4QT,200001,{},E06999001,E05999001,{},{},{}"
CODE_POINT_ROW = '"ZX1 4QT",{},{},{},"E92999999","E19999999","E18999999","","E06999001","E05999001"'


class Staged:
    """The columns that were given to be copied."""

    def copy(self, columns):
        self.points, self.precision, self.quality, _, _, self.ended = columns[1:]
        self.texts = [columns[at] for at in (0, 4, 5)]


@pytest.fixture
def staged(tmp_path, load):
    """Write lines to a file and return what is staged of them; rejects are in the report."""

    def made(*lines):
        path = tmp_path / "p.csv"
        path.write_text("".join(f"{line}\n" for line in lines))
        file, columns = open_columns(path, postcodes.NAMES, postcodes.CODE_POINT)
        found = Staged()
        for batch in file.batches(columns):
            found.rows = postcodes._stage(load, batch, found)
        return found

    return made


def words(column):
    return [bytes(row).rstrip(b"\x00").decode() for row in column.payload]


def point(column, row=0):
    if column.lengths is not None and column.lengths[row] == -1:
        return None
    return tuple(np.frombuffer(bytes(column.payload[row])[9:], "<f8"))


def number(column, kind, row=0):
    if column.lengths is not None and column.lengths[row] == -1:
        return None
    return np.frombuffer(bytes(column.payload[row]), kind)[0]


def reasons(load):
    return [(reject.line, reject.column, reject.reason) for reject in load.report.rejects]


@pytest.mark.parametrize("header", [OLD_ONSPD, NEW_ONSPD, OLD_ONSPD.upper()])
def test_the_directory_is_read_by_its_old_names_and_its_new_ones(staged, header):
    found = staged(header, ONSPD_ROW.format("", 351000, 383000, 1))
    assert [words(each) for each in found.texts] == [["ZX14QT"], ["E06999001"], ["E05999001"]]
    assert point(found.points) == (351_000, 383_000)
    assert (number(found.quality, ">i2"), number(found.precision, ">f4")) == (1, 100)


def test_code_point_is_read_without_a_header(staged):
    found = staged(CODE_POINT_ROW.format(10, 351000, 383000))
    assert [words(each) for each in found.texts] == [["ZX14QT"], ["E06999001"], ["E05999001"]]
    assert point(found.points) == (351_000, 383_000)


def test_code_point_is_read_under_the_header_that_comes_beside_it(staged, load):
    found = staged("PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC", CODE_POINT_ROW.format(10, 351000, 383000))
    assert words(found.texts[1]) == ["E06999001"]
    assert reasons(load) == []


@pytest.mark.parametrize(
    ("code_point", "ons", "metres"), [(10, 1, 100), (40, 4, 100), (50, 5, 500), (60, 6, 2000)]
)
def test_the_quality_of_either_publisher_says_the_same_precision(staged, code_point, ons, metres):
    for line in (
        [CODE_POINT_ROW.format(code_point, 351000, 383000)],
        [OLD_ONSPD, ONSPD_ROW.format("", 351000, 383000, ons)],
    ):
        found = staged(*line)
        assert number(found.quality, ">i2") == ons
        assert number(found.precision, ">f4") == metres


@pytest.mark.parametrize("quality", ["", "7", "x", "-1", "inf", "70000"])
def test_a_quality_that_nobody_knows_is_as_good_as_an_imputed_one(staged, quality):
    found = staged(OLD_ONSPD, ONSPD_ROW.format("", 351000, 383000, quality))
    assert number(found.precision, ">f4") == 500
    assert point(found.points) == (351_000, 383_000)


@pytest.mark.parametrize(
    "line",
    [
        CODE_POINT_ROW.format(90, 0, 0),
        CODE_POINT_ROW.format(90, 351000, 383000),
        CODE_POINT_ROW.format(10, 0, 0),
        CODE_POINT_ROW.format(10, "", ""),
    ],
    ids=["no quality and nowhere", "no quality", "nowhere", "blank"],
)
def test_a_postcode_without_a_position_is_kept_without_a_point(staged, load, line):
    found = staged(line)
    assert found.rows == 1
    assert (point(found.points), number(found.precision, ">f4")) == (None, None)
    assert load.report.placed["none"] == 1


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("", None),
        ("202409", dt.date(2024, 9, 1)),
        ("199601", dt.date(1996, 1, 1)),
        ("197300", dt.date(1973, 1, 1)),  # only the year was known
    ],
)
def test_a_postcode_ends_on_the_first_of_the_month_that_is_stated(staged, stated, day):
    days = number(staged(OLD_ONSPD, ONSPD_ROW.format(stated, 351000, 383000, 1)).ended, ">i4")
    assert (None if days is None else dt.date(2000, 1, 1) + dt.timedelta(int(days))) == day


@pytest.mark.parametrize("stated", ["202413", "2024-09", "99999999", "-5", "0", "1e400", "yes"])
def test_a_postcode_whose_end_cannot_be_read_is_not_taken_for_one_in_use(staged, load, stated):
    found = staged(OLD_ONSPD, ONSPD_ROW.format(stated, 351000, 383000, 1))
    assert found.rows == 0
    assert reasons(load) == [(2, "terminated", "not_a_month")]


def test_code_point_knows_of_no_postcode_that_has_ended(staged):
    found = staged(*[CODE_POINT_ROW.format(10, 351000, 383000)] * 3)
    assert [number(found.ended, ">i4", row) for row in range(3)] == [None] * 3


@pytest.mark.parametrize(
    ("written", "easting", "northing", "column", "reason"),
    [
        ("ZX1", 351000, 383000, "postcode", "not_a_postcode"),
        ("ZX1 4QT", "x", 383000, "easting", "not_a_number"),
        ("ZX1 4QT", 351000, "383 00", "easting", "not_a_number"),
        ("ZX1 4QT", 700001, 383000, "easting", "coordinates_off_the_grid"),
        ("ZX1 4QT", 351000, -1, "easting", "coordinates_off_the_grid"),
        ("BT99 9ZZ", 351000, 383000, "postcode", "coordinates_in_ireland"),
    ],
)
def test_a_row_that_cannot_be_placed_is_rejected_by_line(
    staged, load, written, easting, northing, column, reason
):
    line = CODE_POINT_ROW.replace("ZX1 4QT", written).format(10, easting, northing)
    assert staged(line).rows == 0
    assert reasons(load) == [(1, column, reason)]


def test_the_corners_of_the_grid_are_on_it(staged, load):
    found = staged(CODE_POINT_ROW.format(10, 700000, 1300000), CODE_POINT_ROW.format(10, 0, 1))
    assert [point(found.points, row) for row in range(2)] == [(700_000, 1_300_000), (0, 1)]
    assert reasons(load) == []


@pytest.mark.parametrize("code", ["", "E0699900", "99999999", "E06999001x"])
def test_what_is_no_code_of_an_area_is_left_blank(staged, code):
    line = CODE_POINT_ROW.replace("E06999001", code)
    assert words(staged(line.format(10, 351000, 383000)).texts[1]) == [""]


def test_a_file_of_other_columns_is_refused_by_the_first_that_it_lacks(tmp_path, load):
    (tmp_path / "p.csv").write_text("Postcode,Latitude,Longitude\nZX1 4QT,53.3,-2.7\n")
    with pytest.raises(SourceError, match="has no column for the easting: its first line is Pos"):
        postcodes.load_postcodes(tmp_path / "p.csv")(load)


def test_a_first_line_of_values_is_not_repeated(tmp_path, load):
    (tmp_path / "p.csv").write_text("Jade Heron,ZX1 4QT,female\nJohn Tern,ZX1 4QU,male\n")
    with pytest.raises(SourceError, match="holds values, which are not repeated") as refused:
        postcodes.load_postcodes(tmp_path / "p.csv")(load)
    assert "Jade" not in str(refused.value)


def test_a_postcode_may_be_spaced_as_web_pages_do(staged):
    found = staged("pcds,osgrdind,oseast1m,osnrth1m", "ZX1\u00a04QT,1,300000,410000")
    assert words(found.texts[0]) == ["ZX14QT"]
