-- What the tables need of the server; a restore makes these before it reads the tables in.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pgcrypto;  -- HMAC-SHA1, which the codes of authenticator apps are
