-- released.review_authority_for_analyst: the authorities that a meeting can be of.
--
-- Audience  the police analyst: those that have premises.
CREATE OR REPLACE VIEW released.review_authority_for_analyst WITH (security_barrier) AS
SELECT
    authority.code,
    authority.name
FROM held.authority AS authority
WHERE
    EXISTS (
        SELECT
        FROM held.premises AS premises
        WHERE premises.authority = authority.code
    );
