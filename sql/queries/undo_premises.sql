-- Put premises back to where and what they were, and were called, before a load.
UPDATE held.premises AS premises
SET
    geom = CAST(before.was ->> 'geom' AS geometry),
    placed_by = before.was ->> 'placed_by',
    precision_m = CAST(before.was ->> 'precision_m' AS real),
    kind = before.was ->> 'kind',
    kind_basis = before.was ->> 'kind_basis',
    -- what an earlier release kept has no name, address or postcode
    name = coalesce(before.was ->> 'name', premises.name),
    name_key = coalesce(before.was ->> 'name_key', premises.name_key),
    address = coalesce(before.was ->> 'address', premises.address),
    postcode = coalesce(before.was ->> 'postcode', premises.postcode)
FROM (
    SELECT DISTINCT ON (kept.was ->> 'premises_id') kept.was
    FROM held.load_before AS kept
    WHERE kept.load_id = :load_id AND kept.of_table = 'premises'
    ORDER BY kept.was ->> 'premises_id', kept.image_no
) AS before
WHERE premises.premises_id = CAST(before.was ->> 'premises_id' AS uuid);
