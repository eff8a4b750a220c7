-- derived.analyze_flags: look at what a large run of flags stored, so that lists are planned by it.
--
-- The server does so by itself within a minute or so; who opens the list sooner waited minutes.
CREATE OR REPLACE FUNCTION derived.analyze_flags()
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    ANALYZE held.flag_run, held.flag_location, held.flag, held.flag_test;
END
$$;
