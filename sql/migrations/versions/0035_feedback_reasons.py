"""Why a listed premises was worth listing or not: a word of a fixed list beside the free text."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hold the list, and let what is said of a flag name one of it."""
    op.execute(
        """
        -- Free text cannot be counted, and it may hold what nobody who mends the method needs.
        -- verdicts: what it can be a reason for.
        CREATE TABLE held.feedback_reason (
            reason text CONSTRAINT feedback_reason_pkey PRIMARY KEY,
            verdicts text[] NOT NULL,
            words text NOT NULL,
            listed integer NOT NULL CONSTRAINT feedback_reason_listed_key UNIQUE,
            CONSTRAINT feedback_reason_verdicts_check CHECK (
                verdicts <@ ARRAY['useful', 'not_relevant', 'wrong'] AND cardinality(verdicts) > 0
            )
        );
        INSERT INTO held.feedback_reason (reason, verdicts, words, listed) VALUES
        ('useful_new', '{useful}', 'it told us something new', 1),
        ('already_known', '{useful,not_relevant}', 'we knew of it already', 2),
        ('closed_premises', '{not_relevant,wrong}', 'it has closed for good', 3),
        ('wrong_place', '{wrong}', 'it is not where the list says', 4),
        ('hours_do_not_fit', '{not_relevant,wrong}', 'it is shut at the hours in question', 5),
        ('not_licensed', '{not_relevant,wrong}', 'it has no licence now', 6),
        ('other', '{useful,not_relevant,wrong}', 'something else', 7);

        -- what was said before there was a list has its words alone
        ALTER TABLE held.flag_feedback
        ADD COLUMN reason text REFERENCES held.feedback_reason (reason),
        DROP CONSTRAINT flag_feedback_why_check,
        ADD CONSTRAINT flag_feedback_why_check CHECK (
            length(why) <= 500
            AND (verdict NOT IN ('not_relevant', 'wrong') OR reason IS NOT NULL OR length(why) >= 3)
            AND (reason IS DISTINCT FROM 'other' OR length(why) >= 3)
        );

        -- counted by reason, with what was found at visits, and without the words
        INSERT INTO held.export_rule VALUES ('analyst', 'flag_feedback', 'csv', false, 20000);
        """
    )
