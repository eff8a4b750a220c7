-- derived.premises_found: the premises that words find: by name, postcode or licence number.
--
-- words    part of a name, in any case, with or without its accents, "and" for & and & for "and";
--          the beginning of a postcode, with or without its space, from three characters on; part
--          of a licence number, in any case. At most 100 characters are looked at, and fewer than
--          two find nothing.
-- Whose    as derived.may_see_authority says; licences are those of such premises.
-- Returns  at most 50 and how many there are in all: what has the whole of the words as its name or
--          number, then the own authority's before neighbours', the best match first. EPSG:4326,
--          null for one that was never placed.
CREATE OR REPLACE FUNCTION derived.premises_found(words text, everywhere boolean, own text)
RETURNS TABLE (
    premises_id uuid,
    name text,
    kind text,
    address text,
    postcode text,
    authority_name text,
    neighbour boolean,
    licence_number text,
    longitude double precision,
    latitude double precision,
    matching bigint
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH asked AS MATERIALIZED (
        SELECT
            derived.as_searched(left(btrim(words), 100)) AS said,
            upper(replace(left(btrim(words), 100), ' ', '')) AS postcode
    ),

    there AS MATERIALIZED (
        SELECT DISTINCT premises.authority
        FROM held.premises AS premises
    ),

    seen AS MATERIALIZED (
        SELECT found.authority
        FROM there AS found
        WHERE derived.may_see_authority(everywhere, own, found.authority)
    ),

    matched AS (
        SELECT
            premises.premises_id,
            CASE
                WHEN derived.as_searched(premises.name) = asked.said THEN 1
                WHEN strpos(derived.as_searched(premises.name), asked.said) = 1 THEN 2
                ELSE 3
            END AS place,
            NULL AS licence_number
        FROM asked
        INNER JOIN held.premises AS premises
            ON
                strpos(derived.as_searched(premises.name), asked.said) > 0
                OR (
                    length(asked.postcode) >= 3
                    AND left(premises.postcode, length(asked.postcode)) = asked.postcode
                )
        WHERE length(asked.said) >= 2
        UNION ALL
        SELECT
            licence.premises_id,
            CASE
                WHEN derived.as_searched(licence.licence_number) = asked.said THEN 0
                ELSE 4
            END AS place,
            licence.licence_number
        FROM asked
        INNER JOIN held.premises_licence AS licence
            ON strpos(derived.as_searched(licence.licence_number), asked.said) > 0
        WHERE length(asked.said) >= 2
        UNION ALL
        SELECT
            operator.premises_id,
            CASE
                WHEN derived.as_searched(operator.licence_number) = asked.said THEN 0
                ELSE 4
            END AS place,
            operator.licence_number
        FROM asked
        INNER JOIN held.taxi_operator AS operator
            ON strpos(derived.as_searched(operator.licence_number), asked.said) > 0
        WHERE length(asked.said) >= 2 AND operator.premises_id IS NOT NULL
    ),

    best AS (
        SELECT DISTINCT ON (matched.premises_id)
            matched.premises_id,
            matched.place,
            matched.licence_number
        FROM matched
        ORDER BY matched.premises_id, matched.place, matched.licence_number
    )

    SELECT
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.address,
        premises.postcode,
        authority.name AS authority_name,
        coalesce(premises.authority <> own, false) AS neighbour,
        best.licence_number,
        ST_X(ST_Transform(premises.geom, 4326)) AS longitude,
        ST_Y(ST_Transform(premises.geom, 4326)) AS latitude,
        count(*) OVER () AS matching
    FROM best
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN seen USING (authority)
    INNER JOIN held.authority AS authority ON premises.authority = authority.code
    ORDER BY
        best.place > 1,  -- what was typed whole is what was meant, wherever it is
        neighbour,
        best.place,
        lower(premises.name),
        premises.name,
        premises.premises_id
    LIMIT 50
$$;
