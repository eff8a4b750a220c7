-- derived.fail_sign_in: count one failure for a name and from an address.
--
-- Five lock a name. Twenty lock an address, since a whole council may have one address.
CREATE OR REPLACE FUNCTION derived.fail_sign_in(tried_name text, tried_address text)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM derived.note_failure('name', tried_name, 5);
    PERFORM derived.note_failure('address', tried_address, 20);
END
$$;
