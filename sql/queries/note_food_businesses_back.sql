-- Note that a file shows food businesses again that an earlier one no longer did.
UPDATE held.food_business
SET gone_load_id = NULL
WHERE fhrs_id = ANY(:ids) AND gone_load_id IS NOT NULL;
