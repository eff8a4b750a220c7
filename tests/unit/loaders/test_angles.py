"""Degrees are read as people write them, and a place is as rough as its digits."""

import pytest

from loaders import values
from loaders.angles import angle, coarseness_m, pair
from loaders.values import BadCell


@pytest.mark.parametrize(
    "text",
    [
        *("53°34'48\"N", "53º 34′ 48″ N", "53°34’48” N", "53d34m48sN", "N53 34 48", "53:34:48N"),
        *("53 34 48", "53 34.8 N", "53°34.8'", "53.58", "53.58N", "53.58° N", "N 53.58", "+53.58"),
    ],
)
def test_a_latitude_is_read_in_any_of_its_forms(text):
    assert angle(text).degrees == pytest.approx(53.58)
    assert values.degrees(text) == pytest.approx(53.58)


@pytest.mark.parametrize("text", ["3°31'12\"W", "-3 31 12", "3.52W", "W 3.52", "-3.52", "-3.52 W"])
def test_what_is_west_is_below_nought(text):
    assert values.degrees(text) == pytest.approx(-3.52)


@pytest.mark.parametrize("text", ["53 70 12", "53.5 30", "N53N", "12/03/2020", "North", "53°34'48"])
def test_what_is_no_angle_is_none(text):
    found = angle(text)
    assert found is None or text == "53°34'48"  # whose seconds need no mark


def test_a_number_of_metres_is_no_angle_and_still_a_number():
    assert angle("300000") is None
    assert values.degrees("300000") == 300_000
    with pytest.raises(BadCell):
        values.degrees("Quay Street")


@pytest.mark.parametrize(
    "text",
    [
        *("53°34'48\"N 3°31'12\"W", "53.58N, 3.52W", "53.58° N, 3.52° W", "N53.58 W3.52"),
        *("(53.58N; 3.52W)", "3.52W 53.58N"),
    ],
)
def test_two_angles_with_their_letters_are_a_point_in_one_cell(text):
    assert pair(text) == pytest.approx((-3.52, 53.58))
    assert values.point(text) == pytest.approx((-3.52, 53.58))


@pytest.mark.parametrize("text", ["1 Quay Street NW", "North Street", "53.58N 53.59N", "N S E W"])
def test_an_address_is_no_point(text):
    assert pair(text) is None


@pytest.mark.parametrize(
    ("texts", "metres"),
    [
        (["53.57971", "-3.51983"], 0.65),
        (["53.58", "-3.5198"], 6.5),  # a spreadsheet dropped noughts of one
        (["53.58", "-3.52"], 650),
        (["53°34'48\"N", "3°31'12\"W"], 18.1),
        (["53°34'N", "3°31'W"], 1083),
        (["53.58, -3.52"], 650),
        (["POINT (-3.5198 53.5797)"], 6.5),
        ([], 0),
    ],
)
def test_a_place_is_as_rough_as_the_digits_it_was_given(texts, metres):
    assert coarseness_m(texts) == pytest.approx(metres, rel=0.01)
