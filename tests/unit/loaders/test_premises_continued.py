"""Rows that go on with the licence above them."""

import pytest

from loaders.premises import propose
from loaders.source import open_source

HEADER = "Licence No,Premises Name,Address,Activity,Hours"
FIRST = "PL1,The Heron,4 Quay Street,Sale of alcohol ON,10:00-23:00"


@pytest.fixture
def table(tmp_path):
    """Return a function that reads a register of some lines below one licence."""

    def reading(*lines):
        file = tmp_path / "r.csv"
        file.write_text("\n".join([HEADER, FIRST, *lines]) + "\n")
        return propose(open_source(file))[0]

    return reading


def test_an_activity_alone_is_of_the_licence_above_it(table):
    found = table(",,,Late Night Refreshment,", ",,,Recorded music,23:00-01:00", ",,,,24 hours")
    assert [row.line for row in found.rows] == [2, 3, 4, 5]
    assert {row.cells[:3] for row in found.rows} == {("PL1", "The Heron", "4 Quay Street")}
    assert found.rows[1].cells[3:] == ("Late Night Refreshment", "10:00-23:00")
    assert found.rows[2].cells[3:] == ("Recorded music", "23:00-01:00")
    assert not found.faults


@pytest.mark.parametrize(
    "lines",
    [
        (",,,see the conditions,",),  # no activity
        (",,Recorded music,,",),  # in another column
        (",,,,", ",,,Recorded music,"),  # a blank row between
        ("Total,1,,,", ",,,Recorded music,"),
    ],
    ids=["words", "address", "blank", "total"],
)
def test_what_does_not_go_on_with_a_licence_is_still_no_record(table, lines):
    found = table(*lines)
    assert [row.line for row in found.rows] == [2]
    assert "not_a_record" in [fault.reason for fault in found.faults]
    assert found.read == 1 + len(found.faults)
