"""What waits is told in the bar, and once by e-mail through a real mail server on this machine."""

import datetime as dt
import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import text

from geo import notices
from geo.joint_cases import Cases
from geo.joint_desk import ActionText
from geo.statutory_clocks import LONDON
from tests.people import enter
from tests.reviewers import NEAR, Reviewers, plant_premises
from webmap import create_app
from webmap.pools import Pools

ADDRESS, SENDER, OTTILIE = "https://nightjar.example", "nj@nightjar.example", "om@council.example"
SECRET = "Ask who let them in at the back door"


class Box:
    """A mail server's inbox; it turns away whom it is told to."""

    def __init__(self):
        self.came, self.refused = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refused:
            return "451 try again later"
        self.came.append(envelope)
        return "250 OK"


@pytest.fixture(scope="module")
def settings(server):
    """One database for all of these tests, each of which begins with nothing that waits."""
    name = server.copy_of("blank")
    yield server.settings(name)
    server.drop(name)


@pytest.fixture(scope="module")
def box():
    held = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        held.port = free.getsockname()[1]
    controller = Controller(held, hostname="127.0.0.1", port=held.port)
    controller.start()
    yield held
    controller.stop()


@pytest.fixture(scope="module")
def people(settings, box):
    reviewers = Reviewers(settings)
    mail = {"smtp_host": "127.0.0.1", "smtp_port": box.port, "smtp_security": "none"}
    reviewers.mail = settings.model_copy(update={**mail, "mail_from": SENDER, "address": ADDRESS})
    numbers = plant_premises(reviewers, {"The Heron": NEAR})
    reviewers.case = reviewers.police.open_case(numbers["The Heron"], "near", "nobody was there")
    with reviewers.owner.begin() as connection:
        connection.execute(
            text("UPDATE held.account SET email = :to WHERE sign_in_name = 'ottilie.marsh'"),
            {"to": OTTILIE},
        )
    yield reviewers
    reviewers.close()


@pytest.fixture
def room(people, box):
    with people.owner.begin() as connection:
        for table in ("notice", "case_action", "case_edit"):
            connection.execute(text(f"DELETE FROM held.{table}"))
    box.came.clear()
    return people


def ask(room, days):
    """Police give the council's officer an action that is due in some days."""
    owner = room.account(room.sessions["council"])
    due = dt.datetime.now(LONDON).date() + dt.timedelta(days=days)
    room.police.write_action(room.case, ActionText(SECRET, owner, due))
    return owner, due


def test_an_action_is_told_three_days_before_it_is_due_once_and_again_if_its_day_changes(room, box):
    owner, due = ask(room, 4)
    assert notices.send(room.owner, room.mail, "a test") == {"sent": 0, "failed": 0, "things": 0}
    with room.logins["police"].connect() as connection:
        (action,) = Cases(connection, room.sessions["police"]).actions(room.case)
    moved = {"action_id": action["action_id"]}
    sooner = ActionText(SECRET, owner, due - dt.timedelta(days=1))
    room.police.write_action(room.case, sooner, **moved, based_on=1)
    assert notices.send(room.owner, room.mail, "a test")["sent"] == 1
    assert notices.send(room.owner, room.mail, "a test")["sent"] == 0
    again = ActionText(SECRET, owner, due - dt.timedelta(days=2))
    room.police.write_action(room.case, again, **moved, based_on=2)
    assert notices.send(room.owner, room.mail, "a test")["sent"] == 1
    assert [envelope.rcpt_tos for envelope in box.came] == [[OTTILIE], [OTTILIE]]


def test_a_mail_has_a_subject_and_a_link_and_nothing_of_what_waits(room, box):
    ask(room, 0)
    ask(room, -3)
    notices.send(room.owner, room.mail, "a test")
    (envelope,) = box.came
    mail = message_from_bytes(envelope.content)
    assert mail["Subject"] == "Nightjar: 2 things wait for you"
    assert mail.get_payload().strip() == f"{ADDRESS}/"
    assert envelope.mail_from == SENDER
    for told in (SECRET, "Heron", "case", str(room.case), "Ottilie"):
        assert told.encode() not in envelope.content


def test_what_could_not_be_sent_is_tried_again(room, box):
    ask(room, 0)
    box.refused = True
    assert notices.send(room.owner, room.mail, "a test") == {"sent": 0, "failed": 1, "things": 0}
    box.refused = False
    assert notices.send(room.owner, room.mail, "a test")["sent"] == 1


def test_the_bar_tells_numbers_to_whom_it_waits_for_and_nothing_to_others(room):
    pools = Pools(room.settings)
    app = create_app(pools, room.settings)
    officer, analyst = enter(app, "officer"), enter(app, "analyst")
    assert "nj-waiting" not in officer.get("/account").text
    ask(room, -1)
    ask(room, 2)
    page = officer.get("/account").text
    assert "2 actions are due, 1 of them late" in page
    assert SECRET not in page
    assert "nj-waiting" not in analyst.get("/account").text
    assert "nj-waiting" not in officer.get("/nothing/is/here").text
    pools.dispose()


@pytest.mark.parametrize(
    "missing", ["NIGHTJAR_SMTP_HOST", "NIGHTJAR_MAIL_FROM", "NIGHTJAR_ADDRESS"]
)
def test_the_command_says_what_is_missing(nightjar, monkeypatch, missing):
    told = {
        "NIGHTJAR_SMTP_HOST": "127.0.0.1",
        "NIGHTJAR_MAIL_FROM": SENDER,
        "NIGHTJAR_ADDRESS": ADDRESS,
    }
    for name, value in told.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    answer = nightjar("notify")
    assert answer.code == 1
    assert missing in answer.err


def test_the_command_sends_and_tells_how_many(nightjar, room, box, monkeypatch):
    ask(room, 0)
    for name in ("smtp_host", "smtp_port", "smtp_security", "mail_from", "address"):
        monkeypatch.setenv(f"NIGHTJAR_{name.upper()}", str(getattr(room.mail, name)))
    assert nightjar("notify", "--json").json == {"sent": 1, "failed": 0, "things": 1}
    assert len(box.came) == 1


def test_somebody_whose_right_has_ended_is_told_nothing(room, box):  # the last: it stays ended
    owner, _ = ask(room, 0)
    with room.owner.begin() as connection:
        connection.execute(
            text(
                "UPDATE held.account_right SET ended_at = now(), ended_by = 'a test'"
                " WHERE account_id = :owner"
            ),
            {"owner": owner},
        )
    assert notices.send(room.owner, room.mail, "a test")["sent"] == 0
