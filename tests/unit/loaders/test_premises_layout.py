"""Which column of a register means what, in the layouts of back offices and in nobody's layout."""

import pytest

from geo.errors import SourceError
from loaders import layout, values
from loaders.premises_layout import FIELDS
from loaders.premises_owners import speaker
from loaders.table import tabulate

NAMES = ["The Heron", "Gull Fry", "Quay Wines", "Tern Rooms", "Skerry Social Club", "Plover Bar"]


def rows(**columns):
    """Return records of text: a header, then six rows; a column's cell is made from a number."""
    made = [[cell(number) for cell in columns.values()] for number in range(len(NAMES))]
    return [list(columns), *made]


def proposed(*records, fixed=None):
    table = tabulate(
        "r.csv",
        list(enumerate(map(list, records), start=1)),
        layout.known(FIELDS),
        values.plainly_a_value,
        headed=None,
    )
    return layout.propose(table, FIELDS, fixed)


def layout_by_words(*records):
    known = layout.known(FIELDS)
    table = tabulate("r.csv", list(enumerate(records, 1)), known, values.plainly_a_value)
    return layout.propose(table, FIELDS, spoken=speaker(table))


name, number = NAMES.__getitem__, "PL{}/26".format
postcode, date = "ZX{} 4QT".format, "0{}/07/2026".format
address = "{} Quay Street, Skerrowby".format
easting, northing = (lambda n: str(300_100 + n)), (lambda n: str(410_200 + n))
said = "Granted".format

ESD = {
    "ExtractDate": date,
    "OrganisationLabel": "Skerrowby".format,
    "CaseReference": number,
    "ServiceTypeLabel": "Premises  licence".format,
    "PremisesName": name,
    "LocationText": address,
    "Postcode": postcode,
    "OpeningHours": "m-su 08.00-23.00".format,
    "StatusLabel": said,
    "LicenceHolder": name,
    "LicenceHolderPostcode": postcode,
    "SupervisorPostcode": postcode,
}
IDOX = {
    "Application Reference": number,
    "Trading As": name,
    "Address": address,
    "Licence Type": "Premises Licence".format,
    "Ward": "Quay".format,
    "Date Received": date,
    "Status": said,
    "Postcode": postcode,
}
CIVICA = {
    "LICENCE_REF": number,
    "TRADE_NAME": name,
    "PREMISES_ADDRESS_1": address,
    "PREMISES_ADDRESS_2": "Skerrowby".format,
    "POST_CODE": postcode,
    "EASTING": easting,
    "NORTHING": northing,
    "STATUS": said,
}
NEC = {
    "Licence Ref": number,
    "Licence Type Code": "LAPREM".format,
    "Trade Name": name,
    "Premises Address": address,
    "UPRN": "10000000{}".format,
    "Map East": easting,
    "Map North": northing,
    "Effective": date,
    "Expiry": date,
    "Holder": name,
    "DPS": name,
}
NOBODYS = {"Ref.": number, "Who": name, "Where is it?": address, "Column G": postcode}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ESD,
            {
                "licence_number": "CaseReference",
                "name": "PremisesName",
                "address": "LocationText",
                "postcode": "Postcode",
                "hours": "OpeningHours",
                "status": "StatusLabel",
                "holder": "LicenceHolder",
            },
        ),
        (
            IDOX,
            {
                "licence_number": "Application Reference",
                "name": "Trading As",
                "address": "Address",
                "status": "Status",
                "received_on": "Date Received",
            },
        ),
        (
            CIVICA,
            {
                "licence_number": "LICENCE_REF",
                "name": "TRADE_NAME",
                "postcode": "POST_CODE",
                "easting": "EASTING",
                "northing": "NORTHING",
            },
        ),
        (
            NEC,
            {
                "licence_type": "Licence Type Code",
                "uprn": "UPRN",
                "easting": "Map East",
                "northing": "Map North",
                "supervisor": "DPS",
                "ends_on": "Expiry",
            },
        ),
        (NOBODYS, {"postcode": "Column G", "name_guess": "Who", "address_guess": "Where is it?"}),
    ],
    ids=["esd", "idox", "civica", "nec", "nobody's"],
)
def test_a_layout_is_understood(columns, expected):
    found = proposed(*rows(**columns))
    assert {field: found.columns[field][0] for field in expected} == expected


def test_address_lines_are_one_address():
    found = proposed(*rows(**CIVICA))
    assert found.columns["address"] == ("PREMISES_ADDRESS_1", "PREMISES_ADDRESS_2")


def test_where_people_live_is_understood_and_not_kept():
    found = proposed(*rows(**ESD))
    assert set(found.columns["not_kept"]) == {"LicenceHolderPostcode", "SupervisorPostcode"}


@pytest.mark.parametrize("called", ["Zone", "a", "", "Premises location code", "PC2"])
def test_a_column_of_postcodes_is_a_postcode_column_whatever_it_is_called(called):
    found = proposed(*rows(**{"Licence Number": number, "Premises Name": name, called: postcode}))
    assert found.columns["postcode"] == (called or "column 3",)
    assert found.basis["postcode"] == "contents"


def test_a_named_column_that_holds_something_else_is_not_believed():
    columns = {"Licence Number": number, "Premises Name": name, "Postcode": said, "Z": postcode}
    found = proposed(*rows(**columns))
    assert found.columns["postcode"] == ("Z",)
    assert "column 'Postcode' does not hold what its name says" in found.notices


def test_numbers_without_a_neighbour_alike_are_no_eastings():
    columns = {"Licence Number": number, "Premises Name": name, "Value": easting, "By": name}
    assert "easting" not in proposed(*rows(**columns)).columns


def test_a_reference_that_tells_rows_apart_goes_before_one_that_does_not():
    columns = {"Reference": "page 1".format, "Licence No": number, "Premises Name": name}
    assert proposed(*rows(**columns)).columns["licence_number"] == ("Licence No",)


def test_what_was_given_is_kept_and_what_is_not_there_is_refused():
    found = proposed(*rows(**NOBODYS), fixed={"licence_number": ["Ref."]})
    assert found.basis["licence_number"] == "given"
    with pytest.raises(SourceError, match="has no column 'Number', which licence_number"):
        proposed(*rows(**NOBODYS), fixed={"licence_number": ["Number"]})


def test_a_profile_made_from_a_layout_gives_the_same_layout():
    first = proposed(*rows(**NEC))
    again = proposed(*rows(**NEC), fixed=first.as_mapping())
    assert again.columns == first.columns


def test_what_nobody_understands_is_listed_and_not_lost():
    found = proposed(*rows(**(IDOX | {"Quux": "abc{}".format})))
    assert found.unused == ("Quux",)


@pytest.mark.parametrize(
    "other", ["Town Centre", "Addressee", "Street Trading", "Town Hall Ref", "Address Verified"]
)
def test_a_column_that_only_begins_as_an_address_does_is_none(other):
    records = rows(Ref=number, Name=name, Street=address, **{other: said})
    assert proposed(*records).columns["address"] == ("Street",)


def test_every_line_of_an_address_is_read_in_its_order():
    lines = dict.fromkeys(("Bldg", "Thoroughfare", "Village", "Post Town"), address)
    records = rows(Ref=number, Name=name, **lines, **{"Premises Town": said})
    found = layout_by_words(*records)
    assert found.columns["address"] == (*lines, "Premises Town")


def test_further_lines_join_those_whose_names_are_known():
    lines = ("Premises details Address 1", "Premises details Address 2", "Town")
    found = layout_by_words(*rows(Ref=number, Name=name, **dict.fromkeys(lines, address)))
    assert found.columns["address"] == lines
    lines = ("Address", "Licensed Premises Address")
    found = layout_by_words(*rows(Ref=number, Name=name, **dict.fromkeys(lines, address)))
    assert len(found.columns["address"]) == 1


HOLDER = "Premises Licence Holder Details"


@pytest.mark.parametrize("holder", [HOLDER, "Holder 1", "Holders of licences (section 34, 2003)"])
def test_a_home_below_a_heading_of_any_length_is_the_holders(holder):
    above = ["Licence", "", "Premises", "", "", holder, "", ""]
    header = ["Number", "Status", *("Name", "Address", "Postcode") * 2]
    row = ["PL1", "Granted", name(0), "4 Quay", "ZX1 4QT", "A", "9 Home Row", "ZX9 9QT"]
    found = layout_by_words(above, header, row).columns
    assert found["address"] == ("Premises Address",)
    assert found["not_kept"] == (f"{holder} Address", f"{holder} Postcode")


def test_a_home_below_a_persons_heading_is_that_persons_though_it_is_the_only_address():
    above = ["Licence", "", "Premises", "", "Designated Supervisor (DPS)", ""]
    header = ["Number", "Status", "Name", "Location", "Name", "Address"]
    row = ["PL1", "Granted", name(0), "4 Quay Street", "A", "9 Home Row"]
    found = layout_by_words(above, header, row).columns
    assert found["address"] == ("Location",)
    assert found["not_kept"] == ("Designated Supervisor (DPS) Address",)


@pytest.mark.parametrize("remark", ["Printed 12/03/2026", "as at 3rd March", "Page 1 of 2"])
def test_when_a_report_was_made_groups_no_columns_and_ends_the_group_before_it(remark):
    above = ["Licence", "", "Premises", "", remark, ""]
    header = ["Number", "Status", "Name", "Address", "Address", "Ward"]
    row = ["PL1", "Granted", name(0), "4 Quay Street", "9 Home Row", "Quay"]
    found = layout_by_words(above, header, row).columns
    assert found["address"] == ("Premises Address",)
    assert found["ward"] == ("Ward",)
