-- End a token's session.
SELECT released.sign_out_for_gate(:token);
