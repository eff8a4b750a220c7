"""Snapshots by command: built, checked, published, withdrawn, restated; and what erasure leaves."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from geo.database import engine
from tests.answer import Answer
from tests.database.planting import Planting
from tests.people import enter
from webmap import create_app
from webmap.cli import main
from webmap.pools import Pools

WHY = ("--reason", "the map was drawn askew")
IN_WARD = (
    "SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_PointOnSurface(geom) AS p FROM held.boundary"
    " WHERE kind = 'ward' AND code = :code) AS t"
)


@pytest.fixture(scope="module")
def settings(server):
    """A copy of the county, which the tests of this module change: each another quarter of it."""
    name = server.copy_of("county")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture
def command(settings, monkeypatch):
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("NIGHTJAR_KEYS", str(settings.key_folder))

    def run(*arguments):
        done = CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def app(settings):
    pools = Pools(settings)
    yield create_app(pools, settings)
    pools.dispose()


def snapshot(command, act, *more, quarter="2026Q2"):
    return command("snapshot", act, "--quarter", quarter, *more)


@pytest.mark.parametrize(
    "wrong",
    [
        ("build",),
        ("build", "--quarter", "2026Q5"),
        ("check", "--quarter", "2026-07"),
        ("publish", "--quarter", "2026Q2", "--restate", "2026"),
        ("withdraw", "--quarter", "2026Q2"),
        ("verify", "--quarter", "the last 90 days"),
    ],
)
def test_wrong_usage_ends_with_two(command, wrong):
    assert command("snapshot", *wrong).code == 2


def test_a_quarter_that_is_not_published_is_refused_and_the_command_that_does_it_is_named(command):
    answer = snapshot(command, "build", quarter="2026Q1")
    assert answer.code == 1
    assert "nightjar cells publish --quarter 2026Q1" in answer.err


def test_what_is_not_there_does_not_stand_as_it_was_signed(command):
    answer = snapshot(command, "verify", "--json", quarter="2031Q1")
    assert (answer.code, answer.json["state"]) == (1, "refused")


def test_a_snapshots_life_by_command(command, app):
    built = snapshot(command, "build", "--json").json
    assert (built["name"], built["state"], built["built"]) == ("2026Q2", "draft", True)
    assert set(built["files"]) == {
        *("page.html", "page.pdf", "page.png", "wards.csv", "picture.csv", "premises.csv"),
        *("done.csv", "reviews.csv", "measures.csv", "tables.json", "wards.geojson"),
    }
    again = snapshot(command, "build", "--json").json
    assert (again["sha256"], again["built"]) == (built["sha256"], False)
    early = snapshot(command, "publish", "--json")
    assert (early.code, early.json["state"]) == (1, "refused")
    checked = snapshot(command, "check", "--json")
    assert (checked.code, checked.json["passed"]) == (0, True)
    assert {"check", "tried", "found", "threshold", "passed", "reasons"} == set(
        checked.json["findings"][0]
    )
    assert snapshot(command, "publish", "--json").json["already_published"] is False
    assert snapshot(command, "publish", "--json").json["already_published"] is True
    page = enter(app, "board").get("/snapshots/2026Q2").data
    assert len(page) == built["files"]["page.html"]
    assert snapshot(command, "verify", "--json").json == {
        "stands": True,
        "snapshots": {"2026Q2": None},
    }
    assert snapshot(command, "withdraw", *WHY).code == 0
    assert snapshot(command, "build", "--json").json["name"] == "2026Q2-2"
    listed = command("snapshot", "list", "--json").json["snapshots"]
    assert [(each["name"], each["state"]) for each in listed] == [
        ("2026Q2", "withdrawn"),
        ("2026Q2-2", "draft"),
        ("2026Q3", "published"),
    ]
    assert "withdrawn" in command("snapshot", "list").out


def test_an_erasure_is_noted_on_the_snapshot_and_changes_no_byte_of_it(command, settings, app):
    owner = engine(settings)
    with owner.connect() as connection:
        child = connection.scalar(
            text(
                "SELECT child_ref FROM held.child INNER JOIN held.episode USING (child_id)"
                " WHERE started_at BETWEEN '2026-08-01' AND '2026-08-31' ORDER BY 1 LIMIT 1"
            )
        )
    owner.dispose()
    before = enter(app, "board").get("/snapshots/2026Q3").data
    done = command("erase", "--child-ref", child, "--reason", "the parents asked for it", "--json")
    assert done.json["snapshots_noted"] >= 1  # of each quarter that the child had an episode in
    assert enter(app, "board").get("/snapshots/2026Q3").data == before
    noted = {role: enter(app, role).get("/snapshots").data for role in ("analyst", "board")}
    assert b"were erased since; what is published stays" in noted["analyst"]
    assert b"erased" not in noted["board"]
    assert child.encode() not in noted["analyst"]
    assert (
        command("snapshot", "list", "--quarter", "2026Q3", "--json").json["snapshots"][0]["notes"]
        == 1
    )


@pytest.fixture
def year(command, settings):
    """A published quarter of a year that is over, with its snapshot."""
    assert command("cells", "publish", "--quarter", "2025Q4").code == 0
    for act in ("build", "check", "publish"):
        assert snapshot(command, act, quarter="2025Q4").code == 0
    return engine(settings)


def children_more(owner, ward, count):
    """Load children of whom nothing was known when the quarter was published."""
    import datetime as dt

    with owner.begin() as connection:
        at = connection.execute(text(IN_WARD), {"code": ward}).one()
        last = connection.scalar(text("SELECT max(episode_id) FROM held.episode"))
        plant = Planting.__new__(Planting)
        plant.connection, plant._rows, plant._episodes = connection, 0, last
        plant.load_id, plant.supplier_id = connection.execute(
            text("SELECT load_id, supplier_id FROM held.episode LIMIT 1")
        ).one()
        for number in range(count):
            plant.episode(f"{ward[-4:]}{number:012d}", dt.date(2025, 11, 5), tuple(at))


def test_a_year_is_restated_once_and_only_from_three_children_on(command, year, app):
    restate = ("--restate", "2025", "--json")
    nothing = command("snapshot", "build", *restate)
    assert nothing.code == 1
    assert "changed by 3 children or more" in nothing.err
    with year.connect() as connection:
        first, second = connection.scalars(
            text(
                "SELECT ward FROM held.published_ward WHERE quarter = '2025Q4'"
                " ORDER BY children DESC, ward LIMIT 2"
            )
        )
    before = enter(app, "board").get("/snapshots/2025Q4").data
    children_more(year, first, 3)
    children_more(year, second, 2)
    again = command("cells", "publish", "--quarter", "2025Q4")
    assert (again.code, "is final" in again.err) == (1, True)
    for act in ("build", "check", "publish"):
        done = command("snapshot", act, *restate)
        assert done.code == 0, done.out + done.err
    told = json.loads(enter(app, "board").get("/snapshots/2025R/tables.json").data)["wards"]
    assert [(row["quarter"], row["ward"]) for row in told] == [("2025Q4", first)]
    page = enter(app, "officer").get("/snapshots/2025R").get_data(as_text=True)
    assert "2025 restated" in page
    assert enter(app, "board").get("/snapshots/2025Q4").data == before
    children_more(year, second, 9)
    third = command("snapshot", "build", *restate)
    assert (third.code, "final" in third.err) == (1, True)
    with year.begin() as connection:
        connection.execute(
            text("INSERT INTO held.episode_month (quarter, episodes) VALUES ('2025-10-01', 9)")
        )
    gone = command("snapshot", "build", *restate)
    assert (gone.code, "have begun to go" in gone.err) == (1, True)
    early = command("snapshot", "build", "--restate", "2026")
    assert (early.code, "must be over" in early.err) == (1, True)
    year.dispose()
