-- How many of these licences, which a newer register of their authority does not show, are in force
-- today; of the types of licence that the register has.
SELECT count(*)
FROM derived.licences_in_force(current_date)
INNER JOIN held.premises_licence AS licence USING (licence_id)
WHERE licence.licence_id = ANY(:licences) AND licence.licence_type = ANY(:types);
