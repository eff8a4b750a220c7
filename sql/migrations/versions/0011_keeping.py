"""Who looked and why, what left, what was erased, what is held back, and for how long."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the records of consultations and exports, and the tables of erasure and retention."""
    op.execute(TABLES)
    op.execute(CONSULTING)
    op.execute(CUTTING)


TABLES = """
    -- A file that left: what it was, who took it, why, and until when they may keep it.
    CREATE TABLE held.export (
        export_id uuid CONSTRAINT export_pkey PRIMARY KEY,
        made_at timestamptz NOT NULL DEFAULT now(),
        account text NOT NULL,
        audience text NOT NULL,
        task bigint,
        object text NOT NULL,
        file_name text NOT NULL,
        sha256 text NOT NULL,
        rows bigint NOT NULL,
        masked boolean NOT NULL,
        covers_from date,
        covers_to date,
        expires_on date NOT NULL,
        recalled_at timestamptz,
        audit_seq bigint NOT NULL,
        CONSTRAINT export_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        CONSTRAINT export_rows_check CHECK (rows >= 0),
        CONSTRAINT export_covers_check CHECK (covers_to >= covers_from)
    );

    -- A child who was erased, known again by a keyed mark and by nothing else.
    CREATE TABLE held.tombstone (
        mark text CONSTRAINT tombstone_pkey PRIMARY KEY,
        key_fingerprint text NOT NULL,
        laid_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT tombstone_mark_check CHECK (mark ~ '^[0-9a-f]{64}$')
    );

    -- A legal hold: what it names, a child by mark or a span of days, may not be deleted.
    CREATE TABLE held.hold (
        hold_id uuid CONSTRAINT hold_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
        mark text,
        key_fingerprint text,
        begins_on date,
        ends_on date,
        reason text NOT NULL,
        placed_at timestamptz NOT NULL DEFAULT now(),
        placed_by text NOT NULL,
        ended_at timestamptz,
        ended_by text,
        end_reason text,
        CONSTRAINT hold_mark_check CHECK (mark ~ '^[0-9a-f]{64}$'),
        CONSTRAINT hold_names_check CHECK (
            (mark IS NULL) = (key_fingerprint IS NULL)
            AND (mark IS NULL) = (begins_on IS NOT NULL)
            AND (begins_on IS NULL) = (ends_on IS NULL)
        ),
        CONSTRAINT hold_days_check CHECK (ends_on >= begins_on),
        CONSTRAINT hold_reason_check CHECK (length(reason) >= 10),
        CONSTRAINT hold_end_check CHECK (
            (ended_at IS NULL) = (ended_by IS NULL)
            AND (ended_at IS NULL) = (end_reason IS NULL)
        )
    );

    -- Each time that episodes were removed. A question asked before and after is not the same one.
    CREATE TABLE held.removal (
        removal_no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT removal_pkey PRIMARY KEY,
        removal_id uuid NOT NULL DEFAULT gen_random_uuid()
        CONSTRAINT removal_id_key UNIQUE,
        removed_at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        reason text NOT NULL,
        removed jsonb NOT NULL,
        digest text NOT NULL,
        CONSTRAINT removal_kind_check CHECK (kind IN ('erasure', 'retention'))
    );

    ALTER TABLE held.flag_run
    ADD COLUMN removals integer NOT NULL DEFAULT 0,
    ADD COLUMN notes jsonb NOT NULL DEFAULT '[]';

    CREATE TABLE held.retention_policy (
        dataset text NOT NULL,
        effective_from date NOT NULL,
        keep_months integer NOT NULL,
        reason text NOT NULL,
        CONSTRAINT retention_policy_pkey PRIMARY KEY (dataset, effective_from),
        CONSTRAINT retention_policy_dataset_check
        CHECK (dataset IN ('episodes', 'rejects', 'audit', 'sessions')),
        CONSTRAINT retention_policy_months_check CHECK (keep_months BETWEEN 1 AND 1200)
    );
    INSERT INTO held.retention_policy VALUES
    ('episodes', '1970-01-01', 24, 'row by row for two years, then as counts alone'),
    ('rejects', '1970-01-01', 12, 'long enough to mend and send again'),
    ('audit', '1970-01-01', 72, 'six years, as records of law-enforcement processing'),
    ('sessions', '1970-01-01', 3, 'long enough to look into a misuse');

    -- What is left of episodes past their time. Each is counted in one row alone: by its month,
    -- authority and category where that is at least five children, else by its quarter, authority
    -- and category, else by its quarter; null is "all that no finer row counts".
    CREATE TABLE held.episode_month (
        count_id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT episode_month_pkey PRIMARY KEY,
        quarter date NOT NULL,
        month date,
        authority text,
        category text,
        episodes bigint NOT NULL,
        children bigint,
        counted_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT episode_month_key
        UNIQUE NULLS NOT DISTINCT (quarter, month, authority, category),
        CONSTRAINT episode_month_quarter_check
        CHECK (quarter = date_trunc('quarter', quarter::timestamp)),
        CONSTRAINT episode_month_month_check
        CHECK (date_trunc('quarter', month::timestamp) = quarter),
        CONSTRAINT episode_month_children_check CHECK (children >= 5)
    );

    -- Where the record begins: after the entries that were old enough to be cut off.
    CREATE TABLE audit.beginning (
        only_row boolean CONSTRAINT beginning_pkey PRIMARY KEY DEFAULT true,
        seq bigint NOT NULL,
        hash text NOT NULL,
        CONSTRAINT beginning_only_row_check CHECK (only_row)
    );
    INSERT INTO audit.beginning (seq, hash) VALUES (0, repeat('0', 64));
    CREATE INDEX entry_purpose_idx ON audit.entry (actor, seq) WHERE action = 'state purpose';
"""

CONSULTING = """
    -- State what the next consultations are for; they refer to the number that this returns.
    CREATE FUNCTION audit.state_purpose(
        actor text, audience text, purpose text, case_reference text, reason text
    )
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    BEGIN
        IF purpose IS NULL OR purpose NOT IN (
            'safeguarding', 'licensing', 'analysis', 'data_quality', 'accountability'
        ) THEN
            RAISE EXCEPTION 'a purpose must be one of the five' USING ERRCODE = '22023';
        END IF;
        IF coalesce(length(btrim(reason)) < 10, true)
            AND coalesce(case_reference !~ '^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}$', true)
        THEN
            RAISE EXCEPTION 'a purpose needs a case reference, or a reason of ten characters'
            USING ERRCODE = '22023';
        END IF;
        -- what is written here outlives an erasure, so it must not name a child
        IF concat_ws(' ', case_reference, reason)
            ~* '[0-9a-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
            OR length(reason) > 500
        THEN
            RAISE EXCEPTION 'a reason must be short and may not hold a reference to a child'
            USING ERRCODE = '22023';
        END IF;
        RETURN audit.add(
            state_purpose.actor, 'state purpose', purpose,
            jsonb_strip_nulls(jsonb_build_object(
                'audience', audience, 'case', case_reference, 'reason', reason
            ))
        );
    END
    $$;

    -- The purpose that an account stated last, if that was not long ago.
    CREATE FUNCTION audit.purpose_in_force(actor text, minutes integer)
    RETURNS TABLE (task bigint, purpose text, detail jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT newest.seq, newest.subject, newest.detail
        FROM (
            SELECT entry.seq, entry.subject, entry.detail, entry.at
            FROM audit.entry AS entry
            WHERE entry.action = 'state purpose' AND entry.actor = purpose_in_force.actor
            ORDER BY entry.seq DESC
            LIMIT 1
        ) AS newest
        WHERE newest.at > clock_timestamp() - make_interval(mins => minutes)
    $$;

    -- Record that somebody looked: before they see it, or that they were refused.
    CREATE FUNCTION audit.record_consultation(
        actor text, audience text, authority text, task bigint, route text, object text,
        object_id text, filter jsonb, rows bigint, sha256 text, outcome text
    )
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        stated audit.entry;
    BEGIN
        IF task IS NOT NULL THEN
            SELECT * INTO stated FROM audit.entry AS entry WHERE entry.seq = task;
            IF stated.action IS DISTINCT FROM 'state purpose'
                OR stated.actor <> record_consultation.actor
                OR stated.detail ->> 'audience' <> record_consultation.audience
                OR stated.at < clock_timestamp() - interval '8 hours'
            THEN
                RAISE EXCEPTION 'a task must be a purpose that the same account stated, of late'
                USING ERRCODE = '22023';
            END IF;
        END IF;
        IF actor IS NULL OR audience IS NULL OR coalesce(outcome NOT IN ('ok', 'denied'), true)
            OR coalesce(object !~ '^[a-z_]{1,40}$', true)
            OR coalesce(object_id, '') !~ '^[0-9A-Za-z-]{0,64}$'
            OR coalesce(sha256, repeat('0', 64)) !~ '^[0-9a-f]{64}$'
            OR coalesce(length(route) NOT BETWEEN 1 AND 200, true)
            OR (outcome = 'ok' AND coalesce(rows < 0, true))
            OR pg_column_size(filter) > 4000
        THEN
            RAISE EXCEPTION 'a consultation must say who, what, how and what came of it'
            USING ERRCODE = '22023';
        END IF;
        RETURN audit.add(
            record_consultation.actor,
            CASE WHEN sha256 IS NULL THEN 'consult' ELSE 'export' END,
            concat_ws(':', object, nullif(object_id, '')),
            jsonb_strip_nulls(jsonb_build_object(
                'audience', audience, 'authority', authority, 'task', task, 'route', route,
                'filter', filter, 'rows', rows, 'sha256', sha256, 'outcome', outcome
            ))
        );
    END
    $$;

    -- Record that a file leaves, in the register and in the chain, before it does.
    CREATE FUNCTION audit.record_export(
        export_id uuid, actor text, audience text, authority text, task bigint, route text,
        object text, filter jsonb, file_name text, sha256 text, rows bigint, masked boolean,
        covers_from date, covers_to date, expires_on date
    )
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        recorded bigint;
    BEGIN
        -- an analyst's own evidence, at the command line of the database's owner, is no release
        IF NOT masked AND task IS NULL AND audience IS DISTINCT FROM 'console' THEN
            RAISE EXCEPTION 'exact points leave for a stated purpose alone' USING ERRCODE = '22023';
        END IF;
        recorded := audit.record_consultation(
            actor, audience, authority, task, route, object, export_id::text,
            coalesce(filter, '{}') || jsonb_build_object('masked', masked), rows, sha256, 'ok'
        );
        INSERT INTO held.export (
            export_id, account, audience, task, object, file_name, sha256, rows, masked,
            covers_from, covers_to, expires_on, audit_seq
        )
        VALUES (
            record_export.export_id, actor, record_export.audience, record_export.task,
            record_export.object, record_export.file_name, record_export.sha256,
            record_export.rows, record_export.masked, record_export.covers_from,
            record_export.covers_to, record_export.expires_on, recorded
        );
        RETURN recorded;
    END
    $$;
"""

CUTTING = """
    -- Cut off the entries that are past their time, and remember by hash where the rest begins.
    CREATE FUNCTION audit.cut(through bigint)
    RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    DECLARE
        last audit.entry;
        cut_off bigint;
    BEGIN
        PERFORM FROM audit.head FOR UPDATE;
        SELECT * INTO STRICT last FROM audit.entry AS entry WHERE entry.seq = through;
        ALTER TABLE audit.entry DISABLE TRIGGER entry_is_final;
        DELETE FROM audit.entry AS entry WHERE entry.seq <= through;
        GET DIAGNOSTICS cut_off = ROW_COUNT;
        ALTER TABLE audit.entry ENABLE TRIGGER entry_is_final;
        UPDATE audit.beginning SET seq = last.seq, hash = last.hash;
        RETURN cut_off;
    END
    $$;

    CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON audit.head
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
    CREATE TRIGGER beginning_stays BEFORE DELETE OR TRUNCATE ON audit.beginning
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
"""
