-- The loads whose number begins so.
SELECT
    load_id,
    public_id AS load,
    kind,
    file_name AS file,
    loaded_at,
    seconds,
    report
FROM held.load
WHERE starts_with(CAST(public_id AS text), :prefix)
LIMIT 50;
