"""Files that analysts send by a page: what was asked of each, and what came of it."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.upload, which is also the queue that workers take from, and its rejects."""
    op.execute(
        """
        CREATE TABLE held.upload (
            upload_id uuid CONSTRAINT upload_pkey PRIMARY KEY,
            -- the number of the advisory lock that a worker holds while it works on it
            lock_no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT upload_lock_no_key UNIQUE,
            account_id uuid NOT NULL
            CONSTRAINT upload_account_id_fkey REFERENCES held.account (account_id),
            kind text NOT NULL,
            options jsonb NOT NULL,
            file_names text[] NOT NULL,
            file_bytes bigint[] NOT NULL,
            file_hashes text[] NOT NULL,
            state text NOT NULL DEFAULT 'waiting',
            done bigint NOT NULL DEFAULT 0,
            expected bigint,
            tries smallint NOT NULL DEFAULT 0,
            report jsonb,
            refusal text,
            loads uuid[] NOT NULL DEFAULT '{}',
            asked_at timestamptz NOT NULL DEFAULT now(),
            checked_at timestamptz,
            settled_at timestamptz,
            undo_reason text,
            CONSTRAINT upload_kind_check CHECK (kind IN (
                'premises', 'episodes', 'taxi', 'food', 'boundaries', 'postcodes', 'addresses'
            )),
            CONSTRAINT upload_state_check CHECK (state IN (
                'waiting', 'checking', 'checked', 'refused', 'committing', 'loaded', 'discarded',
                'undoing', 'undone'
            )),
            CONSTRAINT upload_files_check CHECK (
                cardinality(file_names) BETWEEN 1 AND 2
                AND cardinality(file_bytes) = cardinality(file_names)
                AND cardinality(file_hashes) = cardinality(file_names)
            ),
            CONSTRAINT upload_counts_check CHECK (done >= 0 AND expected >= 0 AND tries >= 0),
            CONSTRAINT upload_loaded_check
            CHECK (state <> 'loaded' OR cardinality(loads) > 0)
        );
        CREATE INDEX upload_account_id_idx ON held.upload (account_id, asked_at);
        CREATE INDEX upload_queue_idx ON held.upload (asked_at)
        WHERE state IN ('waiting', 'checking', 'committing', 'undoing');

        CREATE TABLE held.upload_reject (
            upload_id uuid NOT NULL
            CONSTRAINT upload_reject_upload_id_fkey
            REFERENCES held.upload (upload_id) ON DELETE CASCADE,
            reject_no integer NOT NULL,
            part text NOT NULL,
            row_number bigint NOT NULL,
            column_name text NOT NULL,
            reason text NOT NULL,
            found text NOT NULL,
            CONSTRAINT upload_reject_pkey PRIMARY KEY (upload_id, reject_no)
        );

        INSERT INTO held.export_rule VALUES ('analyst', 'upload_rejects', 'csv', false, 20000);
        """
    )
