-- derived.stands_for: the accounts that an account may be in the hands of, itself among them.
--
-- Whoever makes an account is shown its password, and whoever gives an administrator's right says
-- who is one; so does each person behind those. Whoever resets an account could use it, until its
-- holder is seen not to come in: 30 days.
-- Returns  no row for an actor that is no account: the command, whose user owns the database.
CREATE OR REPLACE FUNCTION derived.stands_for(actor text)
RETURNS SETOF text
LANGUAGE sql STABLE
AS $$
    WITH RECURSIVE behind AS (
        SELECT account.account_id::text AS who
        FROM held.account AS account
        WHERE account.account_id::text = actor
        UNION
        SELECT other.account_id::text
        FROM behind
        INNER JOIN LATERAL (
            SELECT account.made_by AS owed_to
            FROM held.account AS account
            WHERE account.account_id::text = behind.who
            UNION ALL
            SELECT unnest(ARRAY[given.asked_by, given.granted_by])
            FROM held.account_right AS given
            WHERE given.account_id::text = behind.who AND given.audience = 'admin'
            UNION ALL
            SELECT entry.actor
            FROM audit.entry AS entry
            WHERE
                entry.action = 'reset account' AND entry.subject = behind.who
                AND entry.at > clock_timestamp() - interval '30 days'
        ) AS owing ON true
        INNER JOIN held.account AS other ON owing.owed_to = other.account_id::text
    )

    SELECT behind.who
    FROM behind
$$;
