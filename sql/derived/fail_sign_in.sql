-- derived.fail_sign_in: record one failure, and count it for a name and from an address.
--
-- Five lock a name. Twenty lock an address, since a whole council may have one address.
CREATE OR REPLACE FUNCTION derived.fail_sign_in(
    tried_name text, tried_address text, step text
)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM derived.record_failure(
        (
            SELECT account.account_id
            FROM held.account AS account
            WHERE account.sign_in_name = tried_name
        ),
        step
    );
    PERFORM derived.note_failure('name', tried_name, 5);
    PERFORM derived.note_failure('address', tried_address, 20);
END
$$;
