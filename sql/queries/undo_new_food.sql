-- Remove the food businesses that a load brought.
DELETE FROM held.food_business
WHERE load_id = :load_id;
