-- Take the last change of a plan back.
SELECT released.undo_visit_for_officer(:session, :visit, :seen);
