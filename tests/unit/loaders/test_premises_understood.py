"""Registers as back offices export them: which of two columns is read, and whose an address is."""

import datetime as dt

import pytest

from loaders.premises import propose
from loaders.premises_rows import Reader
from loaders.source import open_source


@pytest.fixture
def read(tmp_path, load):
    """Return a function that reads a register: its layout, and its rows that were taken."""

    def reading(header, *lines):
        file = tmp_path / "r.csv"
        file.write_text("\n".join([header, *lines]) + "\n")
        table, layout = propose(open_source(file))
        reader = Reader(table, layout, load)
        rows = [reader.read(row, "E06999001") for row in table.rows]
        return layout, [row for row in rows if row is not None]

    return reading


def test_the_words_of_a_status_go_before_its_letters(read):
    layout, rows = read(
        "Ref,Premises,Address,StatusCode,StatusDesc",
        "PL1,The Heron,1 Quay St,C,Current",
        "PL2,The Gull,2 Quay St,S,Surrendered",
    )
    assert layout.columns["status"] == ("StatusDesc",)
    assert layout.unused == ("StatusCode",)
    assert [row.status for row in rows] == ["in_force", "surrendered"]


def test_the_words_of_a_type_are_read_beside_its_code(read):
    layout, rows = read(
        "Ref,Premises,Address,LicenceTypeCode,LicenceTypeDesc",
        "PL1,The Heron,1 Quay St,12,Premises Licence",
        "PL2,Ann Orr,2 Row Close,19,Personal Licence",
    )
    assert layout.columns["licence_type"] == ("LicenceTypeCode", "LicenceTypeDesc")
    assert [row.name for row in rows] == ["The Heron"]


def test_a_sub_type_is_a_type_and_no_name(read):
    layout, rows = read(
        "Reference,Type,Sub Type,Site Address,Status",
        'L1,Licensing Act 2003,Premises Licence - New,"The Heron, 1 Quay St",Current',
        'L2,Licensing Act 2003,Personal Licence,"9 Row Close, Sea",Current',
        'L3,Licensing Act 2003,Temporary Event Notice,"The Gull, 2 Quay St",Current',
    )
    assert layout.columns["licence_type"] == ("Type", "Sub Type")
    assert [(row.name, row.licence_type) for row in rows] == [
        ("The Heron", "premises_licence"),
        ("The Gull", "temporary_event_notice"),
    ]


def test_an_applicants_address_is_not_kept_where_premises_stand_with_their_own(read):
    layout, rows = read(
        "Licence No,Licence Type,Applicant,Address,Premises/Vehicle,Status",
        'C1,Public Entertainment,Tom Ash,"9 Row Close, ZX1 4QT","Heron Hall, 1 Quay St ZX1 4QU",OK',
        'C2,Late Hours Catering,Sue Elm,"8 Row Close, ZX1 4QT","Gull Fry, 2 Quay St ZX1 4QU",OK',
        'C3,Street Trader,Jo Fir,"7 Row Close, ZX1 4QT","Van, 7 Row Close ZX1 4QT",OK',
    )
    assert layout.columns["not_kept"] == ("Address",)
    assert [(row.name, row.address) for row in rows] == [
        ("Heron Hall", "1 Quay St ZX1 4QU"),
        ("Gull Fry", "2 Quay St ZX1 4QU"),
    ]


def test_an_agents_name_does_not_make_a_list_of_applications_one_of_people(read):
    _, rows = read(
        "Reference,Address,Proposal,Status,Decision,Applicant Name,Agent Name",
        '26/1/PREM,"The Heron 1 Quay St",New premises licence,Decided,Granted,Heron Ltd,Law LLP',
        '26/2/PERS,"9 Row Close",Personal licence,Decided,Granted,Tom Ash,',
    )
    assert [row.name for row in rows] == ["The Heron"]


def test_a_provisional_licence_is_not_in_force_until_it_is_confirmed(read):
    _, rows = read(
        "Licence No,Licence Type,Premises,Address,Status",
        "L1,Provisional Premises Licence,The Heron,1 Quay St,Granted",
        "L2,Premises Licence (provisional - confirmed 2024),The Gull,2 Quay St,Granted",
        "L3,Provisional Premises Licence,The Tern,3 Quay St,Refused",
    )
    assert [row.status for row in rows] == ["applied_for", "in_force", "refused"]


def test_premises_are_called_what_their_holder_trades_as(read):
    _, rows = read(
        "Licence No,Licensee,Premises Address",
        'L1,Mr Tom Ash t/a The Heron,"1 Quay St, Sea"',
        'L2,Gull Pubs Ltd,"The Gull, 2 Quay St"',
    )
    assert [row.name for row in rows] == ["The Heron", "The Gull"]


def test_premises_run_from_a_home_are_turned_away(read, load):
    _, rows = read(
        "Licence No,Premises,Address,Description",
        "L1,Ash Wines,9 Row Close,Online sale of alcohol from private dwelling",
        "L2,The Heron,1 Quay St,Public house",
    )
    assert [row.name for row in rows] == ["The Heron"]
    assert [each.reason for each in load.report.rejects] == ["not_of_premises"]


def test_hours_of_an_activity_on_a_day_say_that_it_is_allowed(read):
    _, rows = read(
        "Licence No,Premises,Address,Alcohol Mon Start,Alcohol Mon End,LNR Mon Start,LNR Mon End",
        "L1,The Heron,1 Quay St,10:00,23:00,,",
        "L2,Gull Fry,2 Quay St,,,23:00,02:00",
    )
    assert [row.activities for row in rows] == [{"alcohol"}, {"late_night_refreshment"}]


def test_a_reference_of_numbers_alone_is_a_point_in_metres(read):
    _, rows = read(
        "Licence No,Premises,Address,Grid Ref",
        "L1,The Heron,1 Quay St,300123 410456",
        "L2,The Gull,2 Quay St,SC 001 104",
    )
    assert (rows[0].stated.grid, rows[0].stated.grid_reference) == ((300_123, 410_456), None)
    assert (rows[1].stated.grid, rows[1].stated.grid_reference) == (None, "SC 001 104")


def test_a_boards_occasional_licences_are_events_of_their_day_and_not_at_home(read, load):
    _, rows = read(
        "Occasional Licence No,Applicant,Applicant Address,Premises for which sought,Date(s)",
        'O1,Tom Ash,"9 Row Close ZX1 4QT","Heron Hall, 1 Quay St ZX1 4QU",12/06/2026',
        'O2,Sue Elm,"8 Row Close ZX1 4QT","8 Row Close ZX1 4QT",12/06/2026 and 13/06/2026',
    )
    assert [(row.name, row.licence_type) for row in rows] == [
        ("Heron Hall", "temporary_event_notice")
    ]
    assert rows[0].ends_on == dt.date(2026, 6, 26)  # 14 days at most
    assert [each.found for each in load.report.rejects] == ["a home"]


def test_a_street_traders_plain_address_is_where_the_trader_lives(read):
    header = "Licence No,Licence Type,Licensee,Trading As,{},Status"
    row = "L1,Street Trading Consent,Ali Ash,Kebab Van,5 Row Close,Live"
    assert not read(header.format("Address"), row)[1]
    assert [each.name for each in read(header.format("Pitch Location"), row)[1]] == ["Kebab Van"]


def test_a_sub_type_that_says_person_is_of_one(read):
    _, rows = read(
        "Licence No,Category,Sub Category,Trading As,Address",
        "L1,Skin Piercing,Person,,9 Row Close",
        "L2,Skin Piercing,Salon,Ink,3 Quay St",
    )
    assert [row.name for row in rows] == ["Ink"]


def test_a_licence_that_is_ticked_as_suspended_is_not_in_force_and_a_day_of_one_may_be_over(
    read, load
):
    layout, rows = read(
        "Licence No,Premises,Address,Status,Suspended",
        "L1,The Heron,1 Quay St,Current,No",
        "L2,The Gull,2 Quay St,Current,Yes",
        "L3,The Tern,3 Quay St,Current,01/02/2020",
        "L4,The Knot,4 Quay St,Current,",
    )
    assert layout.columns["ended"] == ("Suspended",)
    assert [row.status for row in rows] == ["in_force", "superseded", "in_force", "in_force"]
    assert load.report.issues == {("Suspended", "not_yes_or_no"): 1}
