"""The officer's and the board's pages over the sample county: what they show, and to whom."""

import datetime as dt
import html
import re

import pytest
from sqlalchemy import text

from geo import released_board, released_officer
from geo.database import engine
from geo.listed import OwnFilters
from geo.trend import trend
from tests.people import enter, populate, session_of
from webmap import create_app, freshness
from webmap.pools import Pools

OWN = "E06999001"


def words_of(response):
    said = re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))
    return re.sub(r"\s+", " ", html.unescape(said))


@pytest.fixture(scope="module")
def app(county_settings):
    pools = Pools(county_settings)
    yield create_app(pools, county_settings)
    pools.dispose()


@pytest.fixture
def officer(app):
    return enter(app, "officer")


@pytest.fixture
def board(app):
    return enter(app, "board")


def test_an_officer_begins_with_the_newest_quarter_and_its_nearest_premises(officer):
    page = officer.get("/", follow_redirects=True)
    assert page.request.path == "/visits/2026Q3"
    said = words_of(page)
    assert (
        "354 of your 420 premises are near an area with episodes in July to September 2026 "
        "(12 areas): too many for it to tell much"
    ) in said
    assert "within 250 m" in said
    assert "Why it is listed" in said
    assert "not evidence against a premises" in said


@pytest.mark.parametrize(
    "query",
    [
        *({}, {"kind": "takeaway"}, {"band": "250"}, {"words": "heron"}),
        *({"kind": "pub", "band": "250"}, {"priority": "low", "since": "never"}),
        {"open": "evening"},
    ],
)
def test_list_map_and_function_agree_under_every_filter(officer, county_settings, query):
    login = engine(county_settings, "nightjar_officer")
    band = query.get("band")
    given = {name: query.get(name) for name in ("kind", "words", "priority", "since", "open")}
    filters = OwnFilters(band_m=int(band) if band else None, **given)
    with login.begin() as connection:
        released_officer.set_session(connection, session_of(county_settings))
        listed, total = released_officer.flags(connection, "2026Q3", filters)
    login.dispose()
    page = officer.get("/visits/2026Q3", query_string=query).get_data(as_text=True)
    drawn = officer.get("/visits/2026Q3/premises.geojson", query_string=query).get_json()
    ids = [each["properties"]["id"] for each in drawn["features"]]
    assert ids == [str(each.premises_id) for each in listed]
    assert re.findall(r'<li class="nj-flag" id="p-([^"]+)"', page) == ids[:20]
    assert f"{total} premises" in re.sub(r"\s+", " ", page) or total == 0


def test_a_postcode_is_found_with_its_space(officer):
    said = words_of(officer.get("/visits/2026Q3?words=ZZ1+3EE"))
    assert "10 Plovumber Yard" in said


def test_the_map_draws_areas_in_bands_and_no_finer(officer):
    features = officer.get("/visits/2026Q3/cells.geojson").get_json()["features"]
    assert len(features) == 12
    assert {tuple(sorted(each["properties"])) for each in features} == {
        ("band_from", "middle", "said", "title")  # the middle is what the square's name tells
    }
    assert {each["geometry"]["type"] for each in features} <= {"Polygon", "MultiPolygon"}
    for each in officer.get("/visits/2026Q3/premises.geojson").get_json()["features"]:
        assert set(each["properties"]) == {"id", "title", "said", "band_m", "symbol"}
        assert each["properties"]["band_m"] in {250, 500}


def test_a_quarter_before_is_chosen_by_name_and_said_to_be_older(officer):
    said = words_of(officer.get("/visits/2026Q2"))
    assert "295 of your 420 premises are near an area" in said
    assert "This is not the newest quarter" in said


def test_a_premises_says_why_by_quarter_and_who_holds_its_licence(officer, county):
    with county.connect() as connection:
        premises, holder = connection.execute(
            text(
                "SELECT premises_id, holder_name FROM held.officer_flag INNER JOIN held.premises"
                " USING (premises_id) INNER JOIN held.premises_licence AS licence"
                " USING (premises_id) WHERE premises.authority = :own AND quarter = '2026Q3'"
                " AND holder_name <> '' ORDER BY premises_id LIMIT 1"
            ),
            {"own": OWN},
        ).one()
    said = words_of(officer.get(f"/visits/premises/{premises}?quarter=2026Q3"))
    for words in (
        "July to September 2026 (2026Q3): near",
        "of the middle of",
        "All of it was known when it was published",
        "leaves the list",
        "What is not shown, and why",
        "Back to the list",
        holder,
    ):
        assert words in said


@pytest.mark.parametrize("quarter", ["", "x", "2026Q1", "2026Q3\x00", "2026Q3'--"])
def test_a_quarter_in_the_query_that_is_none_is_forgotten(officer, county, quarter):
    with county.connect() as connection:
        premises = connection.scalar(
            text("SELECT premises_id FROM held.premises WHERE authority = :own LIMIT 1"),
            {"own": OWN},
        )
    answer = officer.get(f"/visits/premises/{premises}", query_string={"quarter": quarter})
    assert answer.status_code == 200
    assert "Back to the list" not in words_of(answer)


HOSTILE = ["-1", "0", "999999999999", "1e9", "x", "\x00", "' OR 1=1 --", "\u202e", "a" * 5000, "%"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["page", "authority", "kind", "band", "words", "quarter", "since", "owner", "open"]
)
def test_a_hostile_parameter_never_breaks_the_list_nor_widens_it(officer, name, value):
    answer = officer.get("/visits/2026Q3", query_string={name: value}, follow_redirects=True)
    assert answer.status_code in (200, 404)
    assert {each.status_code for each in answer.history} <= {302}
    drawn = officer.get("/visits/2026Q3/premises.geojson", query_string={name: value})
    assert drawn.status_code == 200
    assert len(drawn.get_json()["features"]) <= 354


@pytest.fixture
def released(county_settings):
    """The board's login; its numbers depend on a key that is another in each run of the tests."""
    login = engine(county_settings, "nightjar_board")
    with login.connect() as connection:
        yield connection
    login.dispose()


def test_a_board_member_begins_with_the_newest_quarter_beside_the_one_before(board, released):
    page = board.get("/", follow_redirects=True)
    assert page.request.path == "/board/2026Q3"
    said = words_of(page)
    for words in (
        "Is it better or worse?",
        "shown in both quarters",
        "wards are not shown",
        "Skerrowby 354",
        "rows need not add up",
        # two cases are open, since the quarter's end: not that there never was any
        "Joint reviews: no data. None is recorded in a quarter that is published",
    ):
        assert words in said
    assert "Lorrimouth and Tarravick not shown no data" in said  # fewer than five premises
    now = {row["ward"]: row for row in released_board.ward_counts(released, "2026Q3")}
    before = {row["ward"]: row for row in released_board.ward_counts(released, "2026Q2")}
    for ward, row in now.items():
        was = before[ward]["children"] if ward in before else None
        told = trend(was, row["children"]).capitalize()
        assert f"{row['name']} {row['children']} {was or 'not shown'} {told} " in said
    for ward in set(before) - set(now):
        row = before[ward]
        assert f"{row['name']} not shown {row['children']} Not compared not shown" in said


def test_the_first_quarter_has_no_data_to_compare_with(board):
    said = words_of(board.get("/board/2026Q2"))
    assert "No data to compare with" in said
    assert "Change" not in said


def test_the_boards_map_tells_shown_from_not_shown(board, released):
    features = board.get("/board/2026Q3/wards.geojson").get_json()["features"]
    states = [each["properties"]["state"] for each in features]
    shown = len(released_board.ward_counts(released, "2026Q3"))
    assert (states.count("shown"), states.count("not_shown")) == (shown, 41 - shown)
    hidden = next(each for each in features if each["properties"]["state"] == "not_shown")
    assert hidden["properties"]["band_from"] is None
    assert "Not shown" in hidden["properties"]["said"][0]


def test_no_ward_in_a_quarter_is_no_evidence_and_no_wards_loaded_is_no_data(own_county):
    owner = engine(own_county)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM held.published_ward WHERE quarter = '2026Q3'"))
        connection.execute(text("DELETE FROM held.officer_flag"))
    pools = Pools(own_county)
    client = enter(create_app(pools, own_county), "board")
    said = words_of(client.get("/board/2026Q3"))
    assert "No ward is shown in both quarters, so nothing can be said" in said
    assert "Skerrowby not shown" in said
    assert "41 wards are not shown" in said
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM held.published_ward"))
        connection.execute(text("UPDATE held.cell_publication SET ward_vintage = NULL"))
    said = words_of(client.get("/board/2026Q3"))
    assert "No data: no wards were loaded" in said
    assert "are not shown" not in said
    owner.dispose()
    pools.dispose()


@pytest.mark.parametrize(("layer", "status"), [("ranks", 404), ("lsoa", 404), ("ward", 200)])
def test_the_board_reads_of_the_base_map_what_its_login_may(board, layer, status):
    assert board.get(f"/base/{layer}.geojson").status_code == status


def test_an_officer_reads_the_whole_base_map(officer):
    for layer in ("land", "authority", "ward", "roads", "ranks"):
        assert officer.get(f"/base/{layer}.geojson").status_code == 200


@pytest.mark.parametrize("audience", ["officer", "board"])
def test_without_a_published_quarter_the_page_says_who_publishes_one(settings, owner, audience):
    populate(owner)
    pools = Pools(settings)
    answer = enter(create_app(pools, settings), audience).get("/", follow_redirects=True)
    assert answer.status_code == 200
    assert "nightjar cells publish" in words_of(answer)
    assert "does not say that there were no episodes" in words_of(answer)
    pools.dispose()


def test_an_authority_without_a_listed_premises_is_told_that_it_says_nothing(own_county):
    owner = engine(own_county)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM held.officer_flag"))
    owner.dispose()
    pools = Pools(own_county)
    said = words_of(enter(create_app(pools, own_county), "officer").get("/visits/2026Q3"))
    assert "No premises are listed for 2026Q3" in said
    assert "does not say that there were none" in said
    pools.dispose()


@pytest.mark.parametrize(("days", "warned"), [(92, False), (93, True)])
def test_an_officer_is_told_of_which_day_the_registers_are_and_when_one_is_old(
    officer, county, monkeypatch, days, warned
):
    statement = f"SELECT max(data_to) FROM held.load WHERE kind='premises' AND authority='{OWN}'"
    with county.connect() as connection:
        taken_out = connection.scalar(text(statement))  # which its file states
    monkeypatch.setattr(freshness, "today", lambda: taken_out + dt.timedelta(days=days))
    page = officer.get("/visits/2026Q3")
    one = re.search(r'href="(/visits/premises/[0-9a-f-]{36})', page.get_data(as_text=True))[1]
    for said in (words_of(page), words_of(officer.get(one))):
        assert f"premises licences of {taken_out:%-d %B %Y}" in said
        told = f"The register of premises licences is of {taken_out:%-d %B %Y}, {days} days ago"
        assert (told in said) is warned
        assert ("Old register" in said) is warned
