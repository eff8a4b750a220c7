-- The newest loads, for a list.
SELECT
    public_id AS load,
    kind,
    file_name AS file,
    supplier,
    authority,
    read,
    blank,
    accepted,
    rejected,
    already_held,
    data_from,
    data_to,
    loaded_at,
    seconds
FROM held.load
ORDER BY loaded_at DESC, load_id DESC
LIMIT :at_most;
