-- released.visit_record_for_officer: every version of the records of the own authority's visits.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to; nothing without a session, and never a neighbour's.
CREATE OR REPLACE VIEW released.visit_record_for_officer WITH (security_barrier) AS
SELECT
    record.visit_id,
    record.version,
    record.visited_on,
    record.visited_by,
    visitor.display_name AS visited_name,
    record.outcome,
    record.measure,
    record.measure_text,
    record.awareness,
    record.note,
    record.reply,
    changer.display_name AS changed_by_name,
    record.changed_at
FROM held.visit AS visit
INNER JOIN held.visit_record AS record USING (visit_id)
INNER JOIN held.account AS changer ON record.changed_by = changer.account_id
INNER JOIN held.account AS visitor ON record.visited_by = visitor.account_id
WHERE visit.authority = (SELECT released.own_authority_for_officer());
