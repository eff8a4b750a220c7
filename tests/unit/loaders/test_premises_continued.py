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


def printed(folder, *lines):
    file = folder / "r.csv"
    file.write_text("\n".join(["Ref,Premises,Licence Holder,Activities,Status", *lines]) + "\n")
    return propose(open_source(file))


def test_an_address_below_its_licence_is_of_that_licence_and_a_holders_is_not_kept(tmp_path):
    table, layout = printed(
        tmp_path,
        "PL1,The Heron,Heron Ltd,Sale of alcohol,Granted",
        ",4 Quay Street,9 Home Row,Live music,",
        ",Seaport,Elsewhere,,",
        ",ZX1 4QT,ZX9 9ZZ,,",
        "PL2,The Tern,Tern Ltd,Live music,Lapsed",
        ",6 Quay Street,,,",
        ",ZX1 4QU,,,",
    )
    assert [row.cells[:3] for row in table.rows] == [
        ("PL1", "The Heron\n4 Quay Street\nSeaport\nZX1 4QT", "Heron Ltd"),
        ("PL2", "The Tern\n6 Quay Street\nZX1 4QU", "Tern Ltd"),
    ]
    assert layout.columns["name_and_address"] == ("Premises",)
    assert table.rows[0].cells[3] == "Sale of alcohol\nLive music"
    assert (table.read, table.faults) == (2, [])
    assert "5 lines go on with the licence above them, and were read with it" in table.notices


@pytest.mark.parametrize(
    "second",
    [
        ',"The Tern, 6 Quay Street, ZX1 4QU",Tern Ltd,,Granted',  # stands by itself
        ',"The Tern, 6 Quay Street, ZX1 4QU",Tern Ltd,,',  # below one that has its whole address
    ],
)
def test_a_licence_without_a_number_is_not_put_with_the_one_above(tmp_path, second):
    first = 'PL1,"The Heron, 4 Quay Street, ZX1 4QT",Heron Ltd,Live music,Granted'
    assert len(printed(tmp_path, first, second)[0].rows) == 2
