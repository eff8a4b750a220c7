"""The board's picture by authority, and the days on which definitions changed."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the picture, which is published once with its quarter."""
    op.execute(
        """
        -- a trend that goes over such a day compares two different things
        CREATE TABLE held.definition_break (
            day date CONSTRAINT definition_break_pkey PRIMARY KEY,
            short text NOT NULL,
            reason text NOT NULL,
            CONSTRAINT definition_break_short_check CHECK (length(short) BETWEEN 3 AND 40)
        );
        INSERT INTO held.definition_break VALUES
        (
            '2014-04-01', 'three classes',
            'reports were divided into missing, away from placement and absence'
        ),
        (
            '2016-06-01', 'absent ends',
            'the College of Policing’s definition of missing was adopted, and absent ended'
        );

        CREATE TABLE held.picture_publication (
            quarter text CONSTRAINT picture_publication_pkey PRIMARY KEY
            REFERENCES held.cell_publication (quarter) ON DELETE CASCADE,
            published_at timestamptz NOT NULL DEFAULT now(),
            code_version text NOT NULL,
            result_sha256 text NOT NULL,
            CONSTRAINT picture_publication_result_check CHECK (result_sha256 ~ '^[0-9a-f]{64}$')
        );

        CREATE TABLE held.published_picture (
            quarter text NOT NULL
            REFERENCES held.picture_publication (quarter) ON DELETE CASCADE,
            authority text NOT NULL,
            measure text NOT NULL,
            state text NOT NULL,
            children integer,
            CONSTRAINT published_picture_pkey PRIMARY KEY (quarter, authority, measure),
            CONSTRAINT published_picture_measure_check CHECK (
                measure IN ('reported', 'missing', 'exploitation', 'offered', 'in_time')
            ),
            CONSTRAINT published_picture_state_check CHECK (
                state IN ('shown', 'not_shown', 'no_data')
            ),
            CONSTRAINT published_picture_children_check CHECK (
                (state = 'shown') = (children IS NOT NULL)
            ),
            CONSTRAINT published_picture_least_check CHECK (children >= 6)
        );
        """
    )
