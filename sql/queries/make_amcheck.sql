-- PostgreSQL's own check of tables and indexes, for drills alone: in a database of their own.
CREATE EXTENSION IF NOT EXISTS amcheck;
