"""Premises and the licences they hold."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.premises and the tables of its licences."""
    op.execute(
        """
        CREATE TABLE held.premises (
            premises_id uuid CONSTRAINT premises_pkey PRIMARY KEY,
            authority text NOT NULL REFERENCES held.authority (code),
            uprn bigint,
            name text NOT NULL,
            name_key text NOT NULL,
            address text NOT NULL DEFAULT '',
            postcode text,
            kind text NOT NULL,
            kind_basis text NOT NULL,
            geom geometry(Point, 27700),
            placed_by text,
            precision_m real,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            CONSTRAINT premises_uprn_key UNIQUE (authority, uprn),
            CONSTRAINT premises_kind_check CHECK (kind IN (
                'pub', 'club', 'hotel', 'restaurant', 'takeaway', 'off_licence', 'shop',
                'entertainment', 'gambling', 'caterer', 'event', 'operator_base', 'other',
                'unknown'
            )),
            CONSTRAINT premises_kind_basis_check
            CHECK (kind_basis IN ('stated', 'name', 'activities', 'none')),
            CONSTRAINT premises_placed_by_check
            CHECK (placed_by IN ('uprn', 'stated', 'grid_reference', 'postcode')),
            CONSTRAINT premises_placed_check CHECK (
                (geom IS NULL) = (placed_by IS NULL) AND (geom IS NULL) = (precision_m IS NULL)
            ),
            CONSTRAINT premises_precision_check CHECK (precision_m BETWEEN 0 AND 100000),
            CONSTRAINT premises_geom_check CHECK (
                geom IS NULL
                OR (
                    ST_X(geom) BETWEEN 0 AND 700000 AND ST_Y(geom) BETWEEN 0 AND 1300000
                    AND NOT ST_IsEmpty(geom)
                )
            )
        );
        CREATE INDEX premises_geom_idx ON held.premises USING gist (geom);
        CREATE INDEX premises_name_key_idx ON held.premises (authority, name_key, postcode);
        CREATE INDEX premises_postcode_idx ON held.premises (postcode);

        CREATE TABLE held.premises_licence (
            licence_id uuid CONSTRAINT premises_licence_pkey PRIMARY KEY,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            authority text NOT NULL REFERENCES held.authority (code),
            licence_number text,
            licence_type text NOT NULL,
            licence_type_stated text,
            status text NOT NULL,
            status_stated text,
            issued_on date,
            starts_on date,
            ends_on date,
            decided_on date,
            holder_name text,
            supervisor_name text,
            supervisor_licence_number text,
            conditions text,
            hours_stated text,
            licence_url text,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            seen_load_id integer NOT NULL REFERENCES held.load (load_id),
            row_number bigint NOT NULL,
            CONSTRAINT premises_licence_type_check CHECK (licence_type IN (
                'premises_licence', 'club_premises_certificate', 'temporary_event_notice',
                'gambling_premises', 'other', 'unknown'
            )),
            CONSTRAINT premises_licence_status_check CHECK (status IN (
                'in_force', 'applied_for', 'superseded', 'surrendered', 'lapsed', 'expired',
                'refused', 'withdrawn', 'revoked', 'unknown'
            )),
            CONSTRAINT premises_licence_dates_check CHECK (ends_on >= starts_on)
        );
        CREATE INDEX premises_licence_premises_id_idx ON held.premises_licence (premises_id);
        CREATE INDEX premises_licence_number_idx
        ON held.premises_licence (authority, licence_number);

        CREATE TABLE held.licence_activity (
            licence_id uuid NOT NULL
            REFERENCES held.premises_licence (licence_id) ON DELETE CASCADE,
            activity text NOT NULL,
            CONSTRAINT licence_activity_pkey PRIMARY KEY (licence_id, activity),
            CONSTRAINT licence_activity_check CHECK (activity IN (
                'alcohol', 'alcohol_on', 'alcohol_off', 'late_night_refreshment', 'live_music',
                'recorded_music', 'dance', 'plays', 'films', 'indoor_sport', 'boxing_wrestling',
                'other_entertainment', 'betting', 'bingo', 'casino', 'gaming'
            ))
        );

        CREATE TABLE held.licence_hours (
            licence_id uuid NOT NULL
            REFERENCES held.premises_licence (licence_id) ON DELETE CASCADE,
            weekday smallint NOT NULL,
            opens_min smallint NOT NULL,
            closes_min smallint NOT NULL,
            CONSTRAINT licence_hours_pkey PRIMARY KEY (licence_id, weekday, opens_min, closes_min),
            CONSTRAINT licence_hours_weekday_check CHECK (weekday BETWEEN 1 AND 7),
            CONSTRAINT licence_hours_opens_check CHECK (opens_min BETWEEN 0 AND 1439),
            CONSTRAINT licence_hours_closes_check
            CHECK (closes_min > opens_min AND closes_min <= opens_min + 1440)
        );

        CREATE TABLE held.premises_match (
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id) ON DELETE CASCADE,
            other_id uuid NOT NULL REFERENCES held.premises (premises_id) ON DELETE CASCADE,
            reason text NOT NULL,
            likeness real NOT NULL,
            apart_m real,
            state text NOT NULL DEFAULT 'proposed',
            proposed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT premises_match_pkey PRIMARY KEY (premises_id, other_id),
            CONSTRAINT premises_match_order_check CHECK (premises_id < other_id),
            CONSTRAINT premises_match_likeness_check CHECK (likeness BETWEEN 0 AND 1),
            CONSTRAINT premises_match_state_check
            CHECK (state IN ('proposed', 'same', 'different'))
        );
        """
    )
