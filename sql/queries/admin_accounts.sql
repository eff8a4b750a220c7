-- The accounts, those that have ended last.
SELECT *
FROM released.account_for_admin
ORDER BY ended_at DESC NULLS FIRST, lower(display_name), display_name, sign_in_name;
