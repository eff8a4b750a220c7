"""Contents that say who a child is refuse a file, whatever their column is called."""

import datetime as dt

import pytest

from geo.errors import SourceError
from loaders.telling import earliest_day, refuse_gradings, refuse_stored, refuse_telling

FIRST_EPISODE = dt.date(2026, 7, 1)
TELLING = {
    "names": [
        ["Jo Heron", "Emily Tern", "Q Auk"],
        ["Persephone Quill", "Wilhelmina Dunlin", "Zebedee Knot"],
        ["Quill, Persephone", "Dunlin, Wilhelmina", "Knot, Zebedee"],
        ["HERON JOHN", "TERN EMILY"],
        ["Emily", "Jack", "Amina"],
    ],
    "dates of birth": [
        ["2009-03-04", "2010-12-30", ""],
        ["04/03/2009", "30/12/2010"],
        ["4 March 2009", "30 December 2010"],
        ["20090304", "20101230"],
    ],
    "NHS numbers": [["943 476 5919"], ["9434765919", "4010232137"]],
    "national insurance numbers": [["QQ123456C", ""]],
    "pupil numbers": [["A123456789012", "H801200001001"]],
    "vehicle registrations": [["AB12 CDE", "ZZ99ZZZ"]],
    "user names or links": [["@gull_99"], ["https://example.org/gull"], ["192.0.2.7"]],
    "e-mail addresses": [["j.heron@example.org"]],
    "telephone numbers": [["07700 900123"], ["(01632) 960123"], ["+44 7700 900123"]],
    "postcodes or addresses": [
        ["4 Quay Street, Skerrowby ZX1 4QT"],
        ["ZX14QT"],
        ["ZX1\u00a04QT"],
        ["4 Quay Street"],
    ],
    "free text": [["she was last seen by the quay at night"]],
}
PLAIN = [
    ["Q3"],
    ["2026-09-30", "2026-08-01"],
    ["E06999001"],
    ["290966", "40123", "38410"],
    ["team 4"],
    [""],
    ["1234567890"],
    ["53.0123456789", "-2.0770090012"],
    ["00012345678"],
    ["Anti-social behaviour", "Public order"],
    ["Level One", "Level Two", "Level Three"],
    ["Monday", "Tuesday", "Sunday"],
    ["April", "May", "June"],
    ["takeaway", "hotel"],
    ["12.5", "3"],
    ["yes", "no"],
    ["2026-07"],
]


@pytest.mark.parametrize(
    ("what", "cells"), [(what, cells) for what, many in TELLING.items() for cells in many]
)
def test_a_column_nobody_knows_is_judged_by_what_it_holds_and_nothing_is_repeated(what, cells):
    with pytest.raises(SourceError) as refused:
        refuse_telling("ref2", ["", *cells], "e.csv", FIRST_EPISODE)
    assert f"'ref2' holds {what}" in str(refused.value)
    assert not any(cell and cell in str(refused.value) for cell in cells)


@pytest.mark.parametrize("cells", PLAIN)
def test_a_column_nobody_knows_of_plain_values_is_let_in(cells):
    refuse_telling("extra", cells * 3, "e.csv", FIRST_EPISODE)


def test_areas_are_called_as_people_are_and_are_let_in_under_their_own_name():
    refuse_telling("Ward", ["Gull Haven", "Tern Point", "Skerrow North"], "e.csv", FIRST_EPISODE)


def test_old_dates_are_no_births_beside_old_episodes():
    refuse_telling("reported", ["2014-03-04"], "e.csv", earliest_day(["2014-03-01 10:00", "x"]))


@pytest.mark.parametrize(
    ("what", "cell"),
    [
        ("names", "Jade Heron"),
        ("names", "seen by Jade Heron"),
        ("NHS numbers", "943 476 5919"),
        ("dates of birth", "13/07/2010"),
        ("dates of birth", "girl b. 2010-07-13"),
    ],
)
def test_one_cell_is_enough_in_a_column_that_is_stored(what, cell):
    classes = ["A", "Theft from the person", "C", "Red", "Amber Alert"]
    refuse_stored("supplier_class", classes, "e.csv", FIRST_EPISODE)
    with pytest.raises(SourceError, match=f"'supplier_class' holds {what}") as refused:
        refuse_stored("supplier_class", [*classes, cell], "e.csv", FIRST_EPISODE)
    assert cell not in str(refused.value)


@pytest.mark.parametrize("grading", ["", "B31", "1DP", "b/3/1", "E41", "A", "high", "n/a"])
def test_a_grading_is_a_few_letters_and_digits(grading):
    refuse_gradings("grading", ["B31", grading], "e.csv")


@pytest.mark.parametrize("cell", ["Jade", "Heron", "13072010", "ZX1 4QT", "9434765919", "B31 Jade"])
def test_a_grading_of_another_form_refuses_the_file_and_is_not_repeated(cell):
    with pytest.raises(SourceError, match="gradings such as B31") as refused:
        refuse_gradings("grading", ["B31", cell], "e.csv")
    assert cell not in str(refused.value)
