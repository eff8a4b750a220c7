-- The schema derived is code: it keeps nothing, so an upgrade throws it away and makes it anew.
DROP SCHEMA IF EXISTS derived CASCADE;
CREATE SCHEMA derived;
