"""Hotspots that an analyst keeps, for the analysts' map."""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of runs of hotspots and of the squares that they found."""
    op.execute(
        """
        CREATE TABLE held.hotspot_run (
            run_id uuid CONSTRAINT hotspot_run_pkey PRIMARY KEY,
            kept_at timestamptz NOT NULL DEFAULT now(),
            as_at date NOT NULL,
            window_days integer NOT NULL,
            cell_m smallint NOT NULL,
            terms jsonb NOT NULL,
            data_to date,
            data_sha256 text NOT NULL,
            load_ids integer[] NOT NULL,
            removals integer NOT NULL,
            code_version text NOT NULL,
            events integer NOT NULL,
            cells integer NOT NULL,
            cells_with_events integer NOT NULL,
            hotspots integer NOT NULL,
            result_sha256 text NOT NULL,
            notes jsonb NOT NULL DEFAULT '[]',
            CONSTRAINT hotspot_run_window_check CHECK (window_days BETWEEN 1 AND 36600),
            -- what an analyst's map may show; see who sees what
            CONSTRAINT hotspot_run_cell_check CHECK (cell_m IN (100, 250))
        );
        CREATE TABLE held.hotspot (
            run_id uuid NOT NULL REFERENCES held.hotspot_run (run_id) ON DELETE CASCADE,
            west integer NOT NULL,
            south integer NOT NULL,
            events integer NOT NULL,
            gi_star double precision NOT NULL,
            adjusted double precision NOT NULL,
            class text,
            CONSTRAINT hotspot_pkey PRIMARY KEY (run_id, west, south),
            CONSTRAINT hotspot_events_check CHECK (events >= 1),
            CONSTRAINT hotspot_adjusted_check CHECK (adjusted BETWEEN 0 AND 1)
        );
        """
    )
