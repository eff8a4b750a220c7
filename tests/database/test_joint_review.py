"""Cases of two sides: who sees them, what a signature holds, and two people who write at once."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo.database import engine, query
from geo.differences import differences
from geo.errors import NotFoundError, QuestionError
from geo.joint_cases import Cases
from geo.joint_desk import ActionText, Desk
from geo.quarters import Quarter
from geo.statutory_clocks import EVENTS, LONDON
from tests.reviewers import FAR, NEAR, Reviewers, plant_premises
from webmap.cases import waiting

WHY = "staff could not say what the poster is for"


def today():
    return dt.datetime.now(LONDON).date()


TODAY = today()


@pytest.fixture(scope="module")
def room(server):
    """Police, a council and another council over one database."""
    name = server.copy_of("blank")
    reviewers = Reviewers(server.settings(name))
    reviewers.premises = plant_premises(
        reviewers,
        {f"The Heron {n}": NEAR for n in range(20)} | {"The Race": NEAR, "The Far Quay": FAR},
    )
    reviewers.count = iter(range(20))
    reviewers.far, reviewers.far_session = reviewers.officer(FAR)
    yield reviewers
    reviewers.close()
    server.drop(name)


@pytest.fixture
def opened(room):
    """A case of its own for each test."""
    return room.police.open_case(room.premises[f"The Heron {next(room.count)}"], "near", WHY)


def read(room, ask, side="police", session=None):
    with room.logins[side].connect() as connection:
        return ask(Cases(connection, session or room.sessions[side]))


def test_both_sides_see_a_case_and_another_council_sees_none(room, opened):
    for side in ("police", "council"):
        assert read(room, lambda cases: cases.one(opened), side)["name"].startswith("The Heron")
    theirs = room.far_session
    for number in (opened, uuid4()):
        with pytest.raises(NotFoundError) as told:
            read(room, lambda cases, n=number: cases.one(n), "council", theirs)
        assert str(told.value) == "there is nothing of that number"
    assert read(room, lambda cases: cases.every(), "council", theirs) == []
    for ask in ("seen", "decisions", "actions", "notes", "edits", "clocks", "people"):
        assert read(room, lambda c, a=ask: getattr(c, a)(opened), "council", theirs) == []


def test_another_council_can_write_nothing_and_learns_nothing_by_it(room, opened):
    note = ActionText("see it", uuid4(), TODAY)
    acts = {
        "see": lambda n: room.far.see(n, "licence", "licences"),
        "decide": lambda n: room.far.decide(n, 0, "watch", WHY),
        "sign": lambda n: room.far.sign(n, 1),
        "note": lambda n: room.far.write_note(n, "a note"),
        "action": lambda n: room.far.write_action(n, note),
        "clock": lambda n: room.far.start_clock(n, "review", dt.datetime.now(dt.UTC)),
        "stop": lambda n: room.far.stop_clock(n, uuid4(), "it was done"),
        "settle": lambda n: room.far.settle(n, 1),
        "close": lambda n: room.far.close(n, "nothing more to do"),
        "agenda": lambda n: room.far.put_on_agenda(uuid4(), n),
    }
    for name, act in acts.items():
        for number in (opened, uuid4()):
            with pytest.raises(NotFoundError) as told:
                act(number)
            assert str(told.value) == "there is nothing of that number", name
    with pytest.raises(NotFoundError):
        room.far.open_case(room.premises["The Heron 19"], "near", WHY)
    assert room.police.open_case(room.premises["The Far Quay"], "near", WHY)


def test_one_case_is_open_for_one_matter_of_one_premises(room, opened):
    premises = read(room, lambda cases: cases.one(opened))["premises_id"]
    with pytest.raises(QuestionError, match="open on this premises already"):
        room.council.open_case(premises, "near", WHY)
    assert room.council.open_case(premises, "compliance", WHY) != opened
    with pytest.raises(QuestionError, match="not flagged in that run"):
        room.police.open_case(premises, "information", WHY, run_id=uuid4())
    with pytest.raises(QuestionError, match="not listed in that quarter"):
        room.council.open_case(premises, "information", WHY, quarter="2026Q3")


def test_a_decision_stands_when_one_of_each_side_has_signed_the_same_version(room, opened):
    def stands():
        return read(room, lambda cases: cases.one(opened))["stands"]

    with pytest.raises(QuestionError, match="no decision to sign"):
        room.police.sign(opened, 1)
    assert room.police.decide(opened, 0, "awareness", WHY).version == 1
    room.police.sign(opened, 1)
    assert not stands()
    with pytest.raises(QuestionError, match="your side has signed"):
        room.police.sign(opened, 1)
    room.council.sign(opened, 1)
    assert stands()
    # the same words again are no change; other words ask both sides anew
    assert room.council.decide(opened, 1, "awareness", WHY).version == 1
    assert stands()
    assert room.council.decide(opened, 1, "joint_visit", WHY).version == 2
    assert not stands()
    with pytest.raises(QuestionError, match="changed after you read it"):
        room.police.sign(opened, 1)
    room.police.sign(opened, 2)
    assert not stands()
    room.council.sign(opened, 2)
    versions = read(room, lambda cases: cases.decisions(opened))
    assert [row["version"] for row in versions] == [2, 1]
    assert stands()


def test_a_measure_that_is_not_listed_is_refused(room, opened):
    with pytest.raises(QuestionError, match="measure from the list"):
        room.police.decide(opened, 0, "burn_it_down", WHY)


def test_one_person_of_both_sides_signs_for_one_of_them(room, opened):
    room.police.decide(opened, 0, "watch", WHY)
    desk, session = room.officer(NEAR)
    account = room.account(session)
    with room.owner.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO held.case_signature (case_id, version, side, account_id)"
                " VALUES (:case, 1, 'police', :account)"
            ),
            {"case": opened, "account": account},
        )
    with pytest.raises(QuestionError, match="two people"):
        desk.sign(opened, 1)
    room.council.sign(opened, 1)


@pytest.mark.parametrize("table", ["case_decision", "case_signature", "case_seen"])
def test_what_was_seen_decided_and_signed_is_only_ever_added_to(room, table):
    for statement in (
        f"UPDATE held.{table} SET case_id = case_id",
        f"TRUNCATE held.{table} CASCADE",
    ):
        with (
            pytest.raises(DBAPIError, match="never changed"),
            room.owner.begin() as connection,
        ):
            connection.execute(text(statement))


def test_a_side_is_told_that_the_other_looked_and_not_at_what(room, opened):
    room.police.see(opened, "evidence", "run of 30 September 2026")
    room.council.see(opened, "evidence", "2026Q3")
    room.council.see(opened, "evidence", "2026Q3")  # within the hour: once
    told = {
        side: [(row["side"], row["of_what"]) for row in read(room, lambda c: c.seen(opened), side)]
        for side in ("police", "council")
    }
    assert told["police"] == [("council", None), ("police", "run of 30 September 2026")]
    assert told["council"] == [("council", "2026Q3"), ("police", None)]


def test_an_action_has_an_owner_who_may_see_the_case_and_ends_with_an_outcome(room, opened):
    people = {row["side"]: row["account_id"] for row in read(room, lambda c: c.people(opened))}
    assert room.account(room.far_session) not in people.values()
    due = dt.date(2026, 12, 1)
    stranger = room.account(room.far_session)
    with pytest.raises(QuestionError, match="from the list"):
        room.police.write_action(opened, ActionText("Visit on a Friday", stranger, due))
    room.police.write_action(opened, ActionText("Visit on a Friday", people["council"], due))
    (action,) = read(room, lambda cases: cases.actions(opened), "council")
    assert action["is_own"]
    assert not read(room, lambda cases: cases.actions(opened))[0]["is_own"]
    done = ActionText("Visit on a Friday", people["council"], due, "done")
    changing = {"action_id": action["action_id"], "based_on": 1}
    with pytest.raises(QuestionError, match="what came of"):
        room.council.write_action(opened, done, **changing)
    said = ActionText("Visit on a Friday", people["council"], due, "done", "Poster is up.")
    assert room.council.write_action(opened, said, **changing).version == 2
    assert read(room, lambda cases: cases.actions(opened))[0]["done_on"] == today()


def test_a_case_closes_when_all_of_it_is_at_an_end(room, opened):
    outcome = "the premises trained its staff"
    with pytest.raises(QuestionError, match="both sides have signed"):
        room.police.close(opened, outcome)
    room.police.decide(opened, 0, "action_plan", WHY)
    room.police.sign(opened, 1)
    room.council.sign(opened, 1)
    clock = room.council.start_clock(opened, "action_plan", dt.datetime.now(dt.UTC))
    with pytest.raises(QuestionError, match="runs already"):
        room.council.start_clock(opened, "action_plan", dt.datetime.now(dt.UTC))
    with pytest.raises(QuestionError, match="clock of this case still runs"):
        room.police.close(opened, outcome)
    room.police.stop_clock(opened, clock, "the plan was kept")
    room.police.close(opened, outcome)
    with pytest.raises(QuestionError, match="closed"):
        room.council.write_note(opened, "one more thing")
    assert read(room, lambda cases: cases.one(opened))["state"] == "closed"


def test_nothing_is_written_without_a_purpose(room, opened):
    session = room.officer(NEAR)[1]
    with room.owner.begin() as connection:
        connection.execute(
            text("UPDATE held.session SET task = NULL WHERE token_sha256 = :token"),
            {"token": session},
        )
    with pytest.raises(QuestionError, match="what you are here for"):
        Desk(room.logins["council"], session).write_note(opened, "a note")


def test_a_session_of_the_other_login_is_nobody(room, opened):
    for side, other in (("police", "council"), ("council", "police")):
        with pytest.raises(DBAPIError, match="signed in as this audience"):
            read(room, lambda cases: cases.every(), side, room.sessions[other])
    for login in ("nightjar_board", "nightjar_admin", "nightjar_gate", "nightjar_loader"):
        through = engine(room.settings, login)
        with (
            through.connect() as connection,
            pytest.raises(DBAPIError, match="permission denied"),
        ):
            Cases(connection, room.sessions["police"]).every()
        through.dispose()


def test_each_act_is_on_record_without_its_words(room, opened):
    room.police.decide(opened, 0, "watch", WHY)
    room.council.write_note(opened, "The supervisor was there.")
    with room.owner.connect() as connection:
        rows = connection.execute(
            text("SELECT action, detail::text FROM audit.entry WHERE subject = :of ORDER BY seq"),
            {"of": f"case:{opened}"},
        ).all()
    assert [row.action for row in rows] == ["open case", "decide case", "note in case"]
    assert not any(WHY in row.detail or "supervisor" in row.detail for row in rows)


def test_the_events_of_clocks_are_those_that_the_table_takes(room, opened):
    for event in EVENTS:
        room.police.start_clock(opened, event, dt.datetime(2026, 9, 1, 9, tzinfo=LONDON))
    assert {row["event"] for row in read(room, lambda c: c.clocks(opened))} == set(EVENTS)


def test_a_meeting_takes_up_what_is_open_and_is_seen_by_its_authorities(room, opened):
    meeting = room.police.add_meeting(TODAY, "Ada Reid", [NEAR, FAR])
    cases = {row["case_id"] for row in read(room, lambda c: c.agenda(meeting_id=meeting))}
    assert opened in cases
    theirs = read(room, lambda c: c.agenda(meeting_id=meeting), "council", room.far_session)
    assert {row["case_id"] for row in theirs}.isdisjoint({opened})
    own = room.far.add_meeting(TODAY, "Wynn Tarle", [NEAR])  # an officer's is of the own authority
    assert read(room, lambda c: c.meeting(own), "council", room.far_session)["codes"] == [FAR]
    with pytest.raises(NotFoundError):
        read(room, lambda c: c.meeting(own), "council")
    with pytest.raises(NotFoundError):
        room.council.change_meeting(own, 1, TODAY, "Ada Reid", "held")
    room.police.change_meeting(meeting, 1, TODAY, "Ada Reid", "held")
    with pytest.raises(QuestionError, match="changed this meeting meanwhile"):
        room.council.change_meeting(meeting, 1, TODAY, "Ada Reid", "called_off")
    with pytest.raises(QuestionError, match="over"):
        room.council.change_meeting(meeting, 2, TODAY, "Ada Reid", "called_off")
    with pytest.raises(QuestionError, match="planned meeting"):
        room.police.put_on_agenda(meeting, opened)


def shown(room, case, side):
    """Return what a side is shown of the last text that waits: newest version, and their own."""
    told = read(
        room,
        lambda c: waiting(c, case, c.decisions(case), c.actions(case), c.notes(case)),
        side,
    )[-1]
    words = {"Note", "Action", "Reason"}
    [parts] = [parts for field, parts in told["differ"] if field in words]
    return tuple(
        "".join(part.words for part in parts if part.of in {"both", whose})
        for whose in ("theirs", "yours")
    )


@pytest.mark.slow
def test_in_a_hundred_races_on_one_case_nothing_is_lost_and_the_second_sees_what_differs(room):
    """Both read a version and write over it at once, on notes, actions and decisions in turn."""
    case = room.police.open_case(room.premises["The Race"], "near", WHY)
    people = {row["side"]: row["account_id"] for row in read(room, lambda c: c.people(case))}
    room.police.write_note(case, "begun")
    room.police.write_action(case, ActionText("begun", people["police"], TODAY))
    note = read(room, lambda c: c.notes(case))[0]["note_id"]
    action = read(room, lambda c: c.actions(case))[0]["action_id"]
    room.police.decide(case, 0, "watch", "begun, to be raced for")
    kinds = ("note", "action", "decision")
    version = dict.fromkeys(kinds, 1)

    def write(desk, kind, words, gate):
        gate.wait()
        based_on = version[kind]
        if kind == "note":
            return desk.write_note(case, words, note_id=note, based_on=based_on)
        if kind == "action":
            text_ = ActionText(words, people["police"], TODAY)
            return desk.write_action(case, text_, action_id=action, based_on=based_on)
        return desk.decide(case, based_on, "watch", words)

    written = []
    with ThreadPoolExecutor(2) as pool:
        for race in range(100):
            kind, gate = kinds[race % 3], threading.Barrier(2)
            texts = [f"words of {side} in race {race}" for side in ("police", "council")]
            saved = [
                each.result()
                for each in [
                    pool.submit(write, desk, kind, words, gate)
                    for desk, words in zip((room.police, room.council), texts, strict=True)
                ]
            ]
            assert sorted(each.taken for each in saved) == [False, True], race
            version[kind] += 1
            assert {each.version for each in saved} == {version[kind]}
            written += texts
            second = [each.taken for each in saved].index(False)
            side = ("police", "council")[second]
            assert shown(room, case, side) == (texts[1 - second], texts[second])
    with room.owner.connect() as connection:
        kept = connection.execute(
            text("SELECT content::text, version FROM held.case_edit WHERE case_id = :case"),
            {"case": case},
        ).all()
    assert all(any(f'"{words}"' in row.content for row in kept) for words in written)
    assert sum(row.version is None for row in kept) == 100
    left = read(room, lambda c: c.edits(case), "council")
    assert len(left) == 100
    # one is settled by writing both together, another by saying that it is not needed
    first = next(each for each in left if each["kind"] == "note")
    together = "words of both"
    room.council.write_note(
        case, together, note_id=note, based_on=version["note"], settles=first["edit_no"]
    )
    room.police.settle(case, left[-1]["edit_no"])
    assert len(read(room, lambda c: c.edits(case))) == 98


def test_two_texts_are_told_apart_word_by_word():
    theirs, yours = "Visit on Friday with police.", "Visit on Saturday with police and fire."
    parts = differences(theirs, yours)
    assert "".join(p.words for p in parts if p.of != "yours") == theirs
    assert "".join(p.words for p in parts if p.of != "theirs") == yours
    assert [(p.of, p.words.strip()) for p in parts][1:3] == [
        ("theirs", "Friday"),
        ("yours", "Saturday"),
    ]


def test_the_board_counts_what_was_done_in_published_quarters_alone(room, opened):
    due, late = TODAY, TODAY - dt.timedelta(days=1)
    owner = room.account(room.sessions["police"])
    room.police.decide(opened, 0, "awareness", WHY)
    room.police.sign(opened, 1)
    room.council.sign(opened, 1)
    room.police.decide(opened, 1, "revoke", WHY)  # signed by nobody: what stood before counts
    room.police.write_action(opened, ActionText("Is late by a day", owner, late))
    room.police.write_action(opened, ActionText("Is due today", owner, due))
    through = engine(room.settings, "nightjar_board")
    counts, measures = (
        text(f"SELECT * FROM released.{view}")
        for view in ("review_count_for_board", "measure_count_for_board")
    )
    with through.connect() as connection:
        assert connection.execute(counts).all() == connection.execute(measures).all() == []
    quarters = {Quarter(day.year, (day.month + 2) // 3) for day in (late, TODAY)}
    with room.owner.begin() as connection:
        for quarter in quarters:
            connection.execute(
                text(
                    "INSERT INTO held.cell_publication (quarter, first_day, last_day,"
                    " officer_policy, board_policy, rule, minimum_episodes, minimum_children,"
                    " merge_m, data_to, load_ids, key_fingerprint, code_version, result_sha256)"
                    " VALUES (:quarter, :first, :last, '1970-01-01', '1970-01-01', 'standard', 3,"
                    " 2, 50, :last, '{}', repeat('0', 16), '0', repeat('0', 64))"
                ),
                {"quarter": str(quarter), "first": quarter.first_day, "last": quarter.last_day},
            )
    with through.connect() as connection:
        rows = connection.execute(counts).all()
        decided = {each.code: each.decisions for each in connection.execute(measures)}
    through.dispose()
    assert sum(row.actions_late for row in rows) >= 1
    assert decided["awareness"] >= 1
    assert sum(decided.values()) == sum(row.decisions for row in rows)
    assert "revoke" not in decided


def test_a_case_and_its_meeting_go_when_it_closed_too_long_ago_and_not_a_day_sooner(room, opened):
    meeting = room.council.add_meeting(dt.date(2020, 1, 7), "Ada Reid")
    room.police.see(opened, "evidence", "2026Q3")
    room.police.write_note(opened, "seen")
    room.police.decide(opened, 0, "no_action", WHY, meeting)
    room.police.sign(opened, 1)
    room.council.sign(opened, 1)
    room.police.close(opened, "nothing more to do")
    on = today()
    after = on + dt.timedelta(days=1)
    with room.owner.connect() as connection:
        # the meeting took up every case that was open: they would keep it
        connection.execute(
            text("DELETE FROM held.review_agenda WHERE case_id <> :case AND meeting_id = :of"),
            {"case": opened, "of": meeting},
        )
        gone = [
            connection.execute(query("remove_cases_before"), {"before": day}).rowcount
            for day in (on, after)
        ]
        left = connection.scalar(
            text("SELECT count(*) FROM held.review_meeting WHERE meeting_id = :of"),
            {"of": meeting},
        )
        connection.rollback()
    assert gone[0] == 0
    assert gone[1] >= 1
    assert left == 0
