-- Purposes that were stated in some days, drawn to be reviewed.
SELECT *
FROM released.reason_sample_for_admin(:session, :since, :until, :purpose, :at_most);
