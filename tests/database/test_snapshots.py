"""A snapshot's life as the database enforces it, and the rules that are tried before it."""

import datetime as dt
import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import snapshot_store
from geo.database import query
from geo.errors import PublicationError, QuestionError, SnapshotError
from geo.ladder import build_cells
from geo.publication import publish
from geo.quarters import Quarter
from geo.snapshot_files import PAGE
from tests.fixed_keys import fixed_keys
from webmap import snapshot_page

Q3, NOW = Quarter(2026, 3), dt.date(2026, 10, 1)
DAY = dt.date(2026, 8, 14)
HERE = (300_100.0, 410_100.0)
BOX = (299_000, 409_000, 302_000, 412_000)


@pytest.fixture
def keys(tmp_path):
    return fixed_keys(tmp_path / "keys")


@pytest.fixture
def quarter(connection, plant, keys):
    """A published quarter of one ward that is shown."""
    plant.area("ward", "E05999001", BOX)
    plant.addresses(20, HERE)
    plant.known_to(dt.date(2026, 9, 30))
    build_cells(connection, 20)
    for number in range(14):
        plant.episode(f"{number:016x}", DAY, HERE)
    publish(connection, keys, Q3, NOW)
    return plant


def made(connection):
    return snapshot_page.of_quarter(connection, "2026Q3")


def built(connection, keys, **more):
    about, files = made(connection)
    return snapshot_store.build(connection, keys, "a test", about, {**files, **more})[0]


def checked(connection, keys, kept):
    return snapshot_store.check(connection, keys, "a test", kept, lambda: made(connection)[1])


@pytest.fixture
def published(connection, keys, quarter):
    checked(connection, keys, built(connection, keys))
    return snapshot_store.publish(connection, keys, "a test", "2026Q3")[0]


def broken(judged):
    return {each.finding.check.split(" ")[0] for each in judged if not each.finding.passed}


def refused(connection, statement, **values):
    with pytest.raises(DBAPIError) as caught, connection.begin_nested():
        connection.execute(text(statement), values)
    return str(caught.value.orig)


def test_what_nobody_recorded_of_joint_reviews_is_no_0_in_the_tables_either(connection, quarter):
    """The page says "no data", and nothing at all of replies: tables leave the numbers out."""
    files = made(connection)[1]
    assert b"Joint reviews: no data" in files["page.html"]
    assert files["reviews.csv"].decode("utf-8-sig").split("\r\n")[1] == "2026Q3,,,,,,,,"
    (told,) = json.loads(files["tables.json"])["reviews"]
    assert {name: number for name, number in told.items() if number is not None} == {
        "quarter": "2026Q3"
    }


def test_the_same_quarter_gives_the_same_bytes_and_one_draft(connection, keys, quarter):
    assert made(connection) == made(connection)
    about, files = made(connection)
    first, new = snapshot_store.build(connection, keys, "a test", about, files)
    again, newer = snapshot_store.build(connection, keys, "another", about, files)
    assert (new, newer, again) == (True, False, first)
    assert (first.name, first.state, first.check_no) == ("2026Q3", "draft", None)


def test_the_true_count_is_in_no_file_of_it(connection, keys, quarter):
    """Fourteen children: kept for a restatement, adjusted to another number, told nowhere."""
    basis = connection.execute(text("SELECT ward, children FROM held.published_ward_basis")).all()
    assert [tuple(row) for row in basis] == [("E05999001", 14)]
    _, files = made(connection)
    shown = connection.scalar(text("SELECT children FROM released.ward_count_for_board"))
    row = json.loads(files["tables.json"])["wards"][0]
    assert (row["children"], row["episodes_from"]) == (shown, 11)
    assert not [name for name, data in files.items() if b"0000000000000001" in data]


@pytest.mark.parametrize(("before", "left"), [("2026-07-01", 1), ("2026-07-02", 0)])
def test_what_a_restatement_is_measured_against_goes_when_episodes_begin_to(
    connection, quarter, before, left
):
    connection.execute(query("remove_ward_basis_before"), {"before": dt.date.fromisoformat(before)})
    found = connection.scalar(text("SELECT count(*) FROM held.published_ward_basis"))
    assert found == left


def test_nothing_is_published_without_a_check(connection, keys, quarter):
    kept = built(connection, keys)
    with pytest.raises(PublicationError, match="was not checked"):
        snapshot_store.publish(connection, keys, "a test", "2026Q3")
    said = refused(
        connection,
        "INSERT INTO held.snapshot_event (snapshot_id, kind, actor, check_no)"
        " SELECT :id, 'published', 'x', check_no FROM held.snapshot_check"
        " UNION ALL SELECT :id, 'published', 'x', NULL",
        id=kept.snapshot_id,
    )
    assert "after the last check of it has passed" in said


def test_a_check_that_failed_blocks_until_one_passes(connection, keys, quarter):
    kept = built(connection, keys)
    page = snapshot_store.check(connection, keys, "a test", kept, dict)
    assert broken(page) == {"S5"}
    with pytest.raises(PublicationError, match="S5 files that differ"):
        snapshot_store.publish(connection, keys, "a test", "2026Q3")
    checked(connection, keys, kept)
    assert snapshot_store.publish(connection, keys, "a test", "2026Q3")[1]


def test_a_passed_check_of_another_hash_does_not_let_it_through(connection, keys, quarter):
    kept = built(connection, keys)
    said = refused(
        connection,
        "WITH verdict AS (INSERT INTO held.snapshot_check (snapshot_id, sha256, beside,"
        " checked_by, passed, findings) VALUES (:id, repeat('0', 64), repeat('0', 64), 'x', true,"
        " '[]') RETURNING check_no) INSERT INTO held.snapshot_event (snapshot_id, kind, actor,"
        " check_no) SELECT :id, 'published', 'x', check_no FROM verdict",
        id=kept.snapshot_id,
    )
    assert "after the last check of it has passed" in said


def test_a_check_is_out_of_date_once_something_else_is_published(connection, keys, quarter):
    checked(connection, keys, built(connection, keys))
    quarter.known_to(dt.date(2026, 12, 31))
    publish(connection, keys, Q3.next, dt.date(2027, 1, 1))
    with pytest.raises(PublicationError, match="something was published since"):
        snapshot_store.publish(connection, keys, "a test", "2026Q3")


def test_a_published_page_is_not_at_fault_because_a_later_release_words_it_anew(
    connection, keys, published
):
    judged = snapshot_store.check(connection, keys, "a test", published, dict)
    assert broken(judged) == set()


def test_published_again_it_stays_as_it_is(connection, keys, published):
    assert published.state == "published"
    again, new = snapshot_store.publish(connection, keys, "a test", "2026Q3")
    assert (again, new) == (published, False)
    with pytest.raises(PublicationError, match="final"):
        built(connection, keys, **{PAGE: b"<p>another</p>"})


@pytest.mark.parametrize("table", ["snapshot", "snapshot_file", "snapshot_check", "snapshot_event"])
def test_nobody_changes_or_deletes_it_not_even_the_owner(connection, published, table):
    column = {"snapshot_event": "actor", "snapshot_check": "checked_by"}.get(table, "sha256")
    for statement in (
        f"UPDATE held.{table} SET {column} = {column}",
        f"DELETE FROM held.{table}",
        f"TRUNCATE held.{table} CASCADE",
    ):
        assert "is final" in refused(connection, statement)


def test_bytes_that_do_not_match_their_hash_cannot_be_stored(connection, published):
    connection.execute(text("ALTER TABLE held.snapshot_file DISABLE TRIGGER USER"))
    said = refused(connection, "UPDATE held.snapshot_file SET bytes = bytes || '\\x20'")
    assert "snapshot_file_sha256_check" in said


def test_withdrawn_it_stays_on_file_and_the_next_edition_uses_the_same_keys(
    connection, keys, published
):
    with pytest.raises(QuestionError):
        snapshot_store.withdraw(connection, "a test", "2026Q3", "short")
    snapshot_store.withdraw(connection, "a test", "2026Q3", "the map was drawn askew")
    again = built(connection, keys)
    assert (again.name, again.sealed.sha256) == ("2026Q3-2", published.sealed.sha256)
    assert broken(checked(connection, keys, again)) == set()
    snapshot_store.publish(connection, keys, "a test", "2026Q3")
    states = [(each.name, each.state) for each in snapshot_store.every(connection)]
    assert states == [("2026Q3", "withdrawn"), ("2026Q3-2", "published")]
    assert set(snapshot_store.faults(connection, keys).values()) == {None}


def test_of_a_period_one_stands_even_for_whoever_writes_to_the_tables(connection, published):
    other = connection.scalar(
        text(
            "INSERT INTO held.snapshot (name, period, edition, manifest, sha256, signature,"
            " key_fingerprint, built_by) SELECT '2026Q3-2', period, 2, manifest, sha256, signature,"
            " key_fingerprint, 'x' FROM held.snapshot RETURNING snapshot_id"
        )
    )
    check_no = connection.scalar(
        text(
            "INSERT INTO held.snapshot_check (snapshot_id, sha256, beside, checked_by, passed,"
            " findings) SELECT snapshot_id, sha256, sha256, 'x', true, '[]' FROM held.snapshot"
            " WHERE snapshot_id = :id RETURNING check_no"
        ),
        {"id": other},
    )
    event = (
        "INSERT INTO held.snapshot_event (snapshot_id, kind, actor, check_no, reason)"
        " VALUES (:id, :kind, 'x', :check, :reason)"
    )
    values = {"id": other, "kind": "published", "check": check_no, "reason": None}
    assert "one snapshot stands" in refused(connection, event, **values)
    values |= {"kind": "withdrawn", "check": None, "reason": "because of a test"}
    assert "was never published" in refused(connection, event, **values)
    connection.execute(text(event), {**values, "id": published.snapshot_id})
    connection.execute(
        text(event), {**values, "kind": "published", "check": check_no, "reason": None}
    )


def test_what_is_not_as_signed_is_neither_checked_nor_published(connection, keys, quarter):
    kept = built(connection, keys)
    checked(connection, keys, kept)
    connection.execute(text("ALTER TABLE held.snapshot_file DISABLE TRIGGER USER"))
    connection.execute(
        text(
            "UPDATE held.snapshot_file SET bytes = bytes || '\\x20',"
            " sha256 = encode(sha256(bytes || '\\x20'), 'hex') WHERE name = 'wards.csv'"
        )
    )
    for act in (
        lambda: checked(connection, keys, kept),
        lambda: snapshot_store.publish(connection, keys, "a test", "2026Q3"),
    ):
        with pytest.raises(SnapshotError, match=r"wards\.csv of snapshot 2026Q3"):
            act()
    assert "wards.csv" in (snapshot_store.faults(connection, keys)["2026Q3"] or "")


def test_every_act_is_in_the_record(connection, keys, published):
    snapshot_store.withdraw(connection, "a test", "2026Q3", "the map was drawn askew")
    entries = connection.execute(
        text("SELECT action, subject FROM audit.entry WHERE actor = 'a test' ORDER BY seq")
    ).all()
    assert [tuple(each) for each in entries] == [
        (f"{act} snapshot", "2026Q3") for act in ("build", "check", "publish", "withdraw")
    ]


def test_a_name_that_is_markup_is_text_on_the_page(connection, keys, quarter):
    hostile = "<img src=x onerror=alert(1)>${7*7}"
    connection.execute(text("UPDATE held.boundary SET name = :name"), {"name": hostile})
    page = made(connection)[1][PAGE].decode()
    assert "<img" not in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt;${7*7}") >= 2
