"""A register's rows, read by the columns that were found for them."""

import datetime as dt

import pytest

from loaders import layout, values
from loaders.hours import Span
from loaders.premises_layout import FIELDS
from loaders.premises_owners import speaker
from loaders.premises_rows import Reader
from loaders.table import tabulate


@pytest.fixture
def read(load):
    """Return a function that reads the one row of a register, given by column."""

    def reading(**cells):
        told = {"Licence Number": "PL1", "Premises Name": "The Heron", "Address": "4 Quay Street"}
        told |= {name.replace("_", " "): cell for name, cell in cells.items()}
        told = {name: cell for name, cell in told.items() if cell is not None}
        records = [(1, list(told)), (2, list(told.values()))]
        known = layout.known(FIELDS)
        table = tabulate("r.csv", records, known, values.plainly_a_value, headed=True)
        found = layout.propose(table, FIELDS, spoken=speaker(table))
        return Reader(table, found, load).read(table.rows[0], "E06999001")

    return reading


@pytest.mark.parametrize(
    "cells",
    [
        {"X": "-391822.3", "Y": "7090955.0"},  # the metres of web maps
        {"Location": "(53.5797, -3.5198)"},
        {"WKT": "POINT (-3.5198 53.5797)"},
        {"geom": "POINT (-391822.3 7090955.0)"},
    ],
    ids=["web map", "latitude first", "well-known text", "well-known text in metres"],
)
def test_a_point_is_read_however_it_is_written(read, cells):
    assert read(**cells).stated.degrees == pytest.approx((-3.5198, 53.5797), abs=0.0001)


@pytest.mark.parametrize(
    ("cells", "rough"),
    [
        ({"Latitude": "53°34'47\"N", "Longitude": "3°31'11\"W"}, 18),
        ({"Lat": "53.5797N", "Long": "3.5198W"}, 6.5),
        ({"Location": "53.5797N, 3.5198W"}, 6.5),
        ({"Latitude": "53.58", "Longitude": "-3.52"}, 650),
    ],
    ids=["minutes and seconds", "letters", "one column", "two decimals"],
)
def test_degrees_are_read_with_how_rough_they_are(read, cells, rough):
    found = read(**cells).stated
    assert found.degrees == pytest.approx((-3.5198, 53.5797), abs=0.0005)
    assert found.coarseness_m == pytest.approx(rough, rel=0.01)


def test_a_point_in_metres_of_the_national_grid_is_read_from_one_column(read):
    assert read(Location="300000, 410000").stated.grid == (300_000, 410_000)


def test_a_cell_among_points_that_is_none_is_told(load):
    header = ["Ref", "Name", "Address", "Location"]
    cells = ["53.5797, -3.5198", "53.4, -3", ""]
    rows = [[f"PL{n}", f"Bar {n}", "4 Quay Street", cell] for n, cell in enumerate(cells)]
    records = list(enumerate([header, *rows], start=1))
    table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value, headed=True)
    reader = Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
    points = [reader.read(row, "E06999001").stated.degrees for row in table.rows]
    assert points == [(-3.5198, 53.5797), None, None]
    assert load.report.issues == {("Location", "not_a_point"): 1}


def test_an_address_before_its_point_is_the_address_if_no_other_is(read):
    licence = read(Address=None, Location="9 Quay Street (53.5797, -3.5198)")
    assert licence.address == "9 Quay Street"
    assert licence.stated.degrees == (-3.5198, 53.5797)


def test_a_postcode_in_the_name_is_the_premises_if_no_other_is(read):
    assert read(Premises_Name="The Heron 4 Quay St ZX1 4QT").stated.postcode == "ZX14QT"
    named = {"Premises_Name": "The Heron ZX1 4QT", "Postcode": "ZX1 4QU"}
    assert read(**named).stated.postcode == "ZX14QU"


def test_days_of_a_spreadsheet_are_no_coordinates(read):
    licence = read(Granted="45992", Commencement="45993", Expiry="47818")
    assert (licence.issued_on, licence.starts_on) == (dt.date(2025, 12, 1), dt.date(2025, 12, 2))
    assert licence.ends_on == dt.date(2030, 12, 1)
    assert licence.stated.grid is None


@pytest.mark.parametrize(
    "said",
    [
        *("No expiry", "Indefinite", "Until surrendered", "31/12/9999", "Life", "Does not expire"),
        *("Lifetime of licence", "When surrendered"),
    ],
)
def test_a_licence_without_an_end_is_no_fault(read, load, said):
    assert read(End_Date=said).ends_on is None
    assert not load.report.issues


def test_a_weeks_columns_are_its_hours(read):
    licence = read(Monday="10:00 - 23:00", Tuesday="closed", Sat_Open="20:00", Sat_Close="03:00")
    assert licence.hours == [Span(1, 600, 1380), Span(6, 1200, 1620)]
    assert licence.hours_stated == "Monday 10:00 - 23:00; Sat 20:00 - 03:00"


def test_hours_of_some_days_are_not_those_of_all(read):
    licence = read(Opening_hours_Mon_Thu="12:00-22:00", Opening_hours_Sunday="13:00-21:00")
    assert [span.weekday for span in licence.hours] == [1, 2, 3, 4, 7]
    assert read(Hours_Mon_Wed="12:00-22:00").hours == [Span(d, 720, 1320) for d in (1, 2, 3)]


def test_columns_named_for_activities_allow_them_where_they_are_ticked(read):
    ticked = {"Supply of alcohol on the premises": "Yes", "Live music": "No", "Films": "Y"}
    assert read(**ticked).activities == {"alcohol_on", "films"}


def test_a_column_to_tick_that_says_neither_yes_nor_no_is_an_issue(read, load):
    ticked = {"Alcohol Off": "Not permitted", "Live music": "See conditions", "Films": "Permitted"}
    assert read(**ticked).activities == {"films"}
    assert load.report.issues == {("Live music", "not_yes_or_no"): 1}


def test_a_name_is_taken_from_the_address_that_follows_it(read):
    told = {"Premises name and address": "The Tern\n5 Quay Street, Skerrowby, ZX1 4QT"}
    licence = read(Premises_Name=None, Address=None, **told)
    assert (licence.name, licence.stated.postcode) == ("The Tern", "ZX14QT")
    assert licence.address == "5 Quay Street, Skerrowby, ZX1 4QT"


def test_a_persons_address_is_never_a_premises(read):
    told = {"Address of Licence Holder": "9 Hidden Row, ZX9 9ZZ", "PLH Postcode": "ZX9 9ZZ"}
    licence = read(Address="4 Quay Street", **told)
    assert (licence.address, licence.stated.postcode) == ("4 Quay Street", None)


@pytest.mark.parametrize("type_", ["Personal Licence", "Private Hire Driver Licence", "HMO"])
def test_a_row_of_a_person_or_a_home_is_turned_away_from_a_register_of_premises(read, load, type_):
    assert read(Licence_Type=type_, Premises_Name="") is None
    assert [(bad.column, bad.reason) for bad in load.report.rejects] == [
        ("Licence Type", "not_of_premises")
    ]


def test_a_reference_tells_of_a_persons_licence_where_no_type_is_stated(read):
    assert read(Licence_Number="26/00123/LAPER") is None
    assert read(Licence_Number="26/00123/LAPRE") is not None


def test_a_sheet_tells_the_type_and_the_end_of_licences_that_state_none(read):
    club = read(**{"(sheet)": "Club Premises Certificates"})
    assert club.licence_type == "club_premises_certificate"
    assert read(**{"(sheet)": "Expired"}).status == "expired"
    # Granted and Issued are left as they were decided, when a licence is moved to such a sheet
    assert read(Status="Granted", **{"(sheet)": "Expired"}).status == "expired"
    assert read(Status="Revoked", **{"(sheet)": "Expired"}).status == "revoked"
    assert read(Status="Current", **{"(sheet)": "Current and expired"}).status == "in_force"
    assert read(**{"(sheet)": "Personal Licences"}) is None
    ward = read(**{"(sheet)": "Old Quay"})
    assert (ward.status, ward.licence_type) == ("unknown", "unknown")


def test_an_off_licence_of_a_scottish_board_is_no_pub(read):
    assert read(**{"On/Off Sales": "Off"}).activities == {"alcohol_off"}
    assert read(**{"On/Off Sales": "On and Off Sales"}).activities == {"alcohol_on", "alcohol_off"}


def test_the_hours_of_each_day_go_before_a_terminal_hour(read):
    licence = read(Hours_Mon="10:00-23:00", Terminal_Hour="23:30")
    assert licence.hours == [Span(1, 600, 1380)]
    assert not read(Hours_Mon="", Terminal_Hour="23:30").hours


@pytest.mark.parametrize("title", ["DPS", "Personal", "Drivers"])
def test_a_row_of_a_sheet_of_people_is_turned_away(read, load, title):
    assert read(**{"(sheet)": title, "Status": "Granted"}) is None
    assert [reject.reason for reject in load.report.rejects] == ["not_of_premises"]


@pytest.mark.parametrize(
    ("column", "status"),
    [
        ("Date Surrendered", "surrendered"),
        ("Date of Surrender", "surrendered"),
        ("Revoked Date", "revoked"),
        ("Lapsed Date", "lapsed"),
        ("Ceased", "lapsed"),
        ("Cancellation Date", "withdrawn"),
        ("Date Revoked or Surrendered", "surrendered"),
    ],
)
def test_a_day_in_a_column_of_ends_ends_the_licence_whatever_its_status_was(read, column, status):
    licence = read(**{column: "13/02/2019", "Status": "Granted", "Expiry Date": "01/01/2030"})
    assert (licence.status, licence.ends_on) == (status, dt.date(2019, 2, 13))
    assert licence.status_stated == f"Granted, {column}"


def test_a_licence_that_will_be_surrendered_stands_until_then(read):
    licence = read(Surrender_Date="13/02/2099", Status="Granted")
    assert (licence.status, licence.ends_on) == ("in_force", dt.date(2099, 2, 13))


def test_a_surrender_before_the_start_ends_a_licence_without_a_day(read):
    licence = read(Surrender_Date="13/02/2015", Start_Date="13/02/2019")
    assert (licence.status, licence.ends_on) == ("surrendered", None)


@pytest.mark.parametrize("column", ["Surrender Reason", "DPS Surrendered", "Closing Date"])
def test_what_ended_for_somebody_else_ends_no_licence(read, column):
    licence = read(**{column: "13/02/2019", "Status": "Granted"})
    assert (licence.status, licence.ends_on) == ("in_force", None)


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Active": "N"}, "lapsed"),
        ({"Current Y/N": "Y"}, "in_force"),
        ({"Current Y/N": "N", "Status": "Granted"}, "in_force"),
        ({"Licence Expired": "Yes"}, "expired"),
        ({"Licence Expired": "No"}, "unknown"),
        ({"Revoked": "Yes", "Status": "Granted"}, "revoked"),
        ({"Active": "Surrendered"}, "surrendered"),
    ],
    ids=str,
)
def test_a_yes_or_no_tells_whether_a_licence_stands(read, cells, status):
    licence = read(**cells)
    assert (licence.status, licence.ends_on) == (status, None)


def test_a_day_that_there_is_not_ends_nothing(read, load):
    assert read(Surrendered="31/02/2019", Status="Granted").status == "in_force"
    assert not load.report.rejects


def test_the_title_of_the_only_sheet_ends_what_is_on_it(load):
    records = [(1, ["Ref", "Name", "Address"]), (2, ["PL1", "The Heron", "4 Quay Street"])]
    table = tabulate("r.xlsx", records, layout.known(FIELDS), values.plainly_a_value)
    table.title = "Surrendered"
    reader = Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
    licence = reader.read(table.rows[0], "E06999001")
    assert (licence.status, licence.status_stated) == ("surrendered", "Surrendered")


def test_an_event_at_its_givers_home_is_turned_away_and_one_at_a_hall_is_not(read, load):
    event = {"Licence Type": "Temporary Event Notice", "Premises Name": None}
    home = {"Address": "9 Row Close, ZX1 4QT", "Address of Premises User": "9 Row Close, ZX1 4QT"}
    assert read(**event, **home) is None
    assert [each.reason for each in load.report.rejects] == ["not_of_premises"]
    assert read(**{**event, "Premises Name": "Sea Hall"}, **home).name == "Sea Hall"
    assert read(**{**event, "Licence Type": "Premises Licence"}, **home).name == "9 Row Close"


def test_an_event_without_a_type_is_one_by_its_columns_and_ends(read):
    found = read(Event_Date="01/06/2026", **{"Licence Number": "7"})
    assert found.licence_type == "temporary_event_notice"
    assert found.ends_on == dt.date(2026, 6, 8)


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Outcome": "", "Other": ""}, "unknown"),  # a column without anything is none
        ({"Outcome": "Granted"}, "in_force"),
        ({"Outcome": "-"}, "applied_for"),
        ({"Outcome": "-", "Issue Date": "01/11/2026"}, "unknown"),
        ({"Outcome": "-", "Status": "Live"}, "in_force"),
    ],
)
def test_an_application_that_was_received_and_not_decided_is_no_licence(read, cells, status):
    assert read(**{"Date Received": "01/10/2026"}, **cells).status == status


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("The Heron 4 Quay Street Sea", "The Heron"),
        ("The Heron, 4 Quay Street", "The Heron"),
        ("4 Quay Street, Sea", "4 Quay Street"),
        ("Unit 4 Quay Street", "Unit 4 Quay Street"),
        ("Ground Floor 4 Quay Street", "Ground Floor 4 Quay Street"),
        ("B 12 Quay Street", "B 12 Quay Street"),
    ],
)
def test_what_has_no_name_is_called_what_its_address_begins_with(read, address, name):
    assert read(**{"Premises Name": None}, Address=address).name == name


@pytest.mark.parametrize(
    ("cells", "kind", "activities"),
    [
        ({"Description": "Public house with live music"}, "pub", {"live_music"}),
        ({"Description": "Hot food takeaway"}, "takeaway", {"late_night_refreshment"}),
        ({"Proposal": "Vary the licence to remove live music"}, "unknown", set()),
        ({"Description": "Bar", "Activities": "Dancing"}, "pub", {"dance"}),
        ({"Description": "Shop", "Premises Type": "Hotel"}, "hotel", set()),
        ({"Comments": "Sale of alcohol, recorded music"}, "unknown", {"alcohol", "recorded_music"}),
        ({"Comments": "Dancing", "Activities": "Plays"}, "unknown", {"plays"}),
        ({"Comments": "Neighbours object to live music"}, "unknown", set()),
    ],
)
def test_what_only_a_description_says_is_read_from_it(read, cells, kind, activities):
    found = read(**{"Premises Name": "Sea View"}, **cells)
    assert (found.kind, found.activities) == (kind, activities)


@pytest.mark.parametrize(
    ("remark", "status"),
    [
        ("Surrendered 01/02/2020", "surrendered"),
        ("Licence has lapsed", "lapsed"),
        ("This licence was revoked on 3 May 2019.", "revoked"),
        ("Old licence PL9 surrendered by the brewery", "in_force"),
        ("Revoked and reinstated after the holder appealed", "in_force"),
        ("DPS surrendered his personal licence", "in_force"),
        ("cancelled direct debit", "in_force"),
        ("Expired 31/12/2019.", "expired"),
        ("Licence surrendered on 1st of March 2020", "surrendered"),
        ("", "in_force"),
    ],
)
def test_a_remark_that_says_how_a_licence_ended_and_no_more_ends_it(read, remark, status):
    assert read(Status="Granted", Comments=remark).status == status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("*** SURRENDERED 01/02/2019 *** The Tern", "surrendered"),
        ("LAPSED - The Knot", "lapsed"),
        ("The Ruff (Licence suspended for non payment)", "superseded"),
        ("Closed Shop Bar", "unknown"),
        ("Revoked", "unknown"),
        ("Lapsed-Link Cafe", "unknown"),
    ],
)
def test_a_name_that_says_how_its_licence_ended_is_over(read, name, status):
    assert read(**{"Premises Name": name}).status == status


def test_a_legend_below_a_table_is_no_licence(load):
    header = ["Ref", "Name", "Address", "Postcode", "Status"]
    rows = [["PL1", "Heron", "", "ZX1 4QT", ""], ["G", "Granted", "", "", ""],
            ["PL2", "Gull", "", "", "Live"], ["Note", "Updated monthly", "", "", ""],
            ["PL3", "Tern", "3 Sea Rd", "", ""]]  # fmt: skip
    records = list(enumerate([header, *rows], start=1))
    table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value, headed=True)
    reader = Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
    read = [reader.read(row, "E06999001") for row in table.rows]
    assert [bool(each) for each in read] == [True, False, True, False, True]
    assert {each.reason for each in load.report.rejects} == {"not_a_record"}


@pytest.mark.parametrize("column", ["Description", "Permit Type", "Certificate Type"])
@pytest.mark.parametrize(
    ("said", "kept"),
    [("Premises Licence", True), ("Personal Licence", False), ("Small Society Lottery", False),
     ("Private Hire Driver", False)],
)  # fmt: skip
def test_a_licence_of_a_person_is_turned_away_wherever_its_type_stands(read, column, said, kept):
    found = read(**{column: said})
    assert (found is not None) == kept
    assert found is None or found.licence_type == "premises_licence"


def test_rows_below_a_heading_of_people_are_of_people_until_another_type_is_named(load):
    header = ["Ref", "Premises", "Address", "Status"]
    alone = ["Personal Licences", "North Ward", "See personal licences for supervisors", "Clubs"]
    rows = [["1", "Heron", "1 Sea Rd", "Live"], [alone[0], "", "", ""], header,
            ["2", "Jane Ash", "9 Elm Close", "Live"], [alone[1], "", "", ""],
            ["3", "Tom Oak", "8 Elm Close", "Live"], ["Club Premises Certificates", "", "", ""],
            ["4", "Bowls", "4 Sea Rd", "Live"], [alone[2], "", "", ""],
            ["5", "Legion", "5 Sea Rd", "Live"]]  # fmt: skip
    records = list(enumerate([header, *rows], start=1))
    table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value, headed=True)
    reader = Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
    read = [reader.read(row, "E06999001") for row in table.rows]
    types = [each and each.licence_type for each in read]
    club = "club_premises_certificate"
    assert types == ["unknown", None, None, club, club]


def test_event_dates_beside_a_licences_own_make_no_licence_a_notice(read):
    found = read(**{"Event Start Date": "", "Licence Start Date": "01/11/2005"})
    assert (found.licence_type, found.ends_on) == ("unknown", None)


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ({"ExtractDate": "01/10/2024"}, dt.date(2024, 10, 1)),
        ({"ExtractDate": "01/10/2024", "Start_Date": "12/31/2020"}, dt.date(2024, 1, 10)),
        ({"Date_Extracted": "2 October 2024"}, dt.date(2024, 10, 2)),
        ({"ExtractDate": "01/10/2093"}, None),
        ({"ExtractDate": "weekly"}, None),
        ({"Start_Date": "01/10/2024"}, None),
    ],
)
def test_a_register_is_of_the_day_on_which_it_says_it_was_taken_out(read, load, cells, day):
    read(**cells)
    assert (load.report.data_from, load.report.data_to) == (day, day)


def test_of_days_that_differ_by_row_none_is_the_registers(load):
    rows = [["PL1", "The Heron", "4 Quay Street", "01/10/2024"]]
    rows += [["PL2", "The Tern", "6 Quay Street", "02/10/2024"]]
    records = [(1, ["Licence Number", "Premises Name", "Address", "Report Date"])]
    records += [*enumerate(rows, start=2)]
    table = tabulate("r.csv", records, layout.known(FIELDS), values.plainly_a_value, headed=True)
    Reader(table, layout.propose(table, FIELDS, spoken=speaker(table)), load)
    assert load.report.data_to is None
