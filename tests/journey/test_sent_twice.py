"""A form that is sent twice acts once, and who sends it again is led to where it led at first."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import text

from geo.database import LOADER, engine, query
from tests.people import enter, form_token
from webmap import create_app
from webmap.pools import Pools

WORDS = "We agreed to write to the owner"
DAY = {"day-day": "2", "day-month": "10", "day-year": "2026"}
# where it is sent, what stands in it, and the table that it adds a row to
FORMS = {
    "note": ("/cases/{case}/notes", {"words": WORDS}, "case_note"),
    "action": (
        "/cases/{case}/actions",
        {"what": WORDS, "owner": "{me}", "due-day": "2", "due-month": "12", "due-year": "2026"},
        "case_action",
    ),
    "meeting": (
        "/reviews/meetings",
        {"on-day": "2", "on-month": "12", "on-year": "2026", "chair": "Invented Chair"},
        "review_meeting",
    ),
    "reply": (
        "/visits/premises/{place}/reply",
        {"kind": "reply", "made_for": "business", "asked": WORDS, **DAY},
        "representation",
    ),
    "visit": (
        "/visits/premises/{place}/record",
        {"outcome": "no_concern", "measure": "none", "visited_by": "{me}", **DAY},
        "visit_record",
    ),
}


@pytest.fixture(scope="module")
def place(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    owner, pools = engine(settings), Pools(settings)
    with owner.connect() as connection:
        numbers = connection.execute(
            text(
                "SELECT (SELECT case_id FROM held.review_case WHERE authority = 'E06999001'"
                " AND state = 'open' LIMIT 1) AS case, premises_id AS place, account_id AS me"
                " FROM held.officer_flag INNER JOIN held.premises USING (premises_id),"
                " held.account INNER JOIN held.account_right AS given USING (account_id)"
                " WHERE held.premises.authority = 'E06999001' AND quarter = '2026Q3'"
                " AND given.audience = 'officer' AND given.authority = 'E06999001'"
                " AND premises_id NOT IN (SELECT premises_id FROM held.visit) LIMIT 1"
            )
        ).one()
    yield create_app(pools, settings), owner, settings, numbers._asdict()
    pools.dispose()
    owner.dispose()
    server.drop(name)


def count(owner, table):
    with owner.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM held.{table}"))


def filled(place, client, of, **more):
    """Return where a form is sent and what is sent, with a key as its page gives it."""
    path, fields, table = FORMS[of]
    said = {name: value.format(**place[3]) for name, value in fields.items()}
    given = {"csrf_token": form_token(client, "/account"), "form_key": str(uuid4())}
    return path.format(**place[3]), {**given, **said, **more}, table


@pytest.mark.parametrize("of", FORMS)
def test_what_is_sent_twice_is_written_once_and_leads_to_one_page(place, of):
    client = enter(place[0], "officer")
    path, form, table = filled(place, client, of)
    before = count(place[1], table)
    first, second = (client.post(path, data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303, first.get_data(as_text=True)
    assert first.location == second.location
    assert count(place[1], table) == before + 1


def test_a_double_click_at_one_moment_writes_once_and_both_are_led_on(place):
    clients = [enter(place[0], "officer") for _ in range(4)]
    path, form, table = filled(place, clients[0], "reply", asked=f"{WORDS} at one moment")
    tokens = [form_token(client, "/account") for client in clients]
    before = count(place[1], table)
    with ThreadPoolExecutor(len(clients)) as threads:
        sent = threads.map(
            lambda each: each[0].post(path, data={**form, "csrf_token": each[1]}),
            zip(clients, tokens, strict=True),
        )
        answers = list(sent)
    assert [answer.status_code for answer in answers] == [303] * len(clients)
    assert len({answer.location for answer in answers}) == 1
    assert count(place[1], table) == before + 1


def test_words_that_were_changed_after_the_way_back_are_another_note(place):
    client = enter(place[0], "officer")
    path, form, table = filled(place, client, "note")
    before = count(place[1], table)
    for words in (WORDS, f"{WORDS}, and to visit"):
        assert client.post(path, data={**form, "words": words}).status_code == 303
    assert count(place[1], table) == before + 2


def test_what_was_refused_has_not_acted_and_can_be_sent_again(place):
    client = enter(place[0], "officer")
    path, form, table = filled(place, client, "reply", asked="short")
    before = count(place[1], table)
    assert [client.post(path, data=form).status_code for _ in range(2)] == [400, 400]
    assert client.post(path, data={**form, "asked": WORDS}).status_code == 303
    assert count(place[1], table) == before + 1


def test_a_key_of_one_person_is_nothing_to_another(place):
    officer, analyst = enter(place[0], "officer"), enter(place[0], "analyst")
    path, form, table = filled(place, officer, "note", words=f"{WORDS} of both sides")
    before = count(place[1], table)
    assert officer.post(path, data=form).status_code == 303
    form["csrf_token"] = form_token(analyst, "/account")
    assert analyst.post(path, data=form).status_code == 303
    assert count(place[1], table) == before + 2


def test_each_form_of_a_page_has_a_key_of_its_own_and_the_door_has_none(place):
    client = enter(place[0], "officer")
    page = client.get(f"/cases/{place[3]['case']}").get_data(as_text=True)
    keys = re.findall(r'name="form_key" value="([0-9a-f-]{36})"', page)
    assert len(keys) > 3
    assert len(set(keys)) == len(keys)
    assert "form_key" not in place[0].test_client().get("/sign-in").get_data(as_text=True)


def test_forms_are_forgotten_after_a_day_by_the_worker_who_reads_nothing_else_of_them(place):
    with place[1].begin() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM held.sent_form"))
        connection.execute(
            text(
                "UPDATE held.sent_form SET sent_at = now() - interval '25 hours' WHERE ctid ="
                " (SELECT min(ctid) FROM held.sent_form)"
            )
        )
    worker = engine(place[2], LOADER)
    with worker.begin() as connection:
        connection.execute(query("expire_sent_forms"))
    with worker.connect() as connection, pytest.raises(Exception, match="permission denied"):
        connection.execute(text("SELECT led_to FROM held.sent_form"))
    worker.dispose()
    assert count(place[1], "sent_form") == kept - 1
