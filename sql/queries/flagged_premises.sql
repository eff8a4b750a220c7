-- The pairs of a repeat location and a premises near it, on the terms of a question.
SELECT
    flag.location_no,
    flag.premises_id,
    premises.name,
    premises.kind,
    premises.authority,
    authority.name AS authority_name,
    premises.postcode,
    flag.distance_m,
    flag.band_m,
    flag.episodes,
    flag.children,
    flag.timed,
    flag.within_hours,
    ST_AsBinary(premises.geom) AS wkb
FROM
    derived.flagged_premises(
        :as_at, :window_days, :minimum_episodes, :minimum_children, :merge_m,
        CAST(:only_where AS jsonb), :radius_m, CAST(:kinds AS text[])
    ) AS flag
INNER JOIN held.premises AS premises USING (premises_id)
INNER JOIN held.authority AS authority ON premises.authority = authority.code
ORDER BY flag.distance_m, flag.location_no, flag.premises_id;
