-- Call back the files that may hold what was removed and that nobody should have past their day.
UPDATE held.export AS export
SET recalled_at = now()
WHERE
    export.recalled_at IS NULL
    AND export.expires_on >= current_date
    AND EXISTS (
        SELECT FROM pg_temp.removed_spot AS spot
        WHERE
            spot.started_on BETWEEN coalesce(export.covers_from, '-infinity')
            AND coalesce(export.covers_to, 'infinity')
    )
RETURNING export.export_id, export.account, export.file_name, export.expires_on;
