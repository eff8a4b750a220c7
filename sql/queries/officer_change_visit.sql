-- Change a plan, if it is the one that was seen.
SELECT released.change_visit_for_officer(
    :session, :visit, :seen, CAST(:planned_for AS date), CAST(:assigned_to AS uuid), :status,
    :reason
);
