-- released.undone_load_for_analyst: loads that were taken back, by whom and why.
--
-- Audience  the police analyst.
-- Returns   a row for each; undone_by is the name of a person, or of the account of the operating
--           system that gave the command.
CREATE OR REPLACE VIEW released.undone_load_for_analyst WITH (security_barrier) AS
SELECT
    undone.public_id,
    undone.account ->> 'kind' AS kind,
    undone.account ->> 'file_name' AS file_name,
    coalesce(undone.account ->> 'supplier', authority.name) AS agency,
    (undone.account ->> 'read')::bigint AS read,
    (undone.account ->> 'loaded_at')::timestamptz AS loaded_at,
    undone.undone_at,
    coalesce(person.display_name, undone.undone_by) AS undone_by,
    undone.reason
FROM held.undone_load AS undone
LEFT JOIN held.authority AS authority ON undone.account ->> 'authority' = authority.code
LEFT JOIN held.account AS person ON undone.undone_by = person.account_id::text;
