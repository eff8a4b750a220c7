"""The product's own question, on ten months of police files and nine authorities' businesses.

The figures were computed independently of Nightjar; pairs may differ by five for another datum
shift.
"""

import re

import pytest

from geo.database import engine
from tests.people import enter, populate
from webmap import create_app
from webmap.pools import Pools

pytestmark = pytest.mark.real_data

WINDOW = ("--from", "2018-10-01", "--to", "2019-02-28")
ONLY = ("--only", "Crime type=Anti-social behaviour")
EXACT = (*WINDOW, "--min-children", "off", "--merge-m", "0", *ONLY)
KINDS = ("--kind", "pub,takeaway,hotel")


@pytest.fixture(scope="module")
def at_250_m(question):
    return question.run("flag", *EXACT, "--min-episodes", "10", "--radius-m", "250", *KINDS)


def test_every_incident_of_the_ten_police_files_is_held(question):
    assert question.police["read"] == 43_589 + 66_359
    assert question.police["accepted"] == question.police["read"]
    assert question.one("SELECT count(*) FROM held.episode") == 109_948


def test_the_nine_authorities_businesses_are_accounted_for(question):
    food = question.food
    assert food["read"] == 18_904
    assert food["read"] == food["accepted"] + food["rejected"] + food["already_held"]


def test_places_that_hold_children_were_never_loaded(question):
    found = question.one(
        "SELECT count(*) FROM held.food_business WHERE business_type ~* 'hospital|childcare|school'"
    )
    assert found == 0


def test_the_premises_asked_of_are_4566(question):
    found = question.one(
        "SELECT count(*) FROM held.premises WHERE kind IN ('pub', 'takeaway', 'hotel')"
        " AND geom IS NOT NULL"
    )
    assert found == 4_566


@pytest.mark.parametrize(
    ("minimum", "locations", "episodes"), [(5, 847, 7_201), (10, 202, 3_229), (20, 39, 1_139)]
)
def test_repeat_locations(question, minimum, locations, episodes):
    found = question.run("repeat-locations", *EXACT, "--min-episodes", minimum)
    assert (found["locations"], found["episodes"]) == (locations, episodes)


def test_premises_and_pairs_at_250_m(at_250_m):
    assert at_250_m["premises"] == 938
    assert at_250_m["pairs"] == pytest.approx(2_133, abs=5)
    assert at_250_m["repeat_locations"] == 202
    assert at_250_m["repeat_locations_with_premises"] == 167


def test_premises_by_authority_at_250_m(at_250_m):
    assert at_250_m["by_authority"] == {
        "Liverpool": 388,
        "Sefton": 123,
        "Cheshire West and Chester": 94,
        "Warrington": 92,
        "Cheshire East": 81,
        "Wirral": 61,
        "St Helens": 49,
        "Knowsley": 38,
        "Halton": 12,
    }


def test_premises_and_pairs_at_400_m(question):
    found = question.run("flag", *EXACT, "--min-episodes", "10", "--radius-m", "400", *KINDS)
    assert found["premises"] == 1_407
    assert found["pairs"] == pytest.approx(4_422, abs=5)


def test_the_sql_function_answers_the_same(question, at_250_m):
    found = question.rows(
        """
        SELECT count(DISTINCT premises_id), count(*)
        FROM derived.flagged_premises(
            '2019-02-28', 151, 10, 0, 0, '{"supplier_class": "Anti-social behaviour"}', 250,
            '{pub,takeaway,hotel}'
        )
        """
    )
    assert found == [(at_250_m["premises"], at_250_m["pairs"])]


def test_the_page_shows_the_same(question, at_250_m):
    owner, pools = engine(question.settings), Pools(question.settings)
    populate(owner)
    owner.dispose()
    pages = enter(create_app(pools, question.settings))
    page = pages.get(f"/flags/{at_250_m['run']}").get_data(as_text=True)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert f"{at_250_m['premises']} premises" in shown
    assert f"{at_250_m['pairs']:,} pairs" in shown
    drawn = pages.get(f"/flags/{at_250_m['run']}/premises.geojson").get_json()
    assert len(drawn["features"]) == at_250_m["premises"]
    pools.dispose()


def test_asking_again_is_the_same_run(question, at_250_m):
    again = question.run("flag", *EXACT, "--min-episodes", "10", "--radius-m", "250", *KINDS)
    assert again["run"] == at_250_m["run"]
    assert again["already_raised"]
