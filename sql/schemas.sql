-- The four schemas, made before the first migration runs.
--
-- held and audit keep data and are migrated; derived and released are code and are rebuilt.
CREATE SCHEMA IF NOT EXISTS held;
CREATE SCHEMA IF NOT EXISTS audit;
