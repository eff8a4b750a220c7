"""Snapshots: files that are fixed, what was checked of them, and what became of them."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of snapshots, which are only ever added to."""
    op.execute(TABLES)
    op.execute(FINAL)


TABLES = """
    -- How many children were counted in each ward when a quarter was published, exactly: what a
    -- restatement is measured against. Never released, and gone when the episodes are.
    ALTER TABLE held.cell_publication
    ADD COLUMN basis_kept boolean NOT NULL DEFAULT false;
    CREATE TABLE held.published_ward_basis (
        quarter text NOT NULL REFERENCES held.cell_publication (quarter) ON DELETE CASCADE,
        ward text NOT NULL,
        children integer NOT NULL,
        CONSTRAINT published_ward_basis_pkey PRIMARY KEY (quarter, ward),
        CONSTRAINT published_ward_basis_children_check CHECK (children >= 1)
    );

    -- A snapshot is its manifest, which has the hash of every file. What is signed, by a key that
    -- is not in this database, is its name and the manifest's hash.
    CREATE TABLE held.snapshot (
        snapshot_id uuid CONSTRAINT snapshot_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CONSTRAINT snapshot_name_key UNIQUE,
        period text NOT NULL,
        edition integer NOT NULL,
        manifest bytea NOT NULL,
        sha256 text NOT NULL,
        signature text NOT NULL,
        key_fingerprint text NOT NULL,
        built_at timestamptz NOT NULL DEFAULT now(),
        built_by text NOT NULL,
        CONSTRAINT snapshot_period_check CHECK (period ~ '^[0-9]{4}(Q[1-4]|R)$'),
        CONSTRAINT snapshot_name_check CHECK (
            name = CASE WHEN edition > 1 THEN period || '-' || edition::text ELSE period END
        ),
        CONSTRAINT snapshot_edition_check CHECK (edition >= 1),
        CONSTRAINT snapshot_sha256_check CHECK (sha256 = encode(sha256(manifest), 'hex')),
        CONSTRAINT snapshot_signature_check CHECK (signature ~ '^[0-9a-f]{64}$')
    );

    CREATE TABLE held.snapshot_file (
        snapshot_id uuid NOT NULL REFERENCES held.snapshot (snapshot_id),
        name text NOT NULL,
        bytes bytea NOT NULL,
        sha256 text NOT NULL,
        CONSTRAINT snapshot_file_pkey PRIMARY KEY (snapshot_id, name),
        CONSTRAINT snapshot_file_name_check CHECK (name ~ '^[a-z]+[.][a-z]+$'),
        CONSTRAINT snapshot_file_sha256_check CHECK (sha256 = encode(sha256(bytes), 'hex'))
    );

    -- What an attacker made of exactly these bytes, beside everything that was published by then.
    CREATE TABLE held.snapshot_check (
        check_no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT snapshot_check_pkey PRIMARY KEY,
        snapshot_id uuid NOT NULL REFERENCES held.snapshot (snapshot_id),
        sha256 text NOT NULL,
        beside text NOT NULL,
        checked_at timestamptz NOT NULL DEFAULT now(),
        checked_by text NOT NULL,
        passed boolean NOT NULL,
        findings jsonb NOT NULL,
        CONSTRAINT snapshot_check_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        CONSTRAINT snapshot_check_beside_check CHECK (beside ~ '^[0-9a-f]{64}$'),
        CONSTRAINT snapshot_check_findings_check CHECK (jsonb_typeof(findings) = 'array')
    );
    CREATE INDEX snapshot_check_snapshot_id_idx ON held.snapshot_check (snapshot_id);

    CREATE TABLE held.snapshot_event (
        event_no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT snapshot_event_pkey PRIMARY KEY,
        snapshot_id uuid NOT NULL REFERENCES held.snapshot (snapshot_id),
        kind text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        check_no integer REFERENCES held.snapshot_check (check_no),
        reason text,
        CONSTRAINT snapshot_event_kind_check CHECK (kind IN ('published', 'withdrawn', 'noted')),
        CONSTRAINT snapshot_event_check_check CHECK (
            (kind = 'published') = (check_no IS NOT NULL)
        ),
        CONSTRAINT snapshot_event_reason_check CHECK (
            kind = 'published' OR coalesce(length(reason) >= 10, false)
        )
    );
    CREATE UNIQUE INDEX snapshot_event_once_idx ON held.snapshot_event (snapshot_id, kind)
    WHERE kind <> 'noted';
"""

FINAL = """
    CREATE FUNCTION held.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what held.% has is final: it is only ever added to', TG_TABLE_NAME;
    END
    $$;
    CREATE TRIGGER snapshot_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON held.snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION held.refuse_change();
    CREATE TRIGGER snapshot_file_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON held.snapshot_file
    FOR EACH STATEMENT EXECUTE FUNCTION held.refuse_change();
    CREATE TRIGGER snapshot_check_is_final
    BEFORE UPDATE OR DELETE OR TRUNCATE ON held.snapshot_check
    FOR EACH STATEMENT EXECUTE FUNCTION held.refuse_change();
    CREATE TRIGGER snapshot_event_is_final
    BEFORE UPDATE OR DELETE OR TRUNCATE ON held.snapshot_event
    FOR EACH STATEMENT EXECUTE FUNCTION held.refuse_change();

    -- The order of a snapshot's life: checked, published, withdrawn; of a period one stands.
    CREATE FUNCTION held.follow_order() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- whoever publishes waits here for whoever publishes
        PERFORM pg_advisory_xact_lock(x'536E6170'::bigint);
        IF NEW.kind = 'published' AND NOT EXISTS (
            SELECT FROM held.snapshot_check AS verdict
            INNER JOIN held.snapshot USING (snapshot_id)
            WHERE
                verdict.check_no = NEW.check_no AND verdict.snapshot_id = NEW.snapshot_id
                AND verdict.passed AND verdict.sha256 = snapshot.sha256
                AND NOT EXISTS (
                    SELECT FROM held.snapshot_check AS later
                    WHERE later.snapshot_id = NEW.snapshot_id AND later.check_no > NEW.check_no
                )
        ) THEN
            RAISE EXCEPTION 'a snapshot is published after the last check of it has passed';
        END IF;
        IF NEW.kind = 'published' AND EXISTS (
            SELECT FROM held.snapshot_event AS other
            INNER JOIN held.snapshot AS its USING (snapshot_id)
            INNER JOIN held.snapshot AS ours ON its.period = ours.period
            WHERE
                ours.snapshot_id = NEW.snapshot_id AND other.kind = 'published'
                AND NOT EXISTS (
                    SELECT FROM held.snapshot_event AS ended
                    WHERE ended.snapshot_id = other.snapshot_id AND ended.kind = 'withdrawn'
                )
        ) THEN
            RAISE EXCEPTION 'of a period one snapshot stands: withdraw the other first';
        END IF;
        IF NEW.kind = 'withdrawn' AND NOT EXISTS (
            SELECT FROM held.snapshot_event AS other
            WHERE other.snapshot_id = NEW.snapshot_id AND other.kind = 'published'
        ) THEN
            RAISE EXCEPTION 'what was never published cannot be withdrawn';
        END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER snapshot_event_follows BEFORE INSERT ON held.snapshot_event
    FOR EACH ROW EXECUTE FUNCTION held.follow_order();
"""
