"""What the cells of a column look like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import looks

CELL = st.text(max_size=12) | st.integers(-(10**7), 10**7).map(str) | st.floats().map(str)
ALL = (
    *(looks.postcode, looks.postcode_within, looks.uprn, looks.date, looks.longitude),
    *(looks.latitude, looks.metres, looks.numeric, looks.truth),
    *(looks.reference, looks.name, looks.address),
)
NAMES = ["The Heron", "Gull Fry", "Quay Wines", "Tern Rooms", "Plover Bar"]


@pytest.mark.parametrize(
    ("look", "fits", "fits_not"),
    [
        (looks.postcode, "zx1\u00a04qt", "4 Quay Street, ZX1 4QT"),
        (looks.postcode_within, "4 Quay Street, ZX1 4QT", "4 Quay Street"),
        (looks.uprn, "100012345678", "1234567"),  # any small number could be anything
        (looks.date, "03/07/2026", "46206"),  # so could a spreadsheet's day
        (looks.date, "3 July 2026", "July"),
        (looks.longitude, "-2.7374", "-2"),
        (looks.longitude, "2.99", "3.01"),
        (looks.latitude, "53.3416", "53"),
        (looks.latitude, "49.76", "48.99"),
        (looks.longitude_anywhere, "13.38", "53.34"),  # abroad; of a latitude here
        (looks.longitude_anywhere, "-122.42", "351000.5"),
        (looks.latitude_anywhere, "48.85", "-2.7374"),
        (looks.latitude_anywhere, "-33.86", "90.5"),
        (looks.metres, "351,000", "9999"),
        (looks.metres, "10000", "1300001"),
        (looks.metres, "-5527598", "-5527599"),  # nowhere, converted to metres of another grid
        (looks.metres, "10000", "-391000"),  # the x of web maps, west of Greenwich
        (looks.easting, "60000", "45992"),  # a spreadsheet's day, and too far west
        (looks.mercator_x, "-391000", "-3.5"),
        (looks.mercator_y, "7000000", "410000"),
        (looks.point, "53.58, -3.52", "53.58"),
        (looks.dated, "45992", "7"),
        (looks.licence_type, "Premises Licence", "Cattery"),
        (looks.hours, "Mon-Sun 10:00-23:00", "when it suits"),
        (looks.numeric, "-1.5", "ZX1 4QT"),
        (looks.truth, "Yes", "Granted"),
    ],
)
def test_a_column_looks_like_what_its_cells_are(look, fits, fits_not):
    assert look([fits]) == 1
    assert look([fits_not]) == 0
    assert look([fits, fits_not]) == 0.5


@pytest.mark.parametrize("nothing", ["", "NULL", "no details"])
@pytest.mark.parametrize("look", [looks.postcode, looks.uprn, looks.date, looks.numeric])
def test_what_people_type_when_they_have_nothing_to_say_looks_like_nothing(look, nothing):
    assert look([nothing]) == 0


def test_a_reference_tells_nearly_every_row_apart():
    assert looks.reference([f"PL{n}/26" for n in range(20)]) == 1
    assert looks.reference([f"PL{n // 2}/26" for n in range(20)]) == 0


@pytest.mark.parametrize("cell", ["Premises{}".format, "PL {}".format, ("x" * 30 + "{}").format])
def test_a_reference_is_short_and_unbroken(cell):
    made = [cell(number) for number in range(20)]
    assert looks.reference(made) == (1 if cell(1) == "Premises1" else 0)


def test_words_without_digits_are_no_references():
    assert looks.reference(["Heron", "Quay", "Tern", "Gull"]) == 0


def test_names_are_words_that_differ():
    assert looks.name(NAMES) == 1
    assert looks.name(["Granted"] * 5) == 0
    assert looks.name([f"0{n}/07/2026 22:30" for n in range(5)]) == 0


@pytest.mark.parametrize(("length", "fits"), [(2, False), (3, True), (80, True), (81, False)])
def test_a_name_has_three_to_eighty_letters(length, fits):
    assert looks.name(["a" * length]) == fits


def test_addresses_are_four_words_with_a_number_or_commas():
    assert looks.address([f"{n} Quay Street, Skerrowby" for n in range(5)]) == 1
    assert looks.address(["Quay Street,Skerrowby,Nowhere"]) == 1
    assert looks.address(["The Old Heron Inn"]) == 0
    assert looks.address(["4 Quay Street"]) == 0


@given(cells=st.lists(CELL, min_size=1, max_size=6))
@settings(max_examples=100)
def test_a_look_is_a_share_of_any_cells(cells):
    assert all(0 <= look(cells) <= 1 for look in ALL)


@pytest.mark.parametrize("look", ALL)
def test_a_column_without_a_cell_looks_like_nothing(look):
    assert look([]) == 0


def test_statuses_are_a_few_words_that_come_again():
    assert looks.status(["Current", "Granted", "Lapsed", "Current"]) == 1
    assert looks.status([f"Granted in {year}" for year in range(1900, 2000)]) == 0


def test_a_column_to_tick_holds_yes_and_no_or_hours_or_its_own_name():
    assert looks.ticks(["Yes", "No", "N/A", "Mon-Sun 10:00-23:00"]) == 1
    assert looks.ticks(["Alcohol ON", "NA", "Alcohol ON"]) == 1
    assert looks.ticks(["Permitted", "Not permitted", "Not licensed"]) == 1
    assert looks.ticks(["one bar", "two bars"]) == 0
