"""One figure is one figure: on pages, in every file, by command, by function of the database."""

import csv
import io
import json
import zipfile

import geopandas
import openpyxl
import pandas as pd
import pytest
from sqlalchemy import text

from geo.database import engine
from tests.journey import files
from tests.journey.files import AUTHORITY, X, episode_row, premises_row, write
from tests.people import enter, populate, send
from webmap import create_app
from webmap.pools import Pools

AS_AT = ("--as-at", "2026-09-30")
POINT = {"easting", "northing"}
FORMATS = ("csv", "geojson", "gpkg", "xlsx")
WHY = ("--purpose", "analysis", "--reason", "for the weekly tasking")
TWICE = [
    episode_row(1, "a", start="2026-08-13 22:10"),
    episode_row(2, "b", start="2026-08-14 23:05"),
    episode_row(3, "c", start="2026-08-15 00:30", easting=X + 30),
]
# a second supplier tells of them again; what it has besides is far off
AGAIN = [
    *([f"RHI-{number}", *row[1:]] for number, row in enumerate(TWICE)),
    episode_row(9, "d", start="2026-08-16 12:00", easting=X + 9_000),
]
# another place that recurs, with a child who will be erased
OTHERS = [
    episode_row(20, "e", start="2026-09-01 21:00", easting=X + 600),
    episode_row(21, "f", start="2026-09-02 21:00", easting=X + 600),
    episode_row(22, "g", start="2026-09-03 21:00", easting=X + 600),
]


@pytest.fixture
def asked(nightjar, keys, tmp_path):
    path = write(tmp_path / "b.geojson", files.boundary())
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    path = write(tmp_path / "r.csv", files.register([premises_row(20), premises_row(400)]))
    assert nightjar("load", "premises", path, "--authority", AUTHORITY).code == 0
    for name, rows in (("Invented Police", [*TWICE, *OTHERS]), ("Invented Interviews", AGAIN)):
        path = write(tmp_path / "e.csv", files.episodes(rows))
        assert nightjar("load", "episodes", path, "--supplier", name).code == 0
    return nightjar


@pytest.fixture
def analyst(settings, owner):
    populate(owner)
    pools = Pools(settings)
    yield enter(create_app(pools, settings))
    pools.dispose()


def rows_of(path):
    """The rows of a file in one order, without its points, alike however a format writes them."""
    if path.suffix == ".csv":
        found = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    elif path.suffix == ".geojson":
        found = [each["properties"] for each in json.loads(path.read_text())["features"]]
    elif path.suffix == ".gpkg":
        frame = geopandas.read_file(path)
        assert frame.crs.to_epsg() == 27700
        found = frame.drop(columns="geometry").to_dict("records")
    else:
        header, *body = openpyxl.load_workbook(path).worksheets[0].values
        found = [dict(zip(header, row, strict=True)) for row in body]
    return sorted(
        ({name: plain(row[name]) for name in row if name not in POINT} for row in found), key=str
    )


def plain(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if str(value) in {"True", "False"}:
        return str(value) == "True"
    try:
        return None if pd.isna(float(value)) else round(float(value), 3)
    except (TypeError, ValueError):
        return value or None


def taken_by_page(analyst, path, run, thing, points, narrowed=""):
    reason = "for the weekly tasking meeting"
    page, form = f"/flags/{run}/file{narrowed}", path.suffix[1:]
    answer = send(analyst, page, thing=thing, format=form, points=points, reason=reason)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    data = answer.get_data()
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = packed.read(next(each for each in packed.namelist() if each.endswith(".csv")))
    path.write_bytes(data)
    return rows_of(path)


@pytest.mark.parametrize("how", ["masked", "exact"])
@pytest.mark.parametrize(
    ("command", "thing"), [("flag", "flagged_premises"), ("repeat-locations", "repeat_locations")]
)
def test_every_file_of_a_run_tells_the_same(asked, analyst, tmp_path, command, thing, how):
    """Three episodes that two suppliers tell of are three, whoever takes them in which format."""
    run = asked("flag", *AS_AT, "--json").json["run"]
    told = {}
    for form in FORMATS:
        out = tmp_path / f"a.{form}"
        more = ("--exact", *WHY) if how == "exact" else ()
        assert asked(command, *AS_AT, "--output", out, *more).code == 0
        told["command", form] = rows_of(out)
    for form in ("csv", "geojson", "gpkg"):
        told["page", form] = taken_by_page(analyst, tmp_path / f"p.{form}", run, thing, how)
    first = told["command", "csv"]
    assert first
    assert {each["episodes"] for each in first} == {3 if how == "exact" else "3 to 5"}
    for where, rows in told.items():  # beside it each may tell more: days, parts of the day
        shared = set(first[0]) & set(rows[0])
        assert {"episodes", "children"} <= shared
        alike = [{name: row[name] for name in sorted(shared)} for row in rows]
        assert sorted(alike, key=str) == sorted(
            ({name: row[name] for name in sorted(shared)} for row in first), key=str
        ), where


@pytest.mark.parametrize(("how", "most"), [("masked", 200), ("exact", 100)])
def test_a_file_that_is_narrowed_has_all_of_the_premises_that_the_list_has(
    asked, analyst, tmp_path, how, most
):
    """One premises is near one place and far from the other: both are told, as on its page."""
    run = asked("flag", *AS_AT, "--radius-m", 700, "--json").json["run"]
    whole, cut = (
        taken_by_page(analyst, tmp_path / "n.csv", run, "flagged_premises", how, narrowed)
        for narrowed in ("", f"?band={most}")
    )
    near = {row["premises_id"] for row in whole if row["band_m"] <= most}
    assert cut == [row for row in whole if row["premises_id"] in near]
    assert (len(near), len(cut)) == (1, 2)


def test_a_function_of_the_database_tells_what_the_list_tells(asked, settings):
    run = asked("flag", *AS_AT, "--json").json["run"]
    login = engine(settings, "nightjar_analyst")
    with login.begin() as connection:
        pairs = connection.execute(
            text(
                "SELECT name, distance_m, band_m, episodes, children, timed, within_hours FROM"
                " released.flagged_premises_for_analyst('2026-07-03', '2026-09-30') ORDER BY 1, 2"
            )
        ).all()
        listed = connection.execute(
            text(
                "SELECT flag.name, pair.distance_m, pair.band_m, pair.episodes, pair.children,"
                " pair.timed, pair.within_hours FROM released.flag_pair_for_analyst AS pair"
                " INNER JOIN released.flag_for_analyst AS flag USING (run_id, premises_id)"
                " WHERE run_id = :run ORDER BY 1, 2"
            ),
            {"run": run},
        ).all()
    login.dispose()
    assert [tuple(each) for each in pairs] == [tuple(each) for each in listed]
    assert {each.episodes for each in listed} == {3}


def test_a_run_that_lost_what_was_erased_says_so_wherever_its_figures_stand(asked, analyst):
    """What it found is told as it was raised; its list and files hold what is left."""
    before = asked("flag", "--as-at", "2026-09-10", "--json").json["run"]
    run = asked("flag", *AS_AT, "--json").json["run"]
    says = "repeat locations of it were removed"
    between = f"/compare/{before}/{run}"
    warns = "At least one of these runs is not whole"
    pages = {f"/flags/{run}": says, "/runs": says, between: warns}
    for address, words in pages.items():
        assert words not in analyst.get(address).get_data(as_text=True), address
    why = ("--reason", "the parents asked for it")
    assert asked("erase", "--child-ref", OTHERS[0][1], *why).code == 0
    for address, words in pages.items():
        assert words in analyst.get(address).get_data(as_text=True), address
    anew = asked("flag", *AS_AT, "--json").json
    said = analyst.get(f"/flags/{anew['run']}").get_data(as_text=True)
    assert (anew["repeat_locations"], says in said) == (1, False)
    listed = analyst.get(f"/flags/{run}/premises.geojson").get_json()["features"]
    assert len(listed) == anew["premises"]


def test_a_premises_may_be_new_for_its_licence_alone_and_the_page_says_that(
    asked, analyst, tmp_path
):
    rows = [[*premises_row(25), "01/09/2026"]]
    path = write(tmp_path / "n.csv", files.rows_as_csv((*files.PREMISES, "Start Date"), rows))
    assert asked("load", "premises", path, "--authority", AUTHORITY).code == 0
    runs = [asked("flag", "--as-at", day, "--json").json for day in ("2026-08-31", "2026-09-30")]
    said = analyst.get(f"/compare/{runs[0]['run']}/{runs[1]['run']}").get_data(as_text=True)
    assert "or when it came into business or went out of it" in said


def test_an_answer_over_days_that_are_partly_deleted_says_so(asked, analyst):
    """Two years on the same question finds less, which is not what happened then."""
    says = "episodes have begun to be deleted"
    before = asked("flag", *AS_AT, "--json")
    assert says not in before.err
    assert asked("retain", "--as-at", "2028-09-01").code == 0
    for command in ("flag", "repeat-locations"):
        assert says in asked(command, *AS_AT).err, command
    compared = ("--target", f"{X},410000,100", "--control", f"{X + 2000},410000,100", "--json")
    assert says in asked("compare", "--changed-on", "2026-09-10", "--days", 5, *compared).err
    after, later = (
        asked("flag", *terms, "--json").json["run"]
        for terms in (AS_AT, ("--from", "2026-10-01", "--to", "2026-10-31"))
    )
    told = {run: analyst.get(f"/flags/{run}").get_data(as_text=True) for run in (after, later)}
    assert (says in told[after], says in told[later]) == (True, False)
    assert "2 of 2" not in told[after]
    both = analyst.get(f"/compare/{before.json['run']}/{later}").get_data(as_text=True)
    assert "At least one of these runs is not whole" in both
