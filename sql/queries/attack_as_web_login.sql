-- What a login of the pages must be refused besides.
SELECT * FROM held.episode;

SELECT * FROM held.premises_licence;

COPY held.episode TO STDOUT;

EXPLAIN ANALYZE SELECT * FROM held.map_point;

SELECT * FROM audit.entry;

SELECT audit.add('x', 'x', 'x', '{}');

SELECT derived.totp_code('\x00', 1);

SELECT derived.end_account('x', NULL);

SELECT derived.repeat_locations('2026-09-30', 90, 3, 2);

CREATE TEMPORARY TABLE t (i integer);

CREATE FUNCTION pg_temp.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';

DO $$ BEGIN PERFORM 1 FROM held.episode; END $$;

SELECT public.ST_EstimatedExtent('held', 'map_point', 'geom');

SELECT public._postgis_index_extent(class.oid::regclass, 'geom')
FROM pg_class AS class
WHERE class.relname = 'map_point';

SELECT public._postgis_stats(class.oid::regclass, 'geom')
FROM pg_class AS class
WHERE class.relname = 'map_point';

SELECT
    public._postgis_selectivity(
        class.oid::regclass, 'geom', public.ST_MakeEnvelope(0, 0, 400000, 400000, 27700)
    )
FROM pg_class AS class
WHERE class.relname = 'map_point';

SELECT
    public._postgis_join_selectivity(class.oid::regclass, 'geom', class.oid::regclass, 'geom')
FROM pg_class AS class
WHERE class.relname = 'map_point';
