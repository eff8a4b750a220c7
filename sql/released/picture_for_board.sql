-- released.picture_for_board: how many children were reported, and interviewed, by authority.
--
-- Audience  the board. Children are adjusted and do not add up; "not shown" has no number and is
--           not 0, and "no data" says that the records do not have the answer.
CREATE OR REPLACE VIEW released.picture_for_board WITH (security_barrier) AS
SELECT
    picture.quarter,
    picture.authority,
    authority.name AS authority_name,
    picture.measure,
    picture.state,
    picture.children
FROM held.published_picture AS picture
INNER JOIN held.authority AS authority ON picture.authority = authority.code;
