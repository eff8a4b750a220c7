"""What the database refuses by itself, whatever a loader believes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

POINT = "INSERT INTO held.map_point (millimetres, geom, cell) VALUES (1, {geom}, {cell})"


def refused(connection, statement):
    with pytest.raises(DBAPIError) as raised:
        connection.execute(text(statement))
    return str(raised.value.orig)


@pytest.mark.parametrize(
    ("easting", "northing"),
    [
        ("'NaN'", "410000"),
        ("300000", "'Infinity'"),
        ("'-Infinity'", "410000"),
        ("-1", "410000"),
        ("700001", "410000"),
        ("300000", "1300001"),
        ("NULL", "NULL"),  # makes an empty point
    ],
)
def test_a_point_off_the_grid_or_not_finite_or_empty_is_refused(connection, easting, northing):
    geom = f"ST_SetSRID(ST_MakePoint({easting}, {northing}), 27700)"
    if easting == "NULL":
        geom = "ST_SetSRID(CAST('POINT EMPTY' AS geometry), 27700)"
    statement = f"INSERT INTO held.address (uprn, geom, load_id) VALUES (1, {geom}, 1)"
    assert "address_geom_check" in refused(connection, statement)


def test_a_point_in_degrees_is_refused(connection):
    said = refused(connection, POINT.format(geom="ST_Point(-3, 54, 4326)", cell="0"))
    assert "SRID" in said


def test_a_cell_that_is_not_the_points_own_is_refused(connection):
    geom = "ST_Point(300000, 410000, 27700)"
    assert "map_point_cell_check" in refused(connection, POINT.format(geom=geom, cell="1"))


def test_an_episode_that_ends_before_it_starts_is_refused(connection):
    said = refused(
        connection,
        "INSERT INTO held.episode (episode_id, load_id, supplier_id, episode_ref, coding_id,"
        " started_at, ended_at) VALUES (1, 1, 1, 'E1', 1, '2026-09-30', '2026-09-29')",
    )
    assert "episode_dates_check" in said


@pytest.mark.parametrize("column", ["ended_at", "return_interview_at"])
@pytest.mark.parametrize("time", ["infinity", "2200-01-01"])
def test_a_time_without_end_is_refused(connection, column, time):
    said = refused(
        connection,
        "INSERT INTO held.episode (episode_id, load_id, supplier_id, episode_ref, coding_id,"
        f" started_at, {column}) VALUES (1, 1, 1, 'E1', 1, '2026-09-30', '{time}')",
    )
    assert "episode_times_check" in said


@pytest.mark.parametrize("easting", ["'NaN'", "'Infinity'", "-1", "700001"])
def test_a_repeat_location_off_the_grid_is_refused(connection, easting):
    said = refused(
        connection,
        "INSERT INTO held.flag_location VALUES (gen_random_uuid(), 1, 3, 2, '2026-09-30',"
        " '2026-09-30', 0, 0, 0, 0,"
        f" ST_Multi(ST_SetSRID(ST_MakePoint({easting}, 410000), 27700)))",
    )
    assert "flag_location_geom_check" in said


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("place_coding", "role", "followed"),
        ("place_coding", "place_kind", "church"),
    ],
)
def test_a_word_outside_the_vocabulary_is_refused(connection, table, column, value):
    row = {"role": "found", "place_kind": "hotel"} | {column: value}
    said = refused(
        connection,
        f"INSERT INTO held.{table} (role, place_kind, source_kind, confidence, grading,"
        f" precision_m) VALUES ('{row['role']}', '{row['place_kind']}', 'police', 'high', '', 1)",
    )
    assert f"{table}_{column}_check" in said


def test_what_counts_cannot_be_said_by_a_loader(connection):
    said = refused(
        connection,
        "INSERT INTO held.place_coding (role, place_kind, source_kind, confidence, grading,"
        " precision_m, counts) VALUES ('missing_from', 'home', 'police', 'high', '', 1, true)",
    )
    assert "generated column" in said


def test_a_load_whose_rows_do_not_add_up_is_refused(connection):
    said = refused(
        connection,
        "INSERT INTO held.load (kind, file_name, file_sha256, question_digest, code_version, read,"
        " accepted) VALUES ('food', 'f', 'x', '', '0', 2, 1)",
    )
    assert "load_adds_up_check" in said


def test_a_rule_of_one_child_cannot_be_written_down(connection):
    said = refused(
        connection,
        "INSERT INTO held.rule VALUES ('lax', '2026-01-01', 3, 1, 90, 50, 400, 'because')",
    )
    assert "rule_minimum_children_check" in said


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit.entry SET actor = 'x'", "DELETE FROM audit.entry", "TRUNCATE audit.entry"],
)
def test_the_audit_record_is_only_ever_added_to(connection, change):
    assert "only ever added to" in refused(connection, change)
