"""Workbooks as they are seen: titles, merged cells, dates, numbers; and which are refused."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

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
    found, notices = records(saved(*sheets), "r.xlsx", KNOWN)
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
