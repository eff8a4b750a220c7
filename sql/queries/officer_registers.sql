-- How new the registers of the own authority are, that of premises first.
SELECT
    register.kind,
    register.as_of
FROM released.register_for_officer AS register
ORDER BY register.kind <> 'premises', register.kind;
