"""Schemas, loads, and the reference layers everything is placed by."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make held.load and the tables that say where things are."""
    op.execute(
        """
        CREATE TABLE held.authority (
            code text CONSTRAINT authority_pkey PRIMARY KEY,
            name text NOT NULL,
            also text[] NOT NULL DEFAULT '{}',
            ended_on date,
            successor text,
            CONSTRAINT authority_code_check CHECK (code ~ '^[EWSN][0-9]{8}$')
        );

        CREATE TABLE held.supplier (
            supplier_id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT supplier_pkey PRIMARY KEY,
            name text NOT NULL CONSTRAINT supplier_name_key UNIQUE
        );

        CREATE TABLE held.profile (
            name text CONSTRAINT profile_pkey PRIMARY KEY,
            kind text NOT NULL,
            mapping jsonb NOT NULL,
            made_at timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE held.load (
            load_id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT load_pkey PRIMARY KEY,
            public_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT load_public_id_key UNIQUE,
            kind text NOT NULL,
            file_name text NOT NULL,
            file_sha256 text NOT NULL,
            question_digest text NOT NULL,
            supplier text,
            authority text REFERENCES held.authority (code),
            profile text,
            options jsonb NOT NULL DEFAULT '{}',
            mapping jsonb NOT NULL DEFAULT '{}',
            encoding text,
            read bigint NOT NULL DEFAULT 0,
            blank bigint NOT NULL DEFAULT 0,
            accepted bigint NOT NULL DEFAULT 0,
            rejected bigint NOT NULL DEFAULT 0,
            already_held bigint NOT NULL DEFAULT 0,
            reasons jsonb NOT NULL DEFAULT '{}',
            report jsonb NOT NULL DEFAULT '{}',
            notices text[] NOT NULL DEFAULT '{}',
            data_from date,
            data_to date,
            code_version text NOT NULL,
            loaded_at timestamptz NOT NULL DEFAULT now(),
            seconds double precision NOT NULL DEFAULT 0,
            CONSTRAINT load_file_key UNIQUE (kind, file_sha256, question_digest),
            CONSTRAINT load_kind_check CHECK (kind IN (
                'premises', 'episodes', 'taxi', 'food', 'boundaries', 'postcodes', 'addresses',
                'roads'
            )),
            CONSTRAINT load_adds_up_check CHECK (read = accepted + rejected + already_held)
        );

        CREATE TABLE held.load_reject (
            reject_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT load_reject_pkey PRIMARY KEY,
            load_id integer NOT NULL REFERENCES held.load (load_id) ON DELETE CASCADE,
            row_number bigint NOT NULL,
            column_name text NOT NULL,
            reason text NOT NULL,
            found text NOT NULL
        );
        CREATE INDEX load_reject_load_id_idx ON held.load_reject (load_id, row_number);

        CREATE TABLE held.boundary (
            boundary_id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT boundary_pkey PRIMARY KEY,
            kind text NOT NULL,
            code text NOT NULL,
            vintage smallint NOT NULL,
            name text NOT NULL,
            authority text,
            geom geometry(MultiPolygon, 27700) NOT NULL,
            repaired boolean NOT NULL DEFAULT false,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            CONSTRAINT boundary_code_key UNIQUE (kind, code, vintage),
            CONSTRAINT boundary_kind_check
            CHECK (kind IN ('authority', 'ward', 'lsoa', 'force', 'land')),
            CONSTRAINT boundary_vintage_check CHECK (vintage BETWEEN 1974 AND 2100),
            CONSTRAINT boundary_geom_check CHECK (ST_IsValid(geom) AND NOT ST_IsEmpty(geom))
        );
        CREATE INDEX boundary_geom_idx ON held.boundary USING gist (geom);

        CREATE TABLE held.postcode (
            postcode text CONSTRAINT postcode_pkey PRIMARY KEY,
            geom geometry(Point, 27700),
            precision_m real,
            quality smallint,
            authority text,
            ward text,
            terminated_on date,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            CONSTRAINT postcode_postcode_check
            CHECK (postcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}$'),
            CONSTRAINT postcode_geom_check CHECK (
                geom IS NULL
                OR (
                    ST_X(geom) BETWEEN 0 AND 700000 AND ST_Y(geom) BETWEEN 0 AND 1300000
                    AND NOT ST_IsEmpty(geom)
                )
            ),
            CONSTRAINT postcode_precision_check CHECK ((geom IS NULL) = (precision_m IS NULL))
        );

        CREATE TABLE held.address (
            uprn bigint CONSTRAINT address_pkey PRIMARY KEY,
            geom geometry(Point, 27700) NOT NULL,
            load_id integer NOT NULL,
            CONSTRAINT address_uprn_check CHECK (uprn BETWEEN 1 AND 999999999999),
            CONSTRAINT address_geom_check
            CHECK (
                ST_X(geom) BETWEEN 0 AND 700000 AND ST_Y(geom) BETWEEN 0 AND 1300000
                AND NOT ST_IsEmpty(geom)
            )
        );

        CREATE TABLE held.road (
            road_id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT road_pkey PRIMARY KEY,
            name text,
            class text NOT NULL,
            digest text NOT NULL CONSTRAINT road_digest_key UNIQUE,
            geom geometry(MultiLineString, 27700) NOT NULL,
            load_id integer NOT NULL REFERENCES held.load (load_id),
            CONSTRAINT road_class_check CHECK (class IN ('motorway', 'a', 'b', 'street'))
        );
        CREATE INDEX road_geom_idx ON held.road USING gist (geom);
        """
    )
