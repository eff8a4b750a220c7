"""When the age of the data has to be said."""

import datetime as dt

import pytest

from webmap.freshness import Freshness, is_stale

DAY = dt.date(2026, 9, 30)


@pytest.mark.parametrize(("days", "stale"), [(0, False), (45, False), (46, True)])
def test_episodes_are_old_after_a_delivery_was_missed(days, stale):
    found = Freshness(DAY, DAY + dt.timedelta(days))
    assert (found.age_days, found.stale) == (days, stale)


def test_data_without_a_date_are_never_called_fresh():
    found = Freshness(None, DAY)
    assert (found.age_days, found.stale) == (None, True)
    assert "nothing says how old they are" in found.warning


def test_the_warning_gives_the_date_and_what_follows():
    assert Freshness(DAY, dt.date(2026, 11, 26)).warning == (
        "The episodes end on 30 September 2026, 57 days ago. "
        "What has happened since is not known here."
    )


@pytest.mark.parametrize(
    ("kind", "days", "stale"),
    [("premises", 92, False), ("premises", 93, True), ("postcodes", 9_999, False)],
)
def test_registers_age_by_the_quarter_and_maps_hardly(kind, days, stale):
    assert is_stale(kind, days) is stale
