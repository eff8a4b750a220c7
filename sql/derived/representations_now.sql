-- derived.representations_now: complaints and replies with how they now stand answered.
--
-- Returns  a row for each, without an answer where there is none yet; names are of people at work.
CREATE OR REPLACE FUNCTION derived.representations_now()
RETURNS TABLE (
    representation_id uuid, premises_id uuid, authority text, kind text, received_on date,
    made_for text, asked text, made_by_name text, made_at timestamptz, version integer,
    outcome text, answered_on date, answer text, answered_by_name text, changed_at timestamptz
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        said.representation_id,
        said.premises_id,
        said.authority,
        said.kind,
        said.received_on,
        said.made_for,
        said.asked,
        maker.display_name,
        said.made_at,
        coalesce(answer.version, 0),
        answer.outcome,
        answer.answered_on,
        answer.answer,
        answerer.display_name,
        answer.changed_at
    FROM held.representation AS said
    INNER JOIN held.account AS maker ON said.made_by = maker.account_id
    LEFT JOIN LATERAL (
        SELECT version.*
        FROM held.representation_answer AS version
        WHERE version.representation_id = said.representation_id
        ORDER BY version.version DESC
        LIMIT 1
    ) AS answer ON true
    LEFT JOIN held.account AS answerer ON answer.changed_by = answerer.account_id
$$;
