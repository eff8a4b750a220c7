"""A question of one's own: asked by a page, answered by a worker, saved and asked again."""

import re
import threading
import time

import pytest
from sqlalchemy import text

from geo import flags
from geo.database import engine
from tests.journey.uploading import Sender
from tests.people import form_token


@pytest.fixture(scope="module")
def asker(server, tmp_path_factory):
    name = server.copy_of("county")
    settings = server.settings(name).model_copy(update={"data": tmp_path_factory.mktemp("data")})
    owner = engine(settings)
    made = Sender(settings, owner)
    yield made
    made.pools.dispose()
    owner.dispose()
    server.drop(name)


def ask(asker, **fields):
    data = {"csrf_token": form_token(asker.client, "/ask"), "as_at": "2026-09-30", **fields}
    return asker.client.post("/ask", data=data)


def test_a_question_is_answered_as_the_command_answers_it_and_saved_under_a_name(asker):
    runs = asker.value("SELECT count(*) FROM held.flag_run")
    answer = ask(asker, window_days="28", minimum_episodes="2", kinds="takeaway")
    page = answer.headers["Location"]
    assert "It waits" in asker.text(page)
    assert asker.work() == 1
    said = asker.text(page)
    [run] = re.findall(r"/flags/([0-9a-f-]{36})", said)
    assert asker.value("SELECT count(*) FROM held.flag_run") == runs + 1
    terms = asker.value(
        f"SELECT ROW(as_at, window_days, minimum_episodes, kinds)::text FROM held.flag_run"
        f" WHERE run_id = '{run}'"
    )
    assert terms == "(2026-09-30,28,2,{takeaway})"
    assert asker.act(page, "save", name="Late food <b>", shared="yes").status_code == 303
    listed = asker.text("/questions")
    assert "Late food &lt;b&gt;" in listed
    # its link asks the same again, which is the same run
    link = re.search(r'href="(/ask\?[^"]*saved=[^"]*)">Late', listed)[1].replace("&amp;", "&")
    form = asker.text(link)
    assert 'value="28"' in form
    assert re.search(r'value="takeaway"[^>]* checked', form)
    saved = re.search(r"saved=([0-9a-f-]{36})", link)[1]
    again = ask(asker, window_days="28", minimum_episodes="2", kinds="takeaway", saved=saved)
    asker.work()
    assert f"/flags/{run}" in asker.text(again.headers["Location"])
    # to everybody else neither is there
    for audience in ("officer", "board", "admin"):
        client = asker.as_other(audience)
        unknown = client.get("/nothing/is/here").data
        for path in ("/ask", "/questions", page):
            assert client.get(path).data == unknown
    entries = asker.value("SELECT count(*) FROM audit.entry WHERE action ~ 'question'")
    assert entries == 3


def answered(asker, **fields):
    page = ask(asker, **fields).headers["Location"]
    asker.work()
    return re.search(r"/flags/([0-9a-f-]{36})", asker.text(page))[1]


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({"window_days": "1", "minimum_episodes": "50"}, "is of terms set by hand"),
        ({"kinds": "takeaway"}, "Only takeaways were looked at."),
        ({"as_at": "2026-07-31"}, "is by the rule “standard”"),
        ({"as_at": "2027-09-30"}, "is by the rule “standard”"),
    ],
)
def test_what_one_analyst_asks_takes_nobodys_list_away(asker, fields, how):
    standing = asker.value(
        "SELECT run_id FROM held.flag_run WHERE rule = 'standard' AND as_at = '2026-09-30'"
        " AND kinds IS NULL"
    )
    run = answered(asker, **fields)
    assert asker.client.get("/flags").headers["Location"] == f"/flags/{standing}"
    assert f"/flags/{standing}/premises.geojson" in asker.text("/map")
    assert f"run={standing}" in asker.text("/reviews")
    said = asker.text(f"/flags/{run}")
    assert how in said
    assert "not the one that everybody begins at. It asks: Which premises" in said
    assert f'href="/flags/{standing}">See the standard list, of 30 September 2026</a>' in said
    assert "everybody begins at" not in asker.text(f"/flags/{standing}")


def test_terms_that_cannot_be_asked_are_said_and_kept_in_the_form(asker):
    answer = ask(asker, window_days="0", only="child_ref=x")
    said = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "must be a whole number from 1 to 36,600" in said
    assert "child_ref=x" in said
    assert '<a href="#window_days">' in said
    assert 'id="window_days-error"' in said
    held_not = ask(asker, only="category=purple").headers["Location"]
    asker.work()
    assert "No episode that is held has category" in asker.text(held_not)


def test_a_saved_question_is_private_unless_it_is_shared_and_deleted_by_its_owner_alone(asker):
    with asker.owner.begin() as connection:
        connection.execute(
            text(
                "WITH other AS (INSERT INTO held.account (sign_in_name, display_name, sample,"
                " made_by) VALUES ('a.nother', 'A Nother', true, 'a test') RETURNING account_id)"
                " INSERT INTO held.saved_question (question_id, account_id, name, shared, terms)"
                " SELECT gen_random_uuid(), account_id, named, shared, terms FROM other,"
                " (VALUES ('Mine alone', false), ('For all of us', true)) AS v (named, shared),"
                " (SELECT terms FROM held.saved_question LIMIT 1) AS t"
            )
        )
    said = asker.text("/questions")
    assert "For all of us" in said
    assert "Mine alone" not in said
    number = asker.value("SELECT question_id FROM held.saved_question WHERE shared AND name ~ 'us'")
    data = {"csrf_token": form_token(asker.client, "/questions")}
    assert asker.client.post(f"/questions/{number}/delete", data=data).status_code == 404
    own = asker.value("SELECT question_id FROM held.saved_question WHERE name ~ 'standard'")
    assert asker.client.post(f"/questions/{own}/delete", data=data).status_code == 303
    assert "the standard question" not in asker.text("/questions")


def test_at_most_five_questions_wait(asker):
    for n in range(5):
        assert ask(asker, window_days=str(30 + n)).status_code == 303
    answer = ask(asker, window_days="40")
    assert answer.status_code == 400
    assert "wait for an answer" in answer.get_data(as_text=True)


@pytest.fixture
def nothing_waits(asker):
    with asker.owner.begin() as connection:
        connection.execute(text("DELETE FROM held.asking"))


def entries_of(asker, number):
    return asker.value(
        "SELECT count(*) FROM audit.entry WHERE action = 'cancel question'"
        f" AND subject = '{number}'"
    )


def test_a_question_that_is_sent_twice_is_asked_once(asker, nothing_waits):
    key = re.search(r'name="form_key" value="([^"]+)', asker.text("/ask"))[1]
    first, second = (ask(asker, window_days="53", form_key=key) for _ in range(2))
    assert first.location == second.location
    assert asker.value("SELECT count(*) FROM held.asking") == 1


def test_a_question_that_waits_is_cancelled_by_whoever_asked_it_once(asker, nothing_waits):
    runs = asker.value("SELECT count(*) FROM held.flag_run")
    page = ask(asker, window_days="50").headers["Location"]
    assert "Cancel this question" in asker.text(page)
    for _ in range(2):  # the second finds it cancelled, and is no entry
        answer = asker.act(page, "cancel")
        assert (answer.status_code, answer.location) == (303, page)
    assert asker.work() == 0
    said = asker.text(page)
    assert "You cancelled it" in said
    assert "Cancel this question" not in said
    assert asker.value("SELECT count(*) FROM held.flag_run") == runs
    assert entries_of(asker, page.rpartition("/")[2]) == 1


def test_a_question_of_another_is_cancelled_by_nobody_and_answers_as_an_unknown_one(
    asker, nothing_waits
):
    page = ask(asker, window_days="51").headers["Location"]
    number = page.rpartition("/")[2]
    with asker.owner.begin() as connection:
        connection.execute(
            text(
                "UPDATE held.asking SET account_id = (SELECT account_id FROM held.account"
                " WHERE sign_in_name = 'tobias.fenn')"
            )
        )
    data = {"csrf_token": form_token(asker.client, "/ask")}
    foreign = asker.client.post(f"{page}/cancel", data=data)
    unknown = asker.client.post(f"/ask/{'0' * 8}-0000-0000-0000-{'0' * 12}/cancel", data=data)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.data == unknown.data
    assert asker.value(f"SELECT state FROM held.asking WHERE asking_id = '{number}'") == "waiting"
    assert entries_of(asker, number) == 0


def test_the_statement_of_a_question_that_is_cancelled_is_ended_and_nothing_of_it_is_kept(
    asker, nothing_waits, monkeypatch
):
    runs, raised = asker.value("SELECT count(*) FROM held.flag_run"), flags.raise_flags

    def slowly(connection, question):
        connection.execute(text("SELECT pg_sleep(60) AS the_long_one"))
        return raised(connection, question)

    monkeypatch.setattr(flags, "raise_flags", slowly)
    page = ask(asker, window_days="52").headers["Location"]
    worker = threading.Thread(target=asker.work)
    until = time.monotonic() + 30
    worker.start()
    running = "SELECT count(*) FROM pg_stat_activity WHERE query ~ 'pg_sleep.60. AS the_long'"
    running += " AND state = 'active' AND pid <> pg_backend_pid()"
    while not asker.value(running):
        assert time.monotonic() < until
        time.sleep(0.1)
    asker.act(page, "cancel")
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert not asker.value(running)
    assert asker.state(page) == "cancelled"
    assert asker.value("SELECT count(*) FROM held.flag_run") == runs
