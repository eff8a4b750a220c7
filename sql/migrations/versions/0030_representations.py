"""Complaints and replies about a premises' listing or visits, and how they were answered."""

from __future__ import annotations

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of representations and of the versions of their answers."""
    op.execute(
        """
        CREATE TABLE held.representation (
            representation_id uuid NOT NULL DEFAULT gen_random_uuid(),
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            authority text NOT NULL REFERENCES held.authority (code),
            kind text NOT NULL,
            received_on date NOT NULL,
            made_for text NOT NULL,
            asked text NOT NULL,
            made_by uuid NOT NULL REFERENCES held.account (account_id),
            made_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT representation_pkey PRIMARY KEY (representation_id),
            CONSTRAINT representation_kind_check
            CHECK (kind IN ('complaint', 'reply', 'correction')),
            CONSTRAINT representation_made_for_check
            CHECK (made_for IN ('business', 'resident', 'councillor', 'other')),
            CONSTRAINT representation_day_check CHECK (received_on >= '2000-01-01'),
            CONSTRAINT representation_asked_check CHECK (length(asked) BETWEEN 10 AND 4000)
        );
        CREATE INDEX representation_premises_id_idx ON held.representation (premises_id);
        CREATE INDEX representation_authority_idx ON held.representation (authority);
        CREATE TABLE held.representation_answer (
            representation_id uuid NOT NULL
            REFERENCES held.representation (representation_id) ON DELETE CASCADE,
            version integer NOT NULL,
            outcome text NOT NULL,
            answered_on date NOT NULL,
            answer text NOT NULL,
            changed_by uuid NOT NULL REFERENCES held.account (account_id),
            changed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT representation_answer_pkey PRIMARY KEY (representation_id, version),
            CONSTRAINT representation_answer_version_check CHECK (version >= 1),
            CONSTRAINT representation_answer_outcome_check
            CHECK (outcome IN ('upheld', 'partly', 'not_upheld', 'noted')),
            CONSTRAINT representation_answer_length_check
            CHECK (length(answer) BETWEEN 10 AND 4000)
        );
        CREATE TRIGGER representation_is_kept BEFORE UPDATE ON held.representation
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        CREATE TRIGGER representation_answer_is_kept BEFORE UPDATE ON held.representation_answer
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_version();
        """
    )
