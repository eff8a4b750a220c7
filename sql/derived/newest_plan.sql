-- derived.newest_plan: the version of a visit's plan that counts.
CREATE OR REPLACE FUNCTION derived.newest_plan(wanted uuid)
RETURNS held.visit_plan
LANGUAGE sql STABLE
AS $$
    SELECT plan.*
    FROM held.visit_plan AS plan
    WHERE plan.visit_id = wanted
    ORDER BY plan.version DESC
    LIMIT 1
$$;
