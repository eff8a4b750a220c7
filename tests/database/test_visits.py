"""Planning and recording visits: in a session's name, of the own authority, losing no text."""

import datetime as dt
import threading
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo import released_officer, released_visits
from geo.audit import Door, Purpose, Who
from geo.database import engine
from geo.errors import ClashError, NotFoundError, QuestionError
from geo.visits import Record, Visits
from tests.database.planting import AUTHORITY, Planting
from tests.people import officer_of, populate, session_of

FAR = "E06999777"
DAY = dt.date(2026, 12, 4)
NOWHERE = UUID(int=0)
VISITED = dt.date(2026, 1, 5)


class Office:
    """Officers of two authorities, premises of both, and what each login may do with them."""

    def __init__(self, settings):
        self.owner, self.login = engine(settings), engine(settings, "nightjar_officer")
        populate(self.owner)
        with self.owner.begin() as connection:
            plant = Planting(connection)
            self.places = [plant.premises(f"The Lantern {number}") for number in range(8)]
            connection.execute(
                text("INSERT INTO held.authority (code, name) VALUES (:far, 'Far')"), {"far": FAR}
            )
            self.far_place = plant.premises("The Far Bar")
            connection.execute(
                text("UPDATE held.premises SET authority = :far WHERE premises_id = :it"),
                {"far": FAR, "it": self.far_place},
            )
        self.session = session_of(settings)
        self.colleague = officer_of(self.owner, AUTHORITY)
        self.stranger = officer_of(self.owner, FAR)
        for session in (self.session, self.colleague, self.stranger):
            door = Door(self.login, Who("", "officer"), None, session)
            door.state(Purpose("licensing", reason="the monthly plan of visits"))

    @contextmanager
    def acting(self, session=None):
        """A transaction in which somebody acts and reads."""
        whose = self.session if session is None else session
        with self.login.begin() as connection:
            released_officer.set_session(connection, whose)
            yield Visits(connection, whose), connection

    def account(self, session):
        with self.owner.connect() as connection:
            return connection.scalar(
                text("SELECT account_id FROM held.session WHERE token_sha256 = :it"),
                {"it": session},
            )

    def planned(self, place, session=None):
        with self.acting(session) as (visits, _):
            (row,) = visits.plan([place], DAY, None, None)
            return row["visit_id"]

    def record(self, **changed):
        given = {
            "visited_on": VISITED,
            "visited_by": self.account(self.session),
            "outcome": "no_concern",
            "measure": "none",
            "measure_text": "",
            "awareness": ("poster",),
            "note": "",
            "reply": "",
            **changed,
        }
        return Record(**given)


@pytest.fixture(scope="module")
def office(server):
    name = server.copy_of("blank")
    made = Office(server.settings(name))
    yield made
    made.owner.dispose()
    made.login.dispose()
    server.drop(name)


@pytest.fixture
def visit(office):
    """A visit that is planned, and called off afterwards if nobody went."""
    found = office.planned(office.places[0])
    yield found
    with office.acting() as (visits, connection):
        now = released_visits.visit(connection, found)
        if now["status"] == "planned":
            visits.change(found, now["plan_version"], DAY, None, "cancelled", "the test is over")


def audited(office, action):
    with office.owner.connect() as connection:
        return connection.execute(
            text("SELECT * FROM audit.entry WHERE action = :it ORDER BY seq"), {"it": action}
        ).all()


def test_several_visits_are_planned_at_once_and_none_twice(office, visit):
    with office.acting() as (visits, connection):
        rows = visits.plan(office.places[:3], DAY, office.account(office.colleague), "2026Q3")
        assert [(row["premises_id"], row["made"]) for row in rows] == [
            (place, place != office.places[0]) for place in sorted(office.places[:3])
        ]
        listed = released_visits.between(connection, DAY, DAY)
        assert {row["premises_id"] for row in listed} >= set(office.places[:3])
        assert released_visits.between(connection, DAY + dt.timedelta(days=1), dt.date.max) == []
    entry = audited(office, "plan visits")[-1]
    assert len(entry.detail["visits"]) == 2
    assert entry.actor == str(office.account(office.session))


def test_one_unknown_premises_leaves_nothing_planned(office):
    for unknown in (NOWHERE, office.far_place):
        with (
            pytest.raises(NotFoundError, match=r"^there is no premises of that number$"),
            office.acting() as (visits, _),
        ):
            visits.plan([office.places[7], unknown], DAY, None, None)
    with office.acting() as (_, connection):
        assert released_visits.of_premises(connection, office.places[7]) == []


def test_a_visit_is_given_to_an_officer_of_the_authority_alone(office, visit):
    with office.acting() as (visits, connection):
        assert visits.change(visit, 1, DAY, office.account(office.colleague), "planned", "") == 2
        names = [row["display_name"] for row in released_visits.colleagues(connection)]
        assert names[0] == "Ottilie Marsh"
        assert len(names) == 2
    for nobody in (office.account(office.stranger), NOWHERE):
        with pytest.raises(QuestionError, match="of your authority"), office.acting() as (a, _):
            a.change(visit, 2, DAY, nobody, "planned", "")


def test_an_undo_adds_a_version_and_is_undone_by_another(office, visit):
    with office.acting() as (visits, connection):
        visits.change(visit, 1, DAY, office.account(office.session), "planned", "")
        visits.change(visit, 2, DAY, None, "cancelled", "no time this month")
        visits.undo(visit, 3)
        now = released_visits.visit(connection, visit)
        assert (now["status"], now["assigned_name"]) == ("planned", "Ottilie Marsh")
        visits.undo(visit, 4)
        assert released_visits.visit(connection, visit)["reason"] == "no time this month"
        versions = released_visits.plans(connection, visit)
    assert [(row["version"], row["undoes"]) for row in versions] == [
        *((5, 4), (4, 3), (3, None), (2, None), (1, None)),
    ]


def test_planning_itself_is_taken_back_by_calling_it_off(office):
    found = office.planned(office.places[6])
    with office.acting() as (visits, connection):
        visits.undo(found, 1)
        assert released_visits.visit(connection, found)["status"] == "cancelled"
        (again,) = visits.plan([office.places[6]], DAY, None, None)
        assert again["made"]
        # two plans to one premises would be two trips
        with pytest.raises(QuestionError, match="planned already"):
            visits.undo(found, 2)


def test_a_record_makes_the_visit_done_and_a_correction_keeps_what_was_written(office):
    found = office.planned(office.places[1])
    with office.acting() as (visits, connection):
        visits.record(found, None, 0, office.record(note="Lights out at the back."))
        visits.record(found, None, 1, office.record(note="Lights out at the side."))
        now = released_visits.visit(connection, found)
        assert (now["status"], now["record_version"], now["note"]) == (
            *("done", 2, "Lights out at the side."),
        )
        notes = [row["note"] for row in released_visits.records(connection, found)]
        assert notes == ["Lights out at the side.", "Lights out at the back."]
        for act in (
            lambda: visits.change(found, 2, DAY, None, "planned", ""),
            lambda: visits.undo(found, 2),
        ):
            with pytest.raises(QuestionError, match="correct its record"):
                act()
    assert "Lights" not in str(audited(office, "record visit"))


def test_a_visit_that_nobody_planned_is_recorded_once(office):
    with office.acting() as (visits, connection):
        made = visits.record(None, office.places[2], 0, office.record(measure_text=""))
        assert released_visits.visit(connection, made)["planned_for"] in {VISITED, DAY}
        with pytest.raises(QuestionError, match="recorded already"):
            visits.record(None, office.places[2], 0, office.record())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"visited_on": dt.date(2999, 1, 1)}, "today or before"),
        ({"visited_on": None}, "today or before"),
        ({"outcome": "closed down"}, "one of the outcomes"),
        ({"measure": "advice"}, "must have from 1 to"),
        ({"measure_text": "Fit a light"}, "choose advice or conditions"),
        ({"awareness": ("leaflet",)}, "of those listed"),
        ({"note": "Emma, 14, was there"}, "tell who a child is"),
        ({"reply": "x" * 4001}, "from 0 to 4,000"),
        ({"note": "with a hidden \x07 bell"}, "can be seen"),
    ],
)
def test_a_record_that_cannot_be_kept_says_what_must_be_so(office, visit, changed, said):
    with pytest.raises(QuestionError, match=said), office.acting() as (visits, _):
        visits.record(visit, None, 0, office.record(**changed))


def test_a_reference_to_a_child_is_refused_by_the_database_itself(office, visit):
    record = office.record().checked() | {"note": "9f86d081884c7d65 was seen"}
    values = {"session": office.session, "visit": visit, "place": None, "seen": 0, **record}
    from geo.database import query

    with pytest.raises(DBAPIError, match="reference to a child"), office.login.begin() as it:
        it.execute(query("officer_record_visit"), values)


def test_another_authoritys_visit_is_answered_as_an_unknown_one(office, visit):
    acts = (
        lambda a, which: a.change(which, 1, DAY, None, "planned", ""),
        lambda a, which: a.undo(which, 1),
        lambda a, which: a.record(which, None, 0, office.record()),
    )
    for act in acts:
        said = set()
        for which in (visit, NOWHERE):
            refused = pytest.raises(NotFoundError)
            with refused as error, office.acting(office.stranger) as (a, _):
                act(a, which)
            said.add(str(error.value))
        assert said == {"there is no visit of that number"}
    with office.acting(office.stranger) as (_, connection):
        for view in ("visit", "visit_plan", "visit_record", "flag_feedback", "saved_view"):
            count = text(f"SELECT count(*) FROM released.{view}_for_officer")
            assert connection.scalar(count) == 0
        with pytest.raises(NotFoundError):
            released_visits.visit(connection, visit)


def test_without_a_purpose_or_an_officers_session_nothing_is_written(office, visit):
    silent = officer_of(office.owner, AUTHORITY)
    refused = pytest.raises(DBAPIError, match="a purpose must be stated")
    with refused, office.acting(silent) as (visits, _):
        visits.undo(visit, 1)
    for nobody in (b"x" * 32, b""):
        refused = pytest.raises(DBAPIError, match="signed in as this audience")
        with refused, office.acting(nobody) as (visits, _):
            visits.undo(visit, 1)


@pytest.mark.slow
def test_fifty_races_to_correct_one_record_lose_no_text(office):
    """Two save over the same version at the same moment: one is told, sees both, saves again."""
    found = office.planned(office.places[3])
    rounds = 25
    clashes, barrier = [], threading.Barrier(2)

    def write(session, name):
        for number in range(rounds):
            barrier.wait()
            note, seen = f"{name} wrote this in round {number}", number * 2
            while True:
                try:
                    with office.acting(session) as (visits, _):
                        visits.record(found, None, seen, office.record(note=note))
                    break
                except ClashError:
                    clashes.append(name)
                    with office.acting(session) as (_, connection):
                        seen = released_visits.records(connection, found)[0]["version"]
            barrier.wait()

    _together(write, office)
    with office.acting() as (_, connection):
        kept = released_visits.records(connection, found)
    assert [row["version"] for row in kept] == list(range(rounds * 2, 0, -1))
    assert {row["note"] for row in kept} == {
        f"{name} wrote this in round {number}" for name in "AB" for number in range(rounds)
    }
    assert len(clashes) == rounds  # of each pair exactly one came second


@pytest.mark.slow
def test_races_to_change_one_plan_lose_no_change(office):
    found = office.planned(office.places[4])
    rounds = 25
    clashes, barrier = [], threading.Barrier(2)

    def write(session, name):
        for number in range(rounds):
            barrier.wait()
            seen, day = number * 2 + 1, DAY + dt.timedelta(days=number * 2 + (name == "B"))
            while True:
                try:
                    with office.acting(session) as (visits, _):
                        visits.change(found, seen, day, None, "planned", "")
                    break
                except ClashError:
                    clashes.append(name)
                    with office.acting(session) as (_, connection):
                        seen = released_visits.plans(connection, found)[0]["version"]
            barrier.wait()

    _together(write, office)
    with office.acting() as (_, connection):
        kept = released_visits.plans(connection, found)
    assert {row["planned_for"] for row in kept} == {
        DAY + dt.timedelta(days=number) for number in range(rounds * 2)
    }
    assert len(clashes) == rounds


def test_two_who_plan_the_same_premises_plan_one_visit(office):
    made, barrier = [], threading.Barrier(2)
    places = office.places[4:6]

    def write(session, name):
        barrier.wait()
        with office.acting(session) as (visits, _):
            rows = visits.plan(places if name == "A" else places[::-1], DAY, None, None)
            made.extend(row["made"] for row in rows)

    _together(write, office)
    assert sum(made) <= 2
    with office.owner.connect() as connection:
        count = connection.scalar(
            text(
                "SELECT count(*) FROM held.visit AS visit WHERE premises_id = :place"
                " AND (derived.newest_plan(visit_id)).status = 'planned'"
            ),
            {"place": office.places[5]},
        )
    assert count == 1


def _together(write, office):
    faults = []

    def run(session, name):
        try:
            write(session, name)
        except Exception as error:  # a thread's error is the test's
            faults.append(error)

    both = [
        threading.Thread(target=run, args=pair)
        for pair in ((office.session, "A"), (office.colleague, "B"))
    ]
    for each in both:
        each.start()
    for each in both:
        each.join(timeout=60)
    assert faults == []


def test_a_private_view_is_its_owners_and_a_shared_one_the_authoritys(office):
    with office.acting() as (visits, _):
        private = visits.save_view("Mine", {"kind": "pub"}, shared=False)
        team = visits.save_view("Ours", {"priority": "high"}, shared=True)
    with office.acting(office.colleague) as (visits, connection):
        assert visits.use_view(team) == {"priority": "high"}
        assert [row["name"] for row in released_visits.views(connection)] == ["Ours"]
        for act in (visits.use_view, visits.end_view):
            for number in (private, NOWHERE):
                with pytest.raises(NotFoundError, match=r"^there is no view of that number$"):
                    act(number)
        with pytest.raises(NotFoundError):
            visits.end_view(team)
    with office.acting(office.stranger) as (visits, _), pytest.raises(NotFoundError):
        visits.use_view(team)
    with office.acting() as (visits, connection):
        visits.end_view(team)
        assert [row["name"] for row in released_visits.views(connection)] == ["Mine"]


def test_what_is_said_of_a_flag_is_of_what_is_listed_and_kept_in_versions(office):
    place = office.places[0]
    with office.owner.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(
            text(
                "INSERT INTO held.officer_flag (quarter, premises_id, cell_id, is_rest, band_m)"
                " VALUES ('2026Q3', :place, '250-1200-1640', false, 250)"
            ),
            {"place": place},
        )
    with office.acting() as (visits, connection):

        def say(seen, verdict, reason, why=""):
            return visits.say_of_flag("2026Q3", place, seen, verdict, reason, why)

        assert say(0, "not_relevant", "closed_premises") == 1  # without a word
        with pytest.raises(ClashError):
            say(0, "useful", "useful_new")
        for verdict, reason in (("wrong", None), ("wrong", "useful_new"), ("useful", "nonsense")):
            with pytest.raises(QuestionError, match="say why, by a reason that goes with"):
                say(1, verdict, reason)
        with pytest.raises(QuestionError, match="in words what else"):
            say(1, "wrong", "other", "no")
        assert say(1, "wrong", "other", "nix") == 2
        assert say(2, "withdrawn", "other") == 3
        said = released_visits.feedback(connection, "2026Q3", place)
        assert (said["verdict"], said["version"], said["reason"]) == ("withdrawn", 3, None)
        for quarter, other in (("2026Q2", place), ("2026Q3", office.places[1])):
            with pytest.raises(NotFoundError):
                visits.say_of_flag(quarter, other, 0, "useful", "useful_new", "")
