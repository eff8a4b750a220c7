-- Visits to premises, planned and made, in the days that are asked for; all if none are.
SELECT
    visit.*,
    premises.name AS premises_name,
    premises.kind,
    premises.postcode
FROM released.visit_for_analyst AS visit
INNER JOIN released.premises_for_analyst AS premises USING (premises_id)
WHERE
    coalesce(visit.visited_on, visit.planned_for) >= coalesce(CAST(:first_day AS date), '-infinity')
    AND coalesce(visit.visited_on, visit.planned_for)
    <= coalesce(CAST(:last_day AS date), 'infinity')
    AND (CAST(:authority AS text) IS NULL OR visit.authority = :authority)
ORDER BY
    coalesce(visit.visited_on, visit.planned_for),
    lower(premises.name),
    premises.name,
    visit.visit_id;
