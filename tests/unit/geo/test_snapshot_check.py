"""The rules a snapshot must keep, each on both sides of its edge."""

import datetime as dt
from decimal import Decimal

import pytest

from geo.bounds import Figure
from geo.policy import Band, Policy
from geo.reading import Quarterly
from geo.snapshot_check import _one_geography, _one_snapshot, passed, solved
from geo.snapshot_reading import doubt_in_restatement
from geo.snapshot_tables import RESTATED, Told, WardRow
from geo.wards import PublishedWard

BOARD = Policy(
    *("board", dt.date(1970, 1, 1), 5, 5, Decimal("0.5"), (5, 11, 21), 3),
    *(None, None, None, None, 5),
)


def row(children=12, quarter="2026Q3", change=""):
    return WardRow(quarter, "W1", "One", "A1", children, 11, 20, change)


def told(period, vintage=2026, *, stands=True, quarter=None):
    return Told(period, period, vintage, (row(quarter=quarter or period),), stands)


@pytest.mark.parametrize(
    ("earlier", "later", "kept"),
    [
        (("2026Q2", 2026), ("2026Q3", 2026), True),
        (("2026Q2", 2026), ("2026Q3", 2027), True),  # new wards from a quarter on
        (("2026Q2", 2027), ("2026Q3", 2026), False),  # and back to the old ones
        (("2026Q3", 2026), ("2026Q3", 2027), False),  # one quarter by two sets
        (("2026Q3", 2026), ("2026Q2", 2026), True),
        (("2026Q3", 2026), ("2026Q2", 2027), False),
        (("2026Q3", None), ("2026Q3", 2027), True),  # no wards, nothing to cut
    ],
)
def test_new_wards_may_begin_with_a_quarter_and_none_is_cut_by_two(earlier, later, kept):
    judged = _one_geography(told(*later), [told(*earlier)])
    assert judged.finding.passed is kept


def test_a_quarter_is_told_once_and_again_after_it_was_withdrawn():
    candidate = told("2026Q3")
    assert not passed([_one_snapshot(candidate, [told("2026Q3")])])
    assert passed([_one_snapshot(candidate, [told("2026Q3", stands=False), told("2026Q2")])])


@pytest.mark.parametrize("window", ["2026Q2", "2026-07", "2026R"])
def test_a_window_that_is_not_the_quarter_is_named(window):
    assert not _one_snapshot(told("2026Q3", quarter=window), []).finding.passed
    assert _one_snapshot(told("2026R", quarter="2026Q2"), []).finding.passed


@pytest.mark.parametrize(
    ("low", "high", "broken"),
    [
        (7, 10, set()),
        (7, 9, {"S6 narrowest bound on a count, sought up to 3"}),
        (
            *(7, 7),
            {"S6 counts recovered exactly", "S6 narrowest bound on a count, sought up to 3"},
        ),
        (
            *(1, 2),
            {"S6 counts of 1 or 2 implied", "S6 narrowest bound on a count, sought up to 3"},
        ),
    ],
)
def test_the_solver_blocks_what_leaves_less_than_three(low, high, broken):
    figure = Figure("a ward", frozenset({"its piece"}), (20, 40), (low, high))
    found = {each.finding.check for each in solved([figure]) if not each.finding.passed}
    assert found == broken


def test_figures_that_contradict_one_another_are_blocked():
    piece = frozenset({"its piece"})
    pair = [Figure(name, piece, (20, 40), (n, n)) for name, n in (("a", 12), ("b", 13))]
    assert not passed(solved(pair))


def quarter(*wards):
    return Quarterly("2026Q3", 2026, (), wards, BOARD, BOARD)


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        (20, 20, 8),  # the change is -4, -3, 3 or 4
        (20, 22, 3),  # 3 to 6, for a smaller change would not be told
        (20, 23, 4),
        (20, 30, 8),
    ],
)
def test_a_restated_number_leaves_three_children_of_doubt_at_the_least(before, after, doubt):
    held = quarter(PublishedWard("W1", before, Band(11, 20)))
    assert doubt_in_restatement(row(after, change=RESTATED), held) == doubt
