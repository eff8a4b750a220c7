-- What the columns of flags are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.rule IS
'Rules for repeat locations, each in force from a day. Kept for as long as the database: '
'a dated term, by which an old answer can be given again.';
COMMENT ON COLUMN held.rule.name IS 'What it is called.';
COMMENT ON COLUMN held.rule.effective_from IS 'Since when it holds.';
COMMENT ON COLUMN held.rule.minimum_episodes IS 'From how many on a place is a repeat location.';
COMMENT ON COLUMN held.rule.minimum_children IS 'From how many on a place is a repeat location.';
COMMENT ON COLUMN held.rule.window_days IS 'Over how many days.';
COMMENT ON COLUMN held.rule.merge_m IS 'How near points are one place.';
COMMENT ON COLUMN held.rule.radius_m IS 'How far flags reach.';
COMMENT ON COLUMN held.rule.reason IS 'Why it is so.';

COMMENT ON TABLE held.flag_run IS
'One asking of the question: its terms and what came of it. Kept by rule: episodes; a run '
'without its locations stays, and says that they went.';
COMMENT ON COLUMN held.flag_run.run_id IS 'The run''s number, a hash of its terms and data.';
COMMENT ON COLUMN held.flag_run.raised_at IS 'When it was asked.';
COMMENT ON COLUMN held.flag_run.rule IS 'By which rule.';
COMMENT ON COLUMN held.flag_run.as_at IS 'Over which days.';
COMMENT ON COLUMN held.flag_run.window_days IS 'Over which days.';
COMMENT ON COLUMN held.flag_run.minimum_episodes IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.minimum_children IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.merge_m IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.radius_m IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.kinds IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.only_where IS 'Its terms, so that it can be asked again.';
COMMENT ON COLUMN held.flag_run.data_to IS 'How far the data went.';
COMMENT ON COLUMN held.flag_run.load_ids IS 'Which loads it saw.';
COMMENT ON COLUMN held.flag_run.code_version IS 'Which release answered.';
COMMENT ON COLUMN held.flag_run.repeat_locations IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.repeat_locations_with_premises IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.episodes IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.premises IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.pairs IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.premises_tested IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run.result_sha256
IS 'Shows that the stored answer is the one that was given.';
COMMENT ON COLUMN held.flag_run.removals IS 'How often something was erased from it.';
COMMENT ON COLUMN held.flag_run.notes IS 'What was removed from it since.';

COMMENT ON TABLE held.flag_location IS
'Repeat locations of a run. Analysts alone see them. Kept by rule: episodes; a run '
'without its locations stays, and says that they went.';
COMMENT ON COLUMN held.flag_location.run_id IS 'Which run.';
COMMENT ON COLUMN held.flag_location.location_no IS 'Which of its locations.';
COMMENT ON COLUMN held.flag_location.episodes IS 'How many were counted there.';
COMMENT ON COLUMN held.flag_location.children IS 'How many were counted there.';
COMMENT ON COLUMN held.flag_location.first_on IS 'Over which days.';
COMMENT ON COLUMN held.flag_location.last_on IS 'Over which days.';
COMMENT ON COLUMN held.flag_location.by_month
IS 'Whether those days are no surer than their months.';
COMMENT ON COLUMN held.flag_location.daytime IS 'At which times of day.';
COMMENT ON COLUMN held.flag_location.evening IS 'At which times of day.';
COMMENT ON COLUMN held.flag_location.late_evening IS 'At which times of day.';
COMMENT ON COLUMN held.flag_location.night IS 'At which times of day.';
COMMENT ON COLUMN held.flag_location.geom IS 'Where: exact points, for analysts alone.';
COMMENT ON COLUMN held.flag_location.episode_ids
IS 'Which were counted there, so that one at several is told once; none of earlier runs.';

COMMENT ON TABLE held.flag IS
'Premises near a repeat location. Analysts alone see them. Kept by rule: episodes; a run '
'without its locations stays, and says that they went.';
COMMENT ON COLUMN held.flag.run_id IS 'Which repeat location.';
COMMENT ON COLUMN held.flag.location_no IS 'Which repeat location.';
COMMENT ON COLUMN held.flag.premises_id IS 'Which premises.';
COMMENT ON COLUMN held.flag.distance_m IS 'How near.';
COMMENT ON COLUMN held.flag.band_m IS 'How near.';
COMMENT ON COLUMN held.flag.timed IS 'How many of its episodes have a time.';
COMMENT ON COLUMN held.flag.within_hours IS 'How many were in licensed hours.';
