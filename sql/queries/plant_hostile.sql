-- Hostile text in every field of words of an invented county, for attacks to look for on pages.
--
-- hostile, short  the text, and what is tried where a check leaves no room for it
-- Fields          those of the catalogue that are computed from nothing, and in no key or reference
--                 but a name that is its owner's. What is empty in every row is filled in.
-- Returns         each field with how it went: planted, refused (a check says what it may hold), or
--                 empty (there is no row). Documents that hold no words are left out.
SELECT
    set_config('nightjar.hostile', :hostile, TRUE),  -- a block takes no values
    set_config('nightjar.short', :short, TRUE);

-- what no page of the sample county has made, or not for whom it is shown to
INSERT INTO held.export (
    export_id, account, audience, object, file_name, sha256, rows, masked, expires_on, audit_seq
)
VALUES (
    gen_random_uuid(), 'x', 'console', 'x', 'x', repeat('a', 64), 1, TRUE, '2100-01-01', 1
);

INSERT INTO held.hold (begins_on, ends_on, reason, placed_by)
VALUES ('2020-01-01', '2020-01-02', 'a reason of some length', 'x');

INSERT INTO held.profile (name, kind, mapping) VALUES ('x', 'premises', '{}');

INSERT INTO held.removal (kind, reason, removed, digest)
VALUES ('retention', 'x', '{}', 'x');

INSERT INTO held.sent_form (account_id, form_sha256, led_to)
SELECT
    account.account_id,
    decode(repeat('00', 32), 'hex') AS form_sha256,
    '/' AS led_to
FROM held.account AS account
LIMIT 1;

INSERT INTO held.case_seen (case_id, side, tab, account_id, of_what)
SELECT
    opened.case_id,
    'council' AS side,
    'licence' AS tab,
    opened.opened_by,
    'licences' AS of_what
FROM held.review_case AS opened
LIMIT 1;

INSERT INTO held.base_name (layer, code, name, longitude, latitude, west, south, east, north)
VALUES ('ward', 'x', 'x', -3.6, 53.6, -3.7, 53.5, -3.5, 53.7);

UPDATE held.load SET profile = 'x';

INSERT INTO held.undone_load (public_id, account, undone_by, reason)
SELECT
    gen_random_uuid() AS public_id,
    to_jsonb(load) AS account,
    'x' AS undone_by,
    'a reason of some length' AS reason
FROM held.load AS load
ORDER BY load.load_id
LIMIT 1;

INSERT INTO held.flag_feedback (
    quarter, premises_id, version, authority, verdict, why, changed_by
)
SELECT
    flag.quarter,
    flag.premises_id,
    1,
    premises.authority,
    'wrong',
    'a reason',
    account.account_id
FROM held.officer_flag AS flag
INNER JOIN held.premises AS premises USING (premises_id)
CROSS JOIN held.account AS account
WHERE account.sample
GROUP BY flag.quarter, flag.premises_id, premises.authority, account.account_id
ORDER BY flag.quarter DESC, account.account_id
LIMIT 1;

INSERT INTO held.draft (right_id, form, fields)
SELECT
    given.right_id,
    'reply:' || cast(premises.premises_id AS text),
    jsonb_build_object('asked', jsonb_build_array('what somebody types'))
FROM held.account_right AS given
INNER JOIN held.premises AS premises ON given.authority = premises.authority
WHERE given.audience = 'officer'
ORDER BY premises.premises_id
LIMIT 1;

SELECT
    audit.add(
        cast(:hostile AS text),
        cast(:hostile AS text),
        cast(:hostile AS text),
        jsonb_build_object('x', cast(:hostile AS text))
    );

CREATE TEMPORARY TABLE hostile_field (name text, state text) ON COMMIT DROP;

-- what a document holds: texts under the names by which people and files fill it, and reasons that
-- are no codes
CREATE FUNCTION pg_temp.worded(given jsonb, words text, under text) RETURNS jsonb
LANGUAGE plpgsql
AS $$
BEGIN
    RETURN CASE jsonb_typeof(given)
        WHEN 'object' THEN coalesce(
            (
                SELECT
                    jsonb_object_agg(part.key, pg_temp.worded(part.value, words, part.key))
                FROM jsonb_each(given) AS part
            ),
            given
        )
        WHEN 'array' THEN coalesce(
            (
                SELECT
                    jsonb_agg(pg_temp.worded(part.value, words, under) ORDER BY part.ordinality)
                FROM jsonb_array_elements(given) WITH ORDINALITY AS part
            ),
            given
        )
        WHEN 'string' THEN CASE
            WHEN
                under IN (
                    'words', 'what', 'why', 'note', 'reply', 'asked', 'answer', 'chair', 'name',
                    'file', 'file_name', 'column', 'found', 'unused', 'supplier', 'profile',
                    'part'
                )
                OR under = 'reason' AND given #>> '{}' LIKE '% %'
                THEN to_jsonb(words)
            ELSE given
        END
        ELSE given
    END;
END
$$;

DO $$
DECLARE
    field record;
    words text;
    empty text;
    changed bigint;
    went text;
BEGIN
    FOR field IN
        SELECT
            attribute.attrelid::regclass AS of_table,
            attribute.attname AS column_name,
            CASE
                WHEN attribute.atttypid = 'text[]'::regtype THEN 'ARRAY[$1]'
                WHEN attribute.atttypid = 'jsonb'::regtype
                    THEN format('pg_temp.worded(%I, $1, '''')', attribute.attname)
                -- each row's own, as names of one owner must differ
                WHEN attribute.attname = 'name' THEN '$1 || CAST(ctid AS text)'
                ELSE '$1'
            END AS value
        FROM pg_attribute AS attribute
        INNER JOIN pg_class AS class ON attribute.attrelid = class.oid
        WHERE
            class.relnamespace = 'held'::regnamespace
            AND class.relkind = 'r'
            -- a snapshot that was changed is not shown
            AND class.relname NOT LIKE 'snapshot%'
            AND attribute.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)
            AND attribute.attnum > 0
            AND NOT attribute.attisdropped
            AND attribute.attgenerated = ''
            -- what rows are joined, placed or numbered by, and is not shown as it is
            AND attribute.attname NOT IN (
                'authority', 'ward', 'base_ward', 'successor', 'name_key', 'postcode', 'rule',
                'kind', 'code_version', 'digest', 'key_fingerprint'
            )
            AND NOT EXISTS (
                SELECT FROM pg_constraint AS rule
                WHERE
                    rule.conrelid = class.oid
                    AND attribute.attnum = ANY(rule.conkey)
                    AND (
                        rule.contype IN ('p', 'f')
                        OR rule.contype = 'u' AND attribute.attname <> 'name'
                    )
            )
        ORDER BY attribute.attrelid::regclass::text, attribute.attname
    LOOP
        -- some keep every version, and would keep this one out
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', field.of_table);
        went := 'empty';
        <<trying>>
        FOREACH empty IN ARRAY ARRAY['NOT NULL', 'NULL'] LOOP
            FOREACH words IN ARRAY ARRAY[
                current_setting('nightjar.hostile'), current_setting('nightjar.short')
            ] LOOP
                BEGIN
                    EXECUTE format(
                        'UPDATE %s SET %I = %s WHERE %I IS %s AND %I IS DISTINCT FROM %s',
                        field.of_table, field.column_name, field.value, field.column_name, empty,
                        field.column_name, field.value
                    ) USING words;
                    GET DIAGNOSTICS changed = ROW_COUNT;
                    IF changed > 0 THEN
                        went := 'planted';
                        EXIT trying;
                    END IF;
                    EXIT;
                EXCEPTION WHEN integrity_constraint_violation OR raise_exception THEN
                    went := 'refused';
                END;
            END LOOP;
            EXIT WHEN went = 'refused';
        END LOOP;
        IF went <> 'empty' OR field.value NOT LIKE 'pg_temp.worded%' THEN
            INSERT INTO hostile_field VALUES (
                format('%s.%s', replace(field.of_table::text, 'held.', ''), field.column_name), went
            );
        END IF;
    END LOOP;
END
$$;

SELECT
    name,
    state
FROM hostile_field
ORDER BY name;
