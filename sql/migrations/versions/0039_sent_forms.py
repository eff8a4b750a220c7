"""A form that is sent twice acts once: which forms were sent, and where each led."""

from __future__ import annotations

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.sent_form."""
    op.execute(
        """
        CREATE TABLE held.sent_form (
            account_id uuid
            CONSTRAINT sent_form_account_id_fkey REFERENCES held.account (account_id),
            form_sha256 bytea,
            sent_at timestamptz NOT NULL DEFAULT now(),
            led_to text,
            CONSTRAINT sent_form_pkey PRIMARY KEY (account_id, form_sha256),
            CONSTRAINT sent_form_hash_check CHECK (length(form_sha256) = 32),
            CONSTRAINT sent_form_led_to_check
            CHECK (led_to LIKE '/%' AND length(led_to) <= 500)
        );
        """
    )
