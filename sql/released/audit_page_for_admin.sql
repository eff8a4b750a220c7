-- released.audit_page_for_admin: a page of the record, newest first, narrowed to what is searched.
--
-- Audience  the administrator, in the name of a session that has a purpose: who reads about people
--           says why as well.
-- Terms     null asks for all. of_actor is an account, 'gate', or 'console' for the command line;
--           before is the entry that the page before ended with.
CREATE OR REPLACE FUNCTION released.audit_page_for_admin(
    session bytea, since timestamptz, until timestamptz, of_actor text, of_action text,
    before bigint, at_most integer
)
RETURNS TABLE (
    seq bigint, at timestamptz, actor text, action text, subject text, detail jsonb, purpose text,
    stated jsonb, actor_name text, subject_name text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    chosen bigint[];
BEGIN
    IF (SELECT who.task FROM derived.looker(session) AS who) IS NULL THEN
        RAISE EXCEPTION 'a purpose must be stated before anything is shown'
        USING ERRCODE = '22023';
    END IF;
    chosen := array(
        SELECT entry.seq
        FROM audit.entry AS entry
        WHERE
            (since IS NULL OR entry.at >= since)
            AND (until IS NULL OR entry.at < until)
            AND (
                of_actor IS NULL OR entry.actor = of_actor
                OR (
                    of_actor = 'console' AND entry.actor <> 'gate'
                    AND entry.actor !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                )
            )
            AND (of_action IS NULL OR entry.action = of_action)
            AND (before IS NULL OR entry.seq < before)
        ORDER BY entry.seq DESC
        LIMIT least(greatest(at_most, 0), 500)
    );
    RETURN QUERY
    SELECT each.*
    FROM released.audit_entry_for_admin AS each
    WHERE each.seq = ANY(chosen)
    ORDER BY each.seq DESC;
END
$$;
