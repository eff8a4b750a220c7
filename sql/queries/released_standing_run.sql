-- The run that the pages begin at: the standard rule's, of every kind of premises and all episodes,
-- whose days are the newest; where that rule has not been run so, the run that was stored last.
-- A colleague's own question, an earlier day or days to come take nobody's list away.
SELECT *
FROM (
    SELECT
        run.*,
        coalesce(
            run.rule = 'standard'
            AND run.kinds IS NULL
            AND run.only_where = '{}'
            AND run.begins_on <= run.data_to,
            FALSE
        ) AS is_standard
    FROM released.flag_run_for_analyst AS run
) AS told
ORDER BY
    is_standard DESC,
    CASE WHEN is_standard THEN least(as_at, data_to) END DESC NULLS LAST,
    raised_at DESC,
    run_id
LIMIT 1;
