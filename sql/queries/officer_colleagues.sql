-- The officers of the own authority, oneself first.
SELECT *
FROM released.colleague_for_officer
ORDER BY is_self DESC, lower(display_name), display_name, account_id;
