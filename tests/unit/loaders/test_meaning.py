"""What the words of a register mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import meaning
from tests.growth import MOST, growth


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Current", "in_force"),
        ("GRANTED", "in_force"),
        ("Licence Issued", "in_force"),
        ("Approved", "in_force"),
        ("Live", "in_force"),
        ("Suspended", "superseded"),  # a later application took its place: no sanction
        ("Superseded by variation", "superseded"),
        ("Surrendered", "surrendered"),
        ("Licence revoked", "revoked"),
        ("Application Refused", "refused"),
        ("Not granted", "refused"),
        ("Invalid", "refused"),
        ("Withdrawn", "withdrawn"),
        ("Lapsed", "lapsed"),
        ("Inactive", "lapsed"),
        ("No longer in force", "lapsed"),
        ("Not current", "lapsed"),
        ("Expired", "expired"),
        ("To be determined", "applied_for"),
        ("Granted at hearing", "in_force"),
        ("Awaiting hearing", "applied_for"),
        ("Current (pending transfer)", "in_force"),
        ("Live application - pending", "applied_for"),
        ("Granted, pending payment", "applied_for"),
        ("Reinstated", "in_force"),
        ("Deregistered", "lapsed"),
        ("Pending consideration", "applied_for"),
        ("new", "applied_for"),
        ("", "unknown"),
        (None, "unknown"),
        ("Zzz", "unknown"),
    ],
)
def test_a_status_is_mapped_by_its_meaning(stated, means):
    assert meaning.status(stated) == means


@pytest.mark.parametrize("stated", ["Suspended", "Surrendered", "Lapsed", "Zzz", "Current"])
def test_only_a_word_that_says_revoked_is_a_sanction(stated):
    assert meaning.status(stated) != "revoked"


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Premises  licence", "premises_licence"),
        ("LAPREM", "premises_licence"),
        ("Club Premises Certificate", "club_premises_certificate"),
        ("LACLUB", "club_premises_certificate"),
        ("Temporary Event Notice", "temporary_event_notice"),
        ("LATEN", "temporary_event_notice"),
        ("Gambling - Betting Premises Licence", "gambling_premises"),
        ("Street trading consent", "other"),
    ],
)
def test_a_type_of_licence_is_told_by_name_or_code(stated, means):
    assert meaning.licence_type([stated]) == means


def test_a_licence_without_a_type_is_of_an_unknown_one():
    assert meaning.licence_type([None, ""]) == "unknown"


def test_activities_are_told_apart_in_a_list():
    found = meaning.activities("Sale of alcohol on the premises|Late Night Refreshment|Live music|")
    assert found == {"alcohol_on", "late_night_refreshment", "live_music"}


@pytest.mark.parametrize(
    ("stated", "activity"),
    [
        ("Alcohol OFF Sales/Supply", {"alcohol_off"}),
        ("Alcohol ON Sales/Supply", {"alcohol_on"}),
        ("Late Night Refresh", {"late_night_refreshment"}),
        ("Performance of dance", {"dance"}),
        ("", set()),
        (None, set()),
    ],
)
def test_an_activity_is_told_by_its_words(stated, activity):
    assert meaning.activities(stated) == activity


@pytest.mark.parametrize(
    ("stated", "name", "allowed", "kind", "basis"),
    [
        ("Takeaway", "The Heron", set(), "takeaway", "stated"),
        (None, "Gull Fry Takeaway", set(), "takeaway", "name"),
        (None, "The Heron Inn", set(), "pub", "name"),
        (None, "Skerry Hotel", {"alcohol_on"}, "hotel", "name"),
        (None, "Plover's", {"late_night_refreshment"}, "takeaway", "activities"),
        (None, "Plover's", {"alcohol_off"}, "off_licence", "activities"),
        (None, "Plover's", {"betting"}, "gambling", "activities"),
        (None, "Plover's", {"alcohol_on"}, "unknown", "none"),
    ],
)
def test_a_kind_is_stated_or_guessed_and_says_which(stated, name, allowed, kind, basis):
    assert meaning.premises_kind(stated, name, allowed, club=False) == (kind, basis)


def test_a_name_that_only_contains_a_word_is_not_of_its_kind():
    # "Inn" is in "Dinner", "bar" in "Barber"
    assert meaning.premises_kind(None, "Barbers Dinnerware", set(), club=False)[0] == "unknown"


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Superceded", "superseded"),
        ("Revocation", "revoked"),
        ("Not yet determined", "applied_for"),
        ("Never issued", "applied_for"),
        ("Not renewed", "expired"),
        ("Deemed granted", "in_force"),
        ("Archived", "lapsed"),
        ("Not Trading", "lapsed"),
        ("Draft", "applied_for"),
        ("Duplicate", "superseded"),
        ("CUR", "in_force"),
        ("Sur", "surrendered"),
        ("Cyfredol", "in_force"),
        ("Wedi dod i ben", "expired"),
        ("Ildiwyd", "surrendered"),
        ("Cursory", "unknown"),  # a code is the whole of a cell
        ("Amended", "unknown"),  # "ended" is in it
    ],
)
def test_a_status_is_not_told_by_a_part_of_its_words(stated, means):
    assert meaning.status(stated) == means


@pytest.mark.parametrize(
    "stated", ["Personal Licence", "Licensing Act 2003 - Personal Licence", "PERSONAL  LICENCE"]
)
def test_a_persons_licence_is_none_of_premises(stated):
    assert meaning.licence_type([stated]) == "other"


@pytest.mark.parametrize(
    "stated",
    [
        *("Personal", "LAPER1", "Private Hire Driver", "Dual Badge", "Selective Licence"),
        *(
            "House in Multiple Occupation",
            "Animal Boarding (Home)",
            "Child Performance",
            "Society Lottery",
        ),
        *("Gambling Act - Small Society Lottery", "House to House Collection"),
    ],
)
def test_a_licence_of_a_person_a_vehicle_or_a_home_is_known_as_one(stated):
    assert meaning.of_people([stated])


@pytest.mark.parametrize(
    "stated",
    [
        *("Premises Licence (personal licence holder required)", "LAPRE1", "Betting Premises"),
        *("TEN (of a personal licence holder)", "Pavement Licence", "Street Trading", "Catering"),
    ],
)
def test_a_licence_of_premises_is_not_taken_for_a_persons(stated):
    assert not meaning.of_people([stated])


@pytest.mark.parametrize(
    ("stated", "means"),
    [
        ("Licensing Act 2003", "premises_licence"),
        ("Premises Licence (personal licence holder required)", "premises_licence"),
        ("Tennis court consent", "other"),  # no notice, though "ten" begins it
        ("LATEN", "temporary_event_notice"),
        ("LAPRE2", "premises_licence"),
        ("LACLU1", "club_premises_certificate"),
        ("CLUBPREM", "club_premises_certificate"),
        ("Premises", "premises_licence"),
        ("Late Night Refreshment Licence", "premises_licence"),
        ("Trwydded Eiddo", "premises_licence"),
        ("Minor Variation", "other"),
    ],
)
def test_a_type_is_told_by_whole_words(stated, means):
    assert meaning.licence_type([stated]) == means


@pytest.mark.parametrize(
    "stated",
    [
        "Alcohol ON&OFF Sales/Supply",
        "Sale of alcohol on and off the premises",
        "Sale by retail of alcohol for consumption on or off the premises",
        "On/Off Sales",
        "Supply of alcohol (on and off)",
    ],
)
def test_alcohol_on_and_off_the_premises_is_both(stated):
    assert meaning.activities(stated) == {"alcohol_on", "alcohol_off"}


@pytest.mark.parametrize(
    ("stated", "activities"),
    [
        ("Betting (Tracks)", {"betting"}),
        ("Tracks", {"betting"}),
        ("Karaoke with backing tracks", set()),
        ("Plays, films", {"plays", "films"}),
        ("Live music;Recorded music\nDance", {"live_music", "recorded_music", "dance"}),
        ("||", set()),
    ],
)
def test_each_part_of_a_list_is_an_activity_of_its_own(stated, activities):
    assert meaning.activities(stated) == activities


@given(stated=st.text(max_size=40))
@settings(max_examples=100)
def test_any_words_have_a_meaning_that_is_known(stated):
    statuses = {
        *("superseded", "surrendered", "revoked", "refused", "withdrawn", "lapsed", "expired"),
        *("applied_for", "in_force", "unknown"),
    }
    assert meaning.status(stated) in statuses
    kind, basis = meaning.premises_kind(stated, stated, meaning.activities(stated), club=False)
    assert (kind == "unknown") == (basis == "none")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("On Sales", {"alcohol_on"}),
        ("Off", {"alcohol_off"}),
        ("ON & OFF", {"alcohol_on", "alcohol_off"}),
        ("Alcohol ON&OFF Sales/Supply", {"alcohol_on", "alcohol_off"}),
        ("Both", {"alcohol_on", "alcohol_off"}),
        ("Yes", {"alcohol_on", "alcohol_off"}),
        ("No", set()),
        ("NA", set()),
    ],
)
def test_a_column_of_on_and_off_sales_says_which(cell, said):
    assert meaning.sales(cell) == said


@pytest.mark.parametrize(
    "stated",
    [
        *("Licensing Act 2003 - Personal", "Alcohol (Personal)", "Alcohol Personal"),
        *("PERS", "LIC_PERS", "PERSLIC", "LA2003_Personal_Licence", "PersonalLicence", "LA_PER"),
        *("PHOP", "Skin piercing (home)", "Scrap Metal Collector", "Boarding", "Dogs", "Child"),
        *("Dog Breeding", "Home boarding of dogs", "Pet Shop", "Child Employment", "Childminder"),
        *("Children in Entertainment", "Employment of children", "Children's Home"),
        *("Private Hire", "Private Hire Vehicle - hotel", "Trwydded Bersonol", "Gyrrwr Tacsi"),
    ],
)
def test_a_persons_type_is_known_however_a_back_office_runs_it_together(stated):
    assert meaning.of_people([stated])


@pytest.mark.parametrize(
    "number",
    [
        *("24/00001/PERS", "24/00002/LAPERS", "PERS1234", "LN/PER/44", "PER-7", "PHD_0022"),
        *("phd_0022", "HMO-22", "05/00001/PET", "24PERS001"),
    ],
)
def test_a_persons_number_is_known_by_the_code_in_it(number):
    assert meaning.of_people([number])


@pytest.mark.parametrize(
    "number",
    [
        *("PREM/PERTH", "PREM/PER/44", "PERTH/22", "LIC/PERRY/1", "LN-PERM-2", "Q1PHD0QW"),
        *("CAT-A/22", "PREM_22", "fee per event", "EVENTS PER YEAR"),
    ],
)
def test_a_number_with_such_a_code_inside_a_word_is_no_persons(number):
    assert not meaning.of_people([number])


@pytest.mark.parametrize(
    "stated",
    [
        *("Boarding House", "Boarding School", "Children's soft play with bar", "Dog-friendly pub"),
        *("Function room / private hire", "Venue for private hire", "Old House at Home"),
    ],
)
def test_a_kind_of_premises_that_shares_a_word_with_a_persons_licence_is_kept(stated):
    assert not meaning.of_people([stated])


def test_the_address_of_a_web_page_is_not_taken_apart_into_words():
    assert meaning.licence_type(["http://id.example.org/premisesLicenceApplicant/1"]) == "other"
    assert meaning.licence_type(["PremisesLicence"]) == "premises_licence"


@pytest.mark.parametrize("piece", ["(", "dog ", "child", "home ", "private hire ", "a_", "PER/"])
def test_a_long_type_takes_as_long_as_it_is(piece):
    assert growth(lambda text: meaning.of_people([text]), piece, 1_000) < MOST
