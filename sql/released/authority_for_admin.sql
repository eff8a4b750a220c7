-- released.authority_for_admin: the authorities that an officer can be of.
--
-- Audience  the administrator.
CREATE OR REPLACE VIEW released.authority_for_admin WITH (security_barrier) AS
SELECT
    authority.code,
    authority.name
FROM held.authority AS authority
WHERE
    authority.ended_on IS NULL
    AND EXISTS (SELECT FROM held.premises AS premises WHERE premises.authority = authority.code);
