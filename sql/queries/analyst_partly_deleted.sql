-- Whether some episodes of days that are asked about have begun to be deleted for their age.
SELECT released.partly_deleted_for_analyst(:first_day, :last_day);
