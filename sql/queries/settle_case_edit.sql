-- Say that what met a newer version is not needed.
SELECT released.settle_edit_for_all(:session, :case_id, :edit_no);
