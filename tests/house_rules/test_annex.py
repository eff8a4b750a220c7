"""Nothing is held without a purpose and an end, and the annex says what is really so."""

import json
import re
from itertools import pairwise

import pytest
from sqlalchemy import text

from geo.cluster import ROLES_BEHIND
from geo.inventory import take
from geo.models import Model
from geo.quarters import today
from tests.routes import routes
from webmap import annex
from webmap.data_flow import draw


def test_every_table_and_field_says_what_for_and_until_when(connection):
    found = take(connection, today())
    assert found.unexplained == []
    named = {f"{table.name}.{field.name}" for table in found.tables for field in table.fields}
    modelled = {
        f"{table.fullname}.{column.name}"
        for table in Model.metadata.sorted_tables
        for column in table.columns
    }
    assert named - modelled == {"held.schema_version.version_num"}
    assert modelled - named == set()


def test_every_term_of_retention_is_some_tables_and_is_said_in_months(connection):
    found = take(connection, today())
    assert {table.dataset for table in found.tables} - {None} == {
        each.dataset for each in found.retention
    }
    kept = {table.name: table.kept for table in found.tables}
    assert kept["held.episode"] == "24 months, by the rule episodes"
    assert kept["held.session"] == "3 months, by the rule sessions"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("ALTER TABLE held.premises ADD COLUMN score integer", "held.premises.score"),
        ("COMMENT ON COLUMN held.child.child_ref IS NULL", "held.child.child_ref"),
        ("COMMENT ON TABLE held.child IS 'Children.'", "held.child"),
        ("COMMENT ON TABLE held.child IS 'Children. Kept by rule: nothing.'", "held.child"),
        ("CREATE TABLE held.more (i integer)", "held.more"),
    ],
)
def test_what_nobody_explained_is_told(connection, statement, said):
    connection.execute(text(statement))
    assert said in take(connection, today()).unexplained


def test_a_right_that_was_given_by_hand_is_in_the_annex_and_in_the_drawing(connection):
    before = take(connection, today())
    connection.execute(text("GRANT SELECT ON released.flag_for_analyst TO nightjar_board"))
    after = take(connection, today())
    (new,) = set(after.rights) - set(before.rights)
    assert (new.login, new.object, new.rights) == (
        "nightjar_board",
        "flag_for_analyst",
        ("read",),
    )
    assert len(draw(after).lines) == len(draw(before).lines) + 1


def test_the_drawing_has_every_table_view_and_login_and_no_box_over_another(connection):
    found = take(connection, today())
    drawn = draw(found)
    names = {box.name for box in drawn.boxes}
    assert {table.name for table in found.tables} <= names
    assert {view for view, _ in found.sources} <= names
    assert {"nightjar_loader", "nightjar_officer", "nightjar_gate"} <= names
    for column in range(4):
        tops = sorted(box.y for box in drawn.boxes if box.column == column)
        assert all(b - a >= 16 for a, b in pairwise(tops))
        assert tops[-1] + 16 <= drawn.height


def test_the_command_writes_the_annex(settings, tmp_path, nightjar):
    answer = nightjar("dpia", "--json", "--output", tmp_path / "annex.html")
    assert answer.code == 0
    said = json.loads(answer.out)
    assert len(said["tables"]) == len(Model.metadata.sorted_tables) + 1
    page = (tmp_path / "annex.html").read_text()
    assert not re.search(r"<script|https?:|\son\w+=", page)
    for words in ("held.child", "keyed hash", "24 months", "/visits/&lt;quarter&gt;", "<svg"):
        assert words in page
    assert nightjar("dpia").code == 1
    assert nightjar("dpia", "--output", tmp_path / "annex.pdf").code == 1


def test_the_annexs_pages_are_those_of_the_tests_own_table(county_settings, county):
    found = annex.of(county_settings).routes
    own = {(route.method, route.audiences, route.open) for route in routes(county)}
    assert {
        (each.method, frozenset(map(str, each.audiences)), each.open) for each in found
    } <= own | {
        ("GET", frozenset(), True),
        ("POST", frozenset(), True),
    }
    asked = {(route.endpoint, route.method) for route in routes(county)}
    assert len(found) == len(asked)  # a page may have several addresses


def test_the_annex_tells_what_the_roles_behind_functions_may_do(connection):
    made = connection.scalars(
        text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'nightjar%' AND NOT rolcanlogin")
    )
    assert set(made) == set(ROLES_BEHIND)
    found = take(connection, today())
    assert {right.login for right in found.behind} == {"nightjar_casework"}  # keeper does nothing
    assert "visit_plan" in {right.object for right in found.behind}
    page = annex.Annex(found, ()).page()
    assert "Rights of the roles that nobody signs in as" in page
    connection.execute(text("GRANT USAGE ON SCHEMA held TO nightjar_keeper"))
    connection.execute(text("GRANT SELECT ON held.child TO nightjar_keeper"))
    told = take(connection, today()).behind
    assert ("nightjar_keeper", "child") in {(each.login, each.object) for each in told}
