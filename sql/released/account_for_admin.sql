-- released.account_for_admin: the accounts; no password, no secret, nothing of the data.
--
-- Audience  the administrator.
CREATE OR REPLACE VIEW released.account_for_admin WITH (security_barrier) AS
WITH seen AS (
    SELECT
        session.account_id,
        max(session.last_seen) AS last_seen,
        count(*) FILTER (
            WHERE
            session.ended_at IS NULL AND session.stage = 'open'
            AND session.last_seen > now() - interval '15 minutes'
            AND session.began_at > now() - interval '8 hours'
        ) AS open_sessions
    FROM held.session AS session
    GROUP BY session.account_id
)

SELECT
    account.account_id,
    account.sign_in_name,
    account.display_name,
    account.email,
    account.sample,
    CASE
        WHEN account.ended_at IS NOT NULL THEN 'ended'
        WHEN account.one_time_until <= now() THEN 'one_time_ran_out'
        WHEN account.one_time_until IS NOT NULL THEN 'one_time'
        WHEN account.password_proof IS NULL AND account.oidc_subject IS NULL THEN 'none'
        ELSE 'ready'
    END AS state,
    account.oidc_subject IS NOT NULL AS by_provider,
    account.one_time_until,
    coalesce(made.display_name, account.made_by) AS made_by,
    account.made_at,
    coalesce(ended.display_name, account.ended_by) AS ended_by,
    account.ended_at,
    guard.locked_until,
    coalesce(guard.failures, 0) AS failures,
    seen.last_seen,
    coalesce(seen.open_sessions, 0) AS open_sessions
FROM held.account AS account
LEFT JOIN held.account AS made ON account.made_by = made.account_id::text
LEFT JOIN held.account AS ended ON account.ended_by = ended.account_id::text
LEFT JOIN held.sign_in_guard AS guard
    ON
        guard.kind = 'name'
        AND guard.digest = sha256(convert_to(account.sign_in_name, 'UTF8'))
LEFT JOIN seen ON account.account_id = seen.account_id;
