-- released.audit_entry_for_admin: who did what, when, why and with what outcome.
--
-- Audience  the administrator and whoever reviews reasons: all of it, for reading alone. Entries
--           name objects by their own numbers and hold nothing of an episode. Of a filter, and of
--           what a run or hotspots were asked of alone, only the names of the terms are told: what
--           was asked for is content, and so is how many hotspots were found. A consultation's
--           purpose is that of the task it names; the reviewer sees it beside it. Of an erasure the
--           reason alone: entries of earlier releases count what was held of one child.
CREATE OR REPLACE VIEW released.audit_entry_for_admin WITH (security_barrier) AS
SELECT
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    CASE
        WHEN entry.action = 'erase'
            THEN jsonb_strip_nulls(jsonb_build_object('reason', entry.detail -> 'reason'))
        ELSE
            (entry.detail - ARRAY['filter', 'only_where', 'hotspots']) #- '{terms,only}'
            || coalesce(narrowing.told, '{}')
    END AS detail,
    CASE
        WHEN entry.action = 'state purpose' THEN entry.subject
        ELSE task.subject
    END AS purpose,
    CASE WHEN entry.action = 'state purpose' THEN entry.detail ELSE task.detail END AS stated,
    coalesce(person.display_name, entry.actor) AS actor_name,
    named.display_name AS subject_name
FROM audit.entry AS entry
LEFT JOIN LATERAL (
    SELECT
        jsonb_build_object(
            'narrowed_by',
            array(
                SELECT term.name
                FROM jsonb_object_keys(asked.terms) AS term (name)
                ORDER BY term.name
            )
        ) AS told
    FROM (
        VALUES
        (entry.detail -> 'filter'),
        -- a run keeps it as a text
        ((entry.detail ->> 'only_where')::jsonb),
        (entry.detail #> '{terms,only}')
    ) AS asked (terms)
    WHERE jsonb_typeof(asked.terms) = 'object'
    LIMIT 1
) AS narrowing ON true
LEFT JOIN audit.entry AS task
    ON
        (entry.detail ->> 'task')::bigint = task.seq
        AND task.action = 'state purpose'
LEFT JOIN held.account AS person ON entry.actor = person.account_id::text
LEFT JOIN held.account AS named ON entry.subject = named.account_id::text;
