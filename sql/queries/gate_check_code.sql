-- End a sign-in by a code.
SELECT released.check_code_for_gate(:token, :code, :address, :new_token);
