-- The loads whose number begins so, for one of them to be taken back.
SELECT
    load_id,
    public_id,
    kind,
    file_name,
    supplier,
    report,
    loaded_at < now() - interval '7 days' AS too_old,
    report ? 'keeps_before' AS images_kept
FROM held.load
WHERE starts_with(CAST(public_id AS text), :prefix)
LIMIT 50;
