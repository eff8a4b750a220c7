-- Plan visits; the session says who plans them.
SELECT *
FROM released.plan_visits_for_officer(
    :session, CAST(:places AS uuid[]), CAST(:planned_for AS date), CAST(:assigned_to AS uuid),
    :quarter
);
