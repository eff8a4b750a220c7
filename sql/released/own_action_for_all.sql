-- released.own_action_for_all: what an account did, newest first; its own acts and nobody else's.
--
-- Audience  the analyst and the officer, each in the name of the session.
-- Returns   at most at_most acts before an entry; all before none if before is null. purpose and
--           stated are of the task that an act names.
CREATE OR REPLACE FUNCTION released.own_action_for_all(
    session bytea, before bigint, at_most integer
)
RETURNS TABLE (
    seq bigint, at timestamptz, action text, subject text, detail jsonb, purpose text, stated jsonb
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    RETURN QUERY
    SELECT
        act.seq,
        act.at,
        act.action,
        act.subject,
        act.detail,
        CASE act.action WHEN 'state purpose' THEN act.subject ELSE task.subject END,
        CASE act.action WHEN 'state purpose' THEN act.detail ELSE task.detail END
    FROM (
        SELECT entry.*
        FROM audit.entry AS entry
        WHERE
            entry.actor = who.account
            AND (own_action_for_all.before IS NULL OR entry.seq < own_action_for_all.before)
        ORDER BY entry.seq DESC
        LIMIT least(greatest(own_action_for_all.at_most, 0), 500)
    ) AS act
    LEFT JOIN audit.entry AS task
        ON
            (act.detail ->> 'task')::bigint = task.seq
            AND task.action = 'state purpose'
    ORDER BY act.seq DESC;
END
$$;
