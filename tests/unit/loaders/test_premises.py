"""What a register's columns are proposed to be."""

import openpyxl
import pytest

from geo.errors import SourceError
from loaders.premises import propose
from loaders.source import open_source


def test_a_column_settled_as_something_that_is_not_asked_for_is_refused(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("Ref,Trading as\nPL1,The Heron\n")
    assert propose(open_source(file), {"name": ["Trading as"]})[1].basis["name"] == "given"
    with pytest.raises(SourceError, match=r"--map must name .* found nmae"):
        propose(open_source(file), {"nmae": ["Trading as"]})


def test_a_column_of_names_with_addresses_is_both_where_no_other_has_addresses(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text('Ref,Premises\nPL1,"The Heron, 4 Quay Street, ZX1 4QT"\nPL2,"Tern, ZX1 4QU"\n')
    assert propose(open_source(file))[1].columns["name_and_address"] == ("Premises",)
    file.write_text('Ref,Premises,Address\nPL1,"The Heron, ZX1 4QT",4 Quay Street\n')
    assert propose(open_source(file))[1].columns["name"] == ("Premises",)


def test_a_holders_address_is_not_the_premises_whose_own_stands_in_its_name(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text('Ref,Holder,Address,Premises\nPL1,A,"9 Home Row, ZX9","The Heron, ZX1 4QT"\n')
    columns = propose(open_source(file))[1].columns
    assert columns["name_and_address"] == ("Premises",)
    assert (columns["address"], columns["not_kept"]) == ((), ("Address",))


def refused(file, written):
    file.write_text(written)
    with pytest.raises(SourceError, match="must be a register of premises") as told:
        propose(open_source(file))
    return str(told.value)


@pytest.mark.parametrize(
    ("header", "by"),
    [
        ("Personal Licence No,Name,Address,Postcode", "column 'Personal Licence No'"),
        ("Badge No,Driver Name,Address,Postcode", "column 'Badge No'"),
        ("Plate,Driver Name,Address,Postcode", "column 'Driver Name'"),
        ("Licence No,Surname,Forename,Postcode", "column 'Surname'"),
        ("Register of Personal Licence Holders,,,\nRef,Name,Address,Postcode", "its title"),
    ],
)
def test_a_register_of_people_is_refused_whole(tmp_path, header, by):
    assert by in refused(tmp_path / "r.csv", f"{header}\nA1,Ann Tern,4 Quay Street,ZX1 4QT\n")


@pytest.mark.parametrize(
    "header",
    [
        "Premises Licence No,Name,Address,Personal Licence No",
        "Licence No,Premises Name,Address,Surname",
        "Register of premises and personal licences,,,\nRef,Name,Address,Ward",
        "This list does not hold personal licences,,,\nRef,Name,Address,Ward",
        "Taxi and licensing team,,,\nRef,Name,Address,Ward",
    ],
)
def test_a_register_of_premises_is_not_refused_for_a_word_of_people(tmp_path, header):
    file = tmp_path / "r.csv"
    file.write_text(f"{header}\nA1,The Tern,4 Quay Street,x\n")
    assert len(propose(open_source(file))[0].rows) == 1


def test_a_type_of_premises_goes_before_a_title_of_people(tmp_path):
    file = tmp_path / "r.csv"
    file.write_text("All drivers' licences,,,\nRef,Name,Address,Licence Type\n")
    with file.open("a") as more:
        more.write("A1,The Tern,4 Quay Street,Premises Licence\nA2,Ann,9 Row,Driver\n")
    assert len(propose(open_source(file))[0].rows) == 2


@pytest.mark.parametrize(
    ("title", "fine"),
    [
        ("Personal Licences", False),
        ("DPS", False),
        ("Designated Premises Supervisors", False),
        ("Drivers", False),
        ("Premises and DPS", True),
        ("Childwall", True),  # a ward
    ],
)
def test_the_only_sheet_is_refused_if_its_title_is_of_people(tmp_path, title, fine):
    book = openpyxl.Workbook()
    book.active.title = title
    book.active.append(["Licence No", "Name", "Address", "Postcode"])
    book.active.append(["A1", "Ann Tern", "4 Quay Street", "ZX1 4QT"])
    book.save(tmp_path / "r.xlsx")
    if fine:
        assert propose(open_source(tmp_path / "r.xlsx"))[0].title == title
    else:
        with pytest.raises(SourceError, match=f"its sheet '{title}' says that it is of people"):
            propose(open_source(tmp_path / "r.xlsx"))


def test_names_that_were_settled_by_hand_are_not_doubted(tmp_path):
    file = tmp_path / "r.csv"
    refused(file, "Badge No,Driver Name,Address\nA1,Tern Ltd,4 Quay Street\n")
    assert propose(open_source(file), {"name": ["Driver Name"]})[1].has("name")


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("Ref,Premises Name,Street,District,Post Town", ("Street", "District", "Post Town")),
        ("Ref,Premises Name,Street,Town,District", ("Street", "Town")),
    ],
)
def test_a_district_among_the_lines_of_an_address_is_one_and_may_be_the_council(
    tmp_path, header, address
):
    file = tmp_path / "r.csv"
    file.write_text(f"{header}\nA1,The Tern,4 Quay Street,Skerrowby,Tarn\n")
    columns = propose(open_source(file))[1].columns
    assert (columns["address"], columns["authority"]) == (address, ("District",))


@pytest.mark.parametrize(
    "written",
    [
        "Licence Number,PL1,PL2\nPremises Name,Heron,Gull\nAddress,1 Sea Rd,\nStatus,Live,Live\n",
        "Licence Number,PL1\nPremises Name,Heron\nAddress,1 Sea Rd\nStatus,Live\n\n"
        "Licence Number,PL2\nPremises Name,Gull\nAddress,2 Sea Rd\nStatus,Live\n",
    ],
    ids=["across", "below"],
)
def test_a_form_with_names_of_columns_one_below_another_is_refused(tmp_path, written):
    file = tmp_path / "r.csv"
    file.write_text(written)
    with pytest.raises(SourceError, match="turn rows and columns round"):
        propose(open_source(file))


@pytest.mark.parametrize("column", ["Proposal", "KEYVAL", "Alternative Reference"])
def test_what_was_asked_for_and_a_key_are_no_names(tmp_path, column):
    file = tmp_path / "r.csv"
    file.write_text(
        f"REFVAL,{column},Address\n26/1/LAPRE,Tern sale,1 Sea Rd\n26/2/LAPRE,Gull sale,2 Sea Rd\n"
    )
    assert not propose(open_source(file))[1].has("name")


def test_a_name_and_an_address_twice_over_are_refused_until_one_is_settled(tmp_path):
    file = tmp_path / "r.csv"
    header = "Licence No,Name,Address,Postcode,Name,Address,Postcode\n"
    file.write_text(f"{header}PL1,Heron,1 Sea Rd,ZX1 4QT,J Ash,9 Elm Close,ZX1 4QU\n")
    with pytest.raises(SourceError, match="'Address' and 'Name' and 'Postcode' more than once"):
        propose(open_source(file))
    settled = propose(open_source(file), {"address": ["Address"]})[1]
    assert settled.columns["address"] == ("Address",)
    file.write_text(f"{header}PL1,Heron,1 Sea Rd,ZX1 4QT,Heron,1 Sea Rd,ZX1 4QT\n")
    propose(open_source(file))  # the same again is nobody's home
    file.write_text("Licence No,Name,Address,Address,Address\nPL1,Heron,1 Sea Rd,Sea,Land\n")
    columns = propose(open_source(file))[1].columns
    assert columns["address"] == ("Address", "Address (4)", "Address (5)")  # its lines


def test_a_page_without_columns_is_refused(tmp_path):
    file = tmp_path / "r.txt"
    file.write_text("Licence No   Premises   Postcode\nPL1          Heron      ZX1 4QT\n")
    with pytest.raises(SourceError, match="must have columns"):
        propose(open_source(file))


def test_hours_of_an_activity_beside_opening_hours_allow_it_and_a_seasons_are_not_the_years(
    tmp_path,
):
    file = tmp_path / "r.csv"
    file.write_text(
        "Ref,Name,Address,Opening Hours,LNR Hours,Winter Hours\n"
        "PL1,Heron,1 Sea Rd,10:00-23:00,23:00-01:00,12:00-20:00\n"
    )
    columns = propose(open_source(file))[1].columns
    assert (columns["hours"], columns["allowed"]) == (("Opening Hours",), ("LNR Hours",))
    file.write_text("Ref,Name,Address,Summer Hours\nPL1,Heron,1 Sea Rd,10:00-23:00\n")
    assert not propose(open_source(file))[1].has("hours")
