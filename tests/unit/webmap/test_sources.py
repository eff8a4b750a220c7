"""How old a source is: no older and no fresher than the agency that is furthest behind."""

import datetime as dt

import pytest

from webmap.sources import Source

TODAY = dt.date(2026, 11, 26)


def load(supplier=None, authority=None, loaded=0, ended=None):
    """Return a load, so many days ago, of data that ended so many days ago."""
    noon = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
    return {
        "supplier": supplier,
        "authority_name": authority,
        "loaded_at": noon - dt.timedelta(days=loaded),
        "data_from": None,
        "data_to": None if ended is None else TODAY - dt.timedelta(days=ended),
    }


def test_a_supplier_that_fell_behind_is_told_though_another_is_fresh():
    fresh, late = load("Invented Police", ended=3), load("Invented Interviews", ended=60)
    source = Source("episodes", [fresh, late], TODAY)
    assert (source.age_days, source.stale) == (60, ["Invented Interviews"])


def test_each_that_fell_behind_is_told_with_its_own_age_the_oldest_first():
    loads = [load("Invented Police", ended=59), load("Invented Interviews", ended=1242)]
    source = Source("episodes", [*loads, load(ended=61), load("Fresh", ended=3)], TODAY)
    assert source.behind == (
        "Invented Interviews, 1,242 days; an agency not stated, 61 days; Invented Police, 59 days"
    )
    assert Source("episodes", loads[:1], TODAY).behind == "59 days"
    assert Source("episodes", [load("Fresh", ended=3)], TODAY).behind == ""


def test_an_authority_whose_register_is_old_is_told_though_another_is_fresh():
    loads = [load(authority="Skerrowby"), load(authority="Quendlemoor", loaded=93)]
    assert Source("premises", loads, TODAY).stale == ["Quendlemoor"]


def test_a_newer_load_of_the_same_agency_makes_up_for_an_older_one():
    loads = [load("Invented Police", ended=3), load("Invented Police", ended=400)]
    source = Source("episodes", loads, TODAY)
    assert (source.age_days, source.stale) == (3, [])


def test_the_day_that_data_end_counts_and_not_the_day_of_the_load():
    loads = [load("Invented Police", loaded=0, ended=50), load("Invented Police", loaded=0)]
    assert Source("episodes", loads, TODAY).age_days == 50


@pytest.mark.parametrize(("days", "stale"), [(92, []), (93, ["Skerrowby"])])
def test_a_register_is_old_after_a_quarter(days, stale):
    assert Source("premises", [load(authority="Skerrowby", loaded=days)], TODAY).stale == stale


def test_boundaries_are_never_old():
    assert Source("boundaries", [load(loaded=4_000)], TODAY).stale == []
