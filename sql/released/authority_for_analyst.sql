-- released.authority_for_analyst: the licensing authorities that a file can be of.
--
-- Audience  the analyst.
CREATE OR REPLACE VIEW released.authority_for_analyst WITH (security_barrier) AS
SELECT
    authority.code,
    authority.name
FROM held.authority AS authority
WHERE authority.ended_on IS NULL;
