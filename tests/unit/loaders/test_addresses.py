"""Open UPRN: a property number and its point, and nothing else of an address."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import SourceError
from geo.progress import silent
from loaders import addresses
from loaders.addresses import LARGEST_UPRN
from loaders.columnar import open_columns
from loaders.loading import Load, Request
from loaders.report import Report

HEADER = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE"


class Staged:
    """What was given to be copied, as property numbers and points."""

    def __init__(self):
        self.rows = []

    def copy(self, columns):
        numbers = columns[0].payload.copy().view(">i8").ravel().tolist()
        points = np.ascontiguousarray(columns[1].payload[:, 9:]).view("<f8").tolist()
        self.rows += zip(numbers, map(tuple, points), strict=True)


@pytest.fixture
def staged(tmp_path, load):
    """Write lines under a header and return what is staged of them."""

    def made(*lines, header=HEADER):
        return read(tmp_path / "a.csv", load, header, *lines)

    return made


def read(path, load, *lines):
    path.write_text("\ufeff" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    file, columns = open_columns(path, addresses.NAMES)
    found = Staged()
    for batch in file.batches(columns):
        assert addresses._stage(load, batch, found) == len(found.rows)
    return found.rows


def reasons(load):
    return [(reject.line, reject.column, reject.reason) for reject in load.report.rejects]


def test_a_property_number_keeps_its_point_as_it_is_written(staged):
    rows = staged("100012345678,351000.25,383000.5,53.3,-2.7")
    assert rows == [(100_012_345_678, (351_000.25, 383_000.5))]


@pytest.mark.parametrize("header", ["uprn,x_coordinate,y_coordinate", "UPRN,Easting,Northing"])
def test_the_columns_are_found_by_their_names(staged, header):
    assert staged("1,351000,383000", header=header) == [(1, (351_000, 383_000))]


@pytest.mark.parametrize(
    ("uprn", "fine"),
    [
        ("1", True),
        (str(LARGEST_UPRN), True),
        ("000000000001", True),
        (str(LARGEST_UPRN + 1), False),
        ("0", False),
        ("-1", False),
        ("1.5", False),
        ("12A", False),
        ("", False),
        ("inf", False),
    ],
)
def test_a_property_number_has_one_to_twelve_digits(staged, load, uprn, fine):
    assert bool(staged(f"{uprn},351000,383000,,")) is fine
    assert reasons(load) == ([] if fine else [(2, "uprn", "not_a_uprn")])


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ("x,383000", "not_a_number"),
        (",383000", "not_a_number"),
        ("351000,", "not_a_number"),
        ("inf,383000", "not_a_number"),
        ("700001,383000", "coordinates_off_the_grid"),
        ("351000,-0.1", "coordinates_off_the_grid"),
    ],
)
def test_an_address_without_a_point_on_the_grid_is_rejected_by_line(staged, load, point, reason):
    rows = staged("1,351000,383000,,", f"2,{point},,", "3,351000,383000,,")
    assert [uprn for uprn, _ in rows] == [1, 3]
    assert reasons(load) == [(3, "easting", reason)]


def test_nothing_of_a_rejected_row_is_repeated(staged, load):
    staged("12A,351000,383000,,", "2,700001,383000,,")
    assert {reject.found for reject in load.report.rejects} == {"another value"}


@given(rows=st.lists(st.tuples(*[st.sampled_from(["1", "", "x", "-1", "9e99", "351000"])] * 3)))
@settings(max_examples=60)
def test_every_row_is_staged_or_rejected_once(tmp_path_factory, rows):
    report = Report("addresses", "a.csv")
    load = Load(None, 1, report, Request("addresses", "a.csv", "0" * 64), silent)
    path = tmp_path_factory.getbasetemp() / "a.csv"
    found = read(path, load, "UPRN,Easting,Northing", *map(",".join, rows))
    assert len(found) + len(report.rejects) == len(rows)


def test_a_file_of_other_columns_is_refused_by_those_it_lacks(tmp_path, load):
    (tmp_path / "a.csv").write_text("UPRN,Postcode\n1,ZX1 4QT\n")
    with pytest.raises(SourceError, match="has none for the easting and the northing"):
        addresses.load_addresses(tmp_path / "a.csv")(load)


def test_a_number_that_a_spreadsheet_rounded_and_a_point_of_nowhere_are_rejected(staged, load):
    assert staged("1.00021E+11,300000,410000,,", "4,0,0,,", "5,300000,410000,,") == [
        (5, (300_000.0, 410_000.0))
    ]
    assert [(bad.line, bad.reason) for bad in load.report.rejects] == [
        (2, "not_a_uprn"),
        (3, "coordinates_of_nowhere"),
    ]


@pytest.mark.parametrize(
    ("column", "told"),
    [("CLASSIFICATION_CODE", True), ("BLPU class", True), ("POSTCODE", False), ("LATITUDE", False)],
)
def test_a_file_that_tells_homes_from_shops_is_told_to_be_read_as_homes(column, told):
    notices = addresses._of_classes(["UPRN", "X_COORDINATE", "Y_COORDINATE", column])
    assert bool(notices) == told
    assert all("counts as a home" in each for each in notices)
