-- derived.purposes_of: the purposes that an audience may state on a page.
--
-- The board states none: what it is shown is published, and safe to circulate.
CREATE OR REPLACE FUNCTION derived.purposes_of(audience text)
RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $$
    SELECT
        CASE audience
            WHEN 'analyst' THEN ARRAY[
                'analysis', 'safeguarding', 'licensing', 'data_quality', 'accountability'
            ]
            WHEN 'officer' THEN ARRAY['licensing', 'safeguarding', 'accountability']
            WHEN 'admin' THEN ARRAY['accountability']
            ELSE ARRAY[]::text[]
        END
$$;
