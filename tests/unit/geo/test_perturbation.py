"""Adjusted counts: the table, its fairness, and the package it must agree with."""

from pathlib import Path

import pytest

from geo.errors import SetupError
from geo.keys import Keys
from geo.perturbation import (
    KEYS,
    LARGEST_CHANGE,
    adjusted,
    cell_key,
    possible,
    record_keys,
    seeded_record_keys,
)
from geo.wards import adjusted_children

BYTES = seeded_record_keys("a test")


def outcomes(count):
    return [adjusted(count, key) for key in range(KEYS)]


def test_nothing_stays_nothing():
    assert set(outcomes(0)) == {0}


@pytest.mark.parametrize("count", range(60))
def test_no_published_count_is_one_or_two(count):
    assert not {1, 2} & set(outcomes(count))


@pytest.mark.parametrize("count", range(60))
def test_no_count_is_raised_by_more_than_the_largest_change(count):
    assert max(outcomes(count)) - count <= LARGEST_CHANGE
    assert min(outcomes(count)) - count >= (-3 if count == 3 else -2)


@pytest.mark.parametrize("count", range(60))
def test_the_changes_of_a_count_come_to_nothing_over_all_keys(count):
    assert abs(sum(outcomes(count)) - KEYS * count) <= 1


def test_five_and_more_are_changed_as_the_reference_says():
    changes = [each - 100 for each in outcomes(100)]
    assert [changes.count(change) for change in (-2, -1, 0, 1, 2)] == [18, 46, 128, 46, 18]


@pytest.mark.parametrize("published", [0, 3, 4, 5, 6, 10, 11, 21])
def test_what_a_published_count_can_stand_for_is_what_could_have_become_it(published):
    able = [count for count in range(60) if published in outcomes(count)]
    assert possible(published) == (min(able), max(able))


def test_a_cells_key_is_of_its_children_and_not_of_their_episodes():
    assert cell_key(["a", "b"], BYTES) == cell_key(["b", "a", "a"], BYTES)
    assert cell_key(["a", "b"], BYTES) == (BYTES("a") + BYTES("b")) % KEYS


def test_a_childs_bytes_are_of_the_key_and_differ_by_what_is_counted(tmp_path):
    keys = Keys(tmp_path)
    keys.make_missing()
    found = record_keys(keys)
    digest = keys.digest("cell", "ab")
    assert (found.episodes("ab"), found.children("ab")) == (digest[0], digest[1])


def test_without_the_key_there_are_no_record_keys():
    with pytest.raises(SetupError, match="nightjar keys make"):
        record_keys(Keys(Path("/nowhere")))


def test_the_statisticians_package_adjusts_as_we_do():
    wards = {f"W{n}": [f"child {n} {child}" for child in range(n)] for n in range(1, 40)}
    ours = {
        ward: adjusted(len(children), cell_key(children, BYTES)) for ward, children in wards.items()
    }
    assert adjusted_children(wards, BYTES) == ours


def test_the_package_prints_nothing_of_the_record_keys(capsys):
    adjusted_children({"W1": ["a", "b", "c"]}, BYTES)
    assert capsys.readouterr().out == ""
