"""Visits as they are held: versions that stay, counts for the board, and their end."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from geo.accounts import make_sample_people
from geo.database import query
from geo.ladder import build_cells
from geo.publication import publish
from geo.quarters import Quarter
from tests.fixed_keys import fixed_keys

PLANNED = dt.date(2026, 9, 30)


@pytest.fixture
def visits(connection, plant):
    """A place to go to, and a way to say that somebody plans to go and goes."""
    make_sample_people(connection)
    place = plant.premises("The Lantern Bar")
    officer = connection.scalar(
        text("SELECT account_id FROM held.account WHERE sign_in_name = 'ottilie.marsh'")
    )

    def add(planned_for=PLANNED, status="planned", visited_on=None, awareness=(), measure="none"):
        visit = connection.scalar(
            text(
                "INSERT INTO held.visit (premises_id, authority, made_by)"
                " VALUES (:place, 'E06999001', :officer) RETURNING visit_id"
            ),
            {"place": place, "officer": officer},
        )
        connection.execute(
            text(
                "INSERT INTO held.visit_plan (visit_id, version, planned_for, status, reason,"
                " changed_by, changed_at) VALUES (:visit, 1, :day, :status,"
                " CASE :status WHEN 'cancelled' THEN 'called off' END, :officer, :at)"
            ),
            {
                "visit": visit,
                "day": planned_for,
                "status": status,
                "officer": officer,
                "at": planned_for,
            },
        )
        if visited_on is not None:
            connection.execute(
                text(
                    "INSERT INTO held.visit_record (visit_id, version, visited_on, visited_by,"
                    " outcome, measure, measure_text, awareness, changed_by, changed_at)"
                    " VALUES (:visit, 1, :day, :officer, 'no_concern', :measure,"
                    " CASE :measure WHEN 'none' THEN '' ELSE 'as told' END, :awareness,"
                    " :officer, :day)"
                ),
                {
                    "visit": visit,
                    "day": visited_on,
                    "officer": officer,
                    "measure": measure,
                    "awareness": list(awareness),
                },
            )
        return visit

    return add


def test_the_board_is_told_what_was_due_and_what_was_made_by_quarter(connection, visits):
    visits()
    visits(status="cancelled")
    # due in one quarter and made in the next
    visits(status="done", visited_on=dt.date(2026, 10, 1), awareness=["poster", "training"])
    visits(dt.date(2026, 12, 1), "done", dt.date(2026, 12, 1), ["poster"], "conditions")
    counted = connection.execute(
        text("SELECT * FROM released.visit_count_for_board ORDER BY quarter")
    ).mappings()
    third, fourth = [dict(row) for row in counted]
    assert (third["quarter"], third["authority_name"]) == ("2026Q3", "Skerrowby")
    said = ("planned", "done", "cancelled", "visited", "premises_visited", "posters")
    assert [third[name] for name in said] == [3, 1, 1, 0, 0, 0]
    assert [fourth[name] for name in said] == [1, 1, 0, 2, 1, 2]
    told = ("conditions", "advice", "trainings", "briefings", "test_purchases")
    assert [fourth[name] for name in told] == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_visit_is_after_the_quarter_before_its_own_to_the_last_day(
    connection, plant, visits, tmp_path, number
):
    """Three months from 30 September are over on 30 December, and the quarter after is not."""
    quarter = Quarter(2025, number)
    after = Quarter(2026, 1) if number == 4 else Quarter(2025, number + 1)
    plant.known_to(dt.date(2026, 6, 30))
    plant.addresses(20)
    build_cells(connection, 20)
    publish(connection, fixed_keys(tmp_path / "keys"), quarter, dt.date(2026, 7, 1))
    told = text("SELECT visited_on FROM released.listed_outcome_for_analyst")
    for day in (quarter.last_day, after.last_day + dt.timedelta(days=1)):
        visits(status="done", visited_on=day)
    assert connection.scalars(told).all() == []
    visits(status="done", visited_on=after.last_day)
    assert connection.scalars(told).all() == [after.last_day]


def test_the_board_is_not_told_which_premises(connection, visits):
    visits(status="done", visited_on=PLANNED)
    columns = connection.execute(text("SELECT * FROM released.visit_count_for_board")).keys()
    assert not [name for name in columns if name in {"premises_id", "name", "visit_id", "note"}]


def test_what_was_written_of_a_visit_is_told_the_analyst_in_a_joint_review_alone(
    connection, visits
):
    visits(status="cancelled")
    visits(status="done", visited_on=PLANNED, measure="advice")
    told = text(
        "SELECT reason, measure, measure_text, note, reply FROM released.visit_for_analyst"
        " ORDER BY status"
    )
    assert [tuple(row) for row in connection.execute(told)] == [
        (None, None, None, None, None),
        (None, "advice", None, None, None),
    ]
    connection.execute(
        text(
            "INSERT INTO held.review_case (premises_id, authority, matter, side, reason, opened_by)"
            " SELECT premises_id, authority, 'near', 'council', 'a reason of some length', made_by"
            " FROM held.visit LIMIT 1"
        )
    )
    assert [tuple(row) for row in connection.execute(told)] == [
        ("called off", None, None, None, None),
        (None, "advice", "as told", "", ""),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE held.visit_plan SET status = 'done'",
        "UPDATE held.visit_record SET note = 'other'",
        "UPDATE held.visit SET quarter = '2026Q3'",
        "UPDATE held.flag_feedback SET why = 'other'",
    ],
)
def test_a_version_is_never_changed(connection, visits, change):
    visits(status="done", visited_on=PLANNED)
    with pytest.raises(DBAPIError, match="a correction adds one"):
        connection.execute(text(change))


@pytest.mark.parametrize(
    "values",
    [
        "'closed for good', 'none', '', '{}'",
        "'concern', 'advice', '', '{}'",
        "'concern', 'none', '', '{leaflet}'",
        "'concern', 'none', '', '{NULL}'",
    ],
)
def test_a_record_takes_words_of_its_vocabulary_alone(connection, visits, values):
    visit = visits()
    with pytest.raises(IntegrityError):
        connection.execute(
            text(
                "INSERT INTO held.visit_record (visit_id, version, visited_on, visited_by,"
                f" changed_by, outcome, measure, measure_text, awareness)"
                f" SELECT visit_id, 1, '2026-09-30', made_by, made_by, {values}"
                " FROM held.visit WHERE visit_id = :visit"
            ),
            {"visit": visit},
        )


@pytest.mark.parametrize("filters", ['{"words": "x"}', '["kind"]', '"kind"'])
def test_a_saved_view_keeps_nothing_that_was_typed(connection, visits, filters):
    visits()
    with pytest.raises(IntegrityError, match="saved_view_filters_check"):
        connection.execute(
            text(
                "INSERT INTO held.saved_view (owner, authority, name, shared, filters)"
                " SELECT made_by, authority, 'Mine', false, CAST(:filters AS jsonb)"
                " FROM held.visit"
            ),
            {"filters": filters},
        )


@pytest.mark.parametrize(("before", "gone"), [("2026-10-01", 0), ("2026-10-02", 1)])
def test_a_visit_goes_when_the_last_that_was_said_of_it_is_past(connection, visits, before, gone):
    visits(status="done", visited_on=dt.date(2026, 10, 1))
    done = connection.execute(query("remove_visits_before"), {"before": before})
    assert (done.rowcount, connection.scalar(text("SELECT count(*) FROM held.visit_record"))) == (
        gone,
        1 - gone,
    )


def test_a_visit_of_days_that_are_held_back_stays(connection, visits):
    visits(status="done", visited_on=dt.date(2026, 10, 1))
    connection.execute(
        text(
            "INSERT INTO held.hold (begins_on, ends_on, reason, placed_by)"
            " VALUES ('2026-10-01', '2026-10-01', 'court order of 4 May', 'a test')"
        )
    )
    done = connection.execute(query("remove_visits_before"), {"before": "2030-01-01"})
    assert done.rowcount == 0
