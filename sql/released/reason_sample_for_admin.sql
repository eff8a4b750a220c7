-- released.reason_sample_for_admin: purposes that were stated in some days, to be reviewed.
--
-- The sample is drawn by the entries' own hashes: nobody can choose it, and it is the same for
-- everybody who asks. Those that name many looks come first whatever their hash, since most misuse
-- is browsing.
-- Audience  the administrator, in the name of a session that has a purpose.
-- Returns   at most at_most tasks, with how much was looked at and taken under each, and what was
--           said of it last.
CREATE OR REPLACE FUNCTION released.reason_sample_for_admin(
    session bytea, since timestamptz, until timestamptz, of_purpose text, at_most integer
)
RETURNS TABLE (
    task bigint, at timestamptz, actor text, actor_name text, purpose text, stated jsonb,
    looks bigint, rows numeric, exports bigint, denied bigint, verdict text,
    reviewed_by text, reviewed_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (SELECT who.task FROM derived.looker(session) AS who) IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is shown'
        USING ERRCODE = '22023';
    END IF;
    RETURN QUERY
    SELECT
        stated_entry.seq,
        stated_entry.at,
        stated_entry.actor,
        coalesce(person.display_name, stated_entry.actor),
        stated_entry.subject,
        stated_entry.detail,
        under.looks,
        under.rows,
        under.exports,
        under.denied,
        review.verdict,
        coalesce(reviewer.display_name, review.actor),
        review.at
    FROM audit.entry AS stated_entry
    CROSS JOIN LATERAL (
        SELECT
            count(*) FILTER (WHERE entry.action = 'consult') AS looks,
            coalesce(sum((entry.detail ->> 'rows')::numeric), 0) AS rows,
            count(*) FILTER (WHERE entry.action = 'export') AS exports,
            count(*) FILTER (WHERE entry.detail ->> 'outcome' = 'denied') AS denied
        FROM audit.entry AS entry
        WHERE
            entry.actor = stated_entry.actor AND entry.seq > stated_entry.seq
            AND entry.action IN ('consult', 'export')
            AND entry.at < stated_entry.at + interval '9 hours'
            AND (entry.detail ->> 'task')::bigint = stated_entry.seq
    ) AS under
    LEFT JOIN LATERAL (
        SELECT
            entry.detail ->> 'verdict' AS verdict,
            entry.actor,
            entry.at
        FROM audit.entry AS entry
        WHERE entry.action = 'review reason' AND entry.subject = stated_entry.seq::text
        ORDER BY entry.seq DESC
        LIMIT 1
    ) AS review ON true
    LEFT JOIN held.account AS person ON stated_entry.actor = person.account_id::text
    LEFT JOIN held.account AS reviewer ON review.actor = reviewer.account_id::text
    WHERE
        stated_entry.action = 'state purpose'
        AND (since IS NULL OR stated_entry.at >= since)
        AND (until IS NULL OR stated_entry.at < until)
        AND (of_purpose IS NULL OR stated_entry.subject = of_purpose)
    ORDER BY under.looks >= 100 DESC, stated_entry.hash
    LIMIT least(greatest(at_most, 0), 200);
END
$$;
