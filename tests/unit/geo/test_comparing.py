"""What is called a change: an exact test, corrected, and "no clear change" for the rest."""

import datetime as dt

import pytest
from scipy.stats import binomtest

from geo.comparing import _chance, clear_changes, shared_days


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [(3, 9, (90, 90)), (12, 4, (90, 90)), (5, 5, (90, 90)), (2, 30, (90, 28)), (0, 6, (365, 90))],
)
def test_the_chance_is_that_of_a_second_library_with_its_smaller_side_doubled(before, after, days):
    share = days[1] / sum(days)
    sides = [
        binomtest(after, before + after, share, alternative=side).pvalue
        for side in ("less", "greater")
    ]
    assert _chance(before, after, days) == pytest.approx(min(1, 2 * min(sides)))


def test_small_numbers_are_no_clear_change_and_large_ones_are():
    counted = [(1, 3, 6), (2, 4, 40), (3, 40, 4), (4, 20, 20)]
    assert clear_changes(counted, (90, 90)) == {2: "more", 3: "fewer"}


def test_windows_of_different_lengths_are_compared_by_the_day():
    assert clear_changes([(1, 40, 40)], (90, 90)) == {}
    assert clear_changes([(1, 40, 40)], (90, 28)) == {1: "more"}


def test_among_many_alike_one_in_twenty_is_not_called_a_change():
    """Alone, 3 and 11 would be: 0.057 is not under 0.05, and 2 and 11 (0.022) is."""
    assert clear_changes([(1, 2, 11)], (90, 90)) == {1: "more"}
    many = [(n, 5, 5) for n in range(2, 40)]
    assert clear_changes([(1, 2, 11), *many], (90, 90)) == {}
    assert clear_changes([], (90, 90)) == {}


def test_days_that_both_count_are_counted_with_their_ends():
    def run(first, last):
        return {"begins_on": dt.date.fromisoformat(first), "as_at": dt.date.fromisoformat(last)}

    spring, summer = run("2026-04-02", "2026-06-30"), run("2026-07-01", "2026-09-28")
    assert shared_days(spring, summer) == 0
    assert shared_days(spring, run("2026-06-30", "2026-09-27")) == 1
    assert shared_days(spring, spring) == 90
