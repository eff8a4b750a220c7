-- How many premises of the own authority have a place, by the registers of today.
SELECT count(*) FROM released.premises_for_officer WHERE is_own AND placed_by IS NOT NULL;
