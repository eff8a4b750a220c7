-- Take the word on food businesses that was held before a load.
UPDATE held.food_business AS business
SET
    local_id = said.local_id,
    name = said.name,
    business_type_id = said.business_type_id,
    business_type = said.business_type,
    address = said.address,
    postcode = said.postcode,
    rating = said.rating,
    rated_on = said.rated_on,
    digest = said.digest,
    load_id = said.load_id,
    gone_load_id = said.gone_load_id
FROM (
    SELECT DISTINCT ON (kept.was ->> 'fhrs_id') kept.was
    FROM held.load_before AS kept
    WHERE kept.load_id = :load_id AND kept.of_table = 'food_business'
    ORDER BY kept.was ->> 'fhrs_id', kept.image_no
) AS before
CROSS JOIN jsonb_populate_record(CAST(NULL AS held.food_business), before.was) AS said
WHERE business.fhrs_id = said.fhrs_id;
