-- Keep the account of a load that is taken back.
INSERT INTO held.undone_load (public_id, account, undone_by, reason)
SELECT
    load.public_id,
    to_jsonb(load),
    :undone_by,
    :reason
FROM held.load AS load
WHERE load.load_id = :load_id;
