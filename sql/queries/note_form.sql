-- Keep where a form has led.
SELECT released.note_form_for_all(:session, :form, :led_to);
