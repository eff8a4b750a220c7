-- Put back the premises that a load removed. Of one that it changed less is kept, and no load.
INSERT INTO held.premises (
    premises_id, authority, uprn, name, name_key, address, postcode, kind, kind_basis, geom,
    placed_by, precision_m, load_id
)
SELECT
    CAST(kept.was ->> 'premises_id' AS uuid),
    kept.was ->> 'authority',
    CAST(kept.was ->> 'uprn' AS bigint),
    kept.was ->> 'name',
    kept.was ->> 'name_key',
    kept.was ->> 'address',
    kept.was ->> 'postcode',
    kept.was ->> 'kind',
    kept.was ->> 'kind_basis',
    CAST(kept.was ->> 'geom' AS geometry),
    kept.was ->> 'placed_by',
    CAST(kept.was ->> 'precision_m' AS real),
    CAST(kept.was ->> 'load_id' AS integer)
FROM held.load_before AS kept
WHERE kept.load_id = :load_id AND kept.of_table = 'premises' AND kept.was ? 'load_id';
