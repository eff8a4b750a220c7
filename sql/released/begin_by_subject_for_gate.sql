-- released.begin_by_subject_for_gate: let in whom an identity provider has vouched for.
--
-- Audience  the sign-in page, before anybody is known.
-- Returns   'in', 'choose', 'no_right', or 'refused' for a subject that has no account.
CREATE OR REPLACE FUNCTION released.begin_by_subject_for_gate(
    issuer text, subject text, token bytea
)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entering uuid;
BEGIN
    SELECT account.account_id INTO entering
    FROM held.account AS account
    WHERE
        account.oidc_issuer = issuer AND account.oidc_subject = subject
        AND derived.account_is_open(account);
    IF entering IS NULL THEN
        PERFORM derived.record_failure(
            (
                SELECT account.account_id
                FROM held.account AS account
                WHERE account.oidc_issuer = issuer AND account.oidc_subject = subject
            ),
            'identity provider'
        );
        RETURN 'refused';
    END IF;
    RETURN derived.open_session(entering, token, clock_timestamp());
END
$$;
