-- One hash over what loads and publications have come to, without the numbers that sequences gave,
-- without clocks, and without which load brought what: two databases that were told the same in
-- another order, or with interruptions, have the same.
WITH said AS (
    SELECT
        jsonb_build_array(
            'episode', supplier.name, child.child_ref, to_jsonb(coding) - 'coding_id',
            to_jsonb(episode)
            - ARRAY['episode_id', 'load_id', 'supplier_id', 'child_id', 'coding_id']
            - ARRAY['own_point_id', 'own_place_coding_id']
        ) AS line
    FROM held.episode AS episode
    INNER JOIN held.supplier AS supplier USING (supplier_id)
    INNER JOIN held.episode_coding AS coding USING (coding_id)
    LEFT JOIN held.child AS child USING (child_id)
    UNION ALL
    SELECT
        jsonb_build_array(
            'place', episode.episode_ref, place.place_no, to_jsonb(coding) - 'place_coding_id',
            point.millimetres
        )
    FROM held.placed_episode AS place
    INNER JOIN held.episode AS episode USING (episode_id)
    INNER JOIN held.place_coding AS coding USING (place_coding_id)
    LEFT JOIN held.map_point AS point USING (point_id)
    UNION ALL
    SELECT jsonb_build_array('child', child.child_ref) FROM held.child AS child
    UNION ALL
    SELECT
        jsonb_build_array(
            'premises', to_jsonb(premises) - ARRAY['premises_id', 'load_id', 'web_mercator']
        )
    FROM held.premises AS premises
    UNION ALL
    SELECT
        jsonb_build_array(
            'licence', premises.authority, premises.name_key,
            to_jsonb(licence)
            - ARRAY['licence_id', 'premises_id', 'load_id', 'seen_load_id', 'row_number']
        )
    FROM held.premises_licence AS licence
    INNER JOIN held.premises AS premises USING (premises_id)
    UNION ALL
    SELECT jsonb_build_array('cell', to_jsonb(cell)) FROM held.cell AS cell
    UNION ALL
    SELECT
        jsonb_build_array(
            'quarter', to_jsonb(publication)
            - ARRAY['published_at', 'load_ids', 'key_fingerprint', 'data_to', 'result_sha256']
        )
    FROM held.cell_publication AS publication
    UNION ALL
    SELECT jsonb_build_array('published cell', to_jsonb(cell)) FROM held.published_cell AS cell
    UNION ALL
    SELECT jsonb_build_array('published ward', to_jsonb(ward)) FROM held.published_ward AS ward
    UNION ALL
    SELECT
        jsonb_build_array(
            'flag', premises.name_key, to_jsonb(flag) - 'premises_id'
        )
    FROM held.officer_flag AS flag
    INNER JOIN held.premises AS premises USING (premises_id)
)

SELECT
    count(*) AS rows,
    encode(
        sha256(
            convert_to(
                coalesce(
                    string_agg(
                        CAST(said.line AS text), chr(10)
                        ORDER BY CAST(said.line AS text) COLLATE "C"
                    ),
                    ''
                ),
                'UTF8'
            )
        ),
        'hex'
    ) AS sha256
FROM said;
