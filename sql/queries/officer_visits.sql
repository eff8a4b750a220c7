-- The own authority's visits that were due or made between two days, by day.
SELECT *
FROM released.visit_for_officer
WHERE
    coalesce(visited_on, planned_for) BETWEEN :first_day AND :last_day
ORDER BY coalesce(visited_on, planned_for), lower(premises_name), premises_name, visit_id;
