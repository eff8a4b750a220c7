-- A page of the rows of one's own upload that would be turned away.
SELECT *
FROM released.upload_reject_for_analyst(:session, :upload_id, :at_most, :beginning);
