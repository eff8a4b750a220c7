"""Which premises are near: distances, bands, hours and who is in business, counted by hand."""

import datetime as dt

import pytest
from sqlalchemy import text

from geo.question import Question, flagged_premises

LAST = dt.date(2026, 9, 30)  # a Wednesday
X, Y = 300_000.0, 410_000.0


@pytest.fixture
def recurring(plant):
    """A repeat location at X, Y: three evening episodes, on a Wednesday at 22:30."""
    for child in ("a", "b", "c"):
        plant.episode(child, dt.datetime(2026, 9, 30, 22, 30))
    return plant


def ask(plant, **terms):
    return flagged_premises(plant.connection, Question(LAST, **terms))


@pytest.mark.parametrize(("distance_m", "found"), [(400.0, 1), (400.01, 0)])
def test_the_radius_is_counted_and_what_lies_beyond_is_not(recurring, distance_m, found):
    recurring.premises("The Heron", (X + distance_m, Y))
    assert len(ask(recurring)) == found


@pytest.mark.parametrize(
    ("distance_m", "band_m"),
    [(0.0, 100), (100.0, 100), (100.01, 200), (200.0, 200), (200.01, 400), (400.0, 400)],
)
def test_the_band_holds_the_distance(recurring, distance_m, band_m):
    recurring.premises("The Heron", (X + distance_m, Y))
    assert ask(recurring)["band_m"].tolist() == [band_m]


def test_a_premises_placed_by_its_postcode_is_never_in_the_first_band(recurring):
    recurring.premises("The Heron", (X + 10, Y), precision_m=100)
    assert ask(recurring)["band_m"].tolist() == [200]
    assert ask(recurring, radius_m=100).empty


def test_a_premises_placed_to_just_under_100_m_may_be(recurring):
    recurring.premises("The Heron", (X + 10, Y), precision_m=99)
    assert ask(recurring)["band_m"].tolist() == [100]


def test_the_distance_is_to_the_nearest_point_of_a_merged_location(recurring):
    recurring.episode("d", LAST, at=(X + 40, Y))
    recurring.premises("The Heron", (X + 100, Y))
    assert ask(recurring)["distance_m"].tolist() == [60.0]


@pytest.mark.parametrize("status", ["surrendered", "lapsed", "expired", "revoked", "withdrawn"])
def test_a_premises_whose_licence_is_over_is_not_flagged(recurring, status):
    recurring.premises("The Heron", status=status)
    assert ask(recurring).empty


@pytest.mark.parametrize(("ends_on", "found"), [(LAST, 1), (LAST - dt.timedelta(days=1), 0)])
def test_a_licence_is_in_force_on_its_last_day(recurring, ends_on, found):
    recurring.premises("The Heron", ends_on=ends_on)
    assert len(ask(recurring)) == found


@pytest.mark.parametrize(("starts_on", "found"), [(LAST, 1), (LAST + dt.timedelta(days=1), 0)])
def test_a_licence_is_in_force_from_its_first_day(recurring, starts_on, found):
    recurring.premises("The Heron", starts_on=starts_on)
    assert len(ask(recurring)) == found


def test_a_licence_that_was_varied_later_had_begun_before(recurring):
    recurring.premises("The Heron", starts_on=LAST + dt.timedelta(days=1))
    recurring.licence("The Heron", status="superseded", starts_on=LAST)
    assert len(ask(recurring)) == 1


@pytest.mark.parametrize(
    ("status", "found"),
    [("in_force", 1), ("unknown", 1), ("revoked", 0), ("surrendered", 0), ("expired", 0)],
)
def test_the_base_of_an_operator_is_flagged_while_it_is_licensed(recurring, status, found):
    recurring.operator("Heron Cars", status=status)
    assert len(ask(recurring)) == found


@pytest.mark.parametrize(
    ("term", "day", "found"),
    [
        ("starts_on", LAST, 1),
        ("starts_on", LAST + dt.timedelta(days=1), 0),
        ("ends_on", LAST, 1),
        ("ends_on", LAST - dt.timedelta(days=1), 0),
    ],
)
def test_an_operator_is_licensed_from_its_first_day_to_its_last(recurring, term, day, found):
    recurring.operator("Heron Cars", **{term: day})
    assert len(ask(recurring)) == found


def test_the_newest_word_on_an_operator_is_what_counts(recurring):
    recurring.operator("Heron Cars")
    recurring.operator("Heron Cars", status="revoked")
    assert ask(recurring).empty


def test_a_premises_that_was_not_placed_is_near_nothing(recurring):
    recurring.premises("The Heron", at=None)
    assert ask(recurring).empty


def test_kinds_narrow_the_premises(recurring):
    recurring.premises("The Heron", kind="pub")
    recurring.premises("Gull Fry", kind="takeaway")
    assert ask(recurring, kinds=("takeaway",))["name"].tolist() == ["Gull Fry"]


@pytest.mark.parametrize(
    ("opens", "closes", "within"),
    [
        (17 * 60, 21 * 60 + 30, 3),  # 22:30 is the last minute of the hour after closing
        (17 * 60, 21 * 60 + 29, 0),
        (22 * 60 + 30, 26 * 60, 3),
        (22 * 60 + 31, 26 * 60, 0),
    ],
)
def test_an_episode_fits_the_licensed_hours_and_an_hour_after(recurring, opens, closes, within):
    recurring.premises("The Heron", hours=[(3, opens, closes)])
    assert ask(recurring)[["timed", "within_hours"]].to_numpy().tolist() == [[3, within]]


def test_hours_past_midnight_reach_into_the_next_day(plant):
    for child in ("a", "b", "c"):
        plant.episode(child, dt.datetime(2026, 9, 30, 1, 0))  # Wednesday, 01:00
    plant.premises("The Heron", hours=[(2, 20 * 60, 26 * 60)])  # Tuesday 20:00 to 02:00
    assert ask(plant)["within_hours"].tolist() == [3]


def test_sunday_night_reaches_into_monday(plant):
    for child in ("a", "b", "c"):
        plant.episode(child, dt.datetime(2026, 9, 28, 0, 30))  # Monday, 00:30
    plant.premises("The Heron", hours=[(7, 20 * 60, 24 * 60)])  # Sunday 20:00 to 24:00
    plant.premises("Gull Fry", hours=[(1, 11 * 60, 23 * 60)])
    assert dict(ask(plant)[["name", "within_hours"]].to_numpy()) == {"The Heron": 3, "Gull Fry": 0}


def test_an_episode_that_fits_two_spans_fits_once(recurring):
    recurring.premises("The Heron", hours=[(3, 17 * 60, 23 * 60), (3, 22 * 60, 26 * 60)])
    assert ask(recurring)["within_hours"].tolist() == [3]


def test_unknown_hours_are_unknown_and_not_none_of_them(recurring):
    recurring.premises("The Heron")
    assert ask(recurring)["within_hours"].isna().tolist() == [True]


def test_the_nearest_pair_comes_first(recurring):
    recurring.premises("Far", (X + 300, Y))
    recurring.premises("Near", (X + 30, Y))
    assert ask(recurring)["name"].tolist() == ["Near", "Far"]


def test_near_everywhere_is_every_premises_in_business(county):
    near, in_business = (
        "SELECT premises_id FROM derived.premises_near("
        "ARRAY[ROW(1, ST_Point(300000, 410000, 27700), 3, 2, NULL, NULL, NULL, 0, 0, 0, 0, '{}')"
        "::derived.repeat_location], '2026-09-30', 100000, CAST(:kinds AS text[]))",
        "SELECT premises_id FROM derived.premises_in_business("
        "'2026-09-30', CAST(:kinds AS text[]))",
    )
    with county.connect() as connection:
        for kinds in (None, ["pub", "operator_base"], ["takeaway"]):
            found = set(connection.scalars(text(near), {"kinds": kinds}))
            assert found
            assert found == set(connection.scalars(text(in_business), {"kinds": kinds}))


@pytest.mark.parametrize("radius_m", [50.5, 400.0, 1500.0])
def test_many_locations_are_near_what_they_are_near_by_the_hundred(county, radius_m):
    asked = """
        WITH spot AS MATERIALIZED (
            SELECT
                number,
                ST_Translate(geom, (number % 97) * 7.5, (number % 31) * 12.25) AS geom
            FROM generate_series(1, 2100) AS number
            INNER JOIN (
                SELECT geom, row_number() OVER (ORDER BY premises_id) AS place FROM held.premises
                WHERE geom IS NOT NULL
            ) AS premises ON premises.place = 1 + number % 400
        ),
        location AS MATERIALIZED (
            SELECT
                number,
                ROW(
                    number,
                    CASE WHEN number % 3 = 0
                        THEN ST_Collect(geom, ST_Translate(geom, 60, 0)) ELSE ST_Multi(geom) END,
                    3, 2, NULL, NULL, NULL, 0, 0, 0, 0,
                    ARRAY[timestamp '2026-09-28 00:00' + number * interval '53 minutes']
                )::derived.repeat_location AS said
            FROM spot
        ),
        asked AS (
            SELECT array_agg(said) AS said FROM location GROUP BY number % CAST(:parts AS integer)
        )
        SELECT near.* FROM asked
        CROSS JOIN LATERAL derived.premises_near(asked.said, '2026-09-30', :radius) AS near
        ORDER BY near.location_no, near.premises_id
    """
    with county.connect() as connection:
        whole, parts = (
            connection.execute(text(asked), {"parts": parts, "radius": radius_m}).all()
            for parts in (1, 3)
        )
    assert len({row.location_no for row in whole}) > 100
    assert any(row.within_hours for row in whole)
    assert whole == parts
