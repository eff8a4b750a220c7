"""The inbound contract: what each row says, what is refused, and what never counts."""

import numpy as np
import pytest

from geo.errors import SourceError
from loaders import contract
from loaders.contract import DAY, EXACT, MONTH, UNKNOWN
from tests.unit.loaders.batches import NOW_US, batch, faults

CODES = {"E06999001", "E06999002"}
CHILD = "5f" * 16


def read(**columns):
    rows = len(next(iter(columns.values())))
    given = {
        "episode_ref": [f"S-{number}" for number in range(rows)],
        "child_ref": [CHILD] * rows,
        "started": ["2026-07-03 22:30"] * rows,
    }
    return contract.episodes(batch(**(given | columns)), CODES, NOW_US)


@pytest.mark.parametrize(
    ("column", "cell", "named", "reason"),
    [
        ("episode_ref", " ", "episode_id", "required"),
        ("episode_ref", "x" * 101, "episode_id", "too_long"),
        ("child_ref", "", "child_pid", "required"),
        ("started", "", "start", "required"),
        ("started", "sometime", "start", "not_a_date"),
        ("started", "2026-03-29 01:30", "start", "no_such_local_time"),
        ("started", "1969-07-20 20:17", "start", "no_such_date"),
        ("started", "2031-01-01 00:00", "start", "in_the_future"),
        ("ended", "2026-07-03 22:00", "end", "dates_out_of_order"),
        ("ended", "2031-01-01", "end", "in_the_future"),
        ("category", "lost", "category", "not_in_vocabulary"),
        ("authority", "E06000001", "authority_code", "unknown_authority"),
        ("supplier_class", "x" * 61, "supplier_class", "too_long"),
    ],
)
def test_a_row_with_a_fault_is_refused_by_column_and_reason(column, cell, named, reason):
    fine = {"supplier_class": "a", "authority": "", "category": "", "ended": ""}.get(
        column, {"started": "2026-07-03 22:30", "child_ref": CHILD}.get(column, "S-9")
    )
    assert faults(read(**{column: [fine, cell]})) == [None, (named, reason)]


@pytest.mark.parametrize(
    ("started", "stated", "quality"),
    [
        ("2026-07-03 22:30", "", EXACT),
        ("2026-07-03 22:30", "day", DAY),
        ("2026-07-03 22:30", "unknown", UNKNOWN),
        ("2026-07-03 00:00", "", DAY),  # what systems write that know the day alone
        ("2026-07-03 00:00", "exact", EXACT),
        ("2026-07-03", "exact", DAY),
        ("2026-07", "", MONTH),
        ("2026-07", "exact", MONTH),
    ],
)
def test_how_well_a_time_is_known_is_never_overstated(started, stated, quality):
    rows = read(started=[started], time_quality=[stated])
    assert rows.coded["time_quality"].tolist() == [quality]


def test_a_day_that_an_episode_ended_on_holds_its_start():
    rows = read(ended=["2026-07-03", "2026-07-02"])
    assert faults(rows) == [None, ("end", "dates_out_of_order")]
    assert rows.ended[0] == rows.started[0]


def test_a_file_without_children_has_none():
    rows = contract.episodes(batch(episode_ref=["S-1"], started=["2026-07-03"]), CODES, NOW_US)
    assert rows.child_refs is None
    assert not rows.placed.any()


def test_a_row_may_bring_its_place_or_none():
    rows = read(
        role=["found", "", ""], easting=["300000", "", "300000"], northing=["410000", "", "410000"]
    )
    assert rows.placed.tolist() == [True, False, True]
    assert faults(rows) == [None, None, ("role", "not_in_vocabulary")]


@pytest.mark.parametrize(
    ("easting", "northing", "reason"),
    [
        ("NaN", "410000", "not_finite"),
        ("inf", "410000", "not_finite"),
        ("300000", "", "coordinates_incomplete"),
        ("here", "410000", "not_a_number"),
        ("700001", "410000", "coordinates_off_the_grid"),
        ("300000", "-1", "coordinates_off_the_grid"),
    ],
)
def test_a_point_that_cannot_be_one_is_refused(easting, northing, reason):
    rows = read(role=["found"], easting=[easting], northing=[northing])
    assert faults(rows)[0][1] == reason


def test_zero_and_zero_is_no_place():
    rows = read(role=["found"], easting=["0"], northing=["0"])
    assert not rows.placed.any()
    assert faults(rows) == [None]


def test_degrees_are_converted_and_foreign_ones_refused():
    rows = read(
        role=["found"] * 3,
        easting=["-2.73741", "2.35", "351000"],
        northing=["53.34162", "48.85", "383000"],
        crs=["EPSG:4326", "WGS84", ""],
    )
    assert faults(rows) == [None, ("longitude", "coordinates_not_in_britain"), None]
    assert np.hypot(*(rows.easting[0] - 351_000, rows.northing[0] - 383_000)) < 2


def test_an_unknown_reference_system_is_not_guessed_at():
    rows = read(role=["found"], easting=["300000"], northing=["410000"], crs=["EPSG:29902"])
    assert faults(rows) == [("crs", "unknown_crs")]


@pytest.mark.parametrize(
    ("cell", "metres"), [("", 100), ("0", 0), ("81", 90), ("-5", None), ("far", None)]
)
def test_precision_is_rounded_up_and_unstated_is_a_hundred_metres(cell, metres):
    rows = read(role=["found"], easting=["300000"], northing=["410000"], precision_m=[cell])
    assert faults(rows) == [None if metres is not None else ("precision_m", "not_a_number")]
    if metres is not None:
        assert rows.place_coded["precision_m"].tolist() == [metres]


def test_a_place_on_its_own_must_have_a_role_and_a_point():
    rows = contract.places(
        batch(
            episode_ref=["S-1", "S-1", "", "S-2"],
            role=["found", "", "found", "found"],
            easting=["300000", "300000", "300000", ""],
            northing=["410000", "410000", "410000", ""],
        )
    )
    assert faults(rows) == [
        None,
        ("role", "not_in_vocabulary"),
        ("episode_id", "required"),
        ("easting", "required"),
    ]


def test_words_for_nothing_are_nothing_and_a_child_must_be_given():
    nothing = ["NULL", "n/a", "TBC"]
    rows = read(
        child_ref=[f"\u00a0{CHILD}", "NULL", CHILD],
        authority=nothing,
        category=nothing,
        ended=nothing,
        easting=nothing,
        northing=nothing,
        role=nothing,
        place_kind=nothing,
    )
    assert faults(rows) == [None, ("child_pid", "required"), None]
    assert rows.child_refs[0].as_py() == CHILD
    assert not rows.placed.any()


def test_months_before_days_refuse_the_file_and_one_slip_does_not():
    with pytest.raises(SourceError, match="column 'start' writes the month first"):
        read(started=["03/04/2026 22:30", "03/28/2026 22:30"])
    with pytest.raises(SourceError, match="column 'end' writes the month first"):
        read(ended=["07/04/2026 22:30", "07/28/2026 22:30"])
    slipped = read(started=["03/28/2026 22:30", "28/03/2026 22:30"])
    assert faults(slipped) == [("start", "not_a_date"), None]


def test_an_end_that_the_clocks_passed_twice_comes_after_its_start():
    rows = read(started=["2025-10-26 01:40", "2025-10-26 01:10"], ended=["2025-10-26 01:20"] * 2)
    assert faults(rows) == [None, None]
    minutes = (rows.ended - rows.started) // 60_000_000
    assert minutes.tolist() == [40, 10]
