"""What is typed into filters: it breaks no page, and leads to nothing that is not published."""

import inspect
import itertools
import random
import re
import sys
from pathlib import Path

import pytest

import webmap
from geo import released_officer
from geo.database import OFFICER, engine
from geo.listed import OwnFilters, listed, narrowed
from tests.people import enter, session_of
from webmap import ask, terms, visit_narrowing
from webmap.narrowing import as_query as analysts_query

QUARTER = "2026Q3"
HOSTILE = {
    "below the range": "-1",
    "above the range": "99999999999999999999",
    "NUL": "1\x00",
    "ten thousand": "x" * 10_000,
    "SQL": "' OR 1=1 --",
    "no number": "NaN\u202e%ff",
}


def names():
    """Return every name that a page reads of an address: those in its code, and the filters'."""
    code = "".join(path.read_text() for path in Path(webmap.__file__).parent.glob("*.py"))
    found = set(re.findall(r"""(?:args|given|query)(?:\.get(?:list)?\(|\[)\s*"([a-z_]+)""", code))
    found |= {*visit_narrowing.NAMES, *analysts_query(OwnFilters(kind="pub", words="x"))}
    return found | {"kinds", "authority", "as_at", "from", "to", *ask.asked_terms.STANDARD}


def reads_an_address(app, route):
    """Whether the module of a page reads what stands behind the question mark."""
    module = sys.modules[app.view_functions[route.endpoint].__module__]
    return route.method == "GET" and "request.args" in inspect.getsource(module)


def test_the_names_that_pages_read_are_found():
    assert {"page", "band", "month", "before", "run", "meeting", "radius_m", "words"} <= names()


@pytest.mark.slow
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_page_that_reads_an_address_breaks_by_what_stands_in_it(app, table, value):
    clients = {role: enter(app, role) for role in ("analyst", "officer", "board", "admin")}
    every, tried = names(), set()
    for route in table:
        if route.endpoint == "static" or not reads_an_address(app, route):
            continue
        tried.add(route.endpoint)
        client = clients[next(role for role in clients if role in route.audiences)]
        path = route.path.partition("?")[0]
        for asked in (
            {name: [value, value] for name in every - {"page"}},
            {"page": value, "kind[]": value},
        ):
            answer = client.get(path, query_string=asked)
            assert answer.status_code in {200, 302, 303, 304, 400, 403, 404}, (path, asked.keys())
    assert {"visits.visits", "flags.flagged", "map_page.whole", "record.entries"} <= tried
    assert len(tried) > 25


@pytest.fixture(scope="module")
def rows(county_settings):
    """What is listed to the officer, and the bands of the published areas."""
    login = engine(county_settings, OFFICER)
    with login.begin() as connection:
        released_officer.set_session(connection, session_of(county_settings))
        found = listed(connection, QUARTER)
        areas = released_officer.cell_features(connection, QUARTER)["features"]
    login.dispose()
    return found, {each["properties"]["band_from"] for each in areas}


@pytest.mark.slow
def test_no_combination_of_filters_tells_of_fewer_episodes_than_a_published_area(rows):
    found, bands = rows
    as_listed = {row.premises_id: row for row in found}
    assert min(bands) >= 3
    tried = 0
    for kind, band, priority, hours, licence in itertools.product(
        (None, *sorted({row.kind for row in found})),
        (None, *sorted({row.band_m for row in found})),
        (None, *visit_narrowing.PRIORITIES),
        (None, *visit_narrowing.OPEN),
        (None, *terms.LICENCE_TYPES),
    ):
        asked = OwnFilters(
            kind=kind, band_m=band, priority=priority, open=hours, licence_type=licence
        )
        tried += 1
        for row in narrowed(found, asked):
            # told as without filters: of an area that is published, by its band
            assert row is as_listed[row.premises_id]
            assert row.band_from in bands
    assert tried > 1_000


@pytest.mark.slow
def test_what_is_drawn_of_a_premises_is_the_same_whatever_it_is_narrowed_by(app, rows):
    officer = enter(app, "officer")
    assert officer.get(f"/visits/{QUARTER}").status_code == 200
    layer = f"/visits/{QUARTER}/premises.geojson"
    whole = {each["properties"]["id"]: each for each in officer.get(layer).get_json()["features"]}
    areas = officer.get(f"/visits/{QUARTER}/cells.geojson").data
    choices = [
        *(("kind", kind) for kind in sorted({row.kind for row in rows[0]})),
        *(("band", str(band)) for band in sorted({row.band_m for row in rows[0]})),
        *(("priority", each) for each in visit_narrowing.PRIORITIES),
        *(("since", each) for each in visit_narrowing.SINCE),
        *(("open", each) for each in visit_narrowing.OPEN),
        *(("state", each) for each in visit_narrowing.STATES),
    ]
    pairs = [pair for pair in itertools.combinations(choices, 2) if pair[0][0] != pair[1][0]]
    for pair in random.Random(20261127).sample(pairs, 40):
        assert officer.get(f"/visits/{QUARTER}", query_string=dict(pair)).status_code == 200
        for each in officer.get(layer, query_string=dict(pair)).get_json()["features"]:
            assert each == whole[each["properties"]["id"]], pair
        # areas are of a quarter, and no filter is heeded by them
        cells = f"/visits/{QUARTER}/cells.geojson"
        assert officer.get(cells, query_string=dict(pair)).data == areas
