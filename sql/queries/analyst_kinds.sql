-- How many premises on the map there are of each kind, of those that the analyst may see.
SELECT
    kind,
    premises
FROM released.premises_by_kind_for_analyst();
