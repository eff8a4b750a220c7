"""Snapshots of four quarters attacked by their bytes; bad pairs are blocked; tampering is found."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from sqlalchemy import text

from geo import snapshot_check, snapshot_store
from geo.attacks.snapshots import run as read_snapshots
from geo.attacks.snapshots import second_answers
from geo.database import BOARD, PUBLISHER, engine, query
from geo.errors import PublicationError
from geo.keys import Keys
from geo.publication import publish
from geo.quarters import Quarter
from geo.snapshot_files import MANIFEST, PAGE, manifest_of
from geo.snapshot_tables import PICTURE, WARDS, csv_bytes, read
from tests.people import enter
from webmap import create_app, snapshot_page
from webmap.pools import Pools

QUARTERS = ("2025Q4", "2026Q1", "2026Q2", "2026Q3")
OPEN = "/snapshots/2026Q3"


@pytest.fixture(scope="module")
def four(server):
    """A copy of the county in which four quarters and their snapshots are published."""
    name = server.copy_of("county")
    settings = server.settings(name)
    keys, publisher = Keys(settings.key_folder), engine(settings, PUBLISHER)
    for each in QUARTERS:
        with publisher.begin() as connection:
            there = {row.period for row in snapshot_store.every(connection)}
            own = Quarter.named(each)
            publish(connection, keys, own, own.last_day + dt.timedelta(days=1))
        if each in there:
            continue
        with publisher.begin() as connection:
            about, files = made(settings, each)
            kept, _ = snapshot_store.build(connection, keys, "a test", about, files)
            snapshot_store.check(connection, keys, "a test", kept, dict(files).copy)
            snapshot_store.publish(connection, keys, "a test", each)
    publisher.dispose()
    yield settings
    server.drop(name)


@pytest.fixture
def connection(four):
    """The publisher's connection to it, in a transaction that is rolled back."""
    made = engine(four, PUBLISHER)
    with made.connect() as connection:
        yield connection
        connection.rollback()
    made.dispose()


@pytest.fixture
def keys(four):
    return Keys(four.key_folder)


def made(settings, quarter):
    board = engine(settings, BOARD)
    with board.connect() as connection:
        found = snapshot_page.of_quarter(connection, quarter)
    board.dispose()
    return found


def test_nothing_is_recovered_from_the_bytes_of_four_snapshots(connection, capsys):
    findings = read_snapshots(connection)
    with capsys.disabled():
        for finding in findings:
            print(f"\n  {finding}", end="")
    assert [str(finding) for finding in findings if not finding.passed] == []
    assert [f.check.split(" ")[0] for f in findings] == ["figures", "S6", "S6", "S6", "membership"]
    assert "bytes of 4 snapshots" in findings[0].tried


# a seeded bad pair: two snapshots of one quarter that can be subtracted from one another


def rewritten(about, files, change, **more):
    """Return a snapshot's files with another table of wards, as if they had been published."""
    rows = [change(row) for row in read("it", {**files, MANIFEST: manifest_of(about, files)}).wards]
    return {**about, **more}, {**files, WARDS: csv_bytes(WARDS, rows)}


def plus(row, number):
    return type(row)(**{**vars(row), "children": row.children + number})


def bad_pair(kind, about, files):
    """Return the second of a pair, of which the first is the published snapshot of a quarter."""
    if kind == "cut by other wards":
        return rewritten(
            about,
            files,
            lambda row: type(row)(**{**vars(row), "ward": row.ward.replace("E05", "E09")}),
            ward_vintage=2031,
        )
    if kind == "one child more, unadjusted":
        rows = iter(range(10_000))
        return rewritten(about, files, lambda row: plus(row, 1) if next(rows) == 0 else row)
    if kind == "one child more of an authority, unadjusted":
        told = read("it", {**files, MANIFEST: manifest_of(about, files)}).picture
        first = next(row for row in told if row.children is not None)
        rows = [plus(row, 1) if row is first else row for row in told]
        return about, {**files, PICTURE: csv_bytes(PICTURE, rows)}
    assert kind == "a month and not a quarter"
    return rewritten(about, files, lambda row: type(row)(**{**vars(row), "quarter": "2026M07"}))


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("cut by other wards", {"S2 second geographies", "S6 counts recovered exactly"}),
        (
            "one child more, unadjusted",
            {"S5 figures with a second answer", "S6 counts recovered exactly"},
        ),
        (
            "one child more of an authority, unadjusted",
            {"S5 figures with a second answer", "S6 counts recovered exactly"},
        ),
        ("a month and not a quarter", {"S1 windows that overlap", "S6 counts recovered exactly"}),
    ],
)
def test_a_seeded_bad_pair_is_blocked_by_its_own_rule_and_by_the_solver(
    four, connection, keys, kind, rules
):
    about, files = made(four, "2026Q3")
    bad_about, bad_files = bad_pair(kind, about, files)
    snapshot_store.withdraw(connection, "a test", "2026Q3", "to try what must not be")
    kept, _ = snapshot_store.build(connection, keys, "a test", bad_about, bad_files)
    # even if the second were what is published now: its own bytes are taken for what must be
    judged = snapshot_store.check(connection, keys, "a test", kept, dict(bad_files).copy)
    broken = {each.finding.check for each in judged if not each.finding.passed}
    assert rules <= broken
    with pytest.raises(PublicationError, match="must pass its check"):
        snapshot_store.publish(connection, keys, "a test", "2026Q3")


def test_a_pair_of_exact_tables_is_recovered_and_the_keyed_pair_is_not(four, connection):
    about, files = made(four, "2026Q3")
    keyed = read("2026Q3", {**files, MANIFEST: manifest_of(about, files)})
    _, more = bad_pair("one child more, unadjusted", about, files)
    other = read("2026Q3-2", {**more, MANIFEST: manifest_of(about, more)})
    assert second_answers([keyed, keyed]).passed
    assert not second_answers([keyed, other]).passed


def test_without_a_change_the_same_steps_block_nothing(four, connection, keys):
    about, files = made(four, "2026Q3")
    snapshot_store.withdraw(connection, "a test", "2026Q3", "to try what may be")
    kept, _ = snapshot_store.build(connection, keys, "a test", about, files)
    judged = snapshot_store.check(connection, keys, "a test", kept, dict(files).copy)
    assert snapshot_check.passed(judged)
    assert snapshot_store.publish(connection, keys, "a test", "2026Q3")[0].name == "2026Q3-2"


def test_two_snapshots_of_one_quarter_cannot_stand(four, connection, keys):
    about, files = made(four, "2026Q3")
    told = read("2026Q3-2", {**files, MANIFEST: manifest_of(about, files)})
    judged = snapshot_check.check(
        connection, told, files, snapshot_store.ever_published(connection), files
    )
    broken = {each.finding.check for each in judged if not each.finding.passed}
    assert broken == {"S1 windows that overlap"}


# the bytes, and who comes to them


@pytest.fixture(scope="module")
def app(four):
    pools = Pools(four)
    yield create_app(pools, four)
    pools.dispose()


@pytest.fixture
def owner(four):
    made = engine(four)
    yield made
    made.dispose()


def entries(owner, action):
    with owner.connect() as connection:
        return connection.execute(
            text(
                "SELECT actor, subject, detail FROM audit.entry WHERE action = :action ORDER BY seq"
            ),
            {"action": action},
        ).all()


def test_the_same_number_is_told_by_every_way(app):
    client = enter(app, "board")
    table = client.get(f"{OPEN}/wards.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    by_code = {row["ward"]: int(row["children"]) for row in rows}
    assert len(by_code) > 10
    tables = client.get(f"{OPEN}/tables.json").get_json()["wards"]
    assert {row["ward"]: row["children"] for row in tables} == by_code
    drawn = json.loads(client.get(f"{OPEN}/wards.geojson").data)["features"]
    told = {f["properties"]["code"]: f["properties"]["children"] for f in drawn}
    assert {code: children for code, children in told.items() if children} == by_code
    page = client.get(OPEN).get_data(as_text=True)
    live = client.get("/board/2026Q3").get_data(as_text=True)
    for row in rows:
        said = re.escape(row["name"]) + r'</th>\s*<td class="[^"]*">' + row["children"] + "</td>"
        assert re.search(said, page), row["ward"]
        assert re.search(said, live), row["ward"]


@pytest.mark.parametrize("role", ["analyst", "officer", "board"])
def test_who_opens_a_snapshot_is_recorded_before_it_is_sent(app, owner, role):
    before = len(entries(owner, "consult"))
    assert enter(app, role).get(f"{OPEN}/wards.csv").status_code == 200
    [entry] = entries(owner, "consult")[before:]
    assert (entry.subject, entry.detail["audience"]) == ("snapshot:2026Q3", role)
    assert (entry.detail["filter"], entry.detail["outcome"]) == ({"file": WARDS}, "ok")


def test_a_record_that_cannot_be_written_keeps_the_snapshot_shut(app, owner):
    client = enter(app, "board")
    with owner.begin() as connection:
        connection.execute(
            text("ALTER TABLE audit.entry ADD CONSTRAINT no CHECK (seq < 0) NOT VALID")
        )
    answer = client.get(OPEN)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE audit.entry DROP CONSTRAINT no"))
    assert answer.status_code == 503
    assert b"the record cannot be written" in answer.data
    assert b"Yarvistle" not in answer.data
    assert client.get(OPEN).status_code == 200


TAMPER = {
    "a file": "UPDATE held.snapshot_file SET bytes = bytes || '\\x20',"
    " sha256 = encode(sha256(bytes || '\\x20'), 'hex') WHERE name = 'page.html'",
    "a file of another quarter": "UPDATE held.snapshot_file AS mine SET bytes = other.bytes,"
    " sha256 = other.sha256 FROM held.snapshot_file AS other INNER JOIN held.snapshot AS its"
    " USING (snapshot_id) WHERE mine.name = other.name AND its.name = '2026Q1'",
    "the manifest": "UPDATE held.snapshot SET manifest = manifest || '\\x20',"
    " sha256 = encode(sha256(manifest || '\\x20'), 'hex')",
    "the signature": "UPDATE held.snapshot SET signature = repeat('0', 64)",
    "the whole of another": "UPDATE held.snapshot AS mine SET manifest = other.manifest,"
    " sha256 = other.sha256, signature = other.signature FROM held.snapshot AS other"
    " WHERE mine.name = '2026Q3' AND other.name = '2026Q1'",
}


@pytest.mark.parametrize("what", TAMPER)
def test_what_was_changed_by_whoever_owns_the_database_is_not_shown(
    app, owner, connection, keys, what, caplog
):
    kept = "CREATE TABLE public.kept_{0} AS TABLE held.{0}"
    tables = ("snapshot", "snapshot_file")
    with owner.begin() as change:
        for table in tables:
            change.execute(text(kept.format(table)))
            change.execute(text(f"ALTER TABLE held.{table} DISABLE TRIGGER USER"))
        change.execute(text(TAMPER[what]))
    try:
        before = len(entries(owner, "snapshot not as signed"))
        client = enter(app, "board")
        answer = client.get(OPEN)
        assert answer.status_code == 503
        assert b"This snapshot cannot be shown" in answer.data
        assert b"Yarvistle" not in answer.data
        [entry] = entries(owner, "snapshot not as signed")[before:]
        assert (entry.subject, entry.detail["file"]) == ("2026Q3", PAGE)
        assert "Yarvistle" not in caplog.text
        assert snapshot_store.faults(connection, keys)["2026Q3"]
    finally:
        with owner.begin() as change:
            change.execute(
                text(
                    "UPDATE held.snapshot AS mine SET manifest = kept.manifest, sha256 ="
                    " kept.sha256, signature = kept.signature FROM public.kept_snapshot AS kept"
                    " WHERE mine.snapshot_id = kept.snapshot_id"
                )
            )
            change.execute(
                text(
                    "UPDATE held.snapshot_file AS mine SET bytes = kept.bytes, sha256 ="
                    " kept.sha256 FROM public.kept_snapshot_file AS kept WHERE mine.snapshot_id"
                    " = kept.snapshot_id AND mine.name = kept.name"
                )
            )
            for table in tables:
                change.execute(text(f"DROP TABLE public.kept_{table}"))
                change.execute(text(f"ALTER TABLE held.{table} ENABLE TRIGGER USER"))
    assert client.get(OPEN).status_code == 200


def newest_session(owner):
    with owner.connect() as connection:
        return connection.scalar(
            text("SELECT token_sha256 FROM held.session ORDER BY began_at DESC LIMIT 1")
        )


def everything(client, path):
    with client.get(path) as answer:
        headers = sorted((name, value) for name, value in answer.headers if name != "Date")
        return answer.status_code, headers, answer.get_data()


def test_a_draft_and_a_withdrawn_snapshot_are_for_the_analyst_alone(app, four, owner, keys):
    """Last of all: it withdraws one for good."""
    publisher = engine(four, PUBLISHER)
    with publisher.begin() as connection:
        snapshot_store.withdraw(connection, "a test", "2026Q2", "the map was drawn askew")
        snapshot_store.build(connection, keys, "a test", *made(four, "2026Q2"))
    publisher.dispose()
    for role in ("officer", "board"):
        client = enter(app, role)
        said = client.get("/snapshots").get_data(as_text=True)
        assert "the map was drawn askew" in said
        assert "2026Q2-2" not in said
        session = newest_session(owner)
        # a draft, one that was withdrawn, and what there is not: told apart by nothing at all
        for name in ("2026Q2", "2026Q2-2", "2031Q4"):
            for path in (f"/snapshots/{name}", f"/snapshots/{name}/wards.csv"):
                assert everything(client, path) == everything(client, "/nothing/is/here")
                newest = entries(owner, "consult")[-1]
                assert newest.subject == f"snapshot:{name}"
                assert newest.detail["outcome"] == "denied"
            with app.extensions["nightjar_access"].pools.of[role].connect() as login:
                asked = {"session": session, "snapshot": name, "file": WARDS}
                assert login.scalar(query("report_snapshot"), asked) is None
    analyst = enter(app, "analyst")
    assert "2026Q2-2" in analyst.get("/snapshots").get_data(as_text=True)
    assert analyst.get("/snapshots/2026Q2-2").status_code == 200
    assert analyst.get("/snapshots/2026Q2").status_code == 200
