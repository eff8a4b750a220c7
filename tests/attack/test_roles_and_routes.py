"""Every route as every role: let in as the table says, and answered as an unknown page if not."""

import re

import pytest
from sqlalchemy import text

from geo.database import engine
from tests.people import enter, form_token, stranger
from tests.routes import NOWHERE, ROLES, routes
from webmap import create_app
from webmap.pools import Pools

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


def answered(client, method, path, **more):
    """Return everything that an answer says: status, headers but the date, body."""
    with client.open(path, method=method, **more) as answer:
        headers = sorted((name, value) for name, value in answer.headers if name != "Date")
        return answer.status_code, headers, answer.get_data()


def test_the_table_has_every_route_and_no_other(app, table):
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert there == {(route.endpoint, route.method) for route in table}


def test_every_number_in_an_address_is_a_uuid(app):
    for rule in app.url_map.iter_rules():
        for converter, name in re.findall(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>", rule.rule):
            known = {"filename": "path", "kind": "", "layer": "", "quarter": "", "table": ""}
            known |= {"zoom": "", "column": "", "row": ""}  # of a square of the map
            assert converter == known.get(name, "uuid"), rule.rule


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_a_route_lets_in_whom_the_table_names(clients, table, role):
    wrong = []
    for route in table:
        if route.method != "GET":
            continue
        with clients[role].get(route.path) as answer:
            status, location = answer.status_code, answer.location
        if role == "nobody" and not route.open:
            fine = (status, location) == (303, "/sign-in")
        elif role == "nobody" or role in route.audiences:
            fine = status in {200, 302, 303}
        else:
            fine = status == 404
        if not fine:
            wrong.append((role, route.endpoint, status, location))
    assert wrong == []


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
@pytest.mark.parametrize("method", METHODS)
def test_what_a_role_may_not_see_is_answered_byte_for_byte_as_what_there_is_not(
    clients, table, role, method
):
    client = clients[role]
    nothing = answered(client, method, "/nothing/is/here")
    told = [
        (route.endpoint, answer[0])
        for route in table
        if not route.open and (role == "nobody" or role not in route.audiences)
        for path in {route.path, route.unknown or route.path}
        if (answer := answered(client, method, path)) != nothing
    ]
    assert told == []


@pytest.mark.parametrize("role", ROLES)
def test_a_real_form_of_another_role_is_answered_as_no_page(clients, table, role):
    client = clients[role]
    token = form_token(client, "/sign-out")
    nothing = answered(client, "POST", f"/nothing/{NOWHERE}", data={"csrf_token": token})
    for route in table:
        if route.method == "POST" and role not in route.audiences:
            found = answered(client, "POST", route.path, data={"csrf_token": token})
            assert found == nothing, route.endpoint


def test_an_unknown_object_is_answered_as_no_page_to_whoever_may_see_the_known_one(clients, table):
    for route in table:
        if route.method != "GET" or not route.unknown:
            continue
        client = clients[next(iter(route.audiences))]
        unknown = answered(client, "GET", route.unknown)
        assert unknown == answered(client, "GET", "/nothing/is/here"), route.endpoint


@pytest.mark.parametrize(
    "path",
    ["/runs//", "/runs/", "/RUNS", "/flags/", "/accounts//", "/visits/", "/board/", "/BOARD"],
)
def test_an_address_that_is_nearly_one_of_ours_tells_nothing(clients, table, path):
    # a slash at the end is forgiven to those who may see the page
    may = {
        role
        for route in table
        if f"{route.path}/" == path and route.method == "GET"
        for role in route.audiences
    }
    for role in set(ROLES) - may:
        near = answered(clients[role], "GET", path)
        assert near == answered(clients[role], "GET", "/nothing/is/here"), role


def test_a_form_without_its_token_changes_nothing(own_county):
    pools = Pools(own_county)
    app = create_app(pools, own_county)
    clients = {role: enter(app, role) for role in ROLES}
    owner = engine(own_county)
    statement = text(
        "SELECT count(*) + count(ended_at), (SELECT count(*) FROM held.export),"
        " (SELECT count(*) FROM audit.entry WHERE action = 'review reason'),"
        " (SELECT count(*) FROM held.account_right"
        " WHERE ended_at IS NULL) FROM held.account"
    )
    with owner.connect() as connection:
        before = tuple(connection.execute(statement).one())
    for route in routes(owner):
        if route.method == "POST":
            client = clients[min(route.audiences)]
            answer = client.post(route.path, data={"name": "x", "right": "board"})
            assert answer.status_code == 400, route.endpoint
    with owner.connect() as connection:
        assert tuple(connection.execute(statement).one()) == before
    assert clients["admin"].get("/accounts").status_code == 200
    owner.dispose()
    pools.dispose()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused_even_with_its_token(app, headers):
    client = enter(app, "board")
    token = form_token(client, "/sign-out")
    del client.environ_base["HTTP_ORIGIN"]
    answer = client.post("/sign-out", data={"csrf_token": token}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/account").status_code == 200


def test_a_form_that_says_it_is_of_the_same_origin_is_taken(app):
    client = enter(app, "board")
    token = form_token(client, "/sign-out")
    del client.environ_base["HTTP_ORIGIN"]
    answer = client.post(
        "/sign-out", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 303


def test_the_server_that_is_no_demonstration_has_no_chooser(app):
    client = stranger(app)
    assert not [rule for rule in app.url_map.iter_rules() if "chooser" in rule.endpoint]
    nothing = answered(client, "GET", "/nothing/is/here")
    assert answered(client, "GET", "/demonstration") == nothing
    assert answered(client, "POST", "/demonstration") == answered(client, "POST", "/nothing")


def test_the_chooser_lets_nobody_in_once_a_real_person_has_an_account(own_county):
    pools = Pools(own_county)
    app = create_app(pools, own_county, demonstration=True)
    inside, person = enter(app, "analyst"), pools.gate.samples()[0]["right_id"]
    outside = stranger(app)
    token = form_token(outside, "/demonstration")
    owner = engine(own_county)
    with owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.account (sign_in_name, display_name, made_by)"
                " VALUES ('a.real.person', 'A Real Person', 'a test')"
            )
        )
    owner.dispose()
    assert inside.get("/account").status_code == 303  # even who was in is out
    answer = outside.post("/demonstration", data={"csrf_token": token, "person": person})
    assert answer.status_code == 404
    assert b"real people" in outside.get("/demonstration").data
    pools.dispose()
