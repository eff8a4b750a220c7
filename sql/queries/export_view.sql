-- A name by which another connection sees the database exactly as this transaction does.
SELECT pg_export_snapshot();
