-- released.setting_for_gate: how the password of a sign-in name is hashed, with its salt.
--
-- Audience  the sign-in page, before anybody is known.
-- Returns   for an unknown name a salt that is made up, and is the same each time.
CREATE OR REPLACE FUNCTION released.setting_for_gate(tried_name text, usual_setting text)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        coalesce(
            (
                SELECT account.password_setting
                FROM held.account AS account
                WHERE account.sign_in_name = tried_name
            ),
            usual_setting || rtrim(
                encode(
                    substr(sha256(convert_to(decoy.secret || tried_name, 'UTF8')), 1, 16), 'base64'
                ),
                '='
            )
        )
    FROM held.sign_in_decoy AS decoy
$$;
