"""The record of who did what."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the append-only audit chain."""
    op.execute(
        """
        CREATE TABLE audit.entry (
            seq bigint CONSTRAINT entry_pkey PRIMARY KEY,
            at timestamptz NOT NULL,
            actor text NOT NULL,
            action text NOT NULL,
            subject text NOT NULL,
            detail jsonb NOT NULL,
            previous text NOT NULL CONSTRAINT entry_previous_key UNIQUE,
            hash text NOT NULL,
            CONSTRAINT entry_seq_check CHECK (seq > 0),
            CONSTRAINT entry_hash_check CHECK (hash ~ '^[0-9a-f]{64}$')
        );

        -- Writers queue on this one row: a chain written by several at once forks.
        CREATE TABLE audit.head (
            only_row boolean CONSTRAINT head_pkey PRIMARY KEY DEFAULT true,
            seq bigint NOT NULL,
            hash text NOT NULL,
            CONSTRAINT head_only_row_check CHECK (only_row)
        );
        INSERT INTO audit.head (seq, hash) VALUES (0, repeat('0', 64));

        CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the audit record is only ever added to';
        END
        $$;
        CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

        CREATE FUNCTION audit.add(actor text, action text, subject text, detail jsonb)
        RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        AS $$
        DECLARE
            tip audit.head;
            now_at timestamptz := date_trunc('microseconds', clock_timestamp());
            part text;
            chained text := '';
            new_hash text;
        BEGIN
            SELECT * INTO STRICT tip FROM audit.head FOR UPDATE;
            -- each field goes in with its length, so that no text can move from one to the next
            FOREACH part IN ARRAY ARRAY[
                (tip.seq + 1)::text,
                to_char(now_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                add.actor, add.action, add.subject, add.detail::text, tip.hash
            ] LOOP
                chained := chained || octet_length(part) || ':' || part;
            END LOOP;
            new_hash := encode(sha256(convert_to(chained, 'UTF8')), 'hex');
            INSERT INTO audit.entry
            VALUES (
                tip.seq + 1, now_at, add.actor, add.action, add.subject, add.detail, tip.hash,
                new_hash
            );
            UPDATE audit.head SET seq = tip.seq + 1, hash = new_hash;
            RETURN tip.seq + 1;
        END
        $$;
        """
    )
