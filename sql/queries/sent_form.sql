-- Where a form that was sent before has led.
SELECT released.sent_form_for_all(:session, :form);
