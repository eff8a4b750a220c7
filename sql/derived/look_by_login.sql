-- derived.look_by_login: record a look by psql, a script or a map program, before it is answered.
--
-- Whose    of the login that asks: no session says which person it is.
-- Reading  a transaction that can write nothing, as a map program's layers are drawn in, is covered
--          by an entry of the last 8 hours for the same question by the same login. Without one
--          it is refused, in a sentence that says what to do.
-- Waiting  whoever records holds the record of audit until the transaction ends; one that is then
--          left open is ended after 10 seconds, so that nobody is kept waiting.
CREATE OR REPLACE FUNCTION derived.look_by_login(object text, terms jsonb, rows bigint)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    audience text := derived.audience_of_login();
    login text := 'login:nightjar_' || audience;
BEGIN
    IF current_setting('transaction_read_only') = 'off' THEN
        PERFORM audit.record_consultation(
            login, audience, NULL, NULL, 'sql ' || object, object, NULL, terms, rows, NULL, 'ok'
        );
        PERFORM set_config('idle_in_transaction_session_timeout', '10s', true);
        RETURN;
    END IF;
    PERFORM FROM audit.entry AS entry
    WHERE
        entry.at > clock_timestamp() - interval '8 hours'
        AND entry.actor = login AND entry.action = 'consult' AND entry.subject = object
        AND entry.detail ->> 'outcome' = 'ok'
        AND entry.detail -> 'filter' = jsonb_strip_nulls(terms);
    IF NOT FOUND THEN
        PERFORM derived.refuse(
            'who looks must be recorded first, and this connection may only read: ask the same '
            'once by psql or a window for SQL, and it may be drawn for 8 hours'
        );
    END IF;
END
$$;
