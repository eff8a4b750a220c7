-- released.case_action_for_all: the actions of the cases that somebody may see.
--
-- Audience  the analyst and the officer, in the name of the session; is_own tells the actions that
--           are the session's holder's to do.
CREATE OR REPLACE FUNCTION released.case_action_for_all(session bytea)
RETURNS TABLE (
    action_id uuid,
    case_id uuid,
    name text,
    authority_name text,
    what text,
    owner_id uuid,
    owned_by text,
    is_own boolean,
    due_on date,
    state text,
    outcome text,
    done_on date,
    version integer,
    changed_by text,
    changed_at timestamptz,
    case_state text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        action.action_id,
        found.case_id,
        premises.name,
        authority.name,
        action.what,
        action.owner_id,
        derived.who(action.owner_id::text),
        action.owner_id = who.account,
        action.due_on,
        action.state,
        action.outcome,
        action.done_on,
        action.version,
        derived.who(action.changed_by::text),
        action.changed_at,
        found.state
    FROM derived.visible_cases(session) AS found
    CROSS JOIN derived.review_party(session) AS who
    INNER JOIN held.case_action AS action USING (case_id)
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN held.authority AS authority ON found.authority = authority.code;
END
$$;
