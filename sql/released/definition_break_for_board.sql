-- released.definition_break_for_board: the days on which the definitions of reports changed.
--
-- Audience  the board. They are the same for everybody and say nothing of anybody.
CREATE OR REPLACE VIEW released.definition_break_for_board WITH (security_barrier) AS
SELECT
    day,
    short,
    reason
FROM held.definition_break;
