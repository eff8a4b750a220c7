-- Who a token's session is of.
SELECT * FROM released.session_for_gate(:token);
