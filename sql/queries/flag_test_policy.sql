-- The terms by which flags are tested against chance, in force on a day.
SELECT *
FROM held.flag_test_policy
WHERE effective_from <= :as_at
ORDER BY effective_from DESC
LIMIT 1;
