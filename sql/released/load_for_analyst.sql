-- released.load_for_analyst: what was loaded when, from whom, and what became of every row.
--
-- Audience  the police analyst.
CREATE OR REPLACE VIEW released.load_for_analyst WITH (security_barrier) AS
SELECT
    load.public_id,
    load.kind,
    load.file_name,
    load.file_sha256,
    load.supplier,
    load.authority,
    authority.name AS authority_name,
    load.profile,
    load.encoding,
    load.read,
    load.blank,
    load.accepted,
    load.rejected,
    load.already_held,
    load.reasons,
    load.report,
    load.mapping,
    load.notices,
    load.data_from,
    load.data_to,
    load.code_version,
    load.loaded_at,
    load.seconds
FROM held.load AS load
LEFT JOIN held.authority AS authority ON load.authority = authority.code;
