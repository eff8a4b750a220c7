-- released.audit_entry_for_admin: who did what, when, why and with what outcome.
--
-- Audience  the administrator and whoever reviews reasons: all of it, for reading alone. Entries
--           name objects by their own numbers and hold nothing of an episode. A consultation's
--           purpose is that of the task it names; the reviewer sees it beside it.
CREATE OR REPLACE VIEW released.audit_entry_for_admin WITH (security_barrier) AS
SELECT
    entry.seq,
    entry.at,
    entry.actor,
    entry.action,
    entry.subject,
    entry.detail,
    CASE
        WHEN entry.action = 'state purpose' THEN entry.subject
        ELSE task.subject
    END AS purpose,
    CASE WHEN entry.action = 'state purpose' THEN entry.detail ELSE task.detail END AS stated
FROM audit.entry AS entry
LEFT JOIN audit.entry AS task
    ON
        (entry.detail ->> 'task')::bigint = task.seq
        AND task.action = 'state purpose';
