-- released.review_case_for_all: the cases that somebody may see, each with where it stands.
--
-- Audience  the analyst, every case; the officer, those of the own authority; by the session.
-- Kept back from a council: from which run police opened a case, since a run is of points.
-- Returns   decision columns are of the newest version; null before there is one.
CREATE OR REPLACE FUNCTION released.review_case_for_all(session bytea)
RETURNS TABLE (
    case_id uuid,
    premises_id uuid,
    name text,
    kind text,
    address text,
    postcode text,
    authority text,
    authority_name text,
    matter text,
    side text,
    run_id uuid,
    run_as_at date,
    quarter text,
    reason text,
    state text,
    opened_by text,
    opened_at timestamptz,
    closed_by text,
    closed_at timestamptz,
    outcome text,
    version integer,
    measure text,
    measure_words text,
    police_by text,
    council_by text,
    stands boolean,
    actions_open bigint,
    next_due date,
    edits_waiting bigint
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM derived.review_party(session);  -- rows are kept by session from here on
    RETURN QUERY
    SELECT
        found.case_id,
        found.premises_id,
        premises.name,
        premises.kind,
        premises.address,
        premises.postcode,
        found.authority,
        authority.name,
        found.matter,
        found.side,
        run.run_id,
        run.as_at,
        found.quarter,
        found.reason,
        found.state,
        derived.who(found.opened_by::text),
        found.opened_at,
        derived.who(found.closed_by::text),
        found.closed_at,
        found.outcome,
        decision.version,
        decision.measure,
        measure.words,
        derived.who(police.account_id::text),
        derived.who(council.account_id::text),
        police.account_id IS NOT NULL AND council.account_id IS NOT NULL,
        (
            SELECT count(*)
            FROM held.case_action AS action
            WHERE action.case_id = found.case_id AND action.state = 'open'
        ),
        (
            SELECT min(action.due_on)
            FROM held.case_action AS action
            WHERE action.case_id = found.case_id AND action.state = 'open'
        ),
        (
            SELECT count(*)
            FROM held.case_edit AS edit
            WHERE
                edit.case_id = found.case_id
                AND edit.version IS NULL AND edit.settled_at IS NULL
        )
    FROM derived.visible_cases(session) AS found
    CROSS JOIN derived.review_party(session) AS who
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN held.authority AS authority ON found.authority = authority.code
    LEFT JOIN held.flag_run AS run ON found.run_id = run.run_id AND who.side = 'police'
    LEFT JOIN LATERAL (
        SELECT each.*
        FROM held.case_decision AS each
        WHERE each.case_id = found.case_id
        ORDER BY each.version DESC
        LIMIT 1
    ) AS decision ON true
    LEFT JOIN held.measure AS measure ON decision.measure = measure.code
    LEFT JOIN held.case_signature AS police
        ON
            found.case_id = police.case_id AND decision.version = police.version
            AND police.side = 'police'
    LEFT JOIN held.case_signature AS council
        ON
            found.case_id = council.case_id AND decision.version = council.version
            AND council.side = 'council';
END
$$;
