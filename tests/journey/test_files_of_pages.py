"""Files that leave by a page: by right, for a reason, marked, recorded, masked unless by name."""

import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile

import pytest
from sqlalchemy import text

from geo.database import engine
from tests.people import enter, send
from webmap import create_app
from webmap.pools import Pools

HOSTILE = '=HYPERLINK("http://evil.example";"x")'
WHY = {"reason": "for the meeting of the licensing panel"}


@pytest.fixture(scope="module")
def site(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    pools, owner = Pools(settings), engine(settings)
    with owner.begin() as connection:
        run = connection.scalar(text("SELECT run_id FROM held.flag_run WHERE as_at='2026-09-30'"))
        connection.execute(
            text(
                "UPDATE held.premises SET name = :name WHERE premises_id IN (SELECT premises_id"
                " FROM held.officer_flag UNION SELECT premises_id FROM held.flag)"
                " AND authority = 'E06999001' AND kind = 'pub'"
            ),
            {"name": HOSTILE},
        )
    yield create_app(pools, settings), owner, run
    pools.dispose()
    owner.dispose()
    server.drop(name)


def registered(owner):
    with owner.connect() as connection:
        rows = connection.execute(text("SELECT * FROM held.export ORDER BY made_at"))
        return list(rows.mappings())


def entry(owner, seq):
    with owner.connect() as connection:
        found = connection.execute(text("SELECT * FROM audit.entry WHERE seq = :seq"), {"seq": seq})
        return found.mappings().one()


def table(answer):
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as packed:
        name, marking = sorted(packed.namelist())
        body = packed.read(name)
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")))), (
            body,
            packed.read(marking).decode(),
        )


def test_an_officer_takes_the_visits_as_a_marked_table(site):
    app, owner, _ = site
    client = enter(app, "officer")
    page = "/visits/2026Q3/file"
    answer = send(client, page, thing="visits", format="csv", **WHY)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.fullmatch(
        r'attachment; filename="OFFICIAL-SENSITIVE-visits-2026Q3-\d{8}\.zip"',
        answer.headers["Content-Disposition"],
    )
    rows, (body, marking) = table(answer)
    assert len(rows) > 100
    assert set(rows[0]) >= {"quarter", "name", "within_m", "episodes"}
    assert {each["episodes"] for each in rows} <= {"3 to 5", "6 to 10", "11 to 20", "21 or more"}
    left = registered(owner)[-1]
    assert left["sha256"] == hashlib.sha256(body).hexdigest()
    assert (left["object"], left["masked"], left["rows"]) == ("visits", True, len(rows))
    for said in ("OFFICIAL-SENSITIVE", str(left["export_id"]), "Ottilie Marsh", WHY["reason"]):
        assert said in marking
    recorded = entry(owner, left["audit_seq"])
    assert recorded["action"] == "export"
    assert recorded["detail"]["sha256"] == left["sha256"]
    assert entry(owner, left["task"])["detail"]["reason"] == WHY["reason"]


def test_no_name_in_a_file_of_a_page_runs_in_a_spreadsheet(site):
    app, _, run = site
    for role, page, thing in (
        ("officer", "/visits/2026Q3/file", "visits"),
        ("analyst", f"/flags/{run}/file", "flagged_premises"),
    ):
        rows, _ = table(send(enter(app, role), page, thing=thing, format="csv", **WHY))
        names = {each["name"] for each in rows}
        assert f"'{HOSTILE}" in names
        assert HOSTILE not in names


def test_the_filters_of_the_list_are_those_of_its_file(site):
    app, owner, run = site
    officer = enter(app, "officer")
    page = "/visits/2026Q3/file?kind=takeaway"
    rows, _ = table(send(officer, page, thing="visits", format="csv", **WHY))
    assert {each["kind"] for each in rows} == {"takeaway"}
    assert entry(owner, registered(owner)[-1]["audit_seq"])["detail"]["filter"] == {
        "quarter": "2026Q3",
        "kind": "takeaway",
        "masked": True,
    }
    analyst = enter(app, "analyst")
    page = f"/flags/{run}/file?authority=E06999002&kind=pub"
    rows, _ = table(send(analyst, page, thing="flagged_premises", format="csv", **WHY))
    assert {(each["authority"], each["kind"]) for each in rows} == {("E06999002", "pub")}


@pytest.mark.parametrize("form", ["csv", "geojson", "gpkg"])
@pytest.mark.parametrize("thing", ["flagged_premises", "repeat_locations"])
def test_an_analysts_file_is_masked_unless_the_full_evidence_is_asked_for(site, form, thing):
    app, owner, run = site
    client, page = enter(app, "analyst"), f"/flags/{run}/file"
    for points in ("", "exact"):
        answer = send(client, page, thing=thing, format=form, points=points, **WHY)
        assert answer.status_code == 200
        columns, marking = columns_and_marking(answer, form)
        fine = {"distance_m"} if thing == "flagged_premises" else {"first_on", "location_no"}
        assert bool(columns & fine) == (points == "exact")
        assert ("cell_west" in columns) == (points != "exact")
        assert ("exact, not for passing on" in marking) == (points == "exact")
        assert "OFFICIAL-SENSITIVE" in marking
        assert WHY["reason"] in marking
        assert registered(owner)[-1]["masked"] == (points != "exact")


def columns_and_marking(answer, form):
    body = answer.get_data()
    if form == "csv":
        rows, (_, marking) = table(answer)
        return set(rows[0]), marking
    if form == "geojson":
        whole = json.loads(body)
        return set(whole["features"][0]["properties"]), json.dumps(whole["nightjar"])
    connection = sqlite3.connect(":memory:")
    connection.deserialize(body)
    (layer,) = connection.execute("SELECT table_name FROM gpkg_contents").fetchone()
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({layer})")}
    marking = str(connection.execute("SELECT metadata FROM gpkg_metadata").fetchall())
    connection.close()
    return columns, marking


def test_an_officer_takes_the_areas_for_a_map_in_bands(site):
    app, owner, _ = site
    page = "/visits/2026Q3/file"
    answer = send(enter(app, "officer"), page, thing="areas", format="geojson", **WHY)
    whole = answer.get_json()
    assert len(whole["features"]) == 12
    told = {"quarter", "is_rest", "level_m", "episodes", "part_of_day"}
    assert set(whole["features"][0]["properties"]) == told
    bands = {each["properties"]["episodes"] for each in whole["features"]}
    assert bands <= {"3 to 5", "6 to 10", "11 to 20", "21 or more"}  # no day in May
    assert whole["nightjar"]["points"] == "published areas, with counts in bands"
    assert registered(owner)[-1]["object"] == "areas"


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("officer", {"thing": "visits", "format": "csv"}),  # no reason
        ("officer", {"thing": "visits", "format": "csv", "reason": "too short"}),
        ("officer", {"thing": "visits", "format": "geojson", **WHY}),
        ("officer", {"thing": "visits", "format": "csv", "points": "exact", **WHY}),
        ("officer", {"thing": "flagged_premises", "format": "csv", **WHY}),
        ("officer", {"thing": "areas", "format": "gpkg", **WHY}),
        ("analyst", {"thing": "visits", "format": "csv", **WHY}),
        ("analyst", {"thing": "flagged_premises", "format": "xlsx", **WHY}),
        ("analyst", {"thing": "", "format": "", **WHY}),
    ],
)
def test_what_no_rule_lets_somebody_take_does_not_leave(site, role, fields):
    app, owner, run = site
    before = len(registered(owner))
    page = "/visits/2026Q3/file" if role == "officer" else f"/flags/{run}/file"
    answer = send(enter(app, role), page, **fields)
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    assert len(registered(owner)) == before


def test_the_database_refuses_what_a_page_would_have_let_out(site):
    app, owner, run = site
    client = enter(app, "analyst")
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.export_rule SET most_rows = 10 WHERE format = 'gpkg'"))
    page = f"/flags/{run}/file"
    asked = {"thing": "flagged_premises", "format": "gpkg", **WHY}
    answer = send(client, page, **asked)
    assert "at most 10 rows" in answer.get_data(as_text=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geo.released_files.check_rows", lambda *_: None)
        assert send(client, page, **asked).status_code == 503
    assert "gpkg" not in {each["file_name"].rpartition(".")[2] for each in registered(owner)[-1:]}
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.export_rule SET most_rows = 20000"))


def test_a_file_that_cannot_be_recorded_does_not_leave(site):
    app, owner, _ = site
    client = enter(app, "officer")
    with owner.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION held.no_room() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'no room'; END $$;"
                " CREATE TRIGGER no_room BEFORE INSERT ON held.export"
                " FOR EACH ROW EXECUTE FUNCTION held.no_room()"
            )
        )
    answer = send(client, "/visits/2026Q3/file", thing="visits", format="csv", **WHY)
    with owner.begin() as connection:
        connection.execute(text("DROP TRIGGER no_room ON held.export"))
    assert answer.status_code == 503
    assert "Content-Disposition" not in answer.headers
