"""What the database's own catalogue says: who may do what, and what hangs on what."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from geo.check import check
from geo.database import source
from geo.upgrade import upgrade
from tests.database.planting import Planting

WEB_LOGINS = ("nightjar_analyst", "nightjar_officer", "nightjar_board", "nightjar_admin")
GATE = "nightjar_gate"
LOGINS = ("nightjar_loader", "nightjar_publisher", GATE, *WEB_LOGINS)


def rows(connection, statement, **values):
    return [tuple(row) for row in connection.execute(text(statement), values)]


def test_models_and_tables_agree(connection):
    assert check(connection) == []


def test_the_check_tells_a_table_that_was_changed_by_hand(connection):
    connection.execute(text("ALTER TABLE held.premises ADD COLUMN score integer"))
    assert "score" in " ".join(check(connection))


def test_the_check_tells_a_constraint_that_was_dropped(connection):
    connection.execute(text("ALTER TABLE held.map_point DROP CONSTRAINT map_point_geom_check"))
    assert "map_point_geom_check" in " ".join(check(connection))


CHANGED_BY_HAND = {
    "a function": (
        "CREATE OR REPLACE FUNCTION derived.week_minute(local_time timestamp) RETURNS integer"
        " LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
        "function derived.week_minute(local_time timestamp without time zone) was changed",
    ),
    "a view": ("DROP VIEW released.road_for_all", "released.road_for_all is not there"),
    "a view's barrier": (
        "ALTER VIEW released.rank_for_all RESET (security_barrier)",
        "released.rank_for_all was changed",
    ),
    "a right taken": (
        "REVOKE SELECT ON released.flag_for_analyst FROM nightjar_analyst",
        "right of nightjar_analyst to SELECT on released.flag_for_analyst is not there",
    ),
    "a right given": (
        "GRANT SELECT ON held.episode TO nightjar_officer",
        "right of nightjar_officer to SELECT on held.episode was added by hand",
    ),
    "a column's right given": (
        "GRANT SELECT (started_at) ON held.episode TO nightjar_analyst",
        "right of nightjar_analyst to SELECT on held.episode.started_at was added by hand",
    ),
    "everybody's right": (
        "GRANT EXECUTE ON FUNCTION derived.week_minute TO public",
        "right of everybody to EXECUTE on derived.week_minute(",
    ),
}
KEPT = {
    "a condition": (
        "ALTER TABLE held.map_point DROP CONSTRAINT map_point_geom_check,"
        " ADD CONSTRAINT map_point_geom_check CHECK (true)",
        "constraint map_point_geom_check of held.map_point was changed",
    ),
    "a key": (
        "ALTER TABLE held.flag DROP CONSTRAINT flag_pkey",
        "constraint flag_pkey of held.flag is not there",
    ),
    "what counts": (
        "ALTER TABLE held.place_coding ALTER COLUMN counts DROP EXPRESSION",
        "column counts of held.place_coding was changed",
    ),
    "a trigger": (
        "ALTER TABLE audit.entry DISABLE TRIGGER entry_is_final",
        "trigger entry_is_final of audit.entry was changed",
    ),
    "a pinned search path": (
        "ALTER FUNCTION audit.add RESET search_path",
        "function audit.add(actor text, action text, subject text, detail jsonb) was changed",
    ),
    "a membership": ("GRANT nightjar_loader TO nightjar_analyst", "login nightjar_analyst was"),
}


@pytest.mark.parametrize("what", [*CHANGED_BY_HAND, *KEPT])
def test_the_check_tells_what_was_changed_by_hand(connection, what):
    statement, said = (CHANGED_BY_HAND | KEPT)[what]
    connection.execute(text(statement))
    assert said in " ".join(check(connection))


def test_an_upgrade_that_mends_makes_anew_what_was_changed_of_what_is_rebuilt(owner):
    with owner.begin() as connection:
        for statement, _ in CHANGED_BY_HAND.values():
            connection.execute(text(statement))
    upgrade(owner)
    with owner.connect() as connection:
        assert check(connection) != []
    upgrade(owner, mend=True)
    with owner.connect() as connection:
        assert check(connection) == []


def test_an_upgrade_that_mends_does_not_take_a_changed_table_for_its_own(owner):
    with owner.begin() as connection:
        connection.execute(text(KEPT["a condition"][0]))
        connection.execute(text(CHANGED_BY_HAND["a function"][0]))
    upgrade(owner, mend=True)
    with owner.connect() as connection:
        assert check(connection) == [KEPT["a condition"][1]]


OBJECTS = """
SELECT oid FROM pg_class
WHERE relnamespace::regnamespace::text IN ('held', 'derived', 'released', 'audit')
ORDER BY oid
"""


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(owner):
    with owner.connect() as connection:
        before = rows(connection, OBJECTS)
    upgrade(owner)
    with owner.connect() as connection:
        assert rows(connection, OBJECTS) == before


def test_a_rebuild_keeps_what_is_held(owner):
    with owner.begin() as connection:
        connection.execute(text("INSERT INTO held.supplier (name) VALUES ('Invented Police')"))
        connection.execute(text("COMMENT ON SCHEMA released IS 'made by another release'"))
        assert check(connection) != []
    upgrade(owner)
    with owner.connect() as connection:
        assert rows(connection, "SELECT name FROM held.supplier") == [("Invented Police",)]
        assert check(connection) == []


def test_nothing_that_is_held_depends_on_what_is_rebuilt(connection):
    """A rebuild drops with CASCADE: an index or a check on rebuilt code would go with it."""
    found = rows(
        connection,
        """
        SELECT DISTINCT pg_describe_object(classid, objid, objsubid)
        FROM pg_depend
        INNER JOIN pg_proc AS code ON refclassid = 'pg_proc'::regclass AND refobjid = code.oid
        WHERE
            code.pronamespace::regnamespace::text IN ('derived', 'released')
            -- a view that is rebuilt itself may ask a function that is
            AND NOT EXISTS (
                SELECT FROM pg_rewrite AS rule
                INNER JOIN pg_class AS view ON view.oid = rule.ev_class
                WHERE
                    classid = 'pg_rewrite'::regclass AND rule.oid = objid
                    AND view.relnamespace::regnamespace::text = 'released'
            )
        """,
    )
    assert found == []


def test_no_right_is_given_to_everybody(connection):
    found = rows(
        connection,
        """
        SELECT proname FROM pg_proc
        WHERE pronamespace::regnamespace::text IN ('held', 'audit', 'derived', 'released')
            AND has_function_privilege('public', oid, 'execute')
            AND prorettype <> 'trigger'::regtype
        UNION ALL
        SELECT relname FROM pg_class
        WHERE relnamespace::regnamespace::text IN ('held', 'audit', 'derived', 'released')
            AND relkind IN ('r', 'v', 'm')
            AND has_table_privilege('public', oid, 'select')
        UNION ALL
        SELECT nspname FROM pg_namespace
        WHERE nspname IN ('held', 'audit', 'derived', 'released', 'public')
            AND has_schema_privilege('public', oid, 'create')
        """,
    )
    assert found == []


def test_code_that_runs_as_its_owner_pins_where_it_looks(connection):
    found = rows(
        connection,
        """
        SELECT proname FROM pg_proc
        WHERE prosecdef AND pronamespace::regnamespace::text
            IN ('held', 'audit', 'derived', 'released')
            AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false)
        """,
    )
    assert found == []


@pytest.mark.parametrize("login", [*WEB_LOGINS, GATE])
@pytest.mark.parametrize("schema", ["held", "derived", "audit"])
def test_a_login_of_the_pages_is_refused_what_is_held_and_derived(connection, login, schema):
    connection.execute(text(f"SET LOCAL ROLE {login}"))
    assert rows(connection, "SELECT has_schema_privilege(:schema, 'usage')", schema=schema) == [
        (False,)
    ]


def test_the_analyst_cannot_read_an_episode(connection):
    connection.execute(text("SET LOCAL ROLE nightjar_analyst"))
    with pytest.raises(ProgrammingError, match="permission denied for schema held"):
        connection.execute(text("SELECT 1 FROM held.episode"))


EVERYBODYS = {"boundary_for_all", "road_for_all", "quarter_for_all", "snapshot_for_all"}
EVERYBODYS |= {"layer_for_all", "base_tile_for_all", "base_name_for_all"}
MAY_READ = {
    "nightjar_officer": EVERYBODYS
    | {"rank_for_all", "cell_for_officer", "flag_for_officer"}
    | {"premises_for_officer", "licence_for_officer", "export_rule_for_all"}
    | {"register_for_officer"}
    | {"visit_for_officer", "visit_plan_for_officer", "visit_record_for_officer"}
    | {"flag_feedback_for_officer", "saved_view_for_officer", "colleague_for_officer"}
    | {"measure_for_all", "feedback_reason_for_all"},
    "nightjar_board": EVERYBODYS
    | {"ward_count_for_board", "flag_count_for_board", "visit_count_for_board"}
    | {"picture_for_board", "definition_break_for_board"}
    | {"review_count_for_board", "measure_count_for_board", "representation_count_for_board"},
    "nightjar_admin": {"account_for_admin", "right_for_admin", "load_for_admin"}
    | {"authority_for_admin", "audit_entry_for_admin", "audit_state_for_admin"},
    GATE: set(),
}


@pytest.mark.parametrize("login", MAY_READ)
def test_a_login_reads_what_is_released_to_it_and_nothing_else(connection, login):
    found = rows(
        connection,
        """
        SELECT relnamespace::regnamespace::text, relname FROM pg_class
        WHERE relnamespace::regnamespace::text IN ('released', 'derived', 'held', 'audit')
            AND relkind IN ('r', 'v', 'm') AND has_table_privilege(:login, oid, 'select')
        """,
        login=login,
    )
    assert set(found) == {("released", name) for name in MAY_READ[login]}


@pytest.mark.parametrize("login", [*WEB_LOGINS, GATE])
def test_a_login_of_the_pages_may_write_nothing(connection, login):
    written = rows(
        connection,
        """
        SELECT relname FROM pg_class
        WHERE relnamespace::regnamespace::text IN ('released', 'derived', 'held', 'audit')
            AND relkind IN ('r', 'v', 'm')
            AND has_table_privilege(:login, oid, 'insert, update, delete, truncate')
        """,
        login=login,
    )
    assert written == []


LOOKS = {"state_purpose_for_all", "record_consultation_for_all", "record_layer_for_all"}
OPENS = {"open_snapshot_for_all", "report_snapshot_for_all"}  # which record, and then hand over
# who sees what is protected is recorded first; the administrator takes no files, the board is shown
# what is published, and the gate sees nothing
# police and council work one case, each by functions that ask the session which side it is of
JOINT = {f"review_{what}_for_all" for what in ("case", "meeting", "agenda")}
JOINT |= {
    f"case_{what}_for_all"
    for what in ("seen", "decision", "action", "note", "edit", "clock", "person", "representation")
}
JOINT |= {f"{act}_case_for_all" for act in ("open", "see", "decide", "sign", "close")}
JOINT |= {"put_on_agenda_for_all", "add_meeting_for_all", "change_meeting_for_all"}
JOINT |= {"save_note_for_all", "save_action_for_all", "settle_edit_for_all"}
JOINT |= {"start_clock_for_all", "stop_clock_for_all", "notice_for_all"}
DRAFTS = {f"{what}draft_for_all" for what in ("keep_", "", "drop_")}
DRAFTS |= {f"{what}_form_for_all" for what in ("claim", "note", "sent")}
OWN = {"record_export_for_all", "own_action_for_all"}
MAY_RECORD = {
    "nightjar_analyst": LOOKS
    | OPENS
    | JOINT
    | DRAFTS
    | {"record_export_for_all", "own_action_for_all"},
    "nightjar_officer": LOOKS
    | OPENS
    | JOINT
    | DRAFTS
    | {"record_export_for_all", "own_action_for_all"},
    "nightjar_board": OPENS,
    "nightjar_admin": LOOKS,
    GATE: set(),
}


@pytest.mark.parametrize("login", [*WEB_LOGINS, GATE])
def test_a_login_executes_what_is_released_for_it_and_nothing_else(connection, login):
    found = rows(
        connection,
        """
        SELECT proname FROM pg_proc
        WHERE pronamespace::regnamespace::text IN ('released', 'derived', 'held', 'audit')
            AND has_function_privilege(:login, oid, 'execute')
        """,
        login=login,
    )
    ours = f"_for_{login.removeprefix('nightjar_')}"
    others = {name for (name,) in found if not name.endswith(ours)}
    assert others == MAY_RECORD[login]


def test_the_gate_reads_no_table_and_no_view(connection):
    statement = "SELECT relname FROM pg_class WHERE has_table_privilege(:login, oid, 'select')"
    schemas = " AND relnamespace::regnamespace::text IN ('held', 'derived', 'released', 'audit')"
    kinds = " AND relkind IN ('r', 'v', 'm')"
    assert rows(connection, statement + schemas + kinds, login=GATE) == []


@pytest.mark.parametrize("login", ["nightjar_loader", "nightjar_publisher"])
@pytest.mark.parametrize(
    "table",
    [
        *("account", "account_right", "session", "sign_in_guard", "sign_in_decoy"),
        *("review_case", "review_meeting", "case_note", "case_decision", "case_edit", "case_seen"),
        *("notice", "draft", "representation", "representation_answer"),
    ],
)
def test_those_who_load_and_publish_reach_no_account_and_no_case(connection, login, table):
    for right in ("select", "insert", "update", "delete"):
        held = rows(
            connection,
            "SELECT has_table_privilege(:login, :table, :right)",
            login=login,
            table=f"held.{table}",
            right=right,
        )
        assert held == [(False,)]


def test_every_released_view_is_a_barrier(connection):
    """A view runs as its owner: without the barrier, a condition could look past its own."""
    found = rows(
        connection,
        """
        SELECT relname FROM pg_class
        WHERE relnamespace::regnamespace::text = 'released' AND relkind = 'v'
            AND NOT coalesce('security_barrier=true' = ANY(reloptions), false)
        """,
    )
    assert found == []


# which tables the views of each audience read, as their owner: an episode is in none of them
READS = {
    "cell_for_officer": {"boundary", "published_cell"},
    "flag_for_officer": {"officer_flag", "premises", "published_cell"},
    "premises_for_officer": {"authority", "authority_neighbour", "food_business", "premises"},
    "licence_for_officer": {
        *("authority_neighbour", "licence_activity", "licence_hours", "premises_licence"),
    },
    "register_for_officer": {"load"},
    "ward_count_for_board": {"boundary", "published_ward"},
    "flag_count_for_board": {
        *("authority", "cell_publication", "officer_flag", "premises", "release_policy"),
    },
    "visit_for_officer": {"account", "premises", "visit", "visit_plan", "visit_record"},
    "picture_for_board": {"authority", "published_picture"},
    "definition_break_for_board": {"definition_break"},
    "visit_plan_for_officer": {"account", "visit", "visit_plan"},
    "visit_record_for_officer": {"account", "visit", "visit_record"},
    "flag_feedback_for_officer": {"account", "feedback_reason", "flag_feedback"},
    "feedback_reason_for_all": {"feedback_reason"},
    "saved_view_for_officer": {"account", "saved_view"},
    "colleague_for_officer": {"account", "account_right"},
    "visit_count_for_board": {"authority", "visit", "visit_plan", "visit_record"},
    "quarter_for_all": {"cell_publication", "release_policy"},
    "snapshot_for_all": {"snapshot", "snapshot_event", "snapshot_file"},
    "boundary_for_all": {"boundary"},
    "road_for_all": {"road"},
    "rank_for_all": {"taxi_rank"},
    "layer_for_all": {"base_tile", "boundary", "road", "taxi_rank"},
    "base_tile_for_all": {"base_tile"},
    "base_name_for_all": {"base_name"},
    "account_for_admin": {"account", "session", "sign_in_guard"},
    "right_for_admin": {"account", "account_right", "authority"},
    "authority_for_admin": {"authority", "premises"},
    "load_for_admin": {"load"},
    "audit_entry_for_admin": {"account", "entry"},
    "audit_state_for_admin": {"entry", "head", "verification"},
    "export_rule_for_all": {"export_rule"},
    "measure_for_all": {"measure"},
    "review_count_for_board": {
        *("case_action", "case_signature", "cell_publication", "review_case", "review_meeting"),
    },
    "representation_count_for_board": {
        *("cell_publication", "representation", "representation_answer"),
    },
    "measure_count_for_board": {
        *("case_decision", "case_signature", "cell_publication", "measure"),
    },
}


def test_what_all_but_the_analyst_read_is_made_of_no_episode(connection):
    found = rows(
        connection,
        """
        SELECT DISTINCT seen.relname, base.relname
        FROM pg_depend
        INNER JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid
        INNER JOIN pg_class AS seen ON ev_class = seen.oid
        INNER JOIN pg_class AS base ON refclassid = 'pg_class'::regclass AND refobjid = base.oid
        WHERE seen.relnamespace::regnamespace::text = 'released' AND base.oid <> seen.oid
            AND seen.relname !~ '_for_analyst$'
        """,
    )
    read = {}
    for view, table in found:
        read.setdefault(view, set()).add(table)
    assert read == READS


PUBLISHED = ["cell", "cell_publication", "published_cell", "officer_flag", "published_ward_basis"]
PUBLISHED += ["picture_publication", "published_picture"]
PUBLISHED += ["snapshot", "snapshot_file", "snapshot_check", "snapshot_event"]


@pytest.mark.parametrize("table", PUBLISHED)
@pytest.mark.parametrize("login", LOGINS)
def test_what_is_published_is_only_ever_added_to_and_by_the_publisher(connection, login, table):
    [(added, changed)] = rows(
        connection,
        "SELECT has_table_privilege(:login, :table, 'insert'),"
        " has_table_privilege(:login, :table, 'update, delete, truncate')",
        login=login,
        table=f"held.{table}",
    )
    assert (added, changed) == (login == "nightjar_publisher", False)


@pytest.mark.parametrize("login", LOGINS)
def test_a_login_can_become_no_other(server, login, settings):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    engine = create_engine(server.url(name, login))
    with engine.connect() as connection:
        assert rows(connection, "SELECT current_user") == [(login,)]
        connection.execute(text("RESET ROLE"))
        assert rows(connection, "SELECT current_user") == [(login,)]
        for other in {"nightjar", *LOGINS} - {login}:
            with pytest.raises(ProgrammingError), connection.begin_nested():
                connection.execute(text(f"SET ROLE {other}"))
    engine.dispose()


@pytest.mark.parametrize("login", LOGINS)
def test_no_login_but_the_loader_may_make_anything(server, login, settings):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    engine = create_engine(server.url(name, login))
    statements = ["CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"]
    statements += ["CREATE TABLE public.t (i int)", "CREATE SCHEMA s"]
    if login != "nightjar_loader":
        statements.append("CREATE TEMP TABLE t (i int)")
    with engine.connect() as connection:
        for statement in statements:
            refused = pytest.raises(ProgrammingError, match="permission denied")
            with refused, connection.begin_nested():
                connection.execute(text(statement))
    engine.dispose()


def test_no_web_login_is_released_who_holds_a_licence_or_supervises(connection):
    """Only officers of the licensing authority may see them."""
    named = rows(
        connection,
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'released' AND column_name ~ 'holder|supervisor|driver|child|ref$'"
        " AND table_name !~ '_for_officer$|^(ward_count|picture)_for_board$'",
    )
    bounds = {"minimum_children", "minimum_children_for_board", "most_children"}
    assert [each for each in named if each[1] not in bounds] == [
        ("flag_pair_for_analyst", "children"),
        ("repeat_location_for_analyst", "children"),
    ]


def test_an_owner_who_is_no_superuser_may_act_as_the_logins(connection):
    connection.execute(text("CREATE ROLE lesser CREATEROLE"))
    connection.execute(text("SET LOCAL ROLE lesser"))
    connection.connection.cursor().execute(source("roles.sql"))
    for login in LOGINS:
        found = rows(connection, "SELECT pg_has_role('lesser', :login, 'MEMBER')", login=login)
        assert found == [(True,)]


@pytest.mark.parametrize("login", WEB_LOGINS)
def test_a_login_of_the_pages_gets_out_by_no_other_door(server, login, settings):
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    engine = create_engine(server.url(name, login))
    statements = [
        "COPY held.episode TO STDOUT",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "COPY (SELECT 1) TO '/tmp/nightjar-must-not-be'",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT lo_import('/etc/hostname')",
        "SELECT * FROM pg_stat_statements",
        "SELECT * FROM dblink('', '') AS t (i int)",
        "ALTER VIEW released.boundary_for_all SET (security_barrier = false)",
        "CREATE OR REPLACE VIEW released.boundary_for_all AS SELECT 1",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DO $$ BEGIN PERFORM 1 FROM held.episode; END $$",
        "SET session_authorization = nightjar",
        "GRANT nightjar TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "CREATE EXTENSION dblink",
    ]
    with engine.connect() as connection:
        for statement in statements:
            with pytest.raises(DBAPIError), connection.begin_nested():
                connection.exec_driver_sql(statement)
    engine.dispose()


CANARY = "Grey Canary Trawler"


@pytest.mark.parametrize("login", ["nightjar_officer", "nightjar_board"])
def test_the_text_of_an_error_gives_nothing_away(server, login, settings, owner):
    """A cast that fails quotes the value: of a row that the login may not see, it must not."""
    name = (settings.database_url or "").split("/")[3].split("?")[0]
    with owner.begin() as connection:
        plant = Planting(connection)
        plant.premises(CANARY)
    engine = create_engine(server.url(name, login))
    statements = [
        "SELECT name::integer FROM released.premises_for_officer",
        "SELECT 1 FROM released.premises_for_officer WHERE name::integer = 1",
        "SELECT 1 FROM released.flag_for_officer WHERE address::integer = 1 OR name::integer = 1",
        "SELECT 1 FROM released.licence_for_officer WHERE licence_number::integer = 1",
        "SELECT 1 FROM released.flag_count_for_board WHERE authority_name::integer = 1",
        "SELECT name::integer FROM held.premises",
    ]
    with engine.connect() as connection:
        for statement in statements:
            said = ""
            try:
                with connection.begin_nested():
                    said = str(connection.exec_driver_sql(statement).all())
            except DBAPIError as error:
                said = str(error)
            assert CANARY not in said
    engine.dispose()
