"""What is fetched as JSON is described, and answers as it is described, whatever it is asked."""

import importlib.util
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.attacks.canaries import hits, plant
from geo.database import engine
from tests.people import enter, form_token, stranger
from tests.routes import ROLES, routes
from webmap import create_app
from webmap.pools import Pools

CHECKOUT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("openapi", CHECKOUT / ".ci" / "openapi.py")
openapi = importlib.util.module_from_spec(spec)
sys.modules["openapi"] = openapi
spec.loader.exec_module(openapi)

TRIED = 12  # times each endpoint, as each role
DAY_OR_HOUR = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d:\d\d|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)


def described():
    return json.loads(openapi.DESCRIPTION.read_text())


def unlocked():
    """The description without its lock: a session that is made up would replace the real one."""
    whole = described()
    del whole["components"]
    for methods in whole["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return whole


def test_the_description_is_that_of_the_routes(app):
    assert openapi.DESCRIPTION.read_text() == openapi.written(app), (
        "run .venv/bin/python .ci/openapi.py"
    )
    assert openapi.written(openapi.application()) == openapi.written(app)


@pytest.mark.slow
def test_whatever_answers_in_json_is_described_and_for_whom_the_table_names(app, table, clients):
    """Files of snapshots are sent as they were signed, and leave: they are no endpoints."""
    operations = {
        operation["operationId"]: operation
        for methods in described()["paths"].values()
        for operation in methods.values()
    }
    met = {"drafts.keep"}  # which takes a form
    for route in table:
        if route.method == "GET" and route.endpoint != "snapshots.download":
            role = min(route.audiences) if not route.open else "nobody"
            with clients[role].get(route.path) as answer:
                if "json" in answer.content_type:
                    met.add(route.endpoint)
    assert met == set(operations)
    for route in table:
        if route.endpoint in operations:
            told = operations[route.endpoint]["x-audiences"]
            assert told == (
                ["anybody"] if route.open else [r for r in ROLES if r in route.audiences]
            )


@pytest.mark.parametrize("role", ["officer", "board"])
def test_nothing_that_an_officer_or_the_board_fetches_tells_a_day_or_an_hour(clients, table, role):
    """Whoever knows when data came, or when something happened, can tell which episode it was."""
    endpoints = {
        operation["operationId"]
        for methods in described()["paths"].values()
        for operation in methods.values()
    }
    told, asked = [], 0
    for route in table:
        if route.method == "GET" and route.endpoint in endpoints and role in route.audiences:
            asked += 1
            told += DAY_OR_HOUR.findall(clients[role].get(route.path).get_data(as_text=True))
    assert asked >= 4
    assert told == []


@pytest.fixture(scope="module")
def planted(server):
    name = server.copy_of("county")
    lead = server.settings(name)
    owner = engine(lead)
    with owner.begin() as connection:
        shapes = plant(connection)
    pools = Pools(lead)
    yield create_app(pools, lead), routes(owner), shapes
    pools.dispose()
    owner.dispose()
    server.drop(name)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_whatever_it_is_asked_an_endpoint_answers_as_described_and_with_no_canary(planted, role):
    import schemathesis
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    app, table, shapes = planted
    client = stranger(app) if role == "nobody" else enter(app, role)
    there = known(table)
    token = form_token(client, "/sign-in" if role == "nobody" else "/sign-out")
    schema = schemathesis.openapi.from_dict(unlocked())
    schema.app = app
    checks = [
        *(schemathesis.checks.not_a_server_error, status_code_conformance),
        *(content_type_conformance, response_schema_conformance),
    ]
    tried = []

    def ask(operation):
        @settings(
            max_examples=TRIED,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), real=st.booleans())
        def holds(case, real):
            if real:
                case.path_parameters = {
                    name: there.get((operation.path, name), value)
                    for name, value in (case.path_parameters or {}).items()
                }
            if isinstance(case.body, dict):
                case.body["csrf_token"] = token
            answer = case.call(session=client)
            case.validate_response(answer, checks=checks)
            assert hits(answer.text, shapes, role) == []
            tried.append((operation.path, answer.status_code))

        holds()

    for found in schema.get_all_operations():
        ask(found.ok())
    let_in = {path for path, status in tried if status == 200}
    allowed = {
        path
        for path, methods in described()["paths"].items()
        for operation in methods.values()
        if {role, "anybody"} & set(operation["x-audiences"])
    }
    # drafts are kept by forms of things that are there, which none of these is
    assert allowed - {"/drafts"} <= let_in <= allowed


def known(table):
    """Return what the addresses of the table have in the place of each part of a path."""
    found = {}
    for path in described()["paths"]:
        parts = path.split("/")
        for route in table:
            real = urlsplit(route.path).path.split("/")
            fits = len(real) == len(parts) and all(
                part == other or part.startswith("{")
                for part, other in zip(parts, real, strict=True)
            )
            if fits:
                found |= {
                    (path, part.strip("{}")): other
                    for part, other in zip(parts, real, strict=True)
                    if part.startswith("{") and part.endswith("}")
                }
    return found
