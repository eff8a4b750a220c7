-- The authorities that a meeting can be of.
SELECT * FROM released.review_authority_for_analyst ORDER BY name;
