"""Food businesses and the taxi trade."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of food businesses and of taxi licences."""
    op.execute(
        """
        CREATE TABLE held.food_business (
            fhrs_id bigint CONSTRAINT food_business_pkey PRIMARY KEY,
            premises_id uuid NOT NULL REFERENCES held.premises (premises_id),
            authority text NOT NULL REFERENCES held.authority (code),
            local_id text,
            name text NOT NULL,
            business_type_id integer NOT NULL,
            business_type text NOT NULL,
            address text NOT NULL DEFAULT '',
            postcode text,
            rating text,
            rated_on date,
            digest text NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            CONSTRAINT food_business_type_check CHECK (business_type_id NOT IN (5, 7845))
        );
        CREATE UNIQUE INDEX food_business_premises_id_idx ON held.food_business (premises_id);

        CREATE TABLE held.taxi_operator (
            operator_id uuid CONSTRAINT taxi_operator_pkey PRIMARY KEY,
            authority text NOT NULL REFERENCES held.authority (code),
            licence_number text,
            name text NOT NULL,
            trading_name text,
            premises_id uuid REFERENCES held.premises (premises_id),
            base_is_home boolean NOT NULL,
            base_ward text,
            vehicles_permitted integer,
            starts_on date,
            ends_on date,
            status text NOT NULL,
            status_stated text,
            digest text NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            seen_load_id integer NOT NULL REFERENCES held.load (load_id),
            row_number bigint NOT NULL,
            CONSTRAINT taxi_operator_digest_key UNIQUE (authority, digest),
            -- the base of a person who works from home is that person's address
            CONSTRAINT taxi_operator_home_check
            CHECK (NOT (base_is_home AND premises_id IS NOT NULL)),
            CONSTRAINT taxi_operator_dates_check CHECK (ends_on >= starts_on),
            CONSTRAINT taxi_operator_vehicles_check CHECK (vehicles_permitted >= 0)
        );

        CREATE TABLE held.taxi_vehicle (
            vehicle_id uuid CONSTRAINT taxi_vehicle_pkey PRIMARY KEY,
            authority text NOT NULL REFERENCES held.authority (code),
            registration text NOT NULL,
            plate_number text,
            kind text NOT NULL,
            kind_stated text NOT NULL,
            starts_on date,
            ends_on date,
            wheelchair_accessible boolean,
            make text,
            model text,
            colour text,
            seats smallint,
            digest text NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            seen_load_id integer NOT NULL REFERENCES held.load (load_id),
            row_number bigint NOT NULL,
            CONSTRAINT taxi_vehicle_digest_key UNIQUE (authority, digest),
            CONSTRAINT taxi_vehicle_registration_check CHECK (registration ~ '^[A-Z0-9]{1,7}$'),
            CONSTRAINT taxi_vehicle_plate_check CHECK (length(plate_number) <= 15),
            CONSTRAINT taxi_vehicle_kind_check
            CHECK (kind IN ('hackney_carriage', 'private_hire', 'unknown')),
            CONSTRAINT taxi_vehicle_dates_check CHECK (ends_on >= starts_on)
        );
        CREATE INDEX taxi_vehicle_registration_idx ON held.taxi_vehicle (registration);

        CREATE TABLE held.taxi_driver (
            driver_id uuid CONSTRAINT taxi_driver_pkey PRIMARY KEY,
            authority text NOT NULL REFERENCES held.authority (code),
            badge_number text NOT NULL,
            name text,
            kind text NOT NULL,
            kind_stated text NOT NULL,
            starts_on date,
            ends_on date,
            status text NOT NULL,
            status_stated text,
            digest text NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            seen_load_id integer NOT NULL REFERENCES held.load (load_id),
            row_number bigint NOT NULL,
            CONSTRAINT taxi_driver_digest_key UNIQUE (authority, digest),
            CONSTRAINT taxi_driver_kind_check
            CHECK (kind IN ('hackney_carriage', 'private_hire', 'both', 'unknown')),
            CONSTRAINT taxi_driver_dates_check CHECK (ends_on >= starts_on)
        );
        CREATE INDEX taxi_driver_badge_number_idx ON held.taxi_driver (authority, badge_number);

        CREATE TABLE held.taxi_rank (
            rank_id uuid CONSTRAINT taxi_rank_pkey PRIMARY KEY,
            authority text NOT NULL REFERENCES held.authority (code),
            name text NOT NULL,
            spaces smallint,
            hours_stated text,
            geom geometry(Point, 27700) NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            row_number bigint NOT NULL,
            CONSTRAINT taxi_rank_geom_check
            CHECK (
                ST_X(geom) BETWEEN 0 AND 700000 AND ST_Y(geom) BETWEEN 0 AND 1300000
                AND NOT ST_IsEmpty(geom)
            )
        );
        CREATE INDEX taxi_rank_geom_idx ON held.taxi_rank USING gist (geom);
        """
    )
