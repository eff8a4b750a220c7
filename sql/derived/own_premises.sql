-- derived.own_premises: a premises of an authority, whose plans nobody else changes meanwhile.
--
-- Two who plan a visit to one premises queue here until the first transaction ends.
-- Raises   NJ003 for a premises that there is not, and for another authority's alike.
CREATE OR REPLACE FUNCTION derived.own_premises(wanted uuid, of_authority text)
RETURNS uuid
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM held.premises AS premises
        WHERE premises.premises_id = wanted AND premises.authority = of_authority
    ) THEN
        RAISE EXCEPTION 'there is no premises of that number' USING ERRCODE = 'NJ003';
    END IF;
    -- the row itself is the loader's to write, and is not kept from it
    PERFORM pg_advisory_xact_lock(hashtextextended('visits to ' || wanted::text, 0));
    RETURN wanted;
END
$$;
