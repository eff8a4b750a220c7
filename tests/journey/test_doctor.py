"""The doctor: what is wrong, in words, and what to do; an answer of 1 only when something is."""

import pytest
from sqlalchemy import text

from geo import doctor_database, doctor_machine, heartbeat
from geo.disk import Room
from tests.people import populate

WELL = ("database", "tables", "record", "keys", "clock", "server log")


def states(answer):
    return {line["check"]: line["state"] for line in answer.json["checks"]}


def test_a_new_installation_is_well_and_is_told_what_to_do_each_night(nightjar, keys):
    answer = nightjar("doctor", "--json")
    found = states(answer)
    assert (answer.code, answer.json["well"]) == (0, True)
    assert {found[name] for name in WELL} == {"well"}
    assert {found[name] for name in ("backup", "anchors", "retention", "loads")} == {"attend"}
    assert all(line["do"] for line in answer.json["checks"] if line["state"] != "well")


def test_what_is_wrong_is_said_with_what_to_do(nightjar, keys, owner):
    (keys.folder / "cell.key").chmod(0o644)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE held.premises ADD COLUMN score integer"))
        connection.execute(text("SELECT audit.add('a test', 'try', '1', '{}')"))
        connection.execute(text("ALTER TABLE audit.entry DISABLE TRIGGER entry_is_final"))
        connection.execute(text("UPDATE audit.entry SET actor = 'another'"))
        connection.execute(text("ALTER TABLE audit.entry ENABLE TRIGGER entry_is_final"))
    answer = nightjar("doctor")
    assert answer.code == 1
    for said in (
        "BAD   keys: 1",
        "chmod 600",
        "BAD   tables",
        "nightjar db upgrade",
        "BAD   record",
    ):
        assert said in answer.out


def test_a_setting_whose_name_is_written_wrongly_is_told_of(nightjar, keys, monkeypatch):
    assert "settings" not in states(nightjar("doctor", "--json"))
    monkeypatch.setenv("NIGHTJAR_PROXIES", "127.0.0.1")
    answer = nightjar("doctor")
    assert answer.code == 0
    assert "look  settings: there is no setting NIGHTJAR_PROXIES" in answer.out


def test_a_record_that_an_earlier_release_keeps_is_brought_to_this_one(nightjar, keys, owner):
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE audit.entry RENAME COLUMN actor TO who"))
    answer = nightjar("doctor", "--json")
    (told,) = (line for line in answer.json["checks"] if line["check"] == "record")
    assert (answer.code, told["state"]) == (1, "wrong")
    assert "nightjar db upgrade" in told["do"]


def test_a_database_that_is_away_is_one_line_and_hides_nothing_else(
    nightjar, keys, monkeypatch, tmp_path
):
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", f"postgresql://nightjar@/none?host={tmp_path}")
    answer = nightjar("doctor", "--json")
    found = states(answer)
    assert (answer.code, found["database"]) == (1, "wrong")
    assert {"disk", "keys", "mail", "time zones", "coordinates"} <= found.keys()


@pytest.mark.parametrize(
    ("silent_s", "waits", "state"),
    [(59, False, "well"), (61, False, "attend"), (61, True, "wrong"), (59, True, "well")],
)
def test_a_worker_is_missed_when_somebody_waits_for_it(
    settings, owner, silent_s, waits, state, monkeypatch
):
    populate(owner)
    monkeypatch.setattr(heartbeat, "age_s", lambda _: float(silent_s))
    with owner.begin() as connection:
        if waits:
            connection.execute(
                text(
                    "INSERT INTO held.asking (asking_id, account_id, terms)"
                    " SELECT gen_random_uuid(), account_id, '{}' FROM held.account LIMIT 1"
                )
            )
        look = doctor_database.looks(settings)["operation"]
        found = {line.check: line.state for line in look(connection)}
    assert found["worker"] == state


def test_a_server_that_logs_what_errors_say_is_told_of(settings, owner):
    look = doctor_database.looks(settings)["server log"]
    with owner.connect() as connection:
        assert [line.state for line in look(connection)] == ["well"]
        for setting, what in (
            ("log_min_messages = error", "words"),
            ("log_statement = 'all'", "st"),
        ):
            connection.execute(text(f"SET LOCAL {setting}"))
            [line] = look(connection)
            assert (line.state, line.found.startswith(what)) == ("attend", True)
            connection.rollback()


@pytest.mark.parametrize(
    ("free_gb", "whole_gb", "state"),
    [
        *((201, 1_000, "well"), (199, 1_000, "attend")),  # four fifths full
        *((5, 20, "well"), (4.9, 20, "attend"), (1, 20, "attend"), (0.9, 20, "wrong")),
    ],
)
def test_a_disk_that_fills_is_told_of_before_it_is_full(
    settings, monkeypatch, free_gb, whole_gb, state
):
    full = Room("log", int(free_gb * 2**30), int(whole_gb * 2**30))
    empty = Room("data", 2**40, 2**40)
    monkeypatch.setattr(doctor_machine, "rooms", lambda _: iter([empty, full]))
    line = doctor_machine._space(settings)
    assert line.state == state
    assert f"{full.used:.0%} are full" in line.found
