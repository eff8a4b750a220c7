-- The schema released is code: it keeps nothing, so an upgrade throws it away and makes it anew.
DROP SCHEMA IF EXISTS released CASCADE;
CREATE SCHEMA released;
