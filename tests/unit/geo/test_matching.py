"""Likeness proposes and never settles: what is proposed, and what is not."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.matching import MOST_ALIKE, WITHIN_M, Known, Neighbourhood, name_key

HERE = (300_000.0, 410_000.0)


def known(number, name, postcode=None, point=None):
    return Known(UUID(int=number), name_key(name), postcode, point)


@pytest.mark.parametrize(
    "name",
    ["The Heron Ltd", "HERON", "heron.", " The  Heron & Co", "Hérон".replace("он", "on")],
)
def test_names_that_differ_by_habit_have_one_key(name):
    assert name_key(name) == "heron"


@pytest.mark.parametrize(
    ("name", "key"), [("The", "the"), ("Co & Co", "coco"), ("&", ""), ("", "")]
)
def test_a_name_of_fillers_alone_keeps_them(name, key):
    assert name_key(name) == key


@given(st.text(max_size=40))
def test_any_name_has_a_key_of_letters_and_digits_that_is_its_own_key(name):
    key = name_key(name)
    assert key == "" or key.isalnum()
    assert name_key(key) in {key, name_key(name_key(key))}


def proposals(incoming, *held):
    near = Neighbourhood()
    for each in held:
        near.add(each)
    return list(near.alike(incoming))


def test_a_like_name_near_by_is_proposed_with_its_distance():
    here, there = (
        known(1, "Heron Inn", point=HERE),
        known(2, "Herons Inn", point=(300_060.0, 410_080.0)),
    )
    (found,) = proposals(there, here)
    assert (found.first, found.second) == (here.premises_id, there.premises_id)
    assert (found.reason, found.apart_m) == ("like name, near by", 100.0)
    assert 0.75 <= found.likeness < 1


def test_a_like_name_of_the_same_postcode_is_proposed_without_a_point():
    (found,) = proposals(known(2, "The Heron", "ZX14QT"), known(1, "Heron", "ZX14QT"))
    assert (found.reason, found.likeness, found.apart_m) == ("like name, same postcode", 1.0, None)


@pytest.mark.parametrize(
    "other",
    [
        known(1, "Quay Bar", "ZX14QT", HERE),
        known(1, "Heron", "ZX19ZZ"),
        known(1, "Heron", None, (HERE[0] + WITHIN_M + 1, HERE[1])),
        known(1, "Heron"),
    ],
    ids=["another name", "another postcode", "too far", "no place"],
)
def test_nothing_else_is_proposed(other):
    assert proposals(known(2, "Heron", "ZX14QT", HERE), other) == []


def test_a_premises_is_not_like_itself_and_another_is_proposed_once():
    itself, other = known(1, "Heron", "ZX14QT", HERE), known(2, "Heron", "ZX14QT", HERE)
    assert len(proposals(itself, itself, other)) == 1


@pytest.mark.parametrize("held", [MOST_ALIKE, MOST_ALIKE + 1, 60])
def test_of_many_of_one_name_in_one_street_ten_are_proposed(held):
    there = [known(number, "The Heron", point=HERE) for number in range(1, held + 1)]
    found = proposals(known(99, "Heron", point=HERE), *there)
    assert len({(each.first, each.second) for each in found}) == len(found) == MOST_ALIKE
