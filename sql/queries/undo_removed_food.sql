-- Put back the food businesses that a load removed.
INSERT INTO held.food_business
SELECT said.*
FROM held.load_before AS kept
CROSS JOIN jsonb_populate_record(CAST(NULL AS held.food_business), kept.was) AS said
WHERE
    kept.load_id = :load_id
    AND kept.of_table = 'food_business'
    AND NOT EXISTS (
        SELECT FROM held.food_business AS business WHERE business.fhrs_id = said.fhrs_id
    );
