"""A server that is watched over: its figures, its log, its limits, and what it does when busy."""

import gc
import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from werkzeug.test import EnvironBuilder

from geo import logs, pooled
from geo.database import GATE, OFFICER, engine, query
from geo.errors import SetupError
from geo.pooled import MOST_CONNECTIONS
from tests.people import enter, form_token, populate, stranger
from webmap import create_app, errors, metrics, serving, worker_process
from webmap.pools import LONGEST_OF_GATE_S, LONGEST_S, Pools
from webmap.reserved import Reserved
from webmap.watching import Watch

TOKEN = "a-token-of-the-watchers-0123456789"


@pytest.fixture
def site(settings, owner):
    """An application over an empty database that has the sample people."""
    populate(owner)
    pools = Pools(settings)
    app = create_app(pools, settings, demonstration=True)
    yield app
    pools.dispose()


def figures(client, **asked):
    answer = client.get("/metrics", **asked)
    assert answer.status_code == 200
    assert answer.content_type == metrics.TYPE
    return answer.get_data(as_text=True)


def test_the_figures_count_by_route_and_say_nothing_of_what_was_asked(site):
    client = stranger(site)
    client.get("/sign-in/CANARY-OF-AN-ADDRESS?name=CANARY-OF-A-QUERY")
    client.get("/health")
    client.open("/health", method="CANARYMETHOD")
    told = figures(client)
    assert re.search(
        r'nightjar_requests_total\{method="GET",route="/health",status="200"\} 1', told
    )
    assert 'route="none"' in told
    assert 'nightjar_request_seconds_bucket{route="/health",le="+Inf"} 1' in told
    assert "CANARY" not in told.upper()
    assert "nightjar_database_up 1" in told
    assert 'nightjar_queue_length{queue="uploads"} 0' in told
    free, whole = (
        int(re.search(rf'nightjar_disk_bytes{{disk="data",state="{each}"}} (\d+)', told)[1])
        for each in ("free", "whole")
    )
    assert 0 < free < whole


def test_the_figures_can_be_read_line_by_line(site):
    for line in figures(stranger(site)).splitlines():
        assert re.fullmatch(
            r"# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+=\"[^\"]*\",?)+\})? -?[\d.e+-]+", line
        ), line


def test_the_figures_of_a_server_that_others_reach_are_for_who_brings_the_token(
    settings, owner, tmp_path
):
    populate(owner)
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    for update, header, fine in (
        ({}, None, True),
        ({"address": "https://nightjar.example.org"}, None, False),
        ({"metrics_token_file": file}, None, False),
        ({"metrics_token_file": file}, "Bearer another-token-0123456789", False),
        ({"metrics_token_file": file}, f"Bearer {TOKEN}", True),
        ({"metrics_token_file": tmp_path / "none"}, "Bearer ", False),
    ):
        told = settings.model_copy(update=update)
        pools = Pools(told, pooled=False)
        client = create_app(pools, told, demonstration=True).test_client()
        headers = {"Authorization": header} if header else {}
        answer = client.get("/metrics", headers=headers)
        assert answer.status_code == (200 if fine else 303), update
        if not fine:  # as whatever there is not
            assert answer.location == "/demonstration"
        pools.dispose()


def test_whoever_asks_through_a_proxy_is_not_of_this_machine(site):
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert stranger(site).get("/metrics", headers={header: "127.0.0.1"}).status_code == 303


def test_when_the_database_is_away_the_figures_say_so(site):
    pools = site.extensions["nightjar_access"].pools
    pools.apart[None] = pools.apart[None].execution_options()
    broken = engine_to_nowhere()
    pools.apart[None] = broken
    told = figures(stranger(site))
    assert "nightjar_database_up 0" in told
    assert "nightjar_queue_length" not in told


def engine_to_nowhere():
    from sqlalchemy import create_engine

    return create_engine("postgresql+psycopg://nobody@/none?host=/nowhere")


def test_a_line_of_the_log_has_the_route_and_neither_address_nor_message_of_others(site):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    ours, others = logging.getLogger("webmap.request_log"), logging.getLogger("waitress")
    ours.setLevel(logging.INFO)
    for each in (ours, others):
        each.addHandler(handler)
    try:
        client = enter(site, "officer")
        client.get("/visits/CANARY?search=CANARY")
        try:
            int("CANARY")
        except ValueError:
            others.exception("serving /CANARY")
    finally:
        for each in (ours, others):
            each.removeHandler(handler)
        ours.setLevel(logging.NOTSET)
    written = stream.getvalue()
    assert "CANARY" not in written
    first, last = (json.loads(line) for line in written.strip().splitlines())
    assert {"at", "level", "from", "request", "method", "route", "status", "ms"} <= first.keys()
    assert first["audience"] == "officer"
    assert last["error"] == "ValueError"
    assert "said" not in last


def test_when_every_connection_is_taken_it_is_busy_and_its_health_still_answers(site):
    pools = site.extensions["nightjar_access"].pools
    officer = next(each for name, each in pools.named() if name == "officer")
    officer.pool._timeout = 0.1
    client = enter(site, "officer")
    token = form_token(client, "/account")
    taken = [officer.connect() for _ in range(MOST_CONNECTIONS)]
    try:
        answer = client.get("/visits")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Nightjar is busy" in answer.get_data(as_text=True)
        assert "What you sent was not saved" not in answer.get_data(as_text=True)
        fields = {"csrf_token": token, "what": "Ask for the poster"}
        answer = client.post(f"/cases/{UUID(int=1)}/actions", data=fields)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "What you sent was not saved" in answer.get_data(as_text=True)
        assert client.get("/health").status_code == 200
        used = 'nightjar_pool_connections{pool="officer",state="in_use"} '
        assert f"{used}{MOST_CONNECTIONS}" in figures(client)
    finally:
        for each in taken:
            each.close()
    assert client.get("/visits").status_code < 400


@pytest.mark.slow
def test_of_24_who_ask_at_once_each_is_answered_and_those_past_the_pool_are_told_to_come_again(
    site, owner
):
    clients = [enter(site, "officer") for _ in range(3 * MOST_CONNECTIONS)]

    # whoever has a connection waits for a row of a table that somebody else keeps shut
    with ThreadPoolExecutor(len(clients)) as threads:
        with owner.begin() as keeper:
            keeper.execute(text("LOCK TABLE held.cell_publication IN ACCESS EXCLUSIVE MODE"))
            asked = [threads.submit(client.get, "/visits") for client in clients]
            busy = []  # which are answered although nobody else is
            while len(busy) < 2 * MOST_CONNECTIONS:
                assert stranger(site).get("/health").status_code == 200
                busy = [each.result() for each in asked if each.done()]
                time.sleep(0.1)
        answers = [each.result(timeout=10) for each in asked]
    for answer in busy:
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(503) == 2 * MOST_CONNECTIONS
    assert all(status < 400 for status in statuses if status != 503)
    assert clients[-1].get("/visits").status_code < 400  # nothing is left taken


def test_when_the_database_was_restarted_the_next_request_is_answered_all_the_same(site, owner):
    client = enter(site, "officer")
    assert client.get("/visits").status_code < 400
    with owner.begin() as connection:
        for login in (OFFICER, GATE):
            ended = connection.scalar(query("end_sessions"), {"login": login})
            assert ended > 0, login
    time.sleep(pooled.IDLE_S + 0.1)  # what was used a moment ago is not asked whether it lives
    assert client.get("/visits").status_code < 400
    assert client.get("/health").status_code == 200


def test_a_statement_that_takes_too_long_is_stopped_by_the_database(settings):
    for login in (OFFICER, GATE):
        found = engine(settings, login, longest_statement_s=0.2)
        with found.connect() as connection, pytest.raises(Exception, match="timeout") as raised:
            connection.execute(text("SELECT pg_sleep(5)"))
        found.dispose()
        assert errors.page_for(raised.value) is errors.TOO_LONG


def test_each_login_has_the_limits_that_the_documents_say_and_the_loader_none(connection):
    rows = connection.execute(
        text(
            "SELECT rolname, rolconfig FROM pg_roles"
            " WHERE rolname LIKE 'nightjar\\_%' AND rolcanlogin"
        )
    ).all()
    found = {
        row.rolname.removeprefix("nightjar_"): dict(each.split("=") for each in row.rolconfig or ())
        for row in rows
    }
    usual = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "120s"}
    assert found == {
        "analyst": {"statement_timeout": "60s", **usual},
        **{each: {"statement_timeout": "20s", **usual} for each in ("officer", "board", "admin")},
        "gate": {"statement_timeout": "10s", **usual},
        "loader": {},
        "publisher": {},
    }
    of_pages = {audience.value: limit for audience, limit in LONGEST_S.items()}
    assert of_pages == {"analyst": 30.0, "officer": 15.0, "board": 15.0, "admin": 15.0}
    assert LONGEST_OF_GATE_S == 10.0
    documented = (Path(__file__).parents[2] / "docs/operation.md").read_text()
    for line in (
        "| a statement of a page | 30 s for an analyst, 15 s for others, 10 s for signing in |",
        "| a statement in QGIS or psql | 60 s for an analyst, 20 s for others ",
        "| a transaction that does nothing | 120 s |",
    ):
        assert line in documented


@pytest.mark.parametrize("why", ["gone", "late"])
def test_a_statement_that_nobody_waits_for_is_cancelled(settings, site, why):
    watch = Watch(longest_s=0.1 if why == "late" else 60)
    found = engine(settings, OFFICER)
    environ = EnvironBuilder().get_environ()
    environ["waitress.client_disconnected"] = lambda: why == "gone"
    with site.request_context(environ), found.connect() as connection:
        running = watch.begin(connection)
        with pytest.raises(Exception, match="canceling statement due to user request") as raised:
            connection.execute(text("SELECT pg_sleep(20)"))
        assert running.cancelled
        watch.end(running, connection)
        assert connection.invalidated  # nobody else gets it
        assert errors.page_for(raised.value).status == 503
    found.dispose()


def test_whoever_still_waits_is_let_be(settings, site):
    watch = Watch()
    found = engine(settings, OFFICER)
    with site.request_context(EnvironBuilder().get_environ()), found.connect() as connection:
        running = watch.begin(connection)
        watch.look()
        assert connection.scalar(text("SELECT 1")) == 1
        watch.end(running, connection)
        assert not connection.invalidated
    found.dispose()


def test_a_thread_is_kept_for_whoever_watches():
    class Asked:
        def __init__(self, path, act):
            self.requests, self.service = [type("Request", (), {"path": path})], act

        def cancel(self):
            """Nothing is left to cancel."""

    threads, held, answered = Reserved(1), threading.Event(), threading.Event()
    try:
        threads.add_task(Asked("/visits", held.wait))
        threads.add_task(Asked("/visits", held.wait))
        threads.add_task(Asked("/health", answered.set))
        assert answered.wait(5)
        assert threads.waiting >= 1
    finally:
        held.set()
        threads.shutdown()


# waitress leaves the socket that it could not bind to Python to close
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_port_that_is_taken_is_said_before_any_worker_begins(settings, monkeypatch):
    begun = []
    monkeypatch.setattr(worker_process.subprocess, "Popen", lambda *a, **b: begun.append(a))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for begin in (serving.serve, serving.serve_demo):
            with pytest.raises(SetupError, match=f"port {port} of .* give another one"):
                begin(settings, port)
    assert begun == []
    gc.collect()


def test_gunicorn_serves_it_as_the_documents_say(settings, owner, tmp_path):
    populate(owner)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "-c", "docs/operation/gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{port}", "webmap.serving:application()"),
        ],
        env={**os.environ, **settings.as_environment(), "NIGHTJAR_LOG": "json"},
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        answer = ask_until_it_answers(f"http://127.0.0.1:{port}/health", process)
    finally:
        process.terminate()
        written = process.communicate(timeout=40)[1]
    assert answer["ok"]
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert {"/health"} == {line["route"] for line in lines if "route" in line}


def ask_until_it_answers(address, process):
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return json.load(answer)
        except OSError:
            assert process.poll() is None
            time.sleep(0.5)
    pytest.fail("it did not answer in a minute")
