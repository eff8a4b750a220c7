-- The quarters that are published, newest first.
SELECT *
FROM released.quarter_for_all
ORDER BY quarter DESC;
