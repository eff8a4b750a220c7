-- Take the newest word on a food business that is held.
UPDATE held.food_business
SET
    local_id = :local_id,
    name = :name,
    business_type_id = :business_type_id,
    business_type = :business_type,
    address = :address,
    postcode = :postcode,
    rating = :rating,
    rated_on = :rated_on,
    digest = :digest,
    load_id = :load_id
WHERE fhrs_id = :fhrs_id;
