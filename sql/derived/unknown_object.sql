-- derived.unknown_object: stop as for what there is not, whether there is none or it is another's.
--
-- Raises  NJ004, which callers answer as an unknown page.
CREATE OR REPLACE FUNCTION derived.unknown_object()
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'NJ004', MESSAGE = 'there is nothing of that number';
END
$$;
