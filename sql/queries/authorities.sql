-- Every authority with the other names it goes by.
SELECT
    code,
    name,
    also,
    ended_on
FROM held.authority
ORDER BY code;
