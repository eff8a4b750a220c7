"""What a register's columns are by the words of their names."""

import pytest

from loaders.headings import opaque, words
from loaders.premises_headings import allowed, days, field_of


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("LICSTATUS", {"licence", "status"}),  # run together, and shortened
        ("PremAddr2", {"premises", "address"}),
        ("LI_EXPIRES", {"licence", "expiry"}),
        ("D.P.S.", {"supervisor"}),
        ("LISTAT", {"licence", "status"}),
        ("LIHOLDADDR", {"licence", "holder", "address"}),
        ("Premises[Status]", {"premises", "status"}),  # of a table in Power BI
        ("Licence Status [current]", {"licence", "status"}),
        ("Licence end date (if any)", {"licence", "end", "date"}),
        ("Quayside", {"quayside"}),  # not known, and so not taken apart
    ],
)
def test_a_columns_name_is_spelled_out(column, says):
    assert words(column) == says


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("LI_REF", "licence_number"),
        ("Certificate No", "licence_number"),
        ("Consent Number", "licence_number"),
        ("Core Hours Mon-Thu", "day_hours"),
        ("Terminal Hours Friday", None),
        ("Event Dates", "starts_on"),
        ("Math | Type", "licence_type"),
        ("On Sales Capacity", None),
        ("Vehicle Registration Number", None),
        ("Fire Certificate No", None),
        ("EFFSTART", "starts_on"),
        ("EFFEND", "ends_on"),
        ("Permit End", "ends_on"),
        ("Dyddiad Terfynu", "ends_on"),
        ("Trading Days", None),
        ("TEN No", "licence_number"),
        ("Valid Until", "ends_on"),
        ("Suspension End Date", None),
        ("DPS Ward", None),
        ("Holder Country", None),
        ("Licence", "licence_number"),
        ("TRADENAME", "name"),
        ("PR_NAME", "name"),
        ("Trading Title", "name"),
        ("Premises name and address", "name_and_address"),
        ("LISTATUS", "status"),
        ("LIHOLDER", "holder"),
        ("eff_date", "starts_on"),
        ("PREMISES ADDRESS (INCLUDING POSTCODE)", "address"),
        ("Site Street", "address"),
        ("Site P/Code", "postcode"),
        ("Statws / Status", "status"),
        ("licence_status_name", "status"),
        ("LICSTARTDATE", "starts_on"),
        ("licence_valid_from", "starts_on"),
        ("licence_valid_to", "ends_on"),
        ("DATE OF GRANT", "issued_on"),
        ("LICTYPE", "licence_type"),
        ("Activity Description", "activity"),
        ("Hours open to the public", "hours"),
        ("Wed Close", "day_hours"),
        ("Saturday", "day_hours"),
        ("Provision of late night refreshment", "allowed"),
        ("Deiliad / Holder", "holder"),
        ("DPS Personal Licence No", "supervisor_number"),
        ("Location X", "easting"),
        ("Y Ref", "northing"),
        ("OS Grid Ref.", "grid_reference"),
        ("Premises Details", "name_and_address"),
        ("Premises: Billing City", "address"),
        ("Billing City", "not_kept"),
        ("Post Town", "address"),
        ("Address Easting", "easting"),
        ("Town Centre", None),
        ("Street Trading", None),
        ("Trading Street", "address"),
        ("Location Type", None),
        ("Address Verified", None),
        ("Address & Postcode", "address"),
        ("Address inc. Postcode", "address"),
        ("Address Postcode", "postcode"),
        ("Address of premises to be licensed", "address"),
        ("Ceased Trading", "ended"),
        ("Active Yes/No", "standing"),
        ("Active Licence Number", "licence_number"),
        ("Live", None),
        ("Licence From", "starts_on"),
        ("Licence To", "ends_on"),
        ("Rhif Trwydded", "licence_number"),
        ("Enw'r Eiddo", "name"),
        ("Cod Post", "postcode"),
        ("Cyfeiriad y Deiliad", "not_kept"),
        ("Math o Drwydded", "licence_type"),
        ("Dyddiad Dod i Ben", "ends_on"),
        ("Factor X", None),
        ("Premises Licence Details", None),
        ("PremisesNa", "name"),
        ("PremisesAd", "address"),
        ("Lic_Status", "status"),
        ("Licence_Qu", None),
        ("Licence holder details", "holder"),
        ("Annual Fee Status", None),
        ("Granted By", None),
        ("Date last updated", None),
        ("Company Name", None),
        ("Ward Name", None),
        ("Application Received Date", None),
    ],
)
def test_the_words_of_a_name_tell_the_field(column, field):
    assert field_of(column) == field


@pytest.mark.parametrize(
    "column",
    [
        *("Address of DPS", "Address of Licence Holder", "PLH Address", "PLH P/Code"),
        *("Registered Office Address", "Street (home)  Owner", "Contact Tel", "HolderTown"),
        *("Business Owner Address 2", "Operator Postcode", "Manager's E-mail", "D.O.B. of DPS"),
    ],
)
def test_where_people_can_be_found_is_never_kept(column):
    assert field_of(column) == "not_kept"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Monday Open", "monday"),
        ("TuesClose", "tues"),
        ("Opening hours Mon-Thu", "mon-thu"),
        ("Hours (Friday & Saturday)", "friday and saturday"),
        ("Sunday to Thursday", "sunday-thursday"),
        ("Weekdays", "weekdays"),
        ("Sunday Lunch Menu", None),
        ("Monica", None),
        ("Opening hours", None),
    ],
)
def test_hours_stand_under_the_days_that_their_column_is_named_for(column, said):
    assert days(column) == said


def test_a_column_to_tick_allows_what_it_is_named_for():
    assert allowed("Supply of alcohol on the premises") == {"alcohol_on"}
    assert allowed("RECORDED_MUSIC") == {"recorded_music"}
    assert allowed("Alcohol conditions") == set()


@pytest.mark.parametrize("column", ["Field7", "Column A", "F3", "Unnamed: 0", "B", "column 4"])
def test_some_names_say_nothing(column):
    assert opaque(column)
    assert not opaque(f"{column} date")


@pytest.mark.parametrize(
    ("column", "said"),
    [("LICSTARTDA", {"licence", "start", "date"}), ("PREMISESNA", {"premises", "name"}),
     ("PremisesNa", {"premises", "name"}), ("LICSTATUSX", None)],
)  # fmt: skip
def test_a_name_that_a_shapefile_cut_off_in_capitals_is_completed(column, said):
    assert words(column) == said if said else "date" not in words(column)
