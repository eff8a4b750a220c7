-- Note again which load showed a licence last before a load did.
UPDATE held.premises_licence AS licence
SET seen_load_id = CAST(before.was ->> 'seen_load_id' AS integer)
FROM (
    SELECT DISTINCT ON (kept.was ->> 'licence_id') kept.was
    FROM held.load_before AS kept
    WHERE kept.load_id = :load_id AND kept.of_table = 'premises_licence'
    ORDER BY kept.was ->> 'licence_id', kept.image_no
) AS before
WHERE licence.licence_id = CAST(before.was ->> 'licence_id' AS uuid);
