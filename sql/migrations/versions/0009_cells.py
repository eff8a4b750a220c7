"""Cells, the policy they are published by, and what was published of each quarter."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of cells and of their publication."""
    op.execute(
        """
        -- Each dated row says what one audience may be told; a later row takes its place. The
        -- checks are floors: a row may ask for more protection than they do, and never for less.
        CREATE TABLE held.release_policy (
            audience text NOT NULL,
            effective_from date NOT NULL,
            minimum_episodes integer NOT NULL,
            minimum_children integer NOT NULL,
            largest_share numeric(3, 2) NOT NULL,
            band_from integer[] NOT NULL,
            narrowest_bound integer NOT NULL,
            k_addr integer,
            part_of_day_from integer,
            flag_bands_m integer[],
            flag_level_m integer,
            minimum_premises integer,
            reason text NOT NULL,
            CONSTRAINT release_policy_pkey PRIMARY KEY (audience, effective_from),
            CONSTRAINT release_policy_audience_check CHECK (audience IN ('officer', 'board')),
            CONSTRAINT release_policy_episodes_check CHECK (minimum_episodes >= minimum_children),
            CONSTRAINT release_policy_share_check CHECK (largest_share > 0),
            CONSTRAINT release_policy_bands_check CHECK (
                band_from[1] = minimum_episodes
                AND (band_from[2] - band_from[1] >= 3) IS NOT FALSE
                AND (band_from[3] - band_from[2] >= 3) IS NOT FALSE
                AND (band_from[4] - band_from[3] >= 3) IS NOT FALSE
                AND cardinality(band_from) BETWEEN 1 AND 4
            ),
            CONSTRAINT release_policy_bound_check CHECK (narrowest_bound >= 3),
            CONSTRAINT release_policy_officer_check CHECK (
                audience <> 'officer'
                OR coalesce(
                    minimum_episodes >= 3 AND minimum_children >= 2 AND largest_share <= 0.6
                    AND k_addr >= 20 AND part_of_day_from >= 10
                    AND cardinality(flag_bands_m) BETWEEN 1 AND 4
                    AND 250 <= ALL(flag_bands_m) AND 2000 >= ALL(flag_bands_m)
                    AND flag_level_m IN (250, 500, 1000, 2000, 4000),
                    false
                )
            ),
            CONSTRAINT release_policy_board_check CHECK (
                audience <> 'board'
                OR coalesce(
                    minimum_episodes >= 5 AND minimum_children >= 5 AND largest_share <= 0.5
                    AND minimum_premises >= 5,
                    false
                )
            )
        );
        INSERT INTO held.release_policy VALUES
        (
            'officer', '1970-01-01', 3, 2, 0.60, '{3,6,11,21}', 3, 20, 10, '{250,500}', 1000, NULL,
            'three episodes by two children, none with more than 60 %, among 20 addresses'
        ),
        (
            'board', '1970-01-01', 5, 5, 0.50, '{5,11,21}', 3, NULL, NULL, NULL, NULL, 5,
            'five children, none with more than half of the episodes'
        );

        -- A row is a square less the rows inside it: each place is in the smallest that holds it.
        -- Rows are only ever added, by derived.build_cells: a second geography beside the first
        -- could be subtracted from it.
        CREATE TABLE held.cell (
            cell_id text NOT NULL GENERATED ALWAYS AS (
                level_m::text || '-' || east::text || '-' || north::text
            ) STORED CONSTRAINT cell_pkey PRIMARY KEY,
            level_m integer NOT NULL,
            east integer NOT NULL,
            north integer NOT NULL,
            addresses integer NOT NULL,
            shown boolean NOT NULL,
            CONSTRAINT cell_square_key UNIQUE (level_m, east, north),
            CONSTRAINT cell_level_check CHECK (level_m IN (250, 500, 1000, 2000, 4000)),
            CONSTRAINT cell_place_check CHECK (
                east BETWEEN 0 AND 700000 / level_m AND north BETWEEN 0 AND 1300000 / level_m
            ),
            CONSTRAINT cell_addresses_check CHECK (addresses >= 1),
            CONSTRAINT cell_shown_check
            CHECK (CASE WHEN shown THEN addresses >= 20 ELSE level_m = 4000 END)
        );

        CREATE TABLE held.cell_publication (
            quarter text CONSTRAINT cell_publication_pkey PRIMARY KEY,
            first_day date NOT NULL,
            last_day date NOT NULL,
            published_at timestamptz NOT NULL DEFAULT now(),
            officer_policy date NOT NULL,
            board_policy date NOT NULL,
            rule text NOT NULL,
            minimum_episodes integer NOT NULL,
            minimum_children integer NOT NULL,
            merge_m double precision NOT NULL,
            ward_vintage smallint,
            data_to date NOT NULL,
            load_ids integer[] NOT NULL,
            key_fingerprint text NOT NULL,
            code_version text NOT NULL,
            result_sha256 text NOT NULL,
            CONSTRAINT cell_publication_quarter_check CHECK (quarter ~ '^[0-9]{4}Q[1-4]$'),
            -- whole quarters never overlap; windows that do can be subtracted
            CONSTRAINT cell_publication_days_check CHECK (
                first_day = make_date(
                    left(quarter, 4)::integer, 3 * right(quarter, 1)::integer - 2, 1
                )
                AND last_day = (first_day + interval '3 months - 1 day')::date
            ),
            CONSTRAINT cell_publication_data_check CHECK (data_to >= last_day),
            CONSTRAINT cell_publication_children_check CHECK (minimum_children >= 2),
            CONSTRAINT cell_publication_result_check CHECK (result_sha256 ~ '^[0-9a-f]{64}$')
        );

        CREATE TABLE held.published_cell (
            quarter text NOT NULL REFERENCES held.cell_publication (quarter) ON DELETE CASCADE,
            cell_id text NOT NULL,
            is_rest boolean NOT NULL,
            level_m integer NOT NULL,
            addresses integer NOT NULL,
            band_from integer NOT NULL,
            band_to integer,
            part_of_day text,
            geom geometry(MultiPolygon, 27700) NOT NULL,
            CONSTRAINT published_cell_pkey PRIMARY KEY (quarter, cell_id, is_rest),
            CONSTRAINT published_cell_id_check CHECK (
                cell_id ~ '^(250|500|1000|2000|4000)-[0-9]+-[0-9]+$'
                AND split_part(cell_id, '-', 1) = level_m::text
            ),
            CONSTRAINT published_cell_addresses_check CHECK (addresses >= 20),
            CONSTRAINT published_cell_band_check CHECK (
                band_from >= 3 AND (band_to >= band_from + 2) IS NOT FALSE
            ),
            CONSTRAINT published_cell_part_of_day_check
            CHECK (part_of_day IN ('daytime', 'evening', 'late_evening', 'night')),
            CONSTRAINT published_cell_geom_check
            CHECK (ST_IsValid(geom) AND ST_Area(geom) >= 62500)
        );
        CREATE INDEX published_cell_geom_idx ON held.published_cell USING gist (geom);

        CREATE TABLE held.published_ward (
            quarter text NOT NULL REFERENCES held.cell_publication (quarter) ON DELETE CASCADE,
            ward text NOT NULL,
            vintage smallint NOT NULL,
            children integer NOT NULL,
            band_from integer NOT NULL,
            band_to integer,
            CONSTRAINT published_ward_pkey PRIMARY KEY (quarter, ward),
            CONSTRAINT published_ward_children_check CHECK (children >= 6),
            CONSTRAINT published_ward_band_check CHECK (
                band_from >= 5 AND (band_to >= band_from + 2) IS NOT FALSE
            )
        );

        CREATE TABLE held.officer_flag (
            quarter text NOT NULL,
            cell_id text NOT NULL,
            is_rest boolean NOT NULL,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            band_m integer NOT NULL,
            CONSTRAINT officer_flag_pkey PRIMARY KEY (quarter, premises_id, cell_id, is_rest),
            CONSTRAINT officer_flag_cell_fkey FOREIGN KEY (quarter, cell_id, is_rest)
            REFERENCES held.published_cell (quarter, cell_id, is_rest) ON DELETE CASCADE,
            CONSTRAINT officer_flag_band_check CHECK (band_m >= 250)
        );
        CREATE INDEX officer_flag_premises_id_idx ON held.officer_flag (premises_id);
        """
    )
