"""Two runs beside each other: by the page, and as a file."""

import io
import re
import zipfile

import pandas as pd
import pytest
from sqlalchemy import text

from geo import comparing, released
from tests.people import enter, form_token
from webmap import create_app
from webmap.pools import Pools


@pytest.fixture(scope="module")
def runs(county):
    with county.connect() as connection:
        return connection.scalars(text("SELECT run_id FROM held.flag_run ORDER BY as_at")).all()


def flagged(county, run_id):
    with county.connect() as connection:
        statement = text("SELECT DISTINCT premises_id FROM held.flag WHERE run_id = :run")
        return set(connection.scalars(statement, {"run": run_id}))


def test_each_premises_of_either_run_is_told_once_and_rightly(county, runs):
    before, after = runs
    with county.connect() as connection:
        ask = [released.run(connection, each) for each in runs]
        found = comparing.compare(connection, *ask)
        back = comparing.compare(connection, *reversed(ask))
    was, now = flagged(county, before), flagged(county, after)
    told = {row.premises_id: row.change for row in found.rows}
    assert len(found.rows) == len(told) == len(was | now)
    assert {each for each, change in told.items() if change == "new"} == now - was
    assert {each for each, change in told.items() if change == "gone"} == was - now
    assert found.tested  # a quarter of 92 days holds two windows of 90 apart
    assert (back.counts["new"], back.counts["gone"]) == (found.counts["gone"], found.counts["new"])
    order = [comparing.CHANGES.index(row.change) for row in found.rows]
    assert order == sorted(order)
    for row in found.rows:
        if row.change in {"nearer", "further", "same"}:
            assert (row.band_after > row.band_before) == (row.change == "further")


def test_a_run_beside_itself_is_no_clear_change_and_says_why(pages, runs):
    said = pages.get(f"/compare/{runs[0]}/{runs[0]}").get_data(as_text=True)
    assert "0 new, 0 gone" in said
    assert "90 days are counted by both runs" in said
    assert "No clear change" in said


def test_the_page_leads_to_each_change_and_keeps_numbers_that_are_not_there_unknown(pages, runs):
    address = f"/compare/{runs[0]}/{runs[1]}"
    said = pages.get(address).get_data(as_text=True)
    new = int(re.search(r"(\d+) new", said)[1])
    shown = pages.get(f"{address}?change=new").get_data(as_text=True)
    assert f"New {new}" in shown
    unknown = pages.get("/nothing/is/here").data
    for other in (
        f"{address}?change=what",
        f"/compare/{runs[0]}/{'0' * 8}-0000-0000-0000-{'0' * 12}",
    ):
        assert pages.get(other).data == unknown
    answer = pages.get(f"/compare?before={runs[0]}&after={runs[1]}")
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert "two different runs" in pages.get(f"/compare?before={runs[0]}&after={runs[0]}").text


@pytest.fixture
def client(own_county):
    pools = Pools(own_county)
    yield enter(create_app(pools, own_county))
    pools.dispose()


def test_it_leaves_as_a_file_masked_unless_asked_otherwise(client, runs, county):
    address = f"/compare/{runs[0]}/{runs[1]}/file"

    def taken(points, form="csv"):
        fields = {
            "csrf_token": form_token(client, address),
            "thing": "compared_premises",
            "format": form,
            "points": points,
            "reason": "for the quarter’s problem profile",
        }
        answer = client.post(address, data=fields)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer

    def table(points):
        with zipfile.ZipFile(io.BytesIO(taken(points).data)) as packed:
            name = next(each for each in packed.namelist() if each.endswith(".csv"))
            return pd.read_csv(packed.open(name))

    exact, masked = table("exact"), table("masked")
    assert len(exact) == len(flagged(county, runs[0]) | flagged(county, runs[1]))
    assert set(masked["change"]) <= {"new", "gone", "both"}
    assert set(masked["episodes_after"].dropna()) <= {
        *("21 or more", "11 to 20", "6 to 10", "3 to 5", "under 3"),
    }
    found = taken("exact", "geojson").get_json()
    assert len(found["features"]) == len(exact)
