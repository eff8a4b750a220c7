-- derived.snapshot_file_for: a file of a snapshot, if it is for an audience; else no row.
--
-- Analysts have every snapshot; officers and the board one that was published and not withdrawn.
CREATE OR REPLACE FUNCTION derived.snapshot_file_for(audience text, snapshot text, file text)
RETURNS SETOF held.snapshot_file
LANGUAGE sql STABLE
AS $$
    SELECT part.*
    FROM held.snapshot AS its
    INNER JOIN held.snapshot_file AS part USING (snapshot_id)
    WHERE
        its.name = snapshot_file_for.snapshot AND part.name = snapshot_file_for.file
        AND (
            snapshot_file_for.audience = 'analyst' OR (
                EXISTS (
                    SELECT FROM held.snapshot_event AS event
                    WHERE event.snapshot_id = its.snapshot_id AND event.kind = 'published'
                )
                AND NOT EXISTS (
                    SELECT FROM held.snapshot_event AS event
                    WHERE event.snapshot_id = its.snapshot_id AND event.kind = 'withdrawn'
                )
            )
        )
$$;
