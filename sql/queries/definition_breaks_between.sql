-- The days in a span on which the definitions of reports changed.
SELECT
    broken.day,
    broken.short
FROM held.definition_break AS broken
WHERE broken.day > :begins AND broken.day <= :ends
ORDER BY broken.day;
