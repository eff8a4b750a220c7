"""Rules, flag runs and flags."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of rules and of what they flagged."""
    op.execute(
        """
        CREATE TABLE held.rule (
            name text NOT NULL,
            effective_from date NOT NULL,
            minimum_episodes integer NOT NULL,
            minimum_children integer NOT NULL,
            window_days integer NOT NULL,
            merge_m double precision NOT NULL,
            radius_m double precision NOT NULL,
            reason text NOT NULL,
            CONSTRAINT rule_pkey PRIMARY KEY (name, effective_from),
            CONSTRAINT rule_minimum_episodes_check CHECK (minimum_episodes >= 2),
            CONSTRAINT rule_minimum_children_check CHECK (minimum_children >= 2),
            CONSTRAINT rule_window_check CHECK (window_days BETWEEN 1 AND 3660),
            CONSTRAINT rule_merge_check CHECK (merge_m BETWEEN 0 AND 1000),
            CONSTRAINT rule_radius_check CHECK (radius_m BETWEEN 1 AND 5000)
        );
        INSERT INTO held.rule VALUES
        ('standard', '1970-01-01', 3, 2, 90, 50, 400, 'three episodes in 90 days, two children'),
        ('short', '1970-01-01', 2, 2, 28, 50, 400, 'two episodes in 28 days, two children'),
        ('long', '1970-01-01', 9, 2, 365, 50, 400, 'nine episodes in 365 days, two children');

        CREATE TABLE held.flag_run (
            run_id uuid CONSTRAINT flag_run_pkey PRIMARY KEY,
            raised_at timestamptz NOT NULL DEFAULT now(),
            rule text,
            as_at date NOT NULL,
            window_days integer NOT NULL,
            minimum_episodes integer NOT NULL,
            minimum_children integer,
            merge_m double precision NOT NULL,
            radius_m double precision NOT NULL,
            kinds text[],
            only_where jsonb NOT NULL DEFAULT '{}',
            data_to date,
            load_ids integer[] NOT NULL,
            code_version text NOT NULL,
            repeat_locations integer NOT NULL,
            repeat_locations_with_premises integer NOT NULL,
            episodes integer NOT NULL,
            premises integer NOT NULL,
            pairs integer NOT NULL,
            premises_tested integer NOT NULL,
            result_sha256 text NOT NULL,
            CONSTRAINT flag_run_window_check CHECK (window_days BETWEEN 1 AND 36600),
            CONSTRAINT flag_run_minimum_episodes_check CHECK (minimum_episodes >= 1),
            CONSTRAINT flag_run_minimum_children_check CHECK (minimum_children >= 1),
            CONSTRAINT flag_run_merge_check CHECK (merge_m BETWEEN 0 AND 1000),
            CONSTRAINT flag_run_radius_check CHECK (radius_m BETWEEN 1 AND 5000)
        );

        CREATE TABLE held.flag_location (
            run_id uuid NOT NULL REFERENCES held.flag_run (run_id) ON DELETE CASCADE,
            location_no integer NOT NULL,
            episodes integer NOT NULL,
            children integer NOT NULL,
            first_on date NOT NULL,
            last_on date NOT NULL,
            daytime integer NOT NULL,
            evening integer NOT NULL,
            late_evening integer NOT NULL,
            night integer NOT NULL,
            geom geometry(MultiPoint, 27700) NOT NULL,
            CONSTRAINT flag_location_pkey PRIMARY KEY (run_id, location_no),
            CONSTRAINT flag_location_dates_check CHECK (last_on >= first_on),
            CONSTRAINT flag_location_times_check
            CHECK (daytime + evening + late_evening + night <= episodes)
        );
        CREATE INDEX flag_location_geom_idx ON held.flag_location USING gist (geom);

        CREATE TABLE held.flag (
            run_id uuid NOT NULL,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            location_no integer NOT NULL,
            distance_m double precision NOT NULL,
            band_m integer NOT NULL,
            timed integer NOT NULL,
            within_hours integer,
            CONSTRAINT flag_pkey PRIMARY KEY (run_id, premises_id, location_no),
            CONSTRAINT flag_location_fkey FOREIGN KEY (run_id, location_no)
            REFERENCES held.flag_location (run_id, location_no) ON DELETE CASCADE,
            CONSTRAINT flag_distance_check CHECK (distance_m >= 0 AND distance_m <= band_m),
            CONSTRAINT flag_hours_check CHECK (within_hours BETWEEN 0 AND timed)
        );
        CREATE INDEX flag_premises_id_idx ON held.flag (premises_id);
        """
    )
