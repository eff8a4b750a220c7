"""What is called a change: an exact test, corrected, and "no clear change" for the rest."""

import datetime as dt

import pytest
from scipy.stats import binomtest

from geo.comparing import (
    OWN_DAYS,
    TERMS,
    _chance,
    clear_changes,
    may_be_subtracted,
    shared_days,
)


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


def asked(ends, days=90, **terms):
    last = dt.date.fromisoformat(ends)
    return {
        **dict.fromkeys(TERMS),
        "begins_on": last - dt.timedelta(days - 1),
        "as_at": last,
        "window_days": days,
        "notes": [],
        "partly_deleted": False,
        **terms,
    }


SEPTEMBER = asked("2026-09-30")


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (asked("2026-09-29"), True),  # a day of each
        (SEPTEMBER, True),  # the same days: what differs is a correction
        (asked("2026-09-30", 28), True),  # which counts no day alone
        (asked("2026-10-27"), True),
        (asked("2026-10-28"), False),  # 28 days of each
        (asked("2026-10-28", minimum_episodes=4), True),
        (asked("2026-10-28", only_where={"age_band": "10-12"}), True),
        (asked("2026-10-28", notes=[{"why": "erasure"}]), True),
        (asked("2026-10-28", partly_deleted=True), True),
        (asked("2026-12-29", minimum_episodes=4, notes=[{"why": "erasure"}]), False),
    ],
)
def test_runs_that_share_days_may_be_subtracted_unless_each_has_weeks_of_its_own(other, refused):
    assert OWN_DAYS == 28
    assert may_be_subtracted(SEPTEMBER, other) is may_be_subtracted(other, SEPTEMBER) is refused
