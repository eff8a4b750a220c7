"""What a taxi register's columns are by the words of their names."""

import pytest

from loaders import layout, values
from loaders.table import tabulate
from loaders.taxi_headings import speaker
from loaders.taxi_layout import FIELDS

OPERATORS = {
    "Operator Licence Number": "number",
    "Private Hire Operator": "name",
    "Operator Trading Name": "trading_name",
    "Trading Name(s)": "trading_name",
    "Operating Address 1": "address",
    "Base(s)": "address",
    "Operating Centre": "address",
    "Operator Address": "address",
    "Town": "address",
    "Operating Postcode": "postcode",
    "No. of Vehicles": "vehicles",
    "Max vehicles permitted": "vehicles",
    "Date Licence Issued": "starts_on",
    "Licence Expiry Date": "ends_on",
    "Licence To": "ends_on",
    "Current Licence Status": "status",
    "Home Address": "not_kept",
    "Home Telephone": None,
    "Premises at home?": "base_type",
    "Home/Office": "base_type",
    "Nature of premises": "base_type",
    "Business Type": None,
    "Home authority": None,
    "Operator Licence": "number",
    "Licensed Operator": "name",
    "Suspended?": "suspended",
    "Longitude": "longitude",
    "Licence Holder Postcode": "not_kept",
    "Director's Address": "not_kept",
    "Contact Telephone": None,
    "Vehicle Insurance": None,
}
VEHICLES = {
    "Vehicle Registration Number": "registration",
    "Reg. No.": "registration",
    "Plate Number": "plate",
    "Plate Expiry": "ends_on",
    "Vehicle Licence No": "plate",
    "Licence Type": "kind",
    "Make of Vehicle": "make",
    "No. of Passengers": "seats",
    "Wheelchair Accessible Vehicle": "wheelchair",
    "Licence Start Date": "starts_on",
    "Date of First Registration": None,
    "Index mark": "registration",
    "Body type": None,
    "Proprietor Name": None,
    "Operator Licence Number": None,
    "MOT Expiry": None,
}
DRIVERS = {
    "Driver's Licence Number": "badge",
    "Driver Badge Ref": "badge",
    "Name of Driver": "name",
    "Category of badge": "kind",
    "Badge Expiry Date": "ends_on",
    "DVLA Driving Licence Number": None,
    "Driver Address": None,
    "Full name": "name",
    "Last name": "surname",
    "Forename(s)": "forename",
    "DBS Expiry": None,
}


@pytest.mark.parametrize(
    ("kind", "column", "field"),
    [
        *(("operators", *each) for each in OPERATORS.items()),
        *(("vehicles", *each) for each in VEHICLES.items()),
        *(("drivers", *each) for each in DRIVERS.items()),
    ],
)
def test_the_words_of_a_name_tell_the_field(kind, column, field):
    assert speaker(kind, [column])(column) == field


def test_an_operators_own_address_is_left_aside_where_a_base_is_told():
    columns = ["Operator Address", "Operator Postcode", "Base location", "Base Post Code"]
    assert [speaker("operators", columns)(each) for each in columns] == [
        *("not_kept", "not_kept", "address", "postcode")
    ]


def test_a_plain_address_is_somebodys_where_a_base_is_told_and_else_the_base():
    columns = ["Licence Holder", "Address", "Trading Name", "Base Address", "Postcode"]
    assert [speaker("operators", columns)(each) for each in columns[1::2]] == [
        "not_kept",
        "address",
    ]
    assert speaker("operators", columns)("Postcode") == "postcode"
    assert speaker("operators", ["Operator", "Address"])("Address") == "address"


def test_ranks_are_told_by_their_aliases_alone():
    assert speaker("ranks", ["Rank Location"]) is None


def test_an_operator_register_of_other_names_has_its_bases():
    header = [
        "Operator Licence No.",
        "Licensed Operator",
        "Base Street",
        "Base Town",
        "Base P/Code",
    ]
    row = ["PHO1", "Heron Cars", "4 Quay Street", "Skerrowby", "ZX1 4QT"]
    fields = FIELDS["operators"]
    records = [(1, header), (2, row)]
    table = tabulate("o.csv", records, layout.known(fields), values.plainly_a_value)
    found = layout.propose(table, fields, spoken=speaker("operators", header))
    assert found.columns == {
        "number": (header[0],),
        "name": (header[1],),
        "address": (header[2], header[3]),
        "postcode": (header[4],),
    }
