"""No page shows anything before the record has it; of the record each person reads their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Blueprint, Flask
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from geo.anchors import Anchors
from geo.chain import Verdict, note, verify
from geo.database import engine
from geo.errors import SetupError
from geo.keys import Keys
from tests.people import enter, form_token, send
from tests.routes import routes
from webmap import create_app, looking
from webmap.looks import LOOKS
from webmap.pools import Pools

WORDS = "zebedee"


@pytest.fixture(scope="module")
def county_of_its_own(server):
    name = server.copy_of("county")
    settings = server.settings(name)
    pools = Pools(settings)
    owner = engine(settings)
    yield create_app(pools, settings), owner
    pools.dispose()
    owner.dispose()
    server.drop(name)


def look(client, route):
    """Open a page; what is searched for or drawn is posted, so that no address holds it."""
    if route.method == "GET":
        return client.get(route.path)
    return client.post(route.path, data={"csrf_token": form_token(client, "/sign-out")})


@pytest.fixture
def app(county_of_its_own):
    return county_of_its_own[0]


@pytest.fixture
def said(county_of_its_own):
    """Return what the record says since the test began."""
    owner = county_of_its_own[1]
    begun = text("SELECT seq FROM audit.head")
    with owner.connect() as connection:
        before = connection.scalar(begun)

    def since(action="consult"):
        with owner.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT * FROM audit.entry WHERE seq > :before AND action = :action"
                    " ORDER BY seq"
                ),
                {"before": before, "action": action},
            )
            return list(rows.mappings())

    return since


@pytest.fixture
def table(county_of_its_own):
    return routes(county_of_its_own[1])


def without_purpose(county_of_its_own, audience):
    app, owner = county_of_its_own
    client = enter(app, audience)
    with owner.begin() as connection:
        connection.execute(text("UPDATE held.session SET task = NULL WHERE ended_at IS NULL"))
    return client


def test_a_page_without_a_rule_of_looking_stops_the_start():
    app = Flask("webmap")
    part = Blueprint("part", __name__)
    part.add_url_rule("/part", "page", lambda: "")
    app.register_blueprint(part)
    with pytest.raises(SetupError, match="/part"):
        looking.enforce(app, LOOKS)


def test_a_rule_of_looking_names_a_page_that_there_is(app, table):
    elsewhere = {"chooser.people", "chooser.become", "provider.leave", "provider.back"}
    assert set(LOOKS) - elsewhere == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_what_is_open_reads_no_view_of_what_is_protected(table):
    """Each page of analysts and officers is recorded, but for those that are named here."""
    protected = {
        route.endpoint
        for route in table
        if route.audiences & {"analyst", "officer"} and not route.open
    }
    opened = {name for name in protected if isinstance(LOOKS[name], looking.Open)}
    assert opened == {
        *("home.landing", "home.account", "purpose.ask", "purpose.state", "own_actions.actions"),
        *(
            "base_map.base_layer",
            "base_map.tile",
            "base_map.names",
            "flags.newest",
            "flag_files.ask",
            "visits.newest",
        ),
        *("base_tiles.square", "flag_yield.newest", "session_end.stay"),
        *("drafts.own", "drafts.keep", "drafts.discard"),
        "saved_views.use",
        *(
            "visit_files.ask",
            "flag_yield_files.ask",
            "snapshots.snapshots",
            "snapshots.snapshot",
            "snapshots.download",
        ),
        *("uploads.kinds", "uploads.ask", "uploads.send", "uploads.commit", "uploads.discard"),
        "uploads.undo",
        *("uploads.state", "upload_files.ask", "compare.ask_file"),
        *("reviews.add_meeting", "reviews.change_meeting", "case_opening.open_case"),
        *("minutes.ask", "case_changes.decide", "case_changes.sign", "case_changes.note"),
        *("case_changes.action", "case_changes.clock", "case_changes.agenda"),
        *("case_changes.settle", "case_changes.end"),
        *("ask.form", "ask.ask", "ask.state", "ask.cancel", "ask.save", "ask.delete"),
    }


def test_a_page_that_does_not_say_what_it_shows_shows_nothing(app):
    client = enter(app, "analyst")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webmap.flags.saw", lambda *_: None)
        answer = client.get("/runs")
    assert answer.status_code == 503
    assert "by release" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", ["analyst", "officer", "admin"])
def test_every_page_that_shows_what_is_protected_adds_one_entry_and_its_layers_none(
    app, table, said, role
):
    client = enter(app, role)
    looks = [route for route in table if isinstance(LOOKS[route.endpoint], looking.Look)]
    asked = [route for route in looks if role in route.audiences]
    for route in asked:
        assert look(client, route).status_code == 200, route.endpoint
    found = said()
    assert len(found) == len(asked) > 1
    assert {each["detail"]["outcome"] for each in found} == {"ok"}
    assert all(each["detail"]["rows"] >= 0 and each["detail"]["task"] for each in found)
    layers = [route for route in table if isinstance(LOOKS[route.endpoint], looking.Layer)]
    for route in layers:
        if role in route.audiences:
            assert client.get(route.path).status_code == 200
    assert len(said()) == len(asked)


@pytest.mark.parametrize("role", ["analyst", "officer", "admin"])
def test_without_a_purpose_nothing_protected_is_shown_and_the_page_asks(
    county_of_its_own, table, said, role
):
    client = without_purpose(county_of_its_own, role)
    for route in table:
        rule = LOOKS[route.endpoint]
        if role not in route.audiences or isinstance(rule, looking.Open):
            continue
        if route.method == "GET":
            answer = client.get(route.path)
            layer = isinstance(rule, looking.Layer)
            assert answer.status_code == (403 if layer else 303), route.endpoint
            assert layer or answer.location.startswith("/purpose?to=/")
    assert said() == []


def test_the_usual_purpose_is_one_press_and_leads_to_what_was_asked_for(county_of_its_own, said):
    client = without_purpose(county_of_its_own, "officer")
    asked = client.get("/visits/2026Q3?kind=takeaway").location
    answer = send(client, "/purpose", asked, usual="yes", to="/visits/2026Q3?kind=takeaway")
    assert (answer.status_code, answer.location) == (303, "/visits/2026Q3?kind=takeaway")
    assert client.get(answer.location).status_code == 200
    assert "Purpose: " in client.get("/account").get_data(as_text=True)
    assert [each["subject"] for each in said("state purpose")][-1] == "licensing"
    assert said()[0]["detail"]["filter"]["kind"] == "takeaway"


@pytest.mark.parametrize(
    ("fields", "fine"),
    [
        ({"purpose": "safeguarding", "case": "S-2026/7"}, True),
        ({"purpose": "safeguarding", "reason": "ten chars."}, True),
        ({"purpose": "safeguarding", "reason": "nine char"}, False),
        ({"purpose": "safeguarding"}, False),
        ({"purpose": "analysis", "case": "A-1"}, False),  # an analyst's
        ({"purpose": "demonstration", "case": "A-1"}, False),
        ({"case": "A-1"}, False),
    ],
)
def test_another_purpose_needs_a_case_or_a_reason(county_of_its_own, fields, fine):
    client = without_purpose(county_of_its_own, "officer")
    assert send(client, "/purpose", **fields).status_code == (303 if fine else 400)
    assert client.get("/visits/2026Q3").status_code == (200 if fine else 303)


@pytest.mark.parametrize(
    "to",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/purpose", "x"],
)
def test_a_purpose_leads_nowhere_else(county_of_its_own, to):
    client = without_purpose(county_of_its_own, "officer")
    assert send(client, "/purpose", usual="yes", to=to).location == "/"


def test_the_board_is_asked_for_no_purpose_and_has_no_page_that_asks(app, said):
    client = enter(app, "board")
    assert client.get("/board/2026Q3").status_code == 200
    assert "/purpose" not in client.get("/account").get_data(as_text=True)
    assert said() == said("state purpose") == []


def test_what_is_not_to_be_seen_is_recorded_as_refused(app, said):
    client = enter(app, "officer")
    assert client.get("/visits/2026Q1").status_code == 404
    assert client.get("/visits/premises/00000000-0000-0000-0000-000000000000").status_code == 404
    assert [each["detail"]["outcome"] for each in said()] == ["denied", "denied"]


def test_words_that_are_typed_are_in_no_entry(app, said):
    client = enter(app, "officer")
    client.get(f"/visits/2026Q3?words={WORDS}")
    client.get(f"/visits/2026Q3/premises.geojson?words={WORDS}")
    (entry,) = said()
    assert WORDS not in str(dict(entry))
    assert len(entry["detail"]["filter"]["words"]) == 8


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("analyst", "/flags/{run}?kind={words}&authority={words}"),
        ("analyst", "/flags/{run}/premises.geojson?kind={words}"),
        ("officer", "/visits/{words}"),
        ("admin", "/audit?person={words}&action={words}&from={words}%00&to={words}"),
    ],
)
def test_nothing_that_is_typed_in_place_of_a_code_is_in_an_entry(
    app, said, county_of_its_own, role, path
):
    with county_of_its_own[1].connect() as connection:
        run = connection.scalar(text("SELECT run_id FROM held.flag_run LIMIT 1"))
    status = enter(app, role).get(path.format(run=run, words=WORDS)).status_code
    assert status == (404 if role == "officer" else 200)
    (entry,) = said()
    assert WORDS not in str(dict(entry))


def test_a_record_that_cannot_be_written_shuts_every_page(server, table):
    name = server.copy_of("county")
    settings = server.settings(name)
    pools, owner = Pools(settings), engine(settings)
    app = create_app(pools, settings)
    clients = {role: enter(app, role) for role in ("analyst", "officer", "board", "admin")}
    with owner.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION audit.full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'no room'; END $$;"
                " CREATE TRIGGER full_disk BEFORE INSERT ON audit.entry"
                " FOR EACH ROW EXECUTE FUNCTION audit.full_disk()"
            )
        )
    shut = routes(owner)
    for route in shut:
        files = route.endpoint in {"snapshots.snapshot", "snapshots.download"}
        if files or isinstance(LOOKS[route.endpoint], looking.Look | looking.Layer):
            for role in route.audiences:
                answer = look(clients[role], route)
                assert answer.status_code == 503, route.endpoint
                assert "Nothing can be shown now" in answer.get_data(as_text=True)
                assert len(answer.get_data()) < 5_000
    pools.dispose()
    owner.dispose()
    server.drop(name)


def test_somebody_reads_what_they_did_and_nothing_that_another_did(app, county_of_its_own):
    analyst, officer = enter(app, "analyst"), enter(app, "officer")
    analyst.get("/runs")
    officer.get("/visits/2026Q3?band=250")
    page = officer.get("/account/actions").get_data(as_text=True)
    assert "the visits to plan 2026Q3" in page
    assert "distance 250" in page
    assert "the runs" not in page
    with county_of_its_own[1].connect() as connection:
        token = connection.scalar(
            text("SELECT token_sha256 FROM held.session ORDER BY began_at DESC LIMIT 1")
        )
    asked = text("SELECT count(*) FROM released.own_action_for_all(:token, NULL, 500)")
    for audience, login in app.extensions["nightjar_access"].pools.of.items():
        with login.connect() as connection:
            if audience == "officer":  # whose session it is
                assert connection.scalar(asked, {"token": token}) > 0
            else:
                with pytest.raises(ProgrammingError, match=r"denied|only somebody"):
                    connection.execute(asked, {"token": token})


def test_the_administrator_searches_the_record_and_is_recorded(app, said, county_of_its_own):
    enter(app, "officer").get("/visits/2026Q3?kind=takeaway")
    admin = enter(app, "admin")
    page = admin.get("/audit?action=consult").get_data(as_text=True)
    assert "Ottilie Marsh" in page
    assert "the visits to plan 2026Q3" in page
    assert "takeaway" not in page  # that it was narrowed by kind, and not to which
    assert said()[-1]["subject"] == "audit_entries"
    for query, there in (
        ("from=2000-01-01&to=2000-12-31", False),
        ("from=2000-01-01", True),
        ("person=gate", False),
        ("person=console", True),
    ):
        rows = admin.get(f"/audit?{query}").get_data(as_text=True)
        assert ("Nothing in the record is like that" not in rows) == there, query
    assert "like 30/9/2026 or 2026-09-30" in admin.get("/audit?from=yesterday").get_data(
        as_text=True
    )
    older = admin.get("/audit?before=3").get_data(as_text=True)
    assert older.count('scope="row"') == 2


def test_a_reviewer_says_of_a_reason_what_they_think_and_never_of_their_own(app, said):
    officer = enter(app, "officer")
    send(officer, "/purpose", purpose="safeguarding", reason="a call from the school nurse")
    officer.get("/visits/2026Q3")
    admin = enter(app, "admin")
    page = admin.get("/audit/reasons?purpose=safeguarding").get_data(as_text=True)
    assert "a call from the school nurse" in page
    task = next(e["seq"] for e in said("state purpose") if e["subject"] == "safeguarding")
    answer = send(admin, "/audit/reasons", task=task, verdict="asked about")
    assert answer.status_code == 303
    (entry,) = said("review reason")
    assert (entry["subject"], entry["detail"]["verdict"]) == (str(task), "asked about")
    assert "Asked about, by Maud Lanyon" in admin.get(
        "/audit/reasons?purpose=safeguarding"
    ).get_data(as_text=True)
    send(admin, "/audit/reasons", task=task, verdict="in order")
    assert len(said("review reason")) == 2  # a second opinion is added, and the first stays
    own = next(e["seq"] for e in said("state purpose") if e["detail"]["audience"] == "admin")
    for asked in (
        {"task": own, "verdict": "in order"},
        {"task": 1, "verdict": "in order"},
        {"task": task, "verdict": "fine"},
        {"task": task, "verdict": "\0"},
    ):
        assert send(admin, "/audit/reasons", **asked).status_code == 400
    assert len(said("review reason")) == 2


@pytest.mark.slow
def test_eight_who_look_at_once_are_each_recorded_and_the_record_stands(
    app, said, county_of_its_own, tmp_path
):
    clients = [enter(app, "officer") for _ in range(8)]
    with ThreadPoolExecutor(8) as together:
        statuses = list(
            together.map(
                lambda n: clients[n % 8].get("/visits/2026Q3?band=250").status_code, range(40)
            )
        )
    assert statuses == [200] * 40
    assert len(said()) == 40
    keys = Keys(tmp_path / "keys")
    keys.make_missing()
    assert verify(county_of_its_own[1], Anchors(tmp_path / "anchors", keys)).stands


def test_the_administrator_sees_when_the_record_was_proved(app, county_of_its_own):
    admin = enter(app, "admin")
    assert "has not been proved yet" in admin.get("/audit").get_data(as_text=True)
    note(county_of_its_own[1], Verdict(entries=9, last=9))
    assert "and stood, to entry 9" in admin.get("/audit").get_data(as_text=True)
    note(county_of_its_own[1], Verdict(entries=3, last=3, seq=4, fault="is missing"))
    assert "entry 4 was not what was recorded" in admin.get("/audit").get_data(as_text=True)
