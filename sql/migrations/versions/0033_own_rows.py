"""Rows of work are kept by whose they are, whatever a function or a view forgets to ask."""

from __future__ import annotations

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# what the people of one authority write and the others never read, and what hangs on such a row
OF_AUTHORITY = ("visit", "flag_feedback")
OF_VISIT = ("visit_plan", "visit_record")
OF_CASE = (
    "case_seen",
    "case_decision",
    "case_signature",
    "case_action",
    "case_note",
    "case_edit",
    "case_clock",
)
REACH = "(SELECT held.own_reach()) IN ('*', authority)"
OWN = "authority = (SELECT who.authority FROM held.signed_in AS who)"
OWN_ACCOUNT = "(SELECT who.account_id FROM held.signed_in AS who)"
OWN_MEETING = "(SELECT held.own_reach()) = '*' OR meeting_id IN (SELECT held.own_meetings())"


def upgrade() -> None:
    """Say who is signed in, and let each row be seen and written by those alone whose it is."""
    op.execute(
        """
        -- Who is signed in: the person of the session that the transaction is set to. The setting
        -- names a session and no person, so that nobody is somebody by saying so. For how long a
        -- session lasts is asked by derived.live_session, whose terms may change, and not here.
        CREATE VIEW held.signed_in WITH (security_barrier) AS
        SELECT
            given.account_id,
            given.right_id,
            given.audience,
            given.authority
        FROM held.session AS session
        INNER JOIN held.account_right AS given USING (right_id)
        WHERE
            session.token_sha256 = CASE
                -- a setting that was set once reads as an empty text ever after
                WHEN current_setting('nightjar.session', true) ~ '^[0-9a-f]{64}$'
                    THEN decode(current_setting('nightjar.session', true), 'hex')
            END
            AND session.stage = 'open' AND session.ended_at IS NULL
            AND given.granted_at IS NOT NULL AND given.ended_at IS NULL
            AND 'nightjar_' || given.audience
            = coalesce(nullif(current_setting('role'), 'none'), session_user);

        -- Whose cases whoever is signed in may see: those of an authority, or all, '*', for police.
        -- Asked as a function where functions alone ask: a statement with ten such tables would
        -- else be planned with the view ten times, which takes longer than its answer.
        CREATE FUNCTION held.own_reach() RETURNS text
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            found record;
        BEGIN
            SELECT who.audience, who.authority INTO found FROM held.signed_in AS who;
            RETURN CASE found.audience WHEN 'analyst' THEN '*' ELSE found.authority END;
        END
        $$;
        REVOKE ALL ON FUNCTION held.own_reach() FROM public;

        -- The meetings of whoever is signed in for a council: those of its authority, and one that
        -- it has just made and that is of none yet. Asked as the owner: the policies of meetings
        -- and of their authorities would each wait for the other's.
        CREATE FUNCTION held.own_meetings() RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
            SELECT of_it.meeting_id
            FROM held.signed_in AS who
            INNER JOIN held.review_meeting_authority AS of_it USING (authority)
            UNION ALL
            SELECT made.meeting_id
            FROM held.signed_in AS who
            INNER JOIN held.review_meeting AS made ON who.account_id = made.made_by
            WHERE
                who.authority IS NOT NULL
                AND NOT EXISTS (
                    SELECT
                    FROM held.review_meeting_authority AS of_it
                    WHERE of_it.meeting_id = made.meeting_id
                )
        $$;
        REVOKE ALL ON FUNCTION held.own_meetings() FROM public;
        """
    )
    for table in OF_AUTHORITY:
        _keep(table, OWN)
    for table in OF_VISIT:
        _keep(table, _of("visit", "visit_id", table))
    _keep("saved_view", f"{OWN} AND (shared OR owner = {OWN_ACCOUNT})")
    _keep("draft", "right_id = (SELECT who.right_id FROM held.signed_in AS who)")
    _keep("review_case", REACH)
    for table in OF_CASE:
        _keep(table, _of("review_case", "case_id", table))
    _keep("review_meeting", OWN_MEETING, new=f"made_by = {OWN_ACCOUNT}")
    _keep("review_meeting_authority", OWN_MEETING, new=f"({OWN_MEETING}) AND {REACH}")
    _keep(
        "review_agenda",
        f"{_of('review_case', 'case_id', 'review_agenda')}"
        f" AND {_of('review_meeting', 'meeting_id', 'review_agenda')}",
    )
    _keep("representation", REACH)
    _keep(
        "representation_answer",
        _of("representation", "representation_id", "representation_answer"),
    )
    _keep("notice", None)  # by whom people are told, and by no function of theirs


def _of(parent: str, key: str, table: str) -> str:
    """Say that a row is whose the row is that it hangs on: the policy of that one is asked too."""
    return f"EXISTS (SELECT FROM held.{parent} AS own WHERE own.{key} = {table}.{key})"


def _keep(table: str, rows: str | None, new: str | None = None) -> None:
    """Force row security on a table: all rows for the owner, ``rows`` for the people's functions.

    ``new``: what holds of a row that is added, where that is not ``rows``.
    """
    op.execute(
        f"""
        ALTER TABLE held.{table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY all_rows ON held.{table} TO nightjar_keeper USING (true);
        """
    )
    if rows is None:
        return
    if new is None:
        op.execute(f"CREATE POLICY own_rows ON held.{table} TO nightjar_casework USING ({rows})")
        return
    op.execute(
        f"""
        CREATE POLICY own_rows ON held.{table} FOR SELECT TO nightjar_casework USING ({rows});
        CREATE POLICY own_change ON held.{table} FOR UPDATE TO nightjar_casework USING ({rows});
        CREATE POLICY own_addition ON held.{table} FOR INSERT TO nightjar_casework
        WITH CHECK ({new});
        """
    )
