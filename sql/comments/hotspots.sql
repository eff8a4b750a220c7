-- What the columns of hotspots are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.hotspot_run IS
'Each asking for hotspots that an analyst kept: terms, data and outcome. Kept for as long as the '
'database: terms and totals alone, with a note of what was removed since.';
COMMENT ON COLUMN held.hotspot_run.run_id IS 'The run''s number.';
COMMENT ON COLUMN held.hotspot_run.kept_at IS 'When it was kept.';
COMMENT ON COLUMN held.hotspot_run.as_at IS 'The last day counted.';
COMMENT ON COLUMN held.hotspot_run.window_days IS 'Over how many days.';
COMMENT ON COLUMN held.hotspot_run.cell_m IS 'How wide its squares are.';
COMMENT ON COLUMN held.hotspot_run.terms IS 'What was asked, so that it can be asked again.';
COMMENT ON COLUMN held.hotspot_run.data_to IS 'Until when there were data.';
COMMENT ON COLUMN held.hotspot_run.data_sha256 IS 'Proves over which episodes it was computed.';
COMMENT ON COLUMN held.hotspot_run.load_ids IS 'Which loads it saw.';
COMMENT ON COLUMN held.hotspot_run.removals IS 'How much had been removed before it.';
COMMENT ON COLUMN held.hotspot_run.code_version IS 'Which release computed it.';
COMMENT ON COLUMN held.hotspot_run.events IS 'How many places of episodes it counted.';
COMMENT ON COLUMN held.hotspot_run.cells IS 'How many squares its grid had.';
COMMENT ON COLUMN held.hotspot_run.cells_with_events IS 'How many of them held any.';
COMMENT ON COLUMN held.hotspot_run.hotspots IS 'How many hotspots it found.';
COMMENT ON COLUMN held.hotspot_run.result_sha256 IS 'Proves that it comes out the same again.';
COMMENT ON COLUMN held.hotspot_run.notes IS 'What was removed from it since, and why.';

COMMENT ON TABLE held.hotspot IS
'Squares where episodes crowd beyond chance, for analysts alone. Kept by rule: episodes.';
COMMENT ON COLUMN held.hotspot.run_id IS 'Which run found it.';
COMMENT ON COLUMN held.hotspot.west IS 'The square''s corner.';
COMMENT ON COLUMN held.hotspot.south IS 'The square''s corner.';
COMMENT ON COLUMN held.hotspot.events IS 'How many places of episodes lie in it.';
COMMENT ON COLUMN held.hotspot.gi_star IS 'How far it stands out.';
COMMENT ON COLUMN held.hotspot.adjusted IS 'How likely chance alone is, over all squares.';
COMMENT ON COLUMN held.hotspot.class IS 'How it came about over time: new, persistent and so on.';
