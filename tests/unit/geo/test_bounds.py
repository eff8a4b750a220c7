"""The solver: it finds what can be worked out by hand, and says no more than that."""

import math

import pytest

from geo.bounds import ContradictionError, Figure, connected, narrow_bounds, unknowns


def figure(name, pieces, episodes, children):
    return Figure(name, frozenset(pieces), episodes, children)


def test_two_exact_windows_that_differ_by_a_day_give_the_day_away():
    july = figure("July to September", {"1 July", "the rest"}, (8, 8), (2, 8))
    later = figure("2 July to September", {"the rest"}, (7, 7), (2, 7))
    exact = {bound.unknown: bound.lowest for bound in narrow_bounds([july, later], 3)}
    assert exact["episodes in part of July to September"] == 1


def test_two_adjusted_windows_that_differ_by_a_day_leave_doubt():
    july = figure("July to September", {"1 July", "the rest"}, (8, 12), (4, 12))
    later = figure("2 July to September", {"the rest"}, (7, 11), (4, 11))
    assert narrow_bounds([july, later], 3) == []


@pytest.mark.parametrize(("highest", "narrow"), [(6, True), (7, True), (8, False)])
def test_a_bound_of_three_is_wide_enough_and_of_two_is_not(highest, narrow):
    assert bool(narrow_bounds([figure("a", "x", (5, highest), (2, 9))], 3)) is narrow


def test_cells_that_nearly_fill_a_ward_are_told_apart_by_it():
    cells = [figure("one", "x", (9, 22), (2, 22)), figure("two", "y", (3, 7), (2, 7))]
    ward = figure("ward", "xyz", (5, 12), (5, 9))
    found = {bound.unknown: bound.width for bound in narrow_bounds([*cells, ward], 3)}
    assert found["episodes of one"] == 0
    assert found["episodes of two"] == 0


def test_children_are_as_many_as_in_the_fullest_part_and_no_more_than_episodes():
    inner = figure("cell", "x", (6, 10), (6, 10))
    outer = figure("ward", "xy", (6, 12), (2, 7))
    found = {bound.unknown: bound for bound in narrow_bounds([inner, outer], 3)}
    assert (found["children of cell"].lowest, found["children of cell"].highest) == (6, 7)


def test_a_band_without_an_end_has_none():
    assert narrow_bounds([figure("many", "x", (19, math.inf), (2, math.inf))], 3) == []


def test_figures_that_contradict_one_another_are_told():
    with pytest.raises(ContradictionError, match="contradicts itself"):
        narrow_bounds([figure("a", "x", (10, 12), (2, 12)), figure("b", "xy", (3, 5), (2, 5))], 3)


def test_figures_that_share_nothing_are_solved_apart():
    one, two, three = (figure(name, pieces, (3, 9), (2, 9)) for name, pieces in
                       (("one", "x"), ("two", "xy"), ("three", "z")))  # fmt: skip
    assert sorted(len(group) for group in connected([one, three, two])) == [1, 2]
    assert unknowns([three]) == 2
