-- released.right_for_admin: every right that was ever asked for, granted and ended, and by whom.
--
-- Audience  the administrator.
CREATE OR REPLACE VIEW released.right_for_admin WITH (security_barrier) AS
SELECT
    given.right_id,
    given.account_id,
    account.sign_in_name,
    account.display_name,
    given.audience,
    given.authority,
    authority.name AS authority_name,
    given.asked_by AS asked_by_actor,
    coalesce(asked.display_name, given.asked_by) AS asked_by,
    given.asked_at,
    coalesce(granted.display_name, given.granted_by) AS granted_by,
    given.granted_at,
    coalesce(ended.display_name, given.ended_by) AS ended_by,
    given.ended_at
FROM held.account_right AS given
INNER JOIN held.account AS account USING (account_id)
LEFT JOIN held.authority AS authority ON given.authority = authority.code
LEFT JOIN held.account AS asked ON given.asked_by = asked.account_id::text
LEFT JOIN held.account AS granted ON given.granted_by = granted.account_id::text
LEFT JOIN held.account AS ended ON given.ended_by = ended.account_id::text;
