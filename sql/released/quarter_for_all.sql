-- released.quarter_for_all: the quarters that are published, and on which terms.
--
-- Audience  everybody. No time finer than a month: when a quarter was worked on says something of
--           when its data came.
CREATE OR REPLACE VIEW released.quarter_for_all WITH (security_barrier) AS
SELECT
    publication.quarter,
    publication.first_day,
    publication.last_day,
    date_trunc('month', publication.published_at AT TIME ZONE 'Europe/London')::date
        AS published_in,
    publication.ward_vintage,
    publication.code_version,
    officer.minimum_episodes,
    officer.minimum_children,
    officer.largest_share,
    officer.flag_bands_m,
    officer.flag_level_m,
    board.minimum_children AS minimum_children_for_board,
    board.minimum_premises AS minimum_premises_for_board
FROM held.cell_publication AS publication
INNER JOIN held.release_policy AS officer
    ON officer.audience = 'officer' AND publication.officer_policy = officer.effective_from
INNER JOIN held.release_policy AS board
    ON board.audience = 'board' AND publication.board_policy = board.effective_from;
