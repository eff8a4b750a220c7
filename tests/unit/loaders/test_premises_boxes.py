"""Letters are the boxes of the Licensing Act's forms only where the column can be nothing else."""

import pytest

from loaders import layout, values
from loaders.premises_activities import Activities
from loaders.premises_boxes import activities, are_boxes
from loaders.premises_layout import FIELDS
from loaders.table import tabulate

LATE_PUB = {"live_music", "recorded_music", "late_night_refreshment", "alcohol"}


@pytest.mark.parametrize(
    "cell", ["e, f, i, j", "EFIJ", "(e) (f) (i) (j)", "e/f/i/j", "Box E, F, I and J", "e) f) i) j)"]
)
def test_letters_of_boxes_name_activities_however_they_are_listed(cell):
    assert are_boxes([cell, "j", "J", "a, j", ""])
    assert activities(cell) == LATE_PUB


@pytest.mark.parametrize(
    "cells",
    [
        ["A", "L", "A,E", "A"],  # alcohol, late, entertainment: L is no box
        ["A", "A,E", "E", "A,B"],  # none has J, and most licences are for alcohol
        ["j", "J", "j"],
        ["e, j", "Sale of alcohol", "i, j"],
        ["jie", "FEED", "bad"],
        [],
    ],
)
def test_other_letters_are_a_councils_own(cells):
    assert not are_boxes(cells)


def test_a_row_for_each_activity_has_few_with_alcohol_and_nearly_all_letters():
    assert are_boxes(["a", "b", "e", "f", "g", "i", "j", "e", "f", "g", "i"])


@pytest.fixture
def read(load):
    """Return a function that reads the activities of a register's rows."""

    def reading(*cells):
        rows = [[f"PL{n}", f"Bar {n}", "4 Quay St", cell] for n, cell in enumerate(cells)]
        header = ["Licence Number", "Premises Name", "Address", "Licensable Activities"]
        records = list(enumerate([header, *rows], start=1))
        table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value)
        reader = Activities(table, layout.propose(table, FIELDS), load.report)
        return [reader.read(row) for row in table.rows]

    return reading


def test_a_register_of_boxes_is_read_and_says_so(read, load):
    assert read("e, f, i, j", "j", "i") == [LATE_PUB, {"alcohol"}, {"late_night_refreshment"}]
    assert "boxes of the Licensing Act" in load.report.notices[0]
    assert not load.report.issues


def test_a_list_of_which_nothing_is_understood_is_told(read, load):
    cells = ("A;L", "M1", "see licence", "Sale of alcohol", "none", "no", "No live music", "")
    assert [each for each in read(*cells) if each] == [{"alcohol"}]
    assert load.report.issues == {("Licensable Activities", "activities_not_understood"): 3}
