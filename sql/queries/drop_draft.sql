-- Delete what was being typed in a form.
SELECT released.drop_draft_for_all(:session, :form);
