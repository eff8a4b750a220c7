"""Whose name and address a column has, in registers of events, trades and people."""

import pytest

from geo.errors import SourceError
from loaders.premises import propose
from loaders.premises_owners import name_alone
from loaders.source import open_source


def proposed(folder, *lines):
    file = folder / "r.csv"
    file.write_text("\n".join(lines) + "\n")
    return propose(open_source(file))[1].columns


def test_an_event_is_where_it_is_held_and_not_where_its_notice_giver_lives(tmp_path):
    columns = proposed(
        tmp_path,
        "TEN Ref,Premises User,User Address,Event Location,Event Start,Event Finish,Outcome",
        'T1,Ann Tern,"9 Home Row, ZX1 4QT","Hall, Quay Street, ZX1 4QU",27/11/2026,29/11/2026,x',
        'T2,Bob Gull,"8 Home Row, ZX1 4QT","Inn, Quay Street, ZX1 4QU",13/11/2026,14/11/2026,x',
    )
    assert columns["address"] == ("Event Location",)
    assert columns["not_kept"] == ("User Address",)
    assert columns["name"] == ()
    assert (columns["starts_on"], columns["ends_on"]) == (("Event Start",), ("Event Finish",))


def test_a_street_trader_is_where_the_pitch_is(tmp_path):
    columns = proposed(
        tmp_path,
        "Consent No,Trader,Trader Address,Pitch Location,Goods Sold,Trading Days,Consent End",
        'C1,Ann Tern,"9 Home Row, ZX1 4QT","Layby, Quay Street, ZX1 4QU",Hot food,Mon-Sun,1/1/2027',
        'C2,Bob Gull,"8 Home Row, ZX1 4QT","Park, Quay Street, ZX1 4QU",Ice cream,Sun,31/1/2027',
    )
    assert columns["address"] == ("Pitch Location",)
    assert columns["not_kept"] == ("Trader Address",)
    assert columns["name"] == ()
    assert (columns["licence_number"], columns["ends_on"]) == (("Consent No",), ("Consent End",))


@pytest.mark.parametrize(
    "person",
    ["Notice Giver", "Therapist Name", "Name of Premises Manager", "Event Organiser", "DPS 2"],
)
def test_a_person_is_not_taken_for_the_premises_by_a_name_that_looks_like_one(tmp_path, person):
    columns = proposed(
        tmp_path, f"Ref,{person},Venue Address", "P1,Ann Tern,4 Quay St", "P2,Bob Gull,6 Quay St"
    )
    assert columns["name"] == ()
    assert columns["address"] == ("Venue Address",)


def test_an_establishment_goes_before_who_works_there(tmp_path):
    columns = proposed(
        tmp_path,
        "Licence No,Therapist Name,Establishment,Establishment Address",
        "M1,Ann Tern,The Spa,4 Quay Street",
    )
    assert columns["name"] == ("Establishment",)


def test_what_may_be_premises_or_a_person_is_still_a_name(tmp_path):
    columns = proposed(
        tmp_path, "Ref,Premises / Person,Address", "1,The Gull,4 Quay St", "2,The Tern,6 Quay St"
    )
    assert columns["name"] == ("Premises / Person",)


@pytest.mark.parametrize("title", ["Mr", "Mrs.", "MISS", "Ms"])
def test_a_list_of_titled_people_is_refused_whatever_its_columns_are_called(tmp_path, title):
    with pytest.raises(SourceError, match="column 'Name', of names such as Mr and Ms,"):
        proposed(
            tmp_path,
            "Ref,Name,Address",
            f"17/1/PA,{title} Ann Tern,9 Home Row",
            f"17/2/PA,{title} B Gull,8 Home Row",
            "17/3/PA,C Knot,7 Home Row",
        )


def test_businesses_that_are_called_as_somebody_are_not_people(tmp_path):
    names = [
        "Mr Chippy",
        "Mrs Tern's Tea Room",
        "Mr and Mrs Gull",
        "Miss Knot Bar",
        "Mr Ali Kebabs",
    ]
    lines = [f"P{n},{name},4 Quay Street" for n, name in enumerate(names)]
    assert proposed(tmp_path, "Ref,Name,Address", *lines)["name"] == ("Name",)


def test_a_pivot_table_is_refused(tmp_path):
    with pytest.raises(SourceError, match="'Row Labels' is a pivot table's"):
        proposed(tmp_path, "Row Labels,Count of Licence No", "Abbey,2", "The Heron,1", "The Tern,1")


def test_activities_are_read_beside_their_times_in_one_cell(tmp_path):
    columns = proposed(
        tmp_path,
        "Ref,Premises,Address,Licensable Activities & Times",
        "P1,The Heron,4 Quay Street,Sale of alcohol: Mon-Sun 10:00-23:00",
    )
    assert columns["activity"] == columns["hours"] == ("Licensable Activities & Times",)


@pytest.mark.parametrize(
    "whose",
    ["Complainant", "Nearest Resident", "Steward", "Treasurer", "Hold", "Licensee", "Occupier"],
)
def test_where_somebody_lives_is_not_where_premises_are_however_it_is_shortened(tmp_path, whose):
    columns = proposed(
        tmp_path,
        f"Ref,Prem Name,{whose} Add1,{whose} PC,Prem Add1,Prem Town",
        "P1,The Heron,9 Home Row,ZX9 9ZZ,4 Quay Street,Seaport",
    )
    assert columns["address"] == ("Prem Add1", "Prem Town")
    assert columns["not_kept"] == (f"{whose} Add1", f"{whose} PC")
    assert "postcode" not in columns


def test_the_words_of_the_licences_form_are_an_address(tmp_path):
    postal = "Postal address of premises or if none map reference"
    columns = proposed(
        tmp_path, f"Licence number,{postal},Post town", "P1,The Heron 4 Quay Street,Seaport"
    )
    assert columns["address"] == (postal, "Post town")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Heron Ltd\n9 Home Row\nSeaport ZX9 9ZZ", "Heron Ltd"),
        ("Heron Ltd, Rose Cottage, Home Row, ZX9 9ZZ", "Heron Ltd"),
        ("Heron Ltd 9 Home Row Seaport ZX9 9ZZ", "Heron Ltd"),
        ("Ann Tern, Flat 2, Home Row", "Ann Tern"),
        ("Tern, Ann", "Tern, Ann"),
        ("Ann Tern; Bob Gull", "Ann Tern; Bob Gull"),
        ("Ann Tern|Bob Gull", "Ann Tern|Bob Gull"),
        ("3 Herons Ltd", "3 Herons Ltd"),
        ("Heron 2000 Ltd", "Heron 2000 Ltd"),
    ],
)
def test_a_holders_home_is_not_kept_though_it_stands_in_the_cell_of_the_name(cell, name):
    assert name_alone(cell) == name


@pytest.mark.parametrize(
    ("cell", "field"), [("Personal Licence", "licence_type"), ("23/00012", "licence_number")]
)
def test_an_application_is_of_a_kind_or_a_number(tmp_path, cell, field):
    columns = proposed(
        tmp_path,
        "Date,Application,Premises,Outcome",
        f'13/02/2026,{cell},"The Heron, 4 Quay Street, ZX1 4QT",Granted',
    )
    assert columns.get(field, ("",)) in (("Application",), ("",))
    assert (field == "licence_type") == ("Application" in columns.get("licence_type", ()))
