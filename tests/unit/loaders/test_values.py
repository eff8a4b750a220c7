"""Single cells: what they say, or what kind of thing they hold, and never the thing."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import values
from loaders.values import BadCell

NOTHINGS = ["", " ", "NULL", "(null)", "no details", "TBC", "n/a", "N/K", "-", "#N/A", "<Null>"]


@pytest.mark.parametrize("cell", NOTHINGS)
@pytest.mark.parametrize(
    "read", [values.text, values.number, values.truth, values.postcode, values.uprn]
)
def test_what_people_type_when_they_have_nothing_to_say_is_none(read, cell):
    assert read(cell) is None


def test_text_loses_spaces_at_its_ends_and_doubled_inside():
    assert values.text("  The \u00a0Heron\t Inn\u200b ") == "The Heron Inn"


def test_text_that_was_encoded_twice_is_mended():
    assert values.text("Gull\u00e2\u20ac\u2122s Caf\u00c3\u00a9") == "Gull\u2019s Caf\u00e9"
    # a space that was written as a tab belongs to what was encoded twice
    assert values.text("Gull \u00e2\u20ac\tCurlew") == values.text("Gull \u00e2\u20ac Curlew")


@given(number=st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=100)
def test_a_number_is_read_as_it_is_written(number):
    assert values.number(repr(number)) == number


@given(number=st.integers(-(10**9), 10**9))
@settings(max_examples=60)
def test_separated_thousands_are_one_number(number):
    assert values.number(f"{number:,}") == number


@pytest.mark.parametrize("cell", ["351,000", "351 000", "351\u00a0000", " 351000 ", "351000.0"])
def test_an_easting_in_any_dress_is_one_number(cell):
    assert values.number(cell) == 351_000


@pytest.mark.parametrize("cell", ["35,1000", "1_000", "351000m", "1.2.3", "SJ5183", "0x10", "1,2"])
def test_what_only_looks_like_a_number_is_not_one(cell):
    with pytest.raises(BadCell, match="not_a_number"):
        values.number(cell)


@pytest.mark.parametrize("cell", ["NaN", "inf", "-Infinity", "1e999"])
def test_a_number_must_be_finite(cell):
    with pytest.raises(BadCell, match="not_finite"):
        values.number(cell)


@pytest.mark.parametrize(("cell", "number"), [("0", 0), ("0.0", 0), ("-1", -1)])
def test_a_stand_in_that_is_a_number_stays_one_for_its_column_to_judge(cell, number):
    assert values.number(cell) == number


def test_a_whole_number_has_no_fraction():
    assert values.whole_number("12.0") == 12
    with pytest.raises(BadCell, match="not_a_whole_number"):
        values.whole_number("12.5")


@pytest.mark.parametrize("cell", ["true", "TRUE", "Yes", "y", " Y ", "1", "✓"])
def test_yes_in_any_case_is_yes(cell):
    assert values.truth(cell) is True


@pytest.mark.parametrize("cell", ["false", "No", "N", "0"])
def test_no_in_any_case_is_no(cell):
    assert values.truth(cell) is False


def test_what_is_neither_yes_nor_no_is_not_guessed():
    with pytest.raises(BadCell, match="not_yes_or_no"):
        values.truth("sometimes")


@pytest.mark.parametrize(
    "cell", ["ZX1 4QT", " zx1 4qt ", "ZX14QT", "ZX1  4QT", "ZX1\u00a04QT", "Z X 1 4 Q T"]
)
def test_a_postcode_in_any_dress_is_one_postcode(cell):
    assert values.postcode(cell) == "ZX14QT"


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ("ZX1 OQT", "ZX10QT"),
        ("ZX1 IQT", "ZX11QT"),
        ("Z2O 4QT", "Z204QT"),
        ("ZX1I 4QT", "ZX114QT"),
        ("OL1 4QT", "OL14QT"),  # a true letter
        ("Z1A 4QT", "Z1A4QT"),
    ],
)
def test_a_letter_in_the_place_of_a_digit_is_mended(cell, mended):
    assert values.postcode(cell) == mended


@pytest.mark.parametrize("cell", ["ZX1", " ZX14  999", "ZX3 ZBQ", "Skerrowby", "West Quay", "1"])
def test_a_malformed_postcode_is_refused(cell):
    with pytest.raises(BadCell, match="not_a_postcode"):
        values.postcode(cell)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("4 Quay Street, Skerrowby, ZX1 4QT", "ZX14QT"),
        ("4 Quay Street zx14qt England", "ZX14QT"),
        ("was at ZX1 1AA, now ZX1 4QT", "ZX14QT"),
        ("4 Quay Street, Skerrowby", None),
        ("open to 1am", None),
        ("Flat B2 4 Quay Street", None),
        ("Unit X1, 2AB Quay", None),
    ],
)
def test_a_postcode_is_found_inside_an_address(address, found):
    assert values.postcode_within(address) == found


@pytest.mark.parametrize("cell", ["000040082756", "40082756", "40082756.0", " 40082756 "])
def test_a_property_number_is_the_same_padded_or_not(cell):
    assert values.uprn(cell) == 40_082_756


def test_a_property_number_that_a_spreadsheet_rounded_is_lost():
    with pytest.raises(BadCell, match="uprn_lost_in_spreadsheet"):
        values.uprn("1.00021E+11")


@pytest.mark.parametrize(("cell", "fine"), [("9" * 12, True), ("9" * 13, False), ("12A", False)])
def test_a_property_number_has_twelve_digits_at_most(cell, fine):
    if fine:
        assert values.uprn(cell) == int(cell)
    else:
        with pytest.raises(BadCell, match="not_a_uprn"):
            values.uprn(cell)


@pytest.mark.parametrize("cell", ["0", "000", "0000000000"])
def test_noughts_are_no_property_number(cell):
    assert values.uprn(cell) is None


@given(cell=st.text(min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=100)
def test_a_cell_is_described_without_being_repeated(cell):
    assert values.kind_of(cell) in {
        "a number",
        f"words, {len(cell.strip())} characters",
        f"letters and digits, {len(cell.strip())} characters",
    }


@pytest.mark.parametrize("cell", ["1234", "01/02/2026", "12:30", "ZX1 4QT", "a" * 32])
def test_a_value_is_told_from_a_heading(cell):
    assert values.plainly_a_value(cell)


@pytest.mark.parametrize("cell", ["Licence Number", "Postcode", "Address 1", "UPRN", "", "deaf"])
def test_a_heading_is_told_from_a_value(cell):
    assert not values.plainly_a_value(cell)


@given(cell=st.text(max_size=25))
@settings(max_examples=150)
def test_a_reader_of_cells_answers_or_refuses_and_never_breaks(cell):
    for read in (values.number, values.truth, values.postcode, values.uprn, values.text):
        with contextlib.suppress(BadCell):  # any other exception fails the test
            read(cell)


@pytest.mark.parametrize(("cell", "many"), [("", None), ("0", 0), ("4.0", 4), ("32,767", 32_767)])
def test_a_count_is_a_whole_number(cell, many):
    assert values.count(cell) == many


@pytest.mark.parametrize("cell", ["-1", "32768", "99999999", "4.5"])
def test_a_count_that_the_tables_cannot_hold_is_none(cell):
    with pytest.raises(BadCell):
        values.count(cell)


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("POINT (-3.52 53.58)", (-3.52, 53.58)),
        ("SRID=27700;POINT(300000.5 410000)", (300000.5, 410000.0)),
        ("(53.58, -3.52)", (-3.52, 53.58)),
        ("-3.52; 53.58", (-3.52, 53.58)),
        ("300000, 410000", (300000.0, 410000.0)),
        ("53.58012 -3.52034", (-3.52034, 53.58012)),
        ("(53.58\u00b0, -3.52\u00b0)", (-3.52, 53.58)),
        ('{"type":"Point","coordinates":[-3.52,53.58]}', (-3.52, 53.58)),
        ("300000 410000", (300000.0, 410000.0)),
        ("4 Quay Street\n(53.58, -3.52)", (-3.52, 53.58)),
        ("53.4, -3", None),  # cut to a degree, which is 70 km
        ('{"type":"LineString","coordinates":[[-3.52,53.58],[-3.5,53.5]]}', None),
        ("01632 960123", None),  # a telephone's number
        ("16320 9601230", None),
        ("4 Quay Street (12, 14)", None),
        ("-3,62466", None),  # one number, with a comma for its point
        ("4, 12", None),
        ("4 Quay Street", None),
        ("", None),
    ],
)
def test_a_point_in_one_cell_is_two_numbers_x_first(cell, pair):
    assert values.point(cell) == pair


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("4 Quay Street, Skerrowby\n(53.58, -3.52)", "4 Quay Street, Skerrowby"),
        ("(53.58, -3.52)", None),
        ("4 Quay Street", None),
    ],
)
def test_an_address_stands_before_a_pair_in_brackets(cell, address):
    assert values.before_point(cell) == address


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('="00123"', "00123"),
        ('="The ""Heron"""', 'The "Heron"'),
        ("Fox &amp; Hounds", "Fox & Hounds"),
        ("O&#39;Neill&rsquo;s", "O'Neill’s"),
        ("4 Quay Street<br/>Seaport", "4 Quay Street\nSeaport"),
        ("<b>Current</b>", "Current"),
        ("=1+1", "=1+1"),
        ("Fox & Hounds; Bar", "Fox & Hounds; Bar"),
        ("a < b", "a < b"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell, shown):
    assert values.as_shown(cell) == shown


def test_a_floor_is_no_part_of_a_postcode():
    assert values.postcode_within("Unit L1 1st Floor, 4 Quay Street") is None
    assert values.postcode_within("Unit L1 1st Floor, ZX1 4QT") == "ZX14QT"
    assert values.postcode("ZX1 4QT.") == "ZX14QT"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("298788,50", 298_788.5),
        ("53,58752", 53.58752),
        ("-3,529441", -3.529441),
        ("298,788", 298_788),
    ],
)
def test_a_coordinates_comma_where_no_thousands_end_is_a_decimal_one(cell, number):
    assert values.number(cell) == number


def test_a_link_is_what_is_shown_of_it_and_a_uprn_is_kept_from_rounding():
    assert values.as_shown('=HYPERLINK("http://x.example/1","The ""Heron""")') == 'The "Heron"'
    assert values.as_shown("=A1+B1") == "=A1+B1"
    assert values.uprn("'990000000004") == 990000000004
