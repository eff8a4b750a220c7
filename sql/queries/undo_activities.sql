-- Take the activities back that a load added to licences that were held.
DELETE FROM held.licence_activity AS activity
USING held.load_before AS kept
WHERE
    kept.load_id = :load_id AND kept.of_table = 'licence_activity'
    AND activity.licence_id = CAST(kept.was ->> 'licence_id' AS uuid)
    AND activity.activity = kept.was ->> 'activity';
