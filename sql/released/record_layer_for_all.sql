-- released.record_layer_for_all: record a layer of a map, unless its page was recorded with it.
--
-- A page and the layers that it draws are one look. A layer is part of it if the same account, for
-- the same purpose and in the last 15 minutes, was recorded as looking at the same object with no
-- narrower filter; filter is null for a layer that no filter narrows.
-- Audience  everybody who signs in, each in the name of the session.
-- Returns   the number of the entry that covers the layer. An error must keep it back.
CREATE OR REPLACE FUNCTION released.record_layer_for_all(
    session bytea, route text, object text, object_id text, filter jsonb, rows bigint
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
    covering bigint;
BEGIN
    SELECT * INTO who FROM derived.looker(session);
    SELECT entry.seq INTO covering
    FROM audit.entry AS entry
    WHERE
        entry.actor = who.account AND entry.seq > who.task
        AND entry.at > clock_timestamp() - interval '15 minutes'
        AND entry.action = 'consult' AND entry.detail ->> 'outcome' = 'ok'
        AND (entry.detail ->> 'task')::bigint = who.task
        AND entry.subject
        = concat_ws(':', record_layer_for_all.object, nullif(object_id, ''))
        AND coalesce(record_layer_for_all.filter @> ((entry.detail -> 'filter') - 'page'), true)
    ORDER BY entry.seq DESC
    LIMIT 1;
    IF covering IS NOT NULL THEN
        RETURN covering;
    END IF;
    RETURN released.record_consultation_for_all(
        session, route, object, object_id, coalesce(filter, '{}'), rows, 'ok'
    );
END
$$;
