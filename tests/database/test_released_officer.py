"""What an officer's login reads: the own authority, and nothing without one."""

import pytest
from sqlalchemy import text

from geo import released_board, released_files, released_officer, released_quarters
from geo.database import engine
from geo.errors import NotFoundError
from geo.released import Filters
from geo.released_files import Rule
from tests.people import session_of
from webmap import marks

OWN = "E06999001"
NEIGHBOUR = "E06999002"
OFFICER, BOARD = "nightjar_officer", "nightjar_board"
VIEWS = ("cell_for_officer", "flag_for_officer", "premises_for_officer", "licence_for_officer")
VIEWS += ("register_for_officer",)


@pytest.fixture
def officer(county_settings):
    made = engine(county_settings, OFFICER)
    with made.connect() as connection:
        yield connection
    made.dispose()


@pytest.fixture
def board(county_settings):
    made = engine(county_settings, BOARD)
    with made.connect() as connection:
        yield connection
    made.dispose()


def count(connection, view):
    return connection.scalar(text(f"SELECT count(*) FROM released.{view}"))


@pytest.fixture(scope="module")
def session(county_settings):
    return session_of(county_settings)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("given", [None, b"", b"x" * 32, b"'; --", "board", "analyst"])
def test_without_an_officers_session_an_officer_is_shown_nothing(
    officer, county_settings, view, given
):
    if isinstance(given, str):
        given = session_of(county_settings, given)
    if given is not None:
        released_officer.set_session(officer, given)
    assert count(officer, view) == 0


@pytest.mark.parametrize("view", VIEWS)
def test_an_officer_cannot_name_an_authority(officer, view):
    for setting in ("nightjar.authority", "nightjar.session"):
        officer.execute(
            text("SELECT set_config(:setting, 'E06999003', true)"), {"setting": setting}
        )
    assert count(officer, view) == 0


@pytest.mark.parametrize("view", VIEWS)
def test_the_authority_ends_with_the_transaction(officer, session, view):
    with officer.begin():
        released_officer.set_session(officer, session)
        assert count(officer, view) > 0
    with officer.begin():
        # the setting reads as an empty text now, and no longer as nothing
        assert officer.scalar(text("SELECT current_setting('nightjar.session', true)")) == ""
        assert count(officer, view) == 0


def test_the_authority_ends_with_the_session(officer, county, county_settings):
    ending = session_of(county_settings)
    with county.begin() as owner:
        owner.execute(
            text("UPDATE held.session SET ended_at = now() WHERE token_sha256 = :it"),
            {"it": ending},
        )
    released_officer.set_session(officer, ending)
    assert count(officer, "premises_for_officer") == 0


def test_flags_are_of_the_own_premises_alone(officer, county, session):
    with county.connect() as owner:
        own = owner.execute(
            text(
                "SELECT DISTINCT premises_id FROM held.officer_flag INNER JOIN held.premises"
                " USING (premises_id) WHERE quarter = '2026Q3' AND authority = :own"
            ),
            {"own": OWN},
        ).all()
    released_officer.set_session(officer, session)
    flags, total = released_officer.flags(officer, "2026Q3")
    assert {flag.premises_id for flag in flags} == {row.premises_id for row in own}
    assert len(flags) == total > 10


def test_a_flag_says_its_reasons_in_bands_nearest_first(officer, session):
    released_officer.set_session(officer, session)
    for flag in released_officer.flags(officer, "2026Q3")[0]:
        bands = [reason.within_m for reason in flag.reasons]
        assert bands == sorted(bands)
        assert set(bands) <= {250, 500}
        assert {str(reason.episodes) for reason in flag.reasons} <= {
            "3-5",
            "6-10",
            "11-20",
            "21+",
        }


def test_the_list_is_by_nearest_band_then_most_episodes_and_pages_of_it_join_up(officer, session):
    released_officer.set_session(officer, session)
    listed, total = released_officer.flags(officer, "2026Q3")
    order = [
        (
            *(each.reasons[0].within_m, -each.reasons[0].episodes.band_from),
            *(each.name.lower(), each.name, str(each.premises_id)),
        )
        for each in listed
    ]
    assert order == sorted(order)
    paged = [
        each.premises_id
        for beginning in range(0, total, 100)
        for each in released_officer.flags(officer, "2026Q3", Filters(), 100, beginning)[0]
    ]
    assert paged == [each.premises_id for each in listed]


@pytest.mark.parametrize(
    "filters", [Filters(kind="takeaway"), Filters(band_m=250), Filters(words="heron")]
)
def test_a_filter_leaves_those_that_pass_it_with_all_their_reasons(officer, filters, session):
    released_officer.set_session(officer, session)
    everything = released_officer.flags(officer, "2026Q3")[0]
    left, total = released_officer.flags(officer, "2026Q3", filters)
    passes = [
        each
        for each in everything
        if filters.kind in (None, each.kind)
        and (filters.band_m is None or each.reasons[0].within_m <= filters.band_m)
        and (filters.words or "") in f"{each.name} {each.postcode}".lower()
    ]
    assert left == passes
    assert total == len(left) < len(everything)


def test_neighbours_are_to_look_at_without_flags_and_without_names_of_people(officer, session):
    released_officer.set_session(officer, session)
    rows = officer.execute(text("SELECT * FROM released.premises_for_officer")).mappings().all()
    neighbours = [row for row in rows if row["authority"] == NEIGHBOUR]
    assert neighbours
    assert not any(row["is_own"] for row in neighbours)
    assert all(row["is_own"] == (row["authority"] == OWN) for row in rows)
    licences = officer.execute(text("SELECT * FROM released.licence_for_officer")).mappings().all()
    named = {row["authority"] for row in licences if row["holder_name"] or row["supervisor_name"]}
    assert named == {OWN}
    assert {row["authority"] for row in licences} > {OWN}


def test_a_foreign_premises_is_answered_as_an_unknown_one(officer, county, session):
    with county.connect() as owner:
        ids = {
            row.authority: row.premises_id
            for row in owner.execute(text("SELECT authority, premises_id FROM held.premises"))
        }
    released_officer.set_session(officer, session)
    seen = {row[0] for row in officer.execute(
        text("SELECT DISTINCT authority FROM released.premises_for_officer"))}  # fmt: skip
    assert released_officer.premises(officer, ids[OWN])["is_own"]
    said = set()
    for unknown in [*(ids[code] for code in ids if code not in seen), "0" * 32]:
        with pytest.raises(NotFoundError) as refused:
            released_officer.premises(officer, unknown)
        said.add(str(refused.value))
    assert said == {"there is no premises of that number"}


def test_cells_are_features_with_bands_and_corners_on_the_lattice(officer, county, session):
    released_officer.set_session(officer, session)
    features = released_officer.cell_features(officer, "2026Q3")["features"]
    assert features
    assert {frozenset(each["properties"]) for each in features} == {
        frozenset(
            {
                *("cell_id", "is_rest", "level_m", "middle", "episodes", "band_from", "band_to"),
                "part_of_day",
            }
        )
    }
    with county.connect() as owner:
        off = owner.scalar(
            text(
                "SELECT count(*) FROM held.published_cell CROSS JOIN LATERAL ST_DumpPoints(geom)"
                " AS corner WHERE ST_X(corner.geom)::numeric % 250 <> 0"
                " OR ST_Y(corner.geom)::numeric % 250 <> 0"
            )
        )
    assert off == 0


def test_quarters_are_listed_with_no_time_finer_than_a_month(officer):
    rows = released_quarters.quarters(officer)
    assert [row["quarter"] for row in rows] == ["2026Q3", "2026Q2"]
    assert {row["published_in"].day for row in rows} == {1}


def test_the_board_reads_wards_and_counts(board):
    wards = released_board.ward_counts(board, "2026Q3")
    assert wards
    assert min(row["children"] for row in wards) >= 6
    counts = released_board.flag_counts(board, "2026Q3")
    assert counts
    assert min(row["premises"] for row in counts) >= 5


def test_the_board_is_shown_no_authority_with_fewer_than_five_premises(own_county):
    owner = engine(own_county)
    with owner.begin() as connection:
        connection.execute(
            text(
                "DELETE FROM held.officer_flag WHERE premises_id NOT IN (SELECT premises_id FROM"
                " (SELECT DISTINCT premises_id FROM held.officer_flag INNER JOIN held.premises"
                " USING (premises_id) WHERE quarter = '2026Q3' AND authority = :own LIMIT 4) AS f)"
            ),
            {"own": OWN},
        )
        assert released_board.flag_counts(connection, "2026Q3") == []
    owner.dispose()


def test_a_ward_on_the_boards_map_is_shown_or_not_shown_or_without_data(board):
    counted = {row["ward"]: row for row in released_board.ward_counts(board, "2026Q3")}
    features = released_board.ward_features(board, "2026Q3", 2026)["features"]
    states = {each["properties"]["code"]: each["properties"] for each in features}
    assert {code for code, each in states.items() if each["state"] == "shown"} == set(counted)
    hidden = [each for each in states.values() if each["state"] == "not_shown"]
    assert hidden
    assert {each["children"] for each in hidden} == {None}
    for vintage in (2025, None):
        redrawn = released_board.ward_features(board, "2026Q3", vintage)["features"]
        told = {(each["properties"]["state"], each["properties"]["children"]) for each in redrawn}
        assert told == {("no_data", None)}


@pytest.mark.parametrize(
    ("closes", "parts"),
    [
        ("17:00", ["daytime"]),  # the hour after ends at 6pm, when the evening begins
        ("17:01", ["daytime", "evening"]),
        ("21:00", ["daytime", "evening"]),
        ("25:00", ["daytime", "evening", "late_evening"]),
        ("25:01", ["daytime", "evening", "late_evening", "night"]),
    ],
)
def test_a_premises_is_open_in_a_part_of_the_day_by_more_than_its_first_instant(
    county, session, closes, parts
):
    hours, minutes = map(int, closes.split(":"))
    with county.connect() as connection, connection.begin() as undone:
        connection.execute(text("DELETE FROM held.licence_hours"))
        connection.execute(
            text(
                "INSERT INTO held.licence_hours SELECT licence_id, day, 540, :closes"
                " FROM held.premises_licence CROSS JOIN generate_series(3, 7) AS day"
            ),
            {"closes": hours * 60 + minutes},
        )
        released_officer.set_session(connection, session)
        found = connection.scalars(
            text("SELECT DISTINCT open_parts FROM released.listed_for_officer('2026Q3')")
        ).all()
        undone.rollback()
    assert [each for each in found if each] == [parts]


def test_the_date_of_a_register_is_that_of_the_own_authority_whatever_others_load(county, session):
    later = "UPDATE held.load SET loaded_at = loaded_at + interval '400 days' WHERE authority "
    asked = text("SELECT kind, as_of FROM released.register_for_officer ORDER BY kind")
    with county.connect() as connection, connection.begin() as undone:
        released_officer.set_session(connection, session)
        before = connection.execute(asked).all()
        connection.execute(text(f"{later} <> '{OWN}' OR authority IS NULL"))
        assert connection.execute(asked).all() == before != []
        connection.execute(text(f"{later} = '{OWN}'"))
        after = connection.execute(asked).all()
        undone.rollback()
    stating = [(new.as_of - old.as_of).days for old, new in zip(before, after, strict=True)]
    assert set(stating) <= {0, 400}  # 0: a register that states its own last day
    assert 400 in stating


def test_a_listed_premises_that_ended_or_was_placed_anew_is_listed_as_such(county, session):
    asked = text(
        "SELECT in_business, in_place, open_parts FROM released.listed_for_officer('2026Q3')"
        " WHERE premises_id = :it"
    )
    with county.connect() as connection, connection.begin() as undone:
        released_officer.set_session(connection, session)
        it = {
            "it": connection.scalar(
                text(
                    "SELECT premises_id FROM released.listed_for_officer('2026Q3') AS listed"
                    " WHERE open_parts IS NOT NULL AND NOT EXISTS (SELECT FROM held.food_business"
                    " AS food WHERE food.premises_id = listed.premises_id) LIMIT 1"
                )
            )
        }
        before = connection.execute(asked, it).one()
        moved = "UPDATE held.premises SET geom = ST_Translate(geom, 600, 0) WHERE premises_id = :it"
        connection.execute(text(moved), it)
        ended = "UPDATE held.premises_licence SET status = 'surrendered' WHERE premises_id = :it"
        connection.execute(text(ended), it)
        after = connection.execute(asked, it).one()
        shown = next(
            each
            for each in released_officer.flags(connection, "2026Q3")[0]
            if each.premises_id == it["it"]
        )
        rule = Rule("csv", exact=False, most_rows=5000)
        rows = released_files.visits(connection, "2026Q3", Filters(words=shown.name), rule)
        undone.rollback()
    (card,) = marks.visits([shown], [250, 500])["features"]
    assert "Your registers now have no licence" in card["properties"]["said"][-1]
    assert ("no", "no") in {row[-2:] for row in rows}
    assert (before.in_business, before.in_place) == (True, True)
    assert tuple(after) == (False, False, None)


@pytest.mark.parametrize("login", [OFFICER, "nightjar_analyst"])
def test_of_a_licence_what_an_earlier_register_said_is_told_as_that(
    county, county_settings, session, login
):
    """A licence that was surrendered was headed In force by its row of the register before."""
    view = f"released.licence_for_{login.removeprefix('nightjar_')}"
    with county.connect() as connection, connection.begin() as undone:
        released_officer.set_session(connection, session)
        it = connection.scalar(
            text(
                f"SELECT licence_id FROM {view} WHERE NOT is_overtaken AND NOT has_ended"
                " AND licence_number IS NOT NULL AND status = 'in_force' LIMIT 1"
            )
        )
        connection.execute(
            text(
                "INSERT INTO held.premises_licence SELECT (jsonb_populate_record(licence,"
                " jsonb_build_object('licence_id', gen_random_uuid(), 'ends_on', '2020-01-01',"
                " 'starts_on', '2019-01-01', 'seen_load_id', newest.load_id))).*"
                " FROM held.premises_licence AS licence"
                " CROSS JOIN (SELECT max(load_id) AS load_id FROM held.load) AS newest"
                " WHERE licence_id = :it"
            ),
            {"it": it},
        )
        told = connection.execute(
            text(
                f"SELECT told.licence_id, told.is_overtaken, told.has_ended FROM {view} AS told"
                " INNER JOIN held.premises_licence AS of USING (licence_id)"
                " WHERE (of.authority, of.licence_number) = (SELECT authority, licence_number"
                " FROM held.premises_licence WHERE licence_id = :it)"
            ),
            {"it": it},
        ).all()
        undone.rollback()
    assert {(row.is_overtaken, row.has_ended) for row in told if row.licence_id == it} == {
        (True, False)
    }
    assert (False, True) in {(row.is_overtaken, row.has_ended) for row in told}


def test_a_register_is_of_the_day_that_it_states_and_not_of_that_on_which_it_was_loaded(
    county, session
):
    """The sample's register was taken out on 1 October 2026."""
    asked = text("SELECT as_of FROM released.register_for_officer WHERE kind = 'premises'")
    with county.connect() as connection:
        released_officer.set_session(connection, session)
        assert str(connection.scalar(asked)) == "2026-10-01"
