-- The rights of whoever a token's session is of.
SELECT * FROM released.rights_for_gate(:token);
