-- released.register_for_officer: how new the registers of an officer's own authority are.
--
-- Audience  the licensing officer, of the authority of the session that the transaction is set to;
--           nothing without a session, and nothing of another authority's registers.
-- Terms     as_of is the day on which a register says that it was taken out, or else was loaded, of
--           the newest.
CREATE OR REPLACE VIEW released.register_for_officer WITH (security_barrier) AS
SELECT
    load.kind,
    max(
        coalesce(load.data_to, (load.loaded_at AT TIME ZONE 'Europe/London')::date)
    ) AS as_of
FROM held.load AS load
WHERE
    load.kind IN ('premises', 'food', 'taxi')
    AND load.authority = (SELECT released.own_authority_for_officer())
GROUP BY load.kind;
