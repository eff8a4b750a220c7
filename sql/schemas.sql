-- The four schemas, made before the first migration runs.
--
-- held and audit keep data and are migrated; derived and released are code and are rebuilt.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pgcrypto;  -- HMAC-SHA1, which the codes of authenticator apps are
CREATE SCHEMA IF NOT EXISTS held;
CREATE SCHEMA IF NOT EXISTS audit;
