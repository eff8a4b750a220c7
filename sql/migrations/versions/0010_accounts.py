"""Accounts, the history of their rights, sessions, and failed sign-ins."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables that say who may ask, and since when."""
    op.execute(
        """
        CREATE TABLE held.account (
            account_id uuid CONSTRAINT account_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            sign_in_name text NOT NULL CONSTRAINT account_sign_in_name_key UNIQUE,
            display_name text NOT NULL,
            email text,
            oidc_issuer text,
            oidc_subject text,
            -- how the password is hashed, with its salt; and SHA-256 of what comes of it
            password_setting text,
            password_proof bytea,
            one_time_until timestamptz,
            totp_secret bytea,
            totp_step bigint NOT NULL DEFAULT 0,
            sample boolean NOT NULL DEFAULT false,
            made_by text NOT NULL,
            made_at timestamptz NOT NULL DEFAULT now(),
            ended_by text,
            ended_at timestamptz,
            CONSTRAINT account_oidc_key UNIQUE (oidc_issuer, oidc_subject),
            CONSTRAINT account_sign_in_name_check
            CHECK (sign_in_name ~ '^[a-z][a-z0-9._-]{1,59}$'),
            CONSTRAINT account_display_name_check
            CHECK (display_name ~ '^[^[:cntrl:]]{1,100}$' AND display_name ~ '[^[:space:]]'),
            CONSTRAINT account_email_check
            CHECK (email ~ '^[^@[:space:][:cntrl:]]{1,64}@[^@[:space:][:cntrl:]]{1,190}$'),
            CONSTRAINT account_oidc_check
            CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL)),
            CONSTRAINT account_password_check CHECK (
                (password_setting IS NULL) = (password_proof IS NULL)
                AND octet_length(password_proof) = 32
            ),
            CONSTRAINT account_ended_check CHECK ((ended_by IS NULL) = (ended_at IS NULL))
        );

        CREATE TABLE held.account_right (
            right_id uuid CONSTRAINT account_right_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            audience text NOT NULL,
            authority text REFERENCES held.authority (code),
            asked_by text NOT NULL,
            asked_at timestamptz NOT NULL DEFAULT now(),
            granted_by text,
            granted_at timestamptz,
            ended_by text,
            ended_at timestamptz,
            CONSTRAINT account_right_audience_check
            CHECK (audience IN ('analyst', 'officer', 'board', 'admin')),
            CONSTRAINT account_right_authority_check
            CHECK ((audience = 'officer') = (authority IS NOT NULL)),
            CONSTRAINT account_right_granted_check
            CHECK ((granted_by IS NULL) = (granted_at IS NULL)),
            CONSTRAINT account_right_ended_check CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
            -- one person asks for an analyst's right, and another grants it
            CONSTRAINT account_right_two_people_check
            CHECK (audience <> 'analyst' OR granted_by <> asked_by),
            CONSTRAINT account_right_not_oneself_check
            CHECK (asked_by <> account_id::text AND granted_by <> account_id::text)
        );
        CREATE UNIQUE INDEX account_right_once_idx
        ON held.account_right (account_id, audience, authority) NULLS NOT DISTINCT
        WHERE ended_at IS NULL;

        CREATE FUNCTION held.keep_account_right() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF tg_op = 'UPDATE' THEN
                -- what was said stays said: only what is still empty may be filled in
                IF (old.right_id, old.account_id, old.audience, old.asked_by, old.asked_at)
                    IS NOT DISTINCT FROM
                    (new.right_id, new.account_id, new.audience, new.asked_by, new.asked_at)
                    AND old.authority IS NOT DISTINCT FROM new.authority
                    AND old.ended_at IS NULL
                    AND (old.granted_at IS NULL OR (old.granted_at, old.granted_by)
                    IS NOT DISTINCT FROM (new.granted_at, new.granted_by))
                THEN
                    RETURN new;
                END IF;
            END IF;
            RAISE EXCEPTION 'the history of rights is only ever added to';
        END
        $$;
        CREATE TRIGGER account_right_is_kept BEFORE UPDATE OR DELETE ON held.account_right
        FOR EACH ROW EXECUTE FUNCTION held.keep_account_right();
        CREATE TRIGGER account_right_is_not_emptied BEFORE TRUNCATE ON held.account_right
        FOR EACH STATEMENT EXECUTE FUNCTION held.keep_account_right();

        CREATE TABLE held.session (
            token_sha256 bytea CONSTRAINT session_pkey PRIMARY KEY,
            account_id uuid NOT NULL REFERENCES held.account (account_id),
            stage text NOT NULL,
            right_id uuid REFERENCES held.account_right (right_id),
            began_at timestamptz NOT NULL DEFAULT now(),
            last_seen timestamptz NOT NULL DEFAULT now(),
            ended_at timestamptz,
            purpose text,
            new_totp_secret bytea,
            CONSTRAINT session_token_check CHECK (octet_length(token_sha256) = 32),
            CONSTRAINT session_stage_check CHECK (stage IN ('code', 'set_up', 'choose', 'open')),
            CONSTRAINT session_right_check CHECK ((stage = 'open') = (right_id IS NOT NULL))
        );
        CREATE INDEX session_account_id_idx ON held.session (account_id);

        -- failed sign-ins by name and by address, known names or not, so that both answer alike
        CREATE TABLE held.sign_in_guard (
            kind text NOT NULL,
            digest bytea NOT NULL,
            failures integer NOT NULL,
            last_failed timestamptz NOT NULL DEFAULT now(),
            locked_until timestamptz,
            CONSTRAINT sign_in_guard_pkey PRIMARY KEY (kind, digest),
            CONSTRAINT sign_in_guard_kind_check CHECK (kind IN ('name', 'address')),
            CONSTRAINT sign_in_guard_digest_check CHECK (octet_length(digest) = 32)
        );

        -- an unknown name is answered with a salt that is made of this, the same one each time
        CREATE TABLE held.sign_in_decoy (
            only_row boolean CONSTRAINT sign_in_decoy_pkey PRIMARY KEY DEFAULT true,
            secret text NOT NULL,
            CONSTRAINT sign_in_decoy_only_row_check CHECK (only_row)
        );
        INSERT INTO held.sign_in_decoy (secret)
        VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
        """
    )
