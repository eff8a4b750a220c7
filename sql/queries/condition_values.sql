-- The values that are held of what a question may be narrowed to.
WITH held AS (
    SELECT to_jsonb(coding) AS answers FROM held.episode_coding AS coding
    UNION ALL
    SELECT to_jsonb(coding) FROM held.place_coding AS coding
    UNION ALL
    SELECT jsonb_build_object('supplier', supplier.name) FROM held.supplier AS supplier
)

SELECT DISTINCT held.answers ->> :column AS said
FROM held
WHERE held.answers ->> :column <> ''
ORDER BY said;
