"""A file is sent by a page, checked by a worker, looked over, and loaded or discarded."""

import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from geo.spool import Spool
from loaders.drills import hostile_maps
from tests.journey import files
from tests.journey.held import counts
from tests.journey.uploading import Sender
from tests.people import form_token, populate

CODE = "E06999001"
QUEUES = ("upload", "upload_reject")


@pytest.fixture
def sender(settings, owner, nightjar, tmp_path):
    populate(owner)
    path = files.write(tmp_path / "b.geojson", files.boundary(CODE, "Skerrowby"))
    assert nightjar("load", "boundaries", path, "--kind", "authority").code == 0
    made = Sender(settings.model_copy(update={"data": tmp_path / "data"}), owner)
    yield made
    made.pools.dispose()


def register(rows=3, **changes):
    return files.register([files.premises_row(n, **changes) for n in range(1, rows + 1)])


def loaded(sender):
    found = counts(sender.owner)
    return {name: rows for name, rows in found.items() if name not in QUEUES}


@pytest.mark.parametrize("wide", [7, 40, 75, 180])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_is_taken_however_long_its_lines_are(sender, wide, end):
    """The parser of forms holds back what may be a boundary: a line's end, wherever it stops."""
    lines = end.join("x" * wide for _ in range(200_000 // wide))
    page = sender.sent("premises", ("r.csv", lines), authority=CODE)
    [kept] = list(Spool.of(sender.settings).folder.iterdir())
    assert [each.stat().st_size for each in kept.rglob("*") if each.is_file()] == [len(lines)]
    assert sender.state(page) == "waiting"


def test_a_file_whose_name_tells_who_a_child_is_is_shown_and_kept_by_its_number(sender):
    name = "Emma Smith 01-02-2011.csv"
    whole = files.episodes([files.episode_row(n, authority_code=CODE) for n in range(1, 4)])
    page = sender.sent("episodes", (name, whole), supplier="Invented Police")
    assert sender.work() == 1
    assert sender.state(page) == "refused"
    assert "the name of a file must not tell" in sender.text(page)
    for shown in (page, "/uploads"):
        assert "file 1" in sender.text(shown)
        assert "2011" not in sender.text(shown)
    assert sender.value("SELECT count(*) FROM held.upload WHERE upload::text ~ '01-02-2011'") == 0
    assert sender.act(page, "discard").status_code == 303
    assert sender.work() == 0
    assert list(Spool.of(sender.settings).folder.iterdir()) == []


def test_a_register_is_checked_and_nothing_is_loaded_until_it_is_said_so(sender):
    before = loaded(sender)
    bad = files.premises_row(4, Easting="here", Northing="there", Address="", Postcode="")
    whole = files.register([*(files.premises_row(n) for n in (1, 2, 3)), bad, ["", "", ""]])
    page = sender.sent("premises", ("marigold.csv", whole), authority=CODE)
    assert "Waiting" in sender.text(page)
    assert sender.work() == 1
    said = sender.text(page)
    assert loaded(sender) == before
    assert "4 rows read = " in said
    assert "Nothing is loaded yet" in said
    assert "Premises Name" in said  # what each column is taken for
    name = sender.value(f"SELECT name FROM held.authority WHERE code = '{CODE}'")
    assert f">{name}</dd>" in said
    assert sender.act(page, "commit").status_code == 303
    assert sender.state(page) == "committing"
    assert sender.work() == 1
    assert sender.state(page) == "loaded"
    assert sender.value("SELECT count(*) FROM held.premises") >= 3
    load = sender.value("SELECT loads[1] FROM held.upload")
    assert f"/sources/{load}" in sender.text(page)
    assert list(Spool.of(sender.settings).folder.iterdir()) == []  # no byte of it is kept
    with sender.owner.connect() as connection:  # and each act is in the record, but no name of it
        found = connection.execute(
            text("SELECT action, subject, detail::text FROM audit.entry WHERE action ~ 'upload'")
        ).all()
    assert [row.action for row in found] == ["upload", "commit upload"]
    assert {row.subject for row in found} == {page.rpartition("/")[2]}
    assert "marigold" not in "".join(row.detail for row in found)
    # the same file again is told to be held, and is not offered
    again = sender.sent("premises", ("r.csv", whole), authority=CODE)
    sender.work()
    assert sender.state(again) == "refused"
    assert "this file was loaded on" in sender.text(again)


def test_episodes_and_their_places_go_together_and_rejects_tell_no_value(sender):
    secret = "b7" * 32
    rows = [
        [1, "a1" * 32, "missing", "2026-09-01 20:00", "found", 300000, 410000, "other", CODE],
        [2, secret, "purple", "2026-09-02 20:00", "found", 300000, 410000, "other", CODE],
    ]
    page = sender.sent("episodes", ("e.csv", files.rows_as_csv(files.EPISODES, rows)), supplier="P")
    sender.work()
    said = sender.text(page)
    assert "2 rows read = 1 accepted + 1 rejected" in said
    assert "must be one of those the contract lists" in said.lower()
    assert secret not in said
    assert "purple" not in said
    assert sender.value("SELECT count(*) FROM held.episode") == 0
    kept = sender.value("SELECT string_agg(r::text, '|') FROM held.upload_reject AS r")
    assert "purple" not in kept
    assert secret not in kept


def test_the_rejects_can_be_taken_as_a_file(sender):
    bad = files.premises_row(4, **{"Easting": "x", "Status": "Current", "Premises Name": ""})
    whole = files.register([files.premises_row(1), [*bad[:1], "", *bad[2:]], ["Total", "=1+1"]])
    page = sender.sent("premises", ("=cmd.csv", whole), authority=CODE)
    sender.work()
    fields = {
        "csrf_token": form_token(sender.client, f"{page}/file"),
        "thing": "upload_rejects",
        "format": "csv",
        "reason": "to have the register mended",
    }
    answer = sender.client.post(f"{page}/file", data=fields)
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(answer.data)) as packed:
        name = next(each for each in packed.namelist() if each.endswith(".csv"))
        assert "what must be so" in packed.read(name).decode("utf-8-sig")
    assert sender.value("SELECT object FROM held.export") == "upload_rejects"


def test_what_is_discarded_leaves_nothing_and_can_no_longer_be_loaded(sender):
    page = sender.sent("premises", ("r.csv", register()), authority=CODE)
    sender.work()
    assert sender.act(page, "discard").status_code == 303
    assert list(Spool.of(sender.settings).folder.iterdir()) == []
    assert sender.act(page, "commit").status_code == 400
    assert "no longer as the page showed it" in (sender.act(page, "commit").get_data(as_text=True))
    assert sender.work() == 0
    assert sender.value("SELECT count(*) FROM held.premises") == 0


@pytest.mark.slow
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(sender):
    page = sender.sent("premises", ("r.csv", "colour,size\nred,2\n"), authority=CODE)
    other = sender.sent("food", ("r.xml", b"%PDF-1.7 not food"))
    sender.work()
    assert sender.state(page) == sender.state(other) == "refused"
    assert "must have a column" in sender.text(page)
    assert "a PDF" in sender.text(other)


def test_a_hostile_name_is_harmless_letters_everywhere(sender):
    name = "../../<script>alert(1)</script>${7*7}{{7*7}}'\";--.csv"
    page = sender.sent("premises", (name, register()), authority=CODE)
    sender.work()
    for address in ("/uploads", page):
        said = sender.text(address)
        assert "script77" in said
        assert "alert(1)" not in said
        assert "<script>" not in said.replace("<script type", "")
    home = Spool.of(sender.settings).folder
    inside = [path for path in home.rglob("*") if path.is_file()]
    assert [path.parent.parent.parent for path in inside] == [home]


def test_a_name_that_is_an_address_is_no_address_to_whoever_reads_the_file(sender):
    layer = hostile_maps.layer("GPKG", ".gpkg")[".gpkg"]  # which GDAL itself opens
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        name = f"/vsicurl/http://127.0.0.1:{server.getsockname()[1]}/x.gpkg"
        page = sender.sent("boundaries", (name, layer), area_kind="ward")
        sender.work()
        assert sender.state(page) == "checked", sender.text(page)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "vsicurl" not in sender.text(page)


def large(client, token, size):
    """Send a file of so many bytes, as a browser would."""
    named = 'Content-Disposition: form-data; name="{}"'
    part = f"--X\r\n{named.format('csrf_token')}\r\n\r\n{token}\r\n"
    part += f'--X\r\n{named.format("file")}; filename="f.xml"\r\n\r\n'
    body = part.encode() + b"x" * size + b"\r\n--X--\r\n"
    return client.post(
        "/uploads/new/food", data=body, content_type="multipart/form-data; boundary=X"
    )


def test_more_than_the_limit_is_refused_with_a_sentence_and_not_kept(sender):
    small = Sender(sender.settings.model_copy(update={"largest_upload_mb": 1}), sender.owner)
    token = form_token(small.client, "/uploads/new/food")
    for size, status in ((2**20 - 2_000, 303), (2**20 + 70_000, 413)):
        answer = large(small.client, token, size)
        assert answer.status_code == status
    assert "Too much was sent" in answer.get_data(as_text=True)
    assert small.value("SELECT count(*) FROM held.upload") == 1
    small.pools.dispose()
    # every other form stays as small as it was
    data = {"csrf_token": token, "purpose": "x" * 70_000}
    assert small.client.post("/purpose", data=data).status_code == 413
    small.pools.dispose()


def test_to_everybody_else_an_upload_is_an_unknown_page(sender):
    page = sender.sent("premises", ("r.csv", register()), authority=CODE)
    for audience in ("officer", "board", "admin"):
        client = sender.as_other(audience)
        unknown = client.get("/nothing/is/here").data
        for path in ("/uploads", "/uploads/new", "/uploads/new/food", page, f"{page}/state.json"):
            assert (client.get(path).status_code, client.get(path).data) == (404, unknown), path
        assert large(client, "", 2**20).status_code == 404
    with sender.owner.begin() as connection:  # another analyst's
        connection.execute(
            text(
                "WITH other AS (INSERT INTO held.account (sign_in_name, display_name, sample,"
                " made_by) VALUES ('a.nother', 'A Nother', true, 'a test') RETURNING account_id)"
                " UPDATE held.upload SET account_id = other.account_id FROM other"
            )
        )
    unknown = sender.client.get("/nothing/is/here").data
    assert sender.client.get(page).data == unknown
    data = {"csrf_token": form_token(sender.client, "/uploads/new/food")}
    answer = sender.client.post(f"{page}/discard", data=data)
    assert (answer.status_code, answer.data) == (404, unknown)
    assert sender.value("SELECT state FROM held.upload") == "waiting"


def worker(settings):
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "webmap", "work"],
        env={**os.environ, **settings.as_environment()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(condition):
    for _ in range(1_200):  # a minute: a worker begins slowly beside other work
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


@pytest.mark.slow
def test_a_worker_that_is_killed_leaves_nothing_and_the_next_takes_it_again(sender):
    """Also over: the page that was left open, since progress is the database's."""
    before = loaded(sender)
    page = sender.sent("premises", ("r.csv", register(50)), authority=CODE)
    state = "SELECT state FROM held.upload"
    with sender.owner.begin() as holding:
        holding.execute(text("LOCK TABLE held.premises IN SHARE MODE"))  # it waits in the middle
        first = worker(sender.settings)
        wait_for(lambda: sender.value(state) == "checking")
        wait_for(
            lambda: sender.value(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND wait_event_type = 'Lock'"
            )
        )
        assert "Being checked" in sender.text(page)
        first.send_signal(signal.SIGKILL)
        first.wait()
    # what it began dies with it, and its transaction with that
    wait_for(
        lambda: (
            not sender.value(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND usename = 'nightjar_loader'"
            )
        )
    )
    assert loaded(sender) == before
    assert sender.value(state) == "checking"
    assert sender.work() == 1
    assert sender.state(page) == "checked"
    assert sender.value("SELECT tries FROM held.upload") == 2
    assert loaded(sender) == before


def reader_of(running):
    """The closed process that a worker has begun, once it waits in the middle of its work."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    wait_for(lambda: children.read_text().split())
    return int(children.read_text().split()[0])


def waits_in_the_middle(sender):
    wait_for(
        lambda: sender.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename = 'nightjar_loader' AND wait_event_type = 'Lock'"
        )
    )


@pytest.mark.slow
def test_an_upload_that_ends_three_workers_is_given_up(sender):
    page = sender.sent("premises", ("r.csv", register()), authority=CODE)
    for tried in (1, 2, 3):
        with sender.owner.begin() as holding:
            holding.execute(text("LOCK TABLE held.premises IN SHARE MODE"))
            running = worker(sender.settings)
            waits_in_the_middle(sender)
            running.kill()
            running.wait()
        assert sender.value("SELECT tries FROM held.upload") == tried
        assert sender.state(page) == "checking"
    sender.work()
    assert sender.state(page) == "refused"
    assert "3 times without an answer" in sender.text(page)


@pytest.mark.slow
def test_a_reader_that_the_kernel_kills_is_told_and_its_worker_reads_the_next_file(sender):
    before = loaded(sender)
    first = sender.sent("premises", ("r.csv", register(50)), authority=CODE)
    with sender.owner.begin() as holding:
        holding.execute(text("LOCK TABLE held.premises IN SHARE MODE"))
        running = worker(sender.settings)
        try:
            reader = reader_of(running)
            waits_in_the_middle(sender)
            os.kill(reader, signal.SIGKILL)  # as the kernel does that has no memory left
            wait_for(lambda: sender.state(first) == "refused")
            assert running.poll() is None
            holding.rollback()
            second = sender.sent("premises", ("s.csv", register()), authority=CODE)
            wait_for(lambda: sender.state(second) == "checked")
            assert running.poll() is None
        finally:
            running.kill()
            running.wait()
    # once is enough: what is read the same way again would end the same way again
    assert sender.value("SELECT array_agg(tries ORDER BY asked_at) FROM held.upload") == [1, 1]
    said = sender.text(first)
    assert "reading the file ended without an answer" in said
    assert "have it loaded by command" in said
    assert loaded(sender) == before


def test_discarding_stops_a_check_that_is_under_way(sender):
    page = sender.sent("premises", ("r.csv", register(50)), authority=CODE)
    with sender.owner.begin() as holding:
        holding.execute(text("LOCK TABLE held.premises IN SHARE MODE"))
        running = worker(sender.settings)
        try:
            wait_for(lambda: sender.value("SELECT state FROM held.upload") == "checking")
            assert sender.act(page, "discard").status_code == 303
            wait_for(
                lambda: (
                    not sender.value(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
                        " AND database = (SELECT oid FROM pg_database"
                        " WHERE datname = current_database())"
                    )
                )
            )
        finally:
            running.kill()
            running.wait()
    assert sender.state(page) == "discarded"


@pytest.mark.slow
def test_what_nobody_settles_is_discarded_after_seven_days(sender, nightjar, monkeypatch):
    pages = [sender.sent("premises", ("r.csv", register(n)), authority=CODE) for n in (1, 2)]
    monkeypatch.setenv("NIGHTJAR_DATA", str(sender.settings.data))
    assert nightjar("work", "--once", "--json").json == {"worked_on": 2}
    ages = zip(pages, ("7 days 1 minute", "6 days 23 hours"), strict=True)
    with sender.owner.begin() as connection:
        for page, age in ages:
            connection.execute(
                text(
                    "UPDATE held.upload SET asked_at = now() - CAST(:age AS interval)"
                    " WHERE upload_id = :number"
                ),
                {"age": age, "number": UUID(page.rpartition("/")[2])},
            )
    sender.work()
    assert [sender.state(page) for page in pages] == ["discarded", "checked"]


def test_nobody_has_more_than_ten_that_are_not_settled(sender):
    for n in range(10):
        sender.sent("food", (f"{n}.xml", b"<x/>"))
    answer = sender.send("food", ("11.xml", b"<x/>"))
    assert answer.status_code == 400
    assert "10 uploads that are not settled" in answer.get_data(as_text=True)
    folder = Spool.of(sender.settings).folder
    assert len(list(folder.iterdir())) == 10
    assert sender.client.get(f"/uploads/{uuid4()}").status_code == 404
