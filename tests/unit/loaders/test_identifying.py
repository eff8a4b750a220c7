"""Columns that could say who a child is refuse a file whole, and innocent ones do not."""

import re

import pytest

from geo.errors import SourceError
from loaders.episode_layout import knows
from loaders.identifying import refuse_identifying, refuse_two_pseudonyms

IDENTIFYING = {
    "names": ["Name", "forename", "Sur Name", "CHILD_NAME", "Full name", "Alias", "Mother's name"],
    "a date of birth": ["DOB", "Date of Birth", "D.O.B.", "child_dob", "birth date"],
    "an address": ["Address", "Home Address 1", "street", "Postcode", "PCD", "UPRN", "what3words"],
    "free text": ["Notes", "Comments", "Circumstances", "MO", "Return interview narrative"],
    "an unhashed id": ["NHS Number", "UPN", "PNC ID", "Niche ref", "crime number", "Child No"],
    "a way to reach or trace somebody": ["Mobile", "Tel No", "E-mail", "VRM", "Snapchat"],
    "a person": ["Officer", "Social worker", "Found by"],
}
SLY = (
    *(
        "Subject",
        "YP",
        "Child",
        "DoB",
        "forename_surname",
        "YP Name",
        "yp_dob",
        "Nominal",
        "Victim",
    ),
    *("person ref", "PersonRef", "Nominal Ref", "Client", "Client ID", "Service User", "SU Name"),
    *("Birth Year", "Year of birth", "YOB", "LAC ID", "LCS ID", "Mosaic ID", "ULN", "NI Number"),
    *("Custody number", "Occurrence No", "Log no", "OIC", "Reporting officer", "Pupil", "Initials"),
    *("Home Postcode", "Home PC", "Postal code", "Addr1", "Found at", "FoundLocation", "Home_X"),
    *("MissingFromLocation", "LastSeenLocation", "Where found", "Home easting", "School", "Home"),
    *("Placement name", "Placement URN", "School name", "Foster carer", "Next of kin", "Parent"),
    *("Contact number", "Landline", "Tel 1", "WhatsApp", "TikTok", "Insta", "Gamertag", "Car reg"),
    *("Friends", "Known associates", "Boyfriend", "Suspect", "Person of concern", "What happened"),
    *("Background", "Clothing", "Additional info", "Debrief", "Outcome text", "Circumstances"),
    *("Enw", "Enw'r plentyn", "Cyfenw", "Dyddiad geni", "Cyfeiriad", "Cod post", "Rhif ffôn"),
    *("Nodiadau", "Sylwadau", "Ysgol", "Cartref", "CMS number"),
    *("First", "Last", "Fname", "L Name", "Known as", "name_1", "Child's forename", "Sibling"),
)


@pytest.mark.parametrize(
    ("what", "column"), [(what, each) for what, names in IDENTIFYING.items() for each in names]
)
def test_a_column_that_identifies_refuses_the_file_by_its_name(what, column):
    with pytest.raises(SourceError) as refused:
        refuse_identifying(["episode_id", column], knows("episodes"), "e.csv")
    assert repr(column) in str(refused.value)
    assert f"({what})" in str(refused.value)


@pytest.mark.parametrize("column", ["Enw awdurdod", "enw_ward", "Enw'r heddlu", "Dyddiad"])
def test_a_welsh_name_of_an_area_identifies_nobody(column):
    refuse_identifying(["episode_id", column], knows("episodes"), "e.csv")


@pytest.mark.parametrize("column", SLY)
def test_a_column_that_identifies_refuses_the_file_under_a_sly_name_too(column):
    with pytest.raises(SourceError, match=re.escape(repr(column))):
        refuse_identifying(["episode_id", column], knows("episodes"), "e.csv")


def test_two_columns_of_children_refuse_the_file_for_one_of_them_is_no_pseudonym():
    names = ("child_pid", "child_id", "child_ref")
    refuse_two_pseudonyms(["episode_id", "Child PID"], names, "e.csv")
    with pytest.raises(SourceError, match=r"the columns 'child_pid', 'Child ID'"):
        refuse_two_pseudonyms(["child_pid", "Child ID"], names, "e.csv")


def test_every_column_that_identifies_is_named_at_once():
    with pytest.raises(SourceError, match=r"the columns 'Forename' \(names\), 'DOB'"):
        refuse_identifying(["episode_id", "Forename", "DOB"], (), "e.csv")


@pytest.mark.parametrize("layout", ["episodes", "places", "ssda903", "street"])
def test_no_column_of_a_known_layout_is_taken_for_identifying(layout):
    refuse_identifying(knows(layout), knows(layout), "e.csv")


@pytest.mark.parametrize(
    "column",
    [
        *(
            "Batch",
            "Force code",
            "Missing episode count",
            "Weekday",
            "Placing LA",
            "Quarter",
            "Age",
        ),
        *("LSOA name", "Ward name", "Authority name", "Supplier name", "Police force", "Status"),
        *("Repeat count", "Hours missing", "Location type", "Street type", "Return interview date"),
        *("Premises name", "Extract date", "Number of episodes", "Hashed id", "Risk level", "Cell"),
    ],
)
def test_an_innocent_column_is_let_in(column):
    refuse_identifying([column], (), "e.csv")
