-- Which of some food businesses are held, and what of them.
SELECT
    fhrs_id,
    premises_id,
    digest
FROM held.food_business
WHERE fhrs_id = ANY(:ids);
