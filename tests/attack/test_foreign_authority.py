"""An officer who asks for another authority's premises, flags and areas: as for what there is not.

The other authority is planted far from the officer's own, so that it is no neighbour.
"""

from uuid import UUID

import pytest

from geo import released_officer
from geo.attacks.canaries import FAR, plant
from geo.attacks.canaries import FAR_NAME as NAME
from geo.database import engine
from tests.people import enter, officer_of
from tests.routes import NOWHERE
from webmap import create_app
from webmap.pools import Pools


@pytest.fixture(scope="module")
def site(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    owner = engine(settings)
    with owner.begin() as connection:
        plant(connection)
    owner.dispose()
    pools = Pools(settings)
    yield create_app(pools, settings), settings
    pools.dispose()
    server.drop(name)


@pytest.fixture
def officer(site):
    return enter(site[0], "officer")


def answered(client, path):
    answer = client.get(path)
    headers = sorted((name, value) for name, value in answer.headers if name != "Date")
    return answer.status_code, headers, answer.get_data()


@pytest.mark.parametrize("path", ["/visits/premises/{}", "/visits/premises/{}/point.geojson"])
@pytest.mark.parametrize("query", ["", "?quarter=2026Q3", "?authority=E06999777"])
def test_a_foreign_premises_is_answered_byte_for_byte_as_an_unknown_one(officer, path, query):
    foreign = answered(officer, path.format(FAR) + query)
    assert foreign[0] == 404
    assert foreign == answered(officer, path.format(NOWHERE) + query)


@pytest.mark.parametrize(
    "query",
    ["", "?authority=E06999777", "?words=canary", "?authority=E06999777&words=canary", "?band=250"],
)
def test_no_filter_lists_or_draws_what_is_another_authoritys(officer, query):
    for path in ("/visits/2026Q3", "/visits/2026Q3/premises.geojson"):
        said = officer.get(path + query).get_data(as_text=True)
        assert NAME not in said
        assert FAR not in said
    cells = officer.get(f"/visits/2026Q3/cells.geojson{query}").get_json()["features"]
    assert len(cells) == 12
    assert "Area 1 km square" not in {each["properties"]["title"] for each in cells}


def test_an_authority_in_an_address_changes_nothing(officer):
    for path in ("/visits/2026Q3/premises.geojson", "/visits/2026Q3/cells.geojson"):
        assert answered(officer, path) == answered(officer, f"{path}?authority=E06999777")


def test_what_was_planted_is_there_for_its_own_officer(site):
    """Without this the tests above could pass because nothing was planted."""
    owner, login = engine(site[1]), engine(site[1], "nightjar_officer")
    theirs = officer_of(owner, "E06999777")
    owner.dispose()
    with login.begin() as connection:
        released_officer.set_session(connection, theirs)
        listed, _ = released_officer.flags(connection, "2026Q3")
        cells = released_officer.cell_features(connection, "2026Q3")["features"]
        assert released_officer.premises(connection, UUID(FAR))["is_own"]
    login.dispose()
    assert [each.name for each in listed] == [NAME]
    assert len(cells) == 1


FREE = ["2026Q5", "2026q3", "2026Q1", "2026Q4", "2026", "2026-07-01", "2026-07-01..2026-07-31"]


@pytest.mark.parametrize("name", [*FREE, "2026Q3%00", "%272026Q3", "2026Q3 ", "all", "x" * 5000])
@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("officer", "/visits/{}"),
        ("officer", "/visits/{}/premises.geojson"),
        ("officer", "/visits/{}/cells.geojson"),
        ("board", "/board/{}"),
        ("board", "/board/{}/wards.geojson"),
    ],
)
def test_what_is_no_published_quarter_is_answered_as_no_page(site, role, path, name):
    client = enter(site[0], role)
    assert answered(client, path.format(name)) == answered(client, "/nothing/is/here")
