-- released.colleague_for_officer: the officers of the own authority, to whom a visit may be given.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session. Their names, and nothing else of an account.
CREATE OR REPLACE VIEW released.colleague_for_officer WITH (security_barrier) AS
SELECT
    account.account_id,
    account.display_name,
    account.account_id = (SELECT released.own_account_for_officer()) AS is_self
FROM held.account AS account
INNER JOIN held.account_right AS given USING (account_id)
WHERE
    given.audience = 'officer' AND given.granted_at IS NOT NULL AND given.ended_at IS NULL
    AND account.ended_at IS NULL
    AND NOT (
        account.sample AND EXISTS (SELECT FROM held.account AS other WHERE NOT other.sample)
    )
    AND given.authority = (SELECT released.own_authority_for_officer());
