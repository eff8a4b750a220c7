-- Say that a form was sent; whether it was for the first time.
SELECT released.claim_form_for_all(:session, :form);
