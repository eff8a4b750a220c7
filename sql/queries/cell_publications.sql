-- The quarters that are published, newest first, with how much of each is shown.
SELECT
    publication.quarter,
    publication.first_day,
    publication.last_day,
    publication.published_at,
    publication.officer_policy,
    publication.board_policy,
    publication.ward_vintage,
    publication.key_fingerprint,
    publication.code_version,
    publication.result_sha256,
    (
        SELECT count(*) FROM held.published_cell AS cell
        WHERE cell.quarter = publication.quarter
    ) AS cells,
    (
        SELECT count(*) FROM held.published_ward AS ward
        WHERE ward.quarter = publication.quarter
    ) AS wards,
    (
        SELECT count(DISTINCT flag.premises_id) FROM held.officer_flag AS flag
        WHERE flag.quarter = publication.quarter
    ) AS premises
FROM held.cell_publication AS publication
ORDER BY publication.quarter DESC;
