-- derived.task_in_force: a task, if the purpose that it states still holds.
--
-- Unit     a purpose on the pages holds for an hour; the demonstration's as long as its session.
-- Returns  null for a task that has ended, and for what is no statement of a purpose.
CREATE OR REPLACE FUNCTION derived.task_in_force(stated_task bigint)
RETURNS bigint
LANGUAGE sql STABLE
AS $$
    SELECT entry.seq
    FROM audit.entry AS entry
    WHERE
        entry.seq = stated_task AND entry.action = 'state purpose'
        AND entry.at > clock_timestamp() - CASE entry.subject
            WHEN 'demonstration' THEN interval '8 hours'
            ELSE interval '1 hour'
        END
$$;
