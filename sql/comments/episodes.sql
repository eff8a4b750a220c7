-- What the columns of episodes are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.child IS
'A supplier''s keyed pseudonym, to count children and not episodes. Never shown to '
'anybody. Kept by rule: episodes.';
COMMENT ON COLUMN held.child.child_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.child.child_ref
IS 'The supplier''s keyed hash: tells one child from another, and from nothing whom.';

COMMENT ON TABLE held.episode
IS 'One anonymised report of a child missing, absent or exploited. Kept by rule: episodes.';
COMMENT ON COLUMN held.episode.episode_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.episode.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.episode.supplier_id IS 'Who sent it.';
COMMENT ON COLUMN held.episode.episode_ref
IS 'The supplier''s reference: a later delivery corrects it.';
COMMENT ON COLUMN held.episode.child_id IS 'Which child it counts, by number.';
COMMENT ON COLUMN held.episode.coding_id IS 'Its coded answers.';
COMMENT ON COLUMN held.episode.started_at
IS 'When it was, to count it in a window of days and against licensed hours.';
COMMENT ON COLUMN held.episode.ended_at
IS 'When it was, to count it in a window of days and against licensed hours.';
COMMENT ON COLUMN held.episode.return_interview_at
IS 'When the child was spoken to afterwards, which the guidance asks for.';
COMMENT ON COLUMN held.episode.own_point_id IS 'Where its own row puts it, by number.';
COMMENT ON COLUMN held.episode.own_place_coding_id
IS 'In which role, and of which kind, its own row puts it there.';

COMMENT ON TABLE held.episode_coding
IS 'A combination of an episode''s coded answers, held once. Kept by rule: episodes.';
COMMENT ON COLUMN held.episode_coding.coding_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.episode_coding.authority IS 'Who looks after the child.';
COMMENT ON COLUMN held.episode_coding.host_authority IS 'Where the episode was.';
COMMENT ON COLUMN held.episode_coding.category IS 'Missing, absent and the like, counted apart.';
COMMENT ON COLUMN held.episode_coding.risk IS 'How it was assessed.';
COMMENT ON COLUMN held.episode_coding.time_quality
IS 'How exactly the time is known, so that no more is said of it.';
COMMENT ON COLUMN held.episode_coding.age_band IS 'Coarse age, for analysis.';
COMMENT ON COLUMN held.episode_coding.sex IS 'For analysis.';
COMMENT ON COLUMN held.episode_coding.placement_type
IS 'Whether and how the child was in care, for analysis.';
COMMENT ON COLUMN held.episode_coding.cse_concern IS 'Whether exploitation was a concern.';
COMMENT ON COLUMN held.episode_coding.trafficking_indicator
IS 'Whether there were signs of trafficking.';
COMMENT ON COLUMN held.episode_coding.return_interview_offered
IS 'Whether the interview that the guidance asks for was offered.';
COMMENT ON COLUMN held.episode_coding.supplier_class IS 'The supplier''s own classification.';

COMMENT ON TABLE held.episode_correction
IS 'What an episode said before its supplier corrected it. Kept by rule: episodes.';
COMMENT ON COLUMN held.episode_correction.correction_id
IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.episode_correction.episode_id IS 'Which episode.';
COMMENT ON COLUMN held.episode_correction.corrected_at IS 'When the correction came.';
COMMENT ON COLUMN held.episode_correction.load_id
IS 'Which load it came with, so that an error in a file can be followed to every row of it.';
COMMENT ON COLUMN held.episode_correction.was
IS 'What the row said before, so that an earlier answer can be explained.';

COMMENT ON TABLE held.episode_place IS 'A further place of an episode. Kept by rule: episodes.';
COMMENT ON COLUMN held.episode_place.episode_id IS 'Which episode.';
COMMENT ON COLUMN held.episode_place.place_no IS 'Which of its places.';
COMMENT ON COLUMN held.episode_place.point_id IS 'Where, by number.';
COMMENT ON COLUMN held.episode_place.place_coding_id IS 'In which role, and of which kind.';

COMMENT ON TABLE held.map_point IS 'Anonymised points, each held once. Kept by rule: episodes.';
COMMENT ON COLUMN held.map_point.point_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.map_point.millimetres IS 'Knows an equal point again.';
COMMENT ON COLUMN held.map_point.geom
IS 'The anonymised point: what repeat locations are found from.';
COMMENT ON COLUMN held.map_point.cell IS 'The 250 m square it is in.';

COMMENT ON TABLE held.point_ward
IS 'Which ward each anonymised point lies in, so that a table by ward need not ask the map. Worked '
'out from points and boundaries as either changes. Kept by rule: episodes.';
COMMENT ON COLUMN held.point_ward.point_id IS 'Which point, by number.';
COMMENT ON COLUMN held.point_ward.vintage IS 'Of which year''s boundaries.';
COMMENT ON COLUMN held.point_ward.boundary_id IS 'Which ward, by number.';

COMMENT ON TABLE held.place_coding IS
'A combination of a place''s coded answers, and whether such places count. Kept by rule: '
'episodes.';
COMMENT ON COLUMN held.place_coding.place_coding_id
IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.place_coding.role
IS 'Whether the child was found, last seen or the like there.';
COMMENT ON COLUMN held.place_coding.place_kind
IS 'Keeps homes, care and institutions out of everything.';
COMMENT ON COLUMN held.place_coding.source_kind IS 'Where it is known from.';
COMMENT ON COLUMN held.place_coding.confidence IS 'How sure the source is.';
COMMENT ON COLUMN held.place_coding.grading IS 'How the source was graded.';
COMMENT ON COLUMN held.place_coding.precision_m IS 'How far the point may be off.';
COMMENT ON COLUMN held.place_coding.counts
IS 'Whether it counts towards anything: computed, so that no loader can say so.';

COMMENT ON TABLE held.episode_month IS
'Counts of episodes that are past their time, of at least five children each. Kept for as '
'long as the database: it names and places nobody.';
COMMENT ON COLUMN held.episode_month.count_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.episode_month.quarter IS 'When they were.';
COMMENT ON COLUMN held.episode_month.month IS 'When they were.';
COMMENT ON COLUMN held.episode_month.authority IS 'Of which authority.';
COMMENT ON COLUMN held.episode_month.category IS 'Of which category.';
COMMENT ON COLUMN held.episode_month.episodes IS 'How many.';
COMMENT ON COLUMN held.episode_month.children IS 'How many children.';
COMMENT ON COLUMN held.episode_month.counted_at IS 'When they were counted.';
