-- released.register_for_officer: how new the registers of an officer's own authority are.
--
-- Audience  the licensing officer, of the authority of the session that the transaction is set to;
--           nothing without a session, and nothing of another authority's registers.
-- Terms     as_of is the last day that a register states it covers, or the day it was loaded.
CREATE OR REPLACE VIEW released.register_for_officer WITH (security_barrier) AS
SELECT
    load.kind,
    coalesce(
        max(load.data_to), (max(load.loaded_at) AT TIME ZONE 'Europe/London')::date
    ) AS as_of
FROM held.load AS load
WHERE
    load.kind IN ('premises', 'food', 'taxi')
    AND load.authority = (SELECT released.own_authority_for_officer())
GROUP BY load.kind;
