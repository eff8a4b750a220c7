-- Keep what is being typed in a form.
SELECT released.keep_draft_for_all(:session, :form, CAST(:fields AS jsonb));
