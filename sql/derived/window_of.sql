-- derived.window_of: how many days there are from one to another, both counted.
--
-- Raises   NJ001 unless there are 1 to 1100 of them.
CREATE OR REPLACE FUNCTION derived.window_of(first_day date, last_day date)
RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(last_day - first_day NOT BETWEEN 0 AND 1099, true) THEN
        PERFORM derived.refuse(
            'the days must be a first and a last one that is no earlier, at most 1100 in all'
        );
    END IF;
    RETURN last_day - first_day + 1;
END
$$;
