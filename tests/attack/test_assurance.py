"""nightjar assure: everything is tried, what could not be is told, and a planted fault is found."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from geo import released_officer, scratch
from geo.assurance import at_most, tried
from geo.attacks import ATTACKS, error_text, lint, record, writers
from geo.attacks.canaries import REF
from geo.database import OFFICER, engine
from geo.errors import SetupError
from tests.routes import routes as table
from webmap.attacks import answers, canaries, county, foreign, installation, routes
from webmap.attacks.site import NOTHING, Answer, site

MUST_BE_TRIED = (
    "addresses in the smallest officer cell",
    *lint.RULES.values(),
    "statements of an attacker's own",
    "other logins that a login could become",
    "ways back to a login behind",
    "entries of the audit record that are not what was recorded",
    "files of keys that another account could read",
    "routes that let in or keep out a role against what was decided",
    "answers by which a role can tell",
    "answers that lack a header",
    "answers that tell a foreign authority's object from an unknown one",
    "hostile texts that became an element",
    "fields of words that no hostile text could be planted in",
    "canaries that came back",
    "places of episodes told to whom they are not for",
    "places that count, found by the same search",
    "lines of the server's log",
    "errors and rows that tell a canary",
    "canaries in the database server's log",
    "ways of changing the audit record that go unnoticed",
    "false alarms over what many wrote at once",
)


@pytest.fixture(scope="module")
def pages(planted):
    with site(planted[0]) as found:
        yield found


def failed(findings):
    return [str(each) for each in findings if not each.passed]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_command_tries_all_that_must_be_proved_and_writes_a_page(
    own_county, server, keys, tmp_path, monkeypatch, nightjar
):
    """The scratch database is a copy of one that is there, so that the county is loaded once."""

    @contextmanager
    def copied(_):
        name = server.copy_of("county")  # of its own: forms that are sent end people's rights
        ours = {"anchors": tmp_path / "anchors", "keys": None}  # those it was published with
        yield server.settings(name).model_copy(update=ours)
        server.drop(name)

    # each of them is run, printed and asserted by test_findings; one stands for all here
    monkeypatch.setattr(installation, "ATTACKS", ATTACKS[:1])
    monkeypatch.setattr(writers, "ENTRIES", 100)  # test_audit_tampering has the whole number
    monkeypatch.setattr(county, "scratch", copied)
    monkeypatch.setattr(county, "load", lambda _: None)
    monkeypatch.setenv("NIGHTJAR_DATABASE_URL", own_county.database_url)
    monkeypatch.setenv("NIGHTJAR_DATABASE_LOGINS", "own")
    answer = nightjar("assure", "--json", "--output", tmp_path / "page.html")
    findings = json.loads(answer.out)
    assert [each for each in findings if not each["passed"]] == []
    assert answer.code == 0
    checks = "\n".join(each["check"] for each in findings)
    assert [each for each in MUST_BE_TRIED if each not in checks] == []
    assert {tuple(each) for each in findings} == {
        ("check", "tried", "found", "threshold", "passed")
    }
    page = (tmp_path / "page.html").read_text()
    assert f"All {len(findings)} checks passed" in page
    assert "episodes to 30 September 2026" in page
    assert "2026Q3, 2026Q2" in page
    assert "<script" not in page
    assert "http" not in page
    assert "planted secrets" in answer.err


def test_every_attack_on_what_is_published_is_a_section_with_its_danger(settings):
    titles = [section.title for section in installation.sections(settings, lambda _: None)]
    assert titles[-3:] == ["Rights and rules in the database", "Logins", "The record and the keys"]
    assert len(titles) == len(ATTACKS) + 3


def test_a_fault_and_what_could_not_be_run_fail_the_command(
    settings, keys, tmp_path, monkeypatch, nightjar
):
    """An installation with nothing published, logins that are played, and no sample county."""

    @contextmanager
    def empty(_):
        yield settings

    monkeypatch.setattr(county, "LAYERS", tmp_path / "nowhere")
    monkeypatch.setattr(county, "scratch", empty)
    answer = nightjar("assure", "--json", "--output", tmp_path / "page.html")
    assert answer.code == 1
    found = {each["check"]: each for each in json.loads(answer.out)}
    for check in ("The crowd", "Trilateration", "Pages and roles", "Planted secrets"):
        assert found[check]["passed"] is False
        assert found[check]["found"].startswith("could not be run: ")
    page = (tmp_path / "page.html").read_text()
    assert "did not pass. They come first" in page
    assert "no quarter is published yet" in page
    assert "sample_layers, which is not here" in page
    assert found["rights that everybody has (PUBLIC)"]["passed"] is True


def test_a_check_that_breaks_or_finds_nothing_to_try_has_not_passed():
    def breaks():
        raise ValueError(REF)

    def refuses():
        raise SetupError("there must be a county")

    for attack, said in ((breaks, "ValueError"), (refuses, "a county"), (list, "nothing to try")):
        section = tried("A title", "A danger", "here", attack)
        assert not section.passed
        assert said in section.findings[0].said
        assert REF not in section.findings[0].said
    assert tried("A title", "A danger", "here", lambda: [at_most("a", "b", 0, 0)]).passed


FAULTS = {
    "barrier": "ALTER VIEW released.rank_for_all RESET (security_barrier)",
    "everybody": "GRANT EXECUTE ON FUNCTION derived.week_minute TO public",
    "search path": "ALTER FUNCTION released.sign_out_for_gate SET search_path = public",
    "create": "GRANT CREATE ON SCHEMA public TO nightjar_publisher",
    "temporary": "GRANT TEMPORARY ON DATABASE {} TO nightjar_officer",
    "stronger": "ALTER ROLE nightjar_board INHERIT",
    "reach": "GRANT SELECT (started_at) ON held.episode TO nightjar_analyst",
    "write": "GRANT DELETE ON released.road_for_all TO nightjar_admin",
    "telling": "GRANT EXECUTE ON FUNCTION public._postgis_stats TO public",
    "episodes": "CREATE VIEW released.x_for_board WITH (security_barrier) AS"
    " SELECT count(*) FROM held.episode",
    "authority": "CREATE TABLE held.grading (grading_id integer, authority text)",
    "rows": "ALTER TABLE held.case_note NO FORCE ROW LEVEL SECURITY",
}


@pytest.mark.parametrize("rule", lint.RULES)
def test_each_rule_of_the_catalogue_is_kept_and_a_breach_of_it_is_found(connection, rule):
    assert lint.faults(connection) == []
    database = connection.scalar(text("SELECT quote_ident(current_database())"))
    connection.execute(text(FAULTS[rule].format(database)))
    assert rule in {found for found, _ in lint.faults(connection)}


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("ALTER VIEW held.placed_episode RESET (security_invoker)", "barrier"),
        (
            "CREATE VIEW released.x_for_board WITH (security_barrier) AS"
            " SELECT count(*) FROM held.placed_episode",
            "episodes",
        ),
    ],
)
def test_the_view_of_all_places_gives_no_more_than_the_tables_under_it(connection, fault, rule):
    connection.execute(text(fault))
    assert rule in {found for found, _ in lint.faults(connection)}


def test_a_key_that_others_may_read_and_a_key_that_is_missing_are_found(owner, settings, keys):
    ours = settings.model_copy(update={"keys": keys.folder})
    assert failed(record.run(owner, ours)) == []
    (keys.folder / "cell.key").chmod(0o640)
    (keys.folder / "anchor.key").unlink()
    said = [str(each.found) for each in record.run(owner, ours)]
    assert said[1:] == ["1", "2"]  # what is open to others cannot be used either


@pytest.mark.slow
def test_the_attacks_on_the_pages_bite(pages, planted, monkeypatch):
    """A site that answers what it must not: each attack says so."""
    real = pages.ask
    bad = Answer(200, (("Content-Type", "text/html"),), f"<p onclick=x> {REF}".encode())

    def careless(role, path, method="GET", **form):
        is_far = "11111111-2222" in path
        return bad if path != NOTHING and (is_far or role == "board") else real(role, path, method)

    monkeypatch.setattr(pages, "ask", careless)
    few = {"visit_premises.premises", "board.newest", "account.account", "visits.newest"}
    some = tuple(each for each in pages.addresses if each.endpoint in few)
    monkeypatch.setattr(pages, "addresses", some)
    monkeypatch.setattr(pages, "met", dict.fromkeys(pages.met, frozenset()))
    _, shapes, points = planted
    assert len(failed(routes.run(pages))) >= 2
    assert len(failed(answers.run(pages))) >= 2
    assert len(failed(foreign.run(pages))) == 1
    assert len(failed(canaries.run(pages, shapes, points[:1]))) >= 1


def test_the_walk_meets_every_route_of_the_tests_own_table(pages, county):
    met = {(each.endpoint, each.method): each for each in pages.addresses}
    for route in table(county):
        address = met[route.endpoint, route.method]
        assert address.met, route.endpoint
        assert address.open == route.open, route.endpoint
        assert route.open or address.audiences == route.audiences, route.endpoint


@pytest.mark.slow
def test_a_scratch_database_is_of_this_release_and_leaves_nothing(settings):
    with scratch.scratch(settings) as inside:
        found = engine(inside)
        with found.connect() as connection:
            assert lint.faults(connection) == []
            where = Path(connection.scalar(text("SHOW unix_socket_directories")))
            assert inside.data != settings.data
        found.dispose()
        assert inside.key_folder.is_relative_to(inside.data)
    assert not inside.data.exists()
    assert not where.exists()


def test_what_a_killed_run_left_is_removed_by_the_next(settings):
    left = settings.data / scratch.NAME.format(2**22 + 1)  # no process has this number
    left.mkdir()
    (left / "file").write_text("x")
    scratch._remove_left_behind(settings.data, scratch.provide(settings.data))
    assert not left.exists()


def test_errors_are_tried_as_an_officer_who_is_shown_something(planted):
    session = error_text.officer(planted[0])
    through = engine(planted[0], OFFICER)
    with through.begin() as connection:
        released_officer.set_session(connection, session)
        assert released_officer.premises_count(connection) > 0
    through.dispose()
