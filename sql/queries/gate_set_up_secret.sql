-- The secret that a new authenticator app is to be told.
SELECT sign_in_name, secret FROM released.set_up_secret_for_gate(:token);
