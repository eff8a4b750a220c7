"""The first list of an installation that was asked before all that it needs was loaded."""

import re

import pytest

from tests.conftest import LAYERS
from tests.people import enter, populate
from webmap import create_app
from webmap.pools import Pools

FIRST = "No premises have been flagged yet"


@pytest.fixture
def analyst(settings, owner):
    populate(owner)
    pools = Pools(settings)
    yield enter(create_app(pools, settings), "analyst")
    pools.dispose()


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_a_list_of_what_was_not_there_leads_to_what_to_load_first(nightjar, analyst):
    assert nightjar("flag", "--as-at", "2026-09-30").code == 0
    said = words_of(analyst.get("/flags"))
    assert FIRST in said
    assert "Loaded" not in said
    run = re.search(r"/flags/[0-9a-f-]{36}", analyst.get("/runs").get_data(as_text=True))[0]
    own = words_of(analyst.get(run))
    assert "No episodes that state a date were held when it was asked" in own
    assert "Nothing is wrong" not in own


def test_each_step_is_said_to_be_done_when_all_of_it_is(nightjar, analyst):
    def done():
        page = analyst.get("/flags").get_data(as_text=True)
        assert FIRST in page
        return page.count("govuk-tag--green")

    areas = LAYERS / "boundaries_authority.geojson"
    assert nightjar("load", "boundaries", areas, "--kind", "authority").code == 0
    assert done() == 0  # premises are placed by postcodes, which are not there
    assert nightjar("load", "postcodes", LAYERS / "postcodes.csv").code == 0
    assert done() == 1
    register = LAYERS / "premises_quendlemoor.csv"
    assert nightjar("load", "premises", register, "--authority", "E06999003").code == 0
    assert nightjar("flag", "--as-at", "2026-09-30").code == 0
    assert done() == 2
