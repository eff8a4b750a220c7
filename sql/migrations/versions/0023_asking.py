"""What analysts ask by a page, and the questions that they save under a name."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.asking, the queue of questions, and held.saved_question."""
    op.execute(
        """
        CREATE TABLE held.asking (
            asking_id uuid CONSTRAINT asking_pkey PRIMARY KEY,
            lock_no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT asking_lock_no_key UNIQUE,
            account_id uuid NOT NULL
            CONSTRAINT asking_account_id_fkey REFERENCES held.account (account_id),
            terms jsonb NOT NULL,
            state text NOT NULL DEFAULT 'waiting',
            tries smallint NOT NULL DEFAULT 0,
            run_id uuid CONSTRAINT asking_run_id_fkey REFERENCES held.flag_run (run_id),
            refusal text,
            asked_at timestamptz NOT NULL DEFAULT now(),
            settled_at timestamptz,
            CONSTRAINT asking_state_check
            CHECK (state IN ('waiting', 'asking', 'answered', 'refused')),
            CONSTRAINT asking_answer_check CHECK ((state = 'answered') = (run_id IS NOT NULL)),
            CONSTRAINT asking_tries_check CHECK (tries >= 0)
        );
        CREATE INDEX asking_queue_idx ON held.asking (asked_at)
        WHERE state IN ('waiting', 'asking');

        CREATE TABLE held.saved_question (
            question_id uuid CONSTRAINT saved_question_pkey PRIMARY KEY,
            account_id uuid NOT NULL
            CONSTRAINT saved_question_account_id_fkey REFERENCES held.account (account_id),
            name text NOT NULL,
            shared boolean NOT NULL,
            terms jsonb NOT NULL,
            saved_at timestamptz NOT NULL DEFAULT now(),
            last_used_at timestamptz,
            CONSTRAINT saved_question_name_key UNIQUE (account_id, name),
            CONSTRAINT saved_question_name_check CHECK (length(name) BETWEEN 1 AND 80)
        );
        """
    )
