"""Workbooks as they are seen: titles, merged cells, dates, numbers; and which are refused."""

import contextlib
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from geo.errors import SourceError
from loaders import workbook
from loaders.workbook import records

KNOWN = {"licencenumber", "premisesname", "postcode"}


def saved(*sheets):
    """Return the bytes of a workbook; each sheet is a title, its rows and ranges to merge."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, merged in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*sheets):
    found, notices, _ = records(saved(*sheets), "r.xlsx", KNOWN)
    return list(found), notices


def test_rows_keep_the_numbers_that_the_sheet_shows():
    found, _ = read(("S", [["Licence register"], [], ["Licence Number"], ["PL1"]], []))
    assert [(line, cells[0]) for line, cells in found] == [
        (1, "Licence register"),
        (2, ""),
        (3, "Licence Number"),
        (4, "PL1"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.datetime(2026, 7, 3), "2026-07-03"),
        (dt.datetime(2026, 7, 3, 22, 30), "2026-07-03 22:30"),
        (dt.date(2026, 7, 3), "2026-07-03"),
        (dt.time(22, 30), "22:30:00"),
        (100_012_345_678.0, "100012345678"),
        (300_100.5, "300100.5"),
        (True, "TRUE"),
        ("=1+1", ""),  # a formula that was never computed has no value
        ("  The Heron ", "  The Heron "),
    ],
)
def test_a_cell_is_the_text_of_its_value(value, text):
    found, _ = read(("S", [["Licence Number", "x"], ["PL1", value]], []))
    assert found[1][1][1] == text


def test_a_cell_merged_downwards_says_the_same_in_each_row():
    rows = [["Premises Name", "Activity"], ["The Heron", "Alcohol"], [None, "Music"]]
    found, _ = read(("S", rows, ["A2:A3"]))
    assert [cells for _, cells in found[1:]] == [["The Heron", "Alcohol"], ["The Heron", "Music"]]


def test_a_title_merged_across_is_said_once():
    found, _ = read(("S", [["Register", None, None], ["Licence Number", "a", "b"]], ["A1:C1"]))
    assert found[0][1] == ["Register", "", ""]


def test_the_sheet_with_the_best_understood_header_is_read():
    cover = ("Cover", [["Licence register of Skerrowby"]] * 30, [])
    data = ("Data", [["Licence Number", "Premises Name"], ["PL1", "The Heron"]], [])
    found, notices = read(cover, data)
    assert found[1][1] == ["PL1", "The Heron"]
    assert notices == ["sheet 'Data' was read; 'Cover' left aside"]


def test_a_workbook_that_was_cut_off_is_refused():
    whole = saved(("S", [["Licence Number"], ["PL1"]], []))
    with pytest.raises(SourceError, match=r"r\.xlsx is damaged or was cut off"):
        records(whole[: len(whole) // 2], "r.xlsx", KNOWN)


def test_a_zip_file_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(SourceError, match="must be an Excel workbook"):
        records(file.getvalue(), "r.xlsx", KNOWN)


def test_a_workbook_that_unpacks_to_more_than_any_register_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1_000)
    with pytest.raises(SourceError, match="which no register needs"):
        read(("S", [["Licence Number"], ["PL1"]], []))


def test_a_bomb_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(SourceError, match="unpacks to 47 MB"):
        records(file.getvalue(), "r.xlsx", KNOWN)


def far(row, column, value=None):
    """Return a workbook of one licence, with a coloured cell far off that may hold a value."""
    book = openpyxl.Workbook()
    for cells in (["Licence Number", "Premises Name"], ["PL1", "The Heron"]):
        book.active.append(cells)
    book.active.cell(row, column, value).fill = PatternFill("solid", "FFFF00")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("row", "column"), [(1, 16_384), (2, 3), (1_048_576, 16_384)])
def test_a_colour_beyond_the_table_adds_no_row_and_no_column(row, column):
    found, *_ = records(far(row, column), "r.xlsx", KNOWN)
    assert [cells for _, cells in found] == [
        ["Licence Number", "Premises Name"],
        ["PL1", "The Heron"],
    ]


def test_a_table_as_wide_and_long_as_a_sheet_is_refused_by_its_size():
    with pytest.raises(SourceError, match="has 1,048,576 rows of 16,384 columns"):
        records(far(1_048_576, 16_384, "x"), "r.xlsx", KNOWN)


def test_a_sheet_without_a_word_is_not_told_of():
    data = ("Data", [["Licence Number", "Premises Name"], ["PL1", "The Heron"]], [])
    assert read(data, ("Sheet2", [], []))[1] == []


def test_a_workbook_without_a_word_is_refused():
    with pytest.raises(SourceError, match="must have a sheet with rows, and has none"):
        read(("Sheet1", [], []), ("Sheet2", [[None, None]], []))


def altered(data, entry, change):
    """Return a workbook with one file of its archive changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == entry else old.read(name))
    return file.getvalue()


def test_a_sheet_with_all_its_cells_merged_is_refused_before_they_are_made():
    whole = saved(("S", [["Licence Number"], ["PL1"]], ["A2:B2"]))
    sheet = "xl/worksheets/sheet1.xml"
    bomb = altered(whole, sheet, lambda xml: xml.replace(b'"A2:B2"', b'"A2:XFD1048576"'))
    with pytest.raises(SourceError, match="merges 17,179,852,800 cells"):
        records(bomb, "r.xlsx", KNOWN)


def test_what_openpyxl_warns_of_is_no_reason_to_refuse_a_register():
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["PL1", 1e12])
    book.active["B1"].number_format = "dd/mm/yyyy"  # of a day that no calendar has
    book.save(file)
    found, *_ = records(file.getvalue(), "r.xlsx", KNOWN)
    assert next(found)[1][0] == "PL1"


def test_a_header_merged_over_two_rows_is_found_in_the_lower():
    rows = [["Licence Number", "Premises", None], [None, "Premises Name", "Postcode"]]
    found, _ = read(("S", [*rows, ["PL1", "The Heron", "ZX1 4QT"]], ["A1:A2", "B1:C1"]))
    assert found[1][1] == ["Licence Number", "Premises Name", "Postcode"]


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_day_is_the_same_in_the_calendar_of_either_machine(epoch):
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.active.append(["Licence Number", dt.date(2026, 7, 3)])
    file = io.BytesIO()
    book.save(file)
    found, *_ = records(file.getvalue(), "r.xlsx", KNOWN)
    assert next(found)[1][1] == "2026-07-03"


@pytest.mark.parametrize("number", [100_012_345_678, 999_999_999_999, -1, 0])
def test_a_whole_number_has_no_fraction_and_no_power_of_ten(number):
    found, _ = read(("S", [["Licence Number", float(number)]], []))
    assert found[0][1][1] == str(number)


@given(keep=st.integers(0, 4_000), at=st.integers(0, 4_000), value=st.integers(0, 255))
@settings(max_examples=60)
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(keep, at, value):
    data = bytearray(WHOLE)
    data[at % len(data)] = value
    data = bytes(data[: max(keep, 4)] if keep % 2 else data)
    with contextlib.suppress(SourceError):  # any other exception fails the test
        found, *_ = records(data, "r.xlsx", KNOWN)
        list(found)


WHOLE = saved(("S", [["Licence Number", "Premises Name"], ["PL1", "The Heron"]], []))


WARD = ["Licence Number", "Premises Name", "Postcode"]


def ward(title, *numbers, above=()):
    rows = [[number, f"Premises {number}", "ZX1 4QT"] for number in numbers]
    return (title, [*above, WARD, *rows], [])


def test_sheets_of_one_header_are_one_table_and_each_record_has_its_sheet():
    found, notices = read(
        ward("Quay", "PL1", "PL2", above=[["Register"], []]), ward("Moor", "PL3", above=[["R"]])
    )
    assert found[2] == (3, [*WARD, "(sheet)"])
    assert [(line, cells[0], cells[-1]) for line, cells in found[3:]] == [
        *[(4, "PL1", "Quay"), (5, "PL2", "Quay"), (8, "PL3", "Moor")]
    ]
    assert notices == [
        "sheets with one header were read as one table: 'Quay' from line 1, 'Moor' from line 6"
    ]


def test_a_total_or_a_heading_of_a_sheet_is_still_one():
    sheet = ("Quay", [WARD, ["Total: 1"], ["East side"], ["PL1", "x", "y"]], [])
    found, _ = read(sheet, ward("Moor", "PL3"))
    assert [cells[-1] for _, cells in found] == ["(sheet)", "", "", "Quay", "Moor"]


def test_a_sheet_with_another_header_is_left_aside_and_said():
    found, notices = read(
        ward("Quay", "PL1"),
        ("Notes", [["Sheet", "Contents"], ["Quay", "x"]], []),
        ward("Moor", "P"),
    )
    assert len(found) == 3
    assert notices[0] == "sheets 'Quay', 'Moor' were read; 'Notes' left aside"


@pytest.mark.parametrize("title", ["March 2026", "Register 2025", "Sept", "Apr-26"])
def test_a_months_or_a_years_copy_of_a_register_is_not_added_to_another(title):
    found, notices = read(ward("Quay", "PL1", "PL2"), ward(title, "PL1"))
    assert [cells[0] for _, cells in found] == ["Licence Number", "PL1", "PL2"]
    assert notices == [f"sheet 'Quay' was read; {title!r} left aside"]


@pytest.mark.parametrize("title", ["Marsh", "March East", "Mayfield"])
def test_a_ward_that_is_called_like_a_month_is_added(title):
    assert len(read(ward("Quay", "PL1"), ward(title, "PL2"))[0]) == 3


def test_a_hidden_sheet_adds_nothing():
    book = openpyxl.load_workbook(io.BytesIO(saved(ward("Quay", "PL1", "PL2"), ward("Old", "P"))))
    book["Old"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    found, *_ = records(file.getvalue(), "r.xlsx", KNOWN)
    assert len(list(found)) == 3


def hiding(title, *sheets):
    book = openpyxl.load_workbook(io.BytesIO(saved(*sheets)))
    book[title].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    found, notices, read_as = records(file.getvalue(), "r.xlsx", KNOWN | {"status"})
    return [cells[0] for _, cells in found], notices, read_as


def test_a_hidden_sheet_is_not_read_in_place_of_one_that_is_shown():
    fuller = ("Old", [[*WARD, "Status"], ["PL9", "x", "y", "z"], ["PL8", "x", "y", "z"]], [])
    found, notices, title = hiding("Old", ward("Quay", "PL1"), fuller)
    assert (found, title) == (["Licence Number", "PL1"], "Quay")
    assert notices == ["sheet 'Quay' was read; 'Old' left aside"]


def test_a_hidden_sheet_is_read_and_told_if_no_other_has_a_header():
    found, notices, title = hiding("Quay", ("Notes", [["ask the team"]], []), ward("Quay", "PL1"))
    assert (found, title) == (["Licence Number", "PL1"], "Quay")
    assert notices[0] == "sheet 'Quay' is hidden, and no other has a header"


def test_the_title_of_the_only_sheet_that_is_read_is_known():
    assert records(saved(ward("Surrendered", "PL1")), "r.xlsx", KNOWN)[2] == "Surrendered"
    both = saved(ward("Quay", "PL1"), ward("Moor", "PL2"))
    assert records(both, "r.xlsx", KNOWN)[2] == ""
