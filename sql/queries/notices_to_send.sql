-- What waits for people who have an e-mail address and a right that they use it by, and that they
-- were not told of yet.
SELECT
    account.account_id,
    account.email,
    waits.kind,
    waits.object,
    waits.about
FROM held.account AS account
CROSS JOIN LATERAL derived.waiting_for(account.account_id) AS waits
WHERE
    account.email IS NOT NULL AND derived.account_is_open(account)
    AND EXISTS (
        SELECT FROM held.account_right AS given
        WHERE
            given.account_id = account.account_id
            AND given.granted_at IS NOT NULL AND given.ended_at IS NULL
            AND given.audience IN ('analyst', 'officer')
            AND (given.audience = 'officer' OR waits.kind <> 'visit')
    )
    AND NOT EXISTS (
        SELECT FROM held.notice AS told
        WHERE
            told.account_id = account.account_id AND told.kind = waits.kind
            AND told.object = waits.object AND told.about = waits.about
    )
ORDER BY account.account_id, waits.kind, waits.object;
