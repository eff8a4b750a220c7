-- Which login a connection is of, and as which it acts.
SELECT
    session_user::text AS login,
    current_user::text AS acting_as;
