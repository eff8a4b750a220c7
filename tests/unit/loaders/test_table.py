"""A file as a table: its header is found, and what is no row is set aside."""

import pytest

from geo.errors import SourceError
from loaders import values
from loaders.table import WIDEST, Fault, is_total, key, tabulate

KNOWN = {"licencenumber", "premisesname", "postcode", "status"}
HEADER = ["Licence Number", "Premises Name", "Postcode"]
ROW = ["PL1", "The Heron", "ZX1 4QT"]


def table(*records, headed=None, known=KNOWN):
    listed = list(enumerate(map(list, records), start=1))
    return tabulate("r.csv", listed, known, values.plainly_a_value, headed=headed)


def rows(found):
    return [(row.line, list(row.cells)) for row in found.rows]


def test_rows_lie_under_their_header():
    found = table(HEADER, ROW)
    assert found.columns == tuple(HEADER)
    assert rows(found) == [(2, ROW)]


@pytest.mark.parametrize(
    "header",
    [
        ["LICENCENUMBER", "PREMISESNAME", "POSTCODE"],
        ["licence_number", "premises_name", "post_code"],
        [" Licence  Number ", "Premises-Name", "Post Code"],
    ],
)
def test_a_header_is_known_in_any_case_space_and_punctuation(header):
    assert table(header, ROW).headed


def test_title_lines_above_the_header_are_left_out_and_said():
    found = table(["Register of premises", "", ""], ["", "", ""], ["As at 5 May"], HEADER, ROW)
    assert rows(found) == [(5, ROW)]
    assert found.notices == ["the header is on line 4; 2 lines above it were left out"]


def test_a_file_without_a_header_has_columns_by_number():
    found = table(ROW, ["PL2", "The Quay", "ZX1 4QU"])
    assert not found.headed
    assert found.columns == ("column 1", "column 2", "column 3")
    assert len(found.rows) == 2


def test_a_header_that_nobody_knows_is_one_if_it_holds_no_value():
    assert table(["Nummer", "Betrieb", "PLZ"], ROW).columns == ("Nummer", "Betrieb", "PLZ")


def test_columns_of_one_name_are_told_apart_and_nameless_ones_are_numbered():
    found = table(["Status", "Status", "", "Postcode", "Status"], ["a", "b", "c", "d", "e"])
    assert found.columns == ("Status", "Status (2)", "column 3", "Postcode", "Status (5)")


def test_a_name_made_to_tell_columns_apart_is_not_taken_already():
    found = table(["Status (3)", "Status", "Status", "Postcode"], ["a", "b", "c", "d"])
    assert len(set(found.columns)) == 4


def test_a_sheet_that_was_cut_at_its_last_row_has_blank_rows():
    found = table(HEADER, ROW, *[["", " ", ""]] * 60)
    assert (len(found.rows), found.blank, found.read) == (1, 60, 1)


def test_empty_cells_to_the_right_do_not_make_a_row_too_long():
    assert rows(table(HEADER, [*ROW, "", ""])) == [(2, ROW)]


@pytest.mark.parametrize("cells", [ROW[:2], [*ROW, "extra"]], ids=["fewer", "more"])
def test_a_row_with_fewer_or_more_fields_than_the_header_is_a_fault(cells):
    found = table(HEADER, ROW, cells)
    assert found.faults == [Fault(3, "field_count", f"{len(cells)} fields where 3 belong")]


@pytest.mark.parametrize("again", [HEADER, ["licence_number", "PREMISES NAME", " PostCode "]])
def test_a_header_repeated_inside_the_data_is_a_fault(again):
    found = table(HEADER, ROW, again, ROW)
    assert [(fault.line, fault.reason) for fault in found.faults] == [(3, "header_repeated")]


@pytest.mark.parametrize(
    "cells",
    [
        ["Total", "1", ""],
        ["Grand Total:", "", "475"],
        ["Total 475", "", ""],
        ["Sub-total", "12", ""],
        ["Total number of licences", "475", ""],
        ["*** End of report ***", "", ""],
        ["475 records", "", ""],
        ["Number of licences", "475", ""],
        ["Count", "2", ""],
        ["Record count: 2", "", ""],
        ["Records found: 1,475", "", ""],
        ["Page 1 of 1", "Printed 12/03/2024", ""],
        ["Printed 12/03/2024", "by the licensing team", ""],
        ["Report generated on 12 March", "475", ""],
        ["-- End of list --", "", ""],
    ],
)
def test_a_total_at_the_foot_is_no_record(cells):
    found = table(HEADER, ROW, cells)
    assert [fault.reason for fault in found.faults] == ["total_row"]


@pytest.mark.parametrize(
    "cells",
    [
        ["Total Fitness", "1 Quay", "ZX1 4QT"],
        ["The Total Bar", "x", "y"],
        ["x", "", ""],
        ["Count House", "1 Quay", "ZX1 4QT"],
        ["Page 9 Bar", "1 Quay", ""],
        ["Printed Word", "x", ""],
        ["Licences 4 U", "1 Quay", ""],
    ],
)
def test_a_premises_whose_name_begins_so_is_no_total(cells):
    assert not is_total(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["Club Premises Certificates", "", ""],
        ["", "Source: the licensing team", ""],
        ["* under review", "", ""],
        ["Page 2 of 9", "", ""],
        ["475", "", ""],
    ],
)
def test_a_heading_or_a_note_alone_in_its_row_is_no_record(cells):
    found = table(HEADER, ROW, cells, ROW)
    assert [(fault.line, fault.reason) for fault in found.faults] == [(3, "not_a_record")]


def test_a_row_of_a_narrow_table_may_have_one_cell():
    assert len(table(HEADER[:2], ROW[:2], ["PL2", ""]).rows) == 2


def test_a_second_table_with_columns_of_its_own_is_refused_by_its_line():
    other = ["Premises Name", "Postcode", "Status"]
    with pytest.raises(SourceError, match="has another with columns of its own from line 3"):
        table(HEADER, ROW, other, ["The Quay", "ZX1 4QT", "Current"])


def test_a_row_whose_cells_repeat_their_columns_names_is_a_row():
    assert len(table(HEADER, ROW, ["PL2", "Premises Name", "Status"]).rows) == 2


def test_separators_at_the_end_of_the_header_alone_make_no_columns():
    found = table([*HEADER, "", ""], ROW, ["PL2", "The Quay", "ZX1 4QU"])
    assert found.columns == tuple(HEADER)
    assert len(found.rows) == 2


def test_a_column_without_a_name_that_rows_fill_is_kept():
    found = table([*HEADER, "", ""], [*ROW, "x", "y"], [*ROW, "x", "y"])
    assert found.columns == (*HEADER, "column 4", "column 5")


def test_a_table_whose_every_row_is_of_another_width_is_told_so():
    with pytest.raises(SourceError, match=r"rows of 3 fields.*none of its 2 has: line 2 has 2"):
        table(HEADER, ROW[:2], ROW[:2])


def test_a_row_is_read_once_whatever_becomes_of_it():
    found = table(HEADER, ROW, ["Total", "1", ""], ["", "", ""], ROW[:2])
    assert found.read == 3
    assert found.blank == 1


def test_a_table_without_a_row_is_refused():
    with pytest.raises(SourceError, match="must have rows with data"):
        table(HEADER, ["", "", ""])


@pytest.mark.parametrize(("width", "fine"), [(WIDEST, True), (WIDEST + 1, False)])
def test_a_table_has_as_many_columns_as_a_register_can(width, fine):
    header = ["Postcode", "Status", *(f"c{n}" for n in range(width - 2))]
    if fine:
        assert len(table(header, ["x"] * width).columns) == width
    else:
        with pytest.raises(SourceError, match="513 columns"):
            table(header, ["x"] * width)


def test_a_key_is_letters_and_digits_alone():
    assert key(" Alcohol ON&OFF_Sales/Supply ") == "alcoholonoffsalessupply"


@pytest.mark.parametrize("begins", ["count", "records found", "page 1 of", "printed"])
def test_a_cell_of_blanks_and_commas_is_looked_at_for_no_time(begins):
    for filler in (" ", ",", ": "):
        assert not is_total([f"{begins} {filler * 90} x", "y"])
        assert not is_total([f"{begins}{filler * 200_000}x", "y"])


def test_a_line_that_is_ruled_under_a_header_is_no_record():
    found = table(HEADER, ["---", "--------", "-----"], ROW, ["===", "===", ""], ["-", "-", "-"])
    assert [(fault.line, fault.found) for fault in found.faults] == [
        (2, "a ruled line"),
        (4, "a ruled line"),
    ]
    assert found.beside == ["---, --------, -----", "===, ==="]
    assert len(found.rows) == 2  # dashes alone may stand for what is not known
