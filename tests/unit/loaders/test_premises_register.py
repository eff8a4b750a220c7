"""Which premises a row is of."""

import pytest

from loaders.placing import Placed
from loaders.premises_register import Place, Register

IBEX = Place("Ibex Bar", "1 Alp Street", "L10AB")


def held(*places, number=None, uprn=None):
    register = Register("E08000011")
    known = []
    for place in places:
        added = {"kind": "pub", "kind_basis": "guessed", "placed": Placed(), "load_id": 1}
        known.append(register.add(place, uprn=uprn, **added))
        register.number(number, known[-1])
    return register, *known


@pytest.mark.parametrize(
    "place",
    [
        Place("Ibex Bar", "91 Dice Street", "L10BE"),
        Place("The Old Goat", "1 Alp Street", None),
        Place("The Old Goat", "1, Alp Street", "L10BE"),
    ],
    ids=["its name", "its address", "its address, another postcode"],
)
@pytest.mark.parametrize("number", ["1", "PREM/0001"])
def test_a_number_and_something_else_make_a_row_a_premises(place, number):
    register, ibex = held(IBEX, number=number)
    assert register.find(place, number=number) == ibex


def test_a_number_alone_does_not():
    register, _ = held(IBEX, number="1")
    assert register.find(Place("Lucky Bets", "91 Dice Street", "L10BE"), number="1") is None


def test_a_postcode_goes_with_a_number_that_no_other_register_gives():
    lodger = Place("Lucky Bets", "2 Alp Street", IBEX.postcode)
    for number, same in (("1", False), ("PREM/0001", True)):
        register, ibex = held(IBEX, number=number)
        assert register.find(lodger, number=number) == (ibex if same else None)


@pytest.mark.parametrize("number", ["0", "00", "Pending", "see file", "n/a"])
def test_words_and_noughts_are_no_number(number):
    register, _ = held(IBEX, number=number)
    assert register.by_number == {}


def test_a_number_stands_where_there_is_nothing_to_compare():
    register, ibex = held(Place("Ibex Bar", "", None), number="1")
    assert register.find(Place("The Old Goat", "", None), number="1") == ibex


def test_a_number_is_followed_through_a_change_of_all_that_is_said_step_by_step():
    register, ibex = held(IBEX, number="1")
    register.say(ibex, Place("The Old Goat", IBEX.address, IBEX.postcode))
    assert register.find(Place("The Old Goat", "5 Peak Road", "L10AE"), number="1") == ibex


def test_a_uprn_of_another_name_and_place_is_left_out():
    other = Place("Bee Bar", "20 Sting Street", "L10AE")
    register, ibex, bee = held(IBEX, other, uprn=38000000000)
    assert register.by_uprn == {38000000000: ibex}
    assert register.find(other, 38000000000) == bee
    assert register.new[bee][2] is None


def test_a_premises_that_is_new_is_stored_by_its_newest_name():
    register, ibex = held(IBEX)
    register.rename(ibex, "The Old Goat")
    assert register.new[ibex][3:5] == ("The Old Goat", "oldgoat")
    assert register.new[ibex][5] == IBEX.address
    assert register.renamed == []


def test_a_premises_that_was_renamed_is_known_by_the_name_it_was_first_told_of():
    register, ibex = held(IBEX)
    register.rename(ibex, "The Old Goat")
    register.by_name.clear()
    added = {"kind": "pub", "kind_basis": "guessed", "placed": Placed(), "load_id": 2}
    assert register.add(IBEX, uprn=None, **added) == ibex
    assert len(register.new) == 1


def test_two_units_of_one_precinct_are_two_premises_though_it_has_one_uprn():
    one = Place("Burger Hut", "Unit 1 Food Court, Gale Centre", "L10AB")
    register, burger = held(one, number="PREM/0001", uprn=38000000001)
    two = Place("Noodle Hut", "Unit 2 Food Court, Gale Centre", "L10AB")
    assert register.find(two, 38000000001, "PREM/0002") is None
    assert register.find(two, None, "PREM/0001") is None
    # a name or an address that is the same settles it, as a unit that is not told does
    assert register.find(Place("Burger Hut", "Unit 2 Gale Centre", "L10AB"), 38000000001) == burger
    renamed = Place("Taco Hut", "Unit 1, Food Court", "L10AB")
    assert register.find(renamed, 38000000001) == burger
    assert register.find(Place("Taco Hut", "Food Court", "L10AB"), 38000000001) == burger
    assert register.find(Place("Taco Hut", "Units 1-3, Court", "L10AB"), 38000000001) == burger
    assert register.find(Place("Taco Hut", "Shop 7", "L10AB"), 38000000001) is None


@pytest.mark.parametrize(
    ("place", "placed", "with_food", "moved"),
    [
        (Place("Ibex Bar", "91 Dice Street", "L10BE"), Placed((1.0, 2.0), "postcode", 100), 0, 1),
        (Place("Ibex Bar", "91 Dice Street", "L10BE"), Placed(), 0, 0),
        (Place("Ibex Bar", "1 Alp St", "L10AB"), Placed((1.0, 2.0), "postcode", 100), 0, 0),
        (Place("Ibex Bar", "1 Alp St", None), Placed((1.0, 2.0), "stated", 1), 0, 0),
        (Place("Ibex Bar", "91 Dice Street", "L10BE"), Placed((1.0, 2.0), "postcode", 100), 1, 0),
    ],
    ids=["another postcode", "not placed", "the same", "none", "the food register's too"],
)
def test_a_premises_is_moved_by_another_postcode_that_is_placed(place, placed, with_food, moved):
    register, ibex = held(IBEX)
    register.move(ibex, place, [placed])
    assert register.moved == []  # it is of this very load, whose rows are history
    register.postcodes[ibex] = "L10AB"
    register.with_food |= {ibex} if with_food else set()
    register.move(ibex, place, [placed])
    assert len(register.moved) == moved


@pytest.mark.parametrize(
    ("told", "moved"),
    [
        ([Placed((60.0, 0.0), "stated", 10)], 1),
        ([Placed((60.0, 0.0), "uprn", 10), Placed((65.0, 0.0), "stated", 10)], 1),
        ([Placed((40.0, 0.0), "stated", 10)], 0),
        ([Placed((60.0, 0.0), "postcode", 10)], 0),
        ([Placed((60.0, 0.0), "stated", 70)], 0),
        ([Placed((60.0, 0.0), "stated", 10), Placed((160.0, 0.0), "stated", 10)], 0),
        ([Placed((60.0, 0.0), "stated", 10), Placed((0.0, 0.0), "stated", 10)], 0),
        ([Placed((60.0, 0.0), "stated", 10), Placed()], 0),
    ],
    ids=[
        *("elsewhere", "elsewhere by two", "as good as there", "by its postcode", "less exact"),
        *("at two points", "there as well", "and nowhere"),
    ],
)
def test_a_premises_is_moved_by_a_point_that_is_as_exact_and_another(told, moved):
    register, ibex = held(IBEX)
    register.postcodes[ibex], register.points[ibex] = "L10AB", ((0.0, 0.0), 10)
    register.move(ibex, Place("Ibex Bar", "1 Alp St", "L10AB"), told)
    assert len(register.moved) == moved
