-- What the columns of the picture by authority are held for, and until when.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.definition_break IS
'The days on which reports began to be classed by another definition, across which no trend is '
'told. Kept for as long as the database: a dated term, by which an old answer can be given again.';
COMMENT ON COLUMN held.definition_break.day IS 'The first day of the new definition.';
COMMENT ON COLUMN held.definition_break.short IS 'What a chart calls it.';
COMMENT ON COLUMN held.definition_break.reason IS 'What changed.';

COMMENT ON TABLE held.picture_publication IS
'The quarters of which the picture by authority was published. Kept for as long as the '
'database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.picture_publication.quarter IS 'Which quarter.';
COMMENT ON COLUMN held.picture_publication.published_at IS 'When it was published.';
COMMENT ON COLUMN held.picture_publication.code_version IS 'Which release published it.';
COMMENT ON COLUMN held.picture_publication.result_sha256
IS 'Shows that what is stored is what was published.';

COMMENT ON TABLE held.published_picture IS
'What the board is shown of an authority: adjusted numbers of children. Kept for as long as the '
'database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.published_picture.quarter IS 'Which quarter.';
COMMENT ON COLUMN held.published_picture.authority IS 'Which authority looks after the children.';
COMMENT ON COLUMN held.published_picture.measure IS 'What is counted.';
COMMENT ON COLUMN held.published_picture.state
IS 'Whether it is shown, or too few, or whether there are no data.';
COMMENT ON COLUMN held.published_picture.children IS 'How many children, adjusted.';
