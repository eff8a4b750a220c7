-- What the columns of the flags' tests are held for, and until when: nothing is held without a
-- purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.flag_test_policy IS
'The terms by which flags are tested against chance, each in force from a day. Kept for as long '
'as the database: a dated term, by which an old answer can be given again.';
COMMENT ON COLUMN held.flag_test_policy.effective_from IS 'Since when it holds.';
COMMENT ON COLUMN held.flag_test_policy.reach_m IS 'How near a place must be to be tested.';
COMMENT ON COLUMN held.flag_test_policy.spread_m IS 'How far premises say where a centre is.';
COMMENT ON COLUMN held.flag_test_policy.centre_link_m
IS 'How near premises are of one centre.';
COMMENT ON COLUMN held.flag_test_policy.centre_premises IS 'How many make a centre.';
COMMENT ON COLUMN held.flag_test_policy.density_classes
IS 'Into how many classes of like density the places of a centre are divided.';
COMMENT ON COLUMN held.flag_test_policy.class_places IS 'How many places make a class.';
COMMENT ON COLUMN held.flag_test_policy.child_visits
IS 'How often a child counts at a place at most: a habit is not the place''s.';
COMMENT ON COLUMN held.flag_test_policy.false_discovery
IS 'What share of false ones is borne among those called unusual.';
COMMENT ON COLUMN held.flag_test_policy.moves IS 'How often points are moved.';
COMMENT ON COLUMN held.flag_test_policy.steady_percent
IS 'In what share of moves a flag must stand to be called steady.';
COMMENT ON COLUMN held.flag_test_policy.seed IS 'By which number they are moved, to do it again.';
COMMENT ON COLUMN held.flag_test_policy.reason IS 'Why it is so.';

COMMENT ON TABLE held.flag_run_test IS
'What came of the test of a run. Analysts alone see it. Kept by rule: episodes; counts of a run '
'stay, as the run itself does.';
COMMENT ON COLUMN held.flag_run_test.run_id IS 'Which run.';
COMMENT ON COLUMN held.flag_run_test.policy_from IS 'By which terms.';
COMMENT ON COLUMN held.flag_run_test.reach_m IS 'How near a place was to be tested.';
COMMENT ON COLUMN held.flag_run_test.false_discovery IS 'What share of false ones was borne.';
COMMENT ON COLUMN held.flag_run_test.moves IS 'How often points were moved.';
COMMENT ON COLUMN held.flag_run_test.seed IS 'By which number, so that it can be done again.';
COMMENT ON COLUMN held.flag_run_test.tested IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run_test.unusual IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run_test.unusual_flagged IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run_test.expected_by_chance
IS 'How many chance alone would call unusual.';
COMMENT ON COLUMN held.flag_run_test.strata IS 'In how many parts places were compared.';
COMMENT ON COLUMN held.flag_run_test.episodes_compared IS 'How many of what there were.';
COMMENT ON COLUMN held.flag_run_test.episodes_left_out
IS 'How many were too far from any premises to compare.';
COMMENT ON COLUMN held.flag_run_test.bands IS 'What share of premises each band holds.';
COMMENT ON COLUMN held.flag_run_test.kinds IS 'How kinds of premises compare.';
COMMENT ON COLUMN held.flag_run_test.result_sha256
IS 'Shows that the stored answer is the one that was given.';

COMMENT ON TABLE held.flag_test IS
'How unusual it is to find what recurs near a flagged premises. Analysts alone see it. Kept by '
'rule: episodes; it goes with the first repeat location that goes from its run.';
COMMENT ON COLUMN held.flag_test.run_id IS 'Which run.';
COMMENT ON COLUMN held.flag_test.premises_id IS 'Which premises.';
COMMENT ON COLUMN held.flag_test.episodes_near IS 'How many were counted near.';
COMMENT ON COLUMN held.flag_test.episodes_at_place IS 'How many at the most unusual place.';
COMMENT ON COLUMN held.flag_test.expected_at_place IS 'How many its centre''s form explains.';
COMMENT ON COLUMN held.flag_test.places_near IS 'How many places it might have been near.';
COMMENT ON COLUMN held.flag_test.chance IS 'How likely chance alone is to show as many.';
COMMENT ON COLUMN held.flag_test.adjusted IS 'The same, for how many premises were asked.';
COMMENT ON COLUMN held.flag_test.unusual IS 'Whether it is called unusual.';
COMMENT ON COLUMN held.flag_test.moves_stood IS 'How often the flag stood when points moved.';
COMMENT ON COLUMN held.flag_test.of_kind IS 'How many of its kind were tested.';
COMMENT ON COLUMN held.flag_test.busier_of_kind IS 'How many of them have more episodes near.';
