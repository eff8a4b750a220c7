"""Publishing a quarter: what it takes, what it refuses, and that it is final."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.errors import PublicationError, SetupError
from geo.keys import Keys
from geo.ladder import Square, build_cells
from geo.publication import publish, require_wards
from geo.quarters import Quarter
from tests.fixed_keys import fixed_keys

Q3 = Quarter(2026, 3)
AFTER = dt.date(2026, 10, 1)
DAY = dt.date(2026, 8, 14)
HERE = (300_100.0, 410_100.0)


@pytest.fixture
def keys(tmp_path):
    return fixed_keys(tmp_path / "keys")


@pytest.fixture
def town(connection, plant):
    """Twenty addresses in one cell, and data to the end of September."""
    plant.addresses(20, HERE)
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    return plant


def recur(plant, children="abc", at=HERE, on=DAY, **what):
    for child in children:
        plant.episode(child * 16, on, at, **what)


def cells(connection):
    rows = connection.execute(
        text("SELECT quarter, cell_id, is_rest, band_from, band_to FROM held.published_cell")
    )
    return [tuple(row) for row in rows]


def test_a_place_with_three_episodes_by_three_children_is_published_as_its_cell(
    connection, town, keys
):
    recur(town)
    done = publish(connection, keys, Q3, AFTER)
    assert cells(connection) == [("2026Q3", "250-1200-1640", False, 3, 5)]
    assert not done.already_published


def test_no_true_count_and_no_child_is_kept(connection, town, keys):
    recur(town)
    publish(connection, keys, Q3, AFTER)
    for table in ("cell_publication", "published_cell", "published_ward", "officer_flag"):
        columns = connection.scalars(
            text(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'held'"
                " AND table_name = :table"
            ),
            {"table": table},
        ).all()
        assert not {"episodes", "child_ref", "child_id", "count"} & set(columns)


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (dt.date(2026, 6, 30), False),
        (dt.date(2026, 7, 1), True),
        (dt.datetime(2026, 7, 1, 0, 30), True),  # 30 June in UTC
        (dt.date(2026, 9, 30), True),
        (dt.datetime(2026, 9, 30, 23, 30), True),
        (dt.date(2026, 10, 1), False),
    ],
)
def test_a_quarter_is_of_days_in_london(connection, town, keys, on, shown):
    recur(town, on=on)
    publish(connection, keys, Q3, AFTER)
    assert bool(cells(connection)) is shown


def test_publishing_again_changes_nothing(connection, town, keys):
    recur(town)
    first = publish(connection, keys, Q3, AFTER)
    again = publish(connection, keys, Q3, AFTER)
    assert (again.already_published, again.answer.sha256) == (True, first.answer.sha256)
    assert connection.scalar(text("SELECT count(*) FROM held.cell_publication")) == 1


def test_a_published_quarter_is_final(connection, town, keys):
    recur(town)
    publish(connection, keys, Q3, AFTER)
    before = cells(connection)
    recur(town, "defghijkl")
    with pytest.raises(PublicationError, match=r"2026Q3 was published on .* and is final"):
        publish(connection, keys, Q3, AFTER)
    assert cells(connection) == before


def test_another_key_is_refused(connection, town, keys, tmp_path):
    recur(town)
    publish(connection, keys, Q3, AFTER)
    other = Keys(tmp_path / "other")
    other.make_missing()
    with pytest.raises(PublicationError, match="cell key must be the one"):
        publish(connection, other, Q3.next, AFTER + dt.timedelta(days=100))


def test_without_the_key_nothing_is_published(connection, town, tmp_path):
    recur(town)
    with pytest.raises(SetupError, match=r"the cell key must be in .* nightjar keys make"):
        publish(connection, Keys(tmp_path / "none"), Q3, AFTER)
    assert cells(connection) == []


def test_a_quarter_that_is_not_over_is_refused(connection, town, keys):
    with pytest.raises(PublicationError, match="2026Q3 must be over"):
        publish(connection, keys, Q3, dt.date(2026, 9, 30))


def test_a_quarter_that_is_not_all_known_is_refused(connection, town, keys):
    town.known_to(dt.date(2026, 9, 29))
    with pytest.raises(PublicationError, match="data end on 29 September 2026"):
        publish(connection, keys, Q3, AFTER)


def test_without_cells_nothing_is_published(connection, plant, keys):
    plant.known_to(dt.date(2026, 9, 30))
    with pytest.raises(PublicationError, match="nightjar cells build"):
        publish(connection, keys, Q3, AFTER)


def test_episodes_without_a_pseudonym_are_left_out_and_counted(connection, town, keys):
    for _ in range(9):
        town.episode(None, DAY, HERE)
    town.episode("a" * 16, DAY, HERE)
    town.episode("b" * 16, DAY, HERE)
    done = publish(connection, keys, Q3, AFTER)
    assert cells(connection) == []
    assert done.describe()["episodes_without_child"] == 9


def test_where_no_cell_is_or_too_few_live_is_left_out_and_counted(connection, town, keys):
    town.addresses(5, (304_100.0, 410_100.0))
    build_cells(connection, 20)
    recur(town, at=(304_100.0, 410_100.0))
    recur(town, "abcd", at=(308_100.0, 410_100.0))
    facts = publish(connection, keys, Q3, AFTER).describe()
    assert cells(connection) == []
    assert (facts["episodes_never_shown"], facts["episodes_without_cell"]) == (3, 4)


def test_the_board_is_shown_a_ward_with_enough_children(connection, town, keys):
    town.area("ward", "E05999001", (299_000, 409_000, 302_000, 412_000))
    recur(town, "abcdefghijkl")
    publish(connection, keys, Q3, AFTER)
    [(ward, children)] = connection.execute(
        text("SELECT ward, children FROM released.ward_count_for_board")
    ).all()
    assert ward == "E05999001"
    assert 10 <= children <= 14


def test_wards_are_of_the_newest_boundaries(connection, town, keys):
    town.area("ward", "E05999001", (299_000, 409_000, 302_000, 412_000), vintage=2020)
    town.area("ward", "E05999002", (299_000, 409_000, 302_000, 412_000), vintage=2026)
    recur(town, "abcdefghijkl")
    publish(connection, keys, Q3, AFTER)
    found = connection.execute(text("SELECT ward, vintage FROM held.published_ward")).all()
    assert [tuple(row) for row in found] == [("E05999002", 2026)]


@pytest.mark.parametrize(("away_m", "band"), [(249, 250), (251, 500), (499, 500), (501, None)])
def test_a_premises_is_flagged_by_its_distance_from_the_middle_of_the_cell(
    connection, town, keys, away_m, band
):
    recur(town)
    town.premises("The Heron", (300_125 + away_m, 410_125))
    publish(connection, keys, Q3, AFTER)
    assert connection.scalar(text("SELECT band_m FROM held.officer_flag")) == band


@pytest.mark.parametrize(
    ("away_m", "precision_m", "band"),
    [
        *[(10, 100, 250), (10, 249, 250), (10, 250, 500), (10, 499, 500), (10, 500, None)],
        *[(260, 100, 500), (10, 2000, None)],
    ],
)
def test_a_premises_is_said_to_be_no_nearer_than_it_is_placed(
    connection, town, keys, away_m, precision_m, band
):
    recur(town)
    town.premises("The Heron", (300_125 + away_m, 410_125), precision_m=precision_m)
    publish(connection, keys, Q3, AFTER)
    assert connection.scalar(text("SELECT band_m FROM held.officer_flag")) == band


def test_a_premises_in_the_middle_of_a_square_is_not_near_what_is_shown_of_its_corners(
    connection, plant, keys
):
    """Nobody lives between two cells, and one child has most of the episodes of each."""
    corners = ((300_100.0, 410_100.0), (300_900.0, 410_900.0))
    plant.known_to(dt.date(2026, 9, 30))
    for at in corners:
        plant.addresses(20, at)
    build_cells(connection, 20)
    for at, children in zip(corners, ("aab", "ccd"), strict=True):
        recur(plant, children, at)
    plant.premises("The Middle", (300_500, 410_500))  # 354 m from either
    plant.premises("The Between", (300_300, 410_300))  # 283 m from the middle, 71 m from one
    plant.premises("The Edge", (300_350, 410_350))  # 212 m and 141 m
    publish(connection, keys, Q3, AFTER)
    assert [cell[1:3] for cell in cells(connection)] == [("1000-300-410", True)]
    told = connection.execute(
        text(
            "SELECT name, band_m FROM held.officer_flag INNER JOIN held.premises"
            " USING (premises_id) ORDER BY name"
        )
    ).all()
    assert [tuple(row) for row in told] == [
        *(("The Between", 500), ("The Edge", 250), ("The Middle", 500)),
    ]


def test_a_premises_out_of_business_at_the_quarters_end_is_not_flagged(connection, town, keys):
    recur(town)
    town.premises("The Quay", (300_125, 410_125), ends_on=dt.date(2026, 9, 29))
    town.premises("The Sound", (300_125, 410_125), ends_on=dt.date(2026, 9, 30))
    publish(connection, keys, Q3, AFTER)
    names = connection.scalars(
        text("SELECT name FROM held.officer_flag INNER JOIN held.premises USING (premises_id)")
    ).all()
    assert names == ["The Sound"]


def test_a_large_cell_flags_nothing_since_its_middle_says_too_little(connection, plant, keys):
    for east in (300_100, 301_100):  # twenty addresses in 2000 m together
        plant.addresses(10, (float(east), 410_100.0))
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    recur(plant)
    plant.premises("The Heron", (301_000, 411_000))
    publish(connection, keys, Q3, AFTER)
    assert [cell[1] for cell in cells(connection)] == ["2000-150-205"]
    assert connection.scalar(text("SELECT count(*) FROM held.officer_flag")) == 0


def test_the_act_is_in_the_audit_record(connection, town, keys):
    recur(town)
    publish(connection, keys, Q3, AFTER)
    assert connection.execute(
        text("SELECT action, subject FROM audit.entry ORDER BY seq")
    ).all() == [
        ("publish quarter", "2026Q3"),
        ("publish picture", "2026Q3"),
    ]


def test_flags_are_computed_by_one_who_may_read_no_episode(connection, town, keys):
    """The function is given cells, and runs as a role that has the registers and nothing else."""
    recur(town)
    town.premises("The Heron", (300_225, 410_125))
    publish(connection, keys, Q3, AFTER)
    connection.execute(text("CREATE ROLE nightjar_test_flagger"))
    connection.execute(text("GRANT USAGE ON SCHEMA held, derived TO nightjar_test_flagger"))
    connection.execute(
        text(
            "GRANT SELECT ON held.premises, held.premises_licence, held.food_business,"
            " held.taxi_operator TO nightjar_test_flagger"
        )
    )
    connection.execute(
        text("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA derived TO nightjar_test_flagger")
    )
    stored = connection.execute(text("SELECT premises_id, band_m FROM held.officer_flag")).all()
    connection.execute(text("SET LOCAL ROLE nightjar_test_flagger"))
    area = Square.named("250-1200-1640").shape
    near = connection.execute(
        text(
            "SELECT premises_id, band_m FROM derived.premises_near_cells("
            "ARRAY['250-1200-1640'], '{false}', ARRAY[:area], '2026-09-30', '{250,500}', 1000)"
        ),
        {"area": area.wkb},
    ).all()
    assert near == stored
    assert len(near) == 1


def test_wards_must_be_held_before_a_quarter_is_published_for_good(connection, town):
    with pytest.raises(PublicationError, match=r"wards must be loaded .* --kind ward"):
        require_wards(connection)
    town.area("ward", "E05999001", (299_000, 409_000, 302_000, 412_000))
    require_wards(connection)
