-- derived.add_account: a new account, which can do nothing until a right is granted.
--
-- Its password is for one use, within three days; without one it signs in by a provider.
-- Raises   NJ001 if the sign-in name or the provider's subject is taken.
CREATE OR REPLACE FUNCTION derived.add_account(
    actor text, as_sample boolean, new_name text, new_display_name text, new_email text,
    new_setting text, new_proof bytea, new_issuer text, new_subject text
)
RETURNS uuid
LANGUAGE plpgsql
AS $$
DECLARE
    made uuid;
BEGIN
    IF new_name !~ '^[a-z][a-z0-9._-]{1,59}$' THEN
        PERFORM derived.refuse(
            'a sign-in name must be 2 to 60 small letters, digits, dots, dashes or underscores, '
            'and begin with a letter'
        );
    END IF;
    IF new_display_name !~ '^[^[:cntrl:]]{1,100}$' OR new_display_name !~ '[^[:space:]]' THEN
        PERFORM derived.refuse('a name must have 1 to 100 characters');
    END IF;
    IF new_email !~ '^[^@[:space:][:cntrl:]]{1,64}@[^@[:space:][:cntrl:]]{1,190}$' THEN
        PERFORM derived.refuse('an email address must be like name@example.org');
    END IF;
    INSERT INTO held.account (
        sign_in_name, display_name, email, oidc_issuer, oidc_subject, password_setting,
        password_proof, one_time_until, sample, made_by
    )
    VALUES (
        new_name, new_display_name, new_email, new_issuer, new_subject, new_setting, new_proof,
        CASE WHEN new_proof IS NOT NULL THEN clock_timestamp() + interval '3 days' END,
        as_sample, actor
    )
    ON CONFLICT DO NOTHING
    RETURNING account_id INTO made;
    IF made IS NULL THEN
        PERFORM derived.refuse(
            'the sign-in name, or the provider''s subject, belongs to another account already: '
            'names are not used twice, even after an account has ended'
        );
    END IF;
    PERFORM audit.add(actor, 'add account', made::text, '{}');
    RETURN made;
END
$$;
