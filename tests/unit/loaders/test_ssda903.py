"""The SSDA903 Missing table: days, the year of the return, and references for rows without any."""

import pytest

from loaders.contract import DAY
from loaders.ssda903 import Ssda903
from tests.unit.loaders.batches import NOW_US, batch, faults

CHILD = "5f" * 16


def read(reader=None, **columns):
    rows = len(next(iter(columns.values())))
    given = {
        "child_ref": [CHILD] * rows,
        "category": ["M"] * rows,
        "started": ["03/07/2025"] * rows,
        "ended": ["05/07/2025"] * rows,
    }
    return (reader or Ssda903({"E06999001"})).episodes(batch(**(given | columns)), NOW_US)


def test_m_is_missing_and_a_is_away_from_placement():
    assert read(category=["M", "A", "a"]).coded["category"].tolist() == [
        "missing",
        "away_from_placement",
        "away_from_placement",
    ]


@pytest.mark.parametrize("cell", ["", "X", "maybe"])
def test_any_other_letter_is_refused(cell):
    assert faults(read(category=[cell])) == [("MISSING", "not_in_vocabulary")]


def test_its_times_are_days_and_it_has_no_places():
    rows = read(started=["03/07/2025"])
    assert rows.coded["time_quality"].tolist() == [DAY]
    assert not rows.placed.any()


def test_a_period_that_has_not_ended_is_fine():
    rows = read(ended=[""])
    assert faults(rows) == [None]


@pytest.mark.parametrize(
    ("column", "cell", "fault"),
    [
        ("started", "32/07/2025", ("MIS_START", "not_a_date")),
        ("started", "", ("MIS_START", "required")),
        ("ended", "01/07/2025", ("MIS_END", "dates_out_of_order")),
        ("child_ref", "", ("CHILD", "required")),
    ],
)
def test_faults_are_named_by_the_columns_of_the_table(column, cell, fault):
    assert faults(read(**{column: [cell]})) == [fault]


def test_a_period_outside_the_year_of_the_return_is_refused():
    days = ["03/07/2025"] * 40 + ["31/03/2026", "01/04/2026"]
    found = faults(read(started=days, ended=[""] * 42))
    assert found[40] is None
    assert found[41] == ("MIS_START", "outside_year")


def test_a_copy_of_several_years_says_so_and_is_not_held_to_one():
    days = ["03/07/2024"] * 5 + ["03/07/2025"] * 5
    assert faults(read(started=days, ended=[""] * 10)) == [None] * 10


def test_a_period_keeps_its_reference_when_its_end_comes_later():
    first, later = read(ended=[""]), read(ended=["05/07/2025"])
    assert first.refs.to_pylist() == later.refs.to_pylist()


def test_two_periods_of_one_child_on_one_day_are_two():
    reader = Ssda903(set())
    refs = read(reader, started=["03/07/2025"] * 2).refs.to_pylist()
    refs += read(reader, started=["03/07/2025"]).refs.to_pylist()
    assert len(set(refs)) == 3


def test_a_reference_does_not_hold_the_child():
    assert CHILD not in read(started=["03/07/2025"]).refs[0].as_py()


def test_the_return_s_own_authority_numbers_are_left_aside():
    rows = read(authority=["841", "E06999001", "E06000047"])
    assert rows.coded["authority"].tolist() == [None, "E06999001", None]
    assert faults(rows) == [None, None, ("LA", "unknown_authority")]


def test_a_period_has_one_reference_however_its_cells_were_saved():
    ways = (("M", "03/07/2025"), ("m", "2025-07-03"), ("Missing", "3 July 2025"))
    found = {read(category=[kind], started=[day]).refs[0].as_py() for kind, day in ways}
    assert len(found) == 1
    assert read(started=["04/07/2025"]).refs[0].as_py() not in found


def test_a_child_in_capitals_is_the_same_child():
    assert read(child_ref=[CHILD, CHILD.upper()]).child_refs.to_pylist() == [CHILD, CHILD]
