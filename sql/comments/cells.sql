-- What the columns of cells are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.release_policy IS
'What an audience may be told, each in force from a day. Kept for as long as the '
'database: a dated term, by which an old answer can be given again.';
COMMENT ON COLUMN held.release_policy.audience IS 'Who may be told.';
COMMENT ON COLUMN held.release_policy.effective_from IS 'Since when it holds.';
COMMENT ON COLUMN held.release_policy.minimum_episodes
IS 'What must be reached before an area is shown.';
COMMENT ON COLUMN held.release_policy.minimum_children
IS 'What must be reached before an area is shown.';
COMMENT ON COLUMN held.release_policy.largest_share
IS 'What must be reached before an area is shown.';
COMMENT ON COLUMN held.release_policy.band_from IS 'The bands that counts are told in.';
COMMENT ON COLUMN held.release_policy.narrowest_bound IS 'How narrowly nothing may be known.';
COMMENT ON COLUMN held.release_policy.k_addr IS 'How many homes an area must hold.';
COMMENT ON COLUMN held.release_policy.part_of_day_from
IS 'From how many episodes on a part of the day is told.';
COMMENT ON COLUMN held.release_policy.flag_bands_m IS 'The bands that distances are told in.';
COMMENT ON COLUMN held.release_policy.flag_level_m IS 'The largest cell that flags anything.';
COMMENT ON COLUMN held.release_policy.minimum_premises
IS 'From how many premises on a count is told.';
COMMENT ON COLUMN held.release_policy.reason IS 'Why it is so.';

COMMENT ON TABLE held.cell IS
'The squares that published figures are told by, made from addresses alone. Kept for as '
'long as the database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.cell.cell_id IS 'The cell''s name.';
COMMENT ON COLUMN held.cell.level_m IS 'How large its square is.';
COMMENT ON COLUMN held.cell.east IS 'Where it is on the National Grid''s lattice.';
COMMENT ON COLUMN held.cell.north IS 'Where it is on the National Grid''s lattice.';
COMMENT ON COLUMN held.cell.addresses IS 'How many homes are in it: its crowd.';
COMMENT ON COLUMN held.cell.shown IS 'Whether it holds enough homes to be shown.';

COMMENT ON TABLE held.cell_publication IS
'The quarters that were published, and on which terms. Kept for as long as the database: '
'published figures are final, and name nobody.';
COMMENT ON COLUMN held.cell_publication.quarter IS 'Which quarter.';
COMMENT ON COLUMN held.cell_publication.first_day IS 'Its days.';
COMMENT ON COLUMN held.cell_publication.last_day IS 'Its days.';
COMMENT ON COLUMN held.cell_publication.published_at IS 'When it was published.';
COMMENT ON COLUMN held.cell_publication.officer_policy IS 'Which terms held.';
COMMENT ON COLUMN held.cell_publication.board_policy IS 'Which terms held.';
COMMENT ON COLUMN held.cell_publication.rule IS 'Which rule found repeat locations.';
COMMENT ON COLUMN held.cell_publication.minimum_episodes IS 'Its terms.';
COMMENT ON COLUMN held.cell_publication.minimum_children IS 'Its terms.';
COMMENT ON COLUMN held.cell_publication.merge_m IS 'Its terms.';
COMMENT ON COLUMN held.cell_publication.ward_vintage IS 'Which year''s wards.';
COMMENT ON COLUMN held.cell_publication.data_to IS 'How far the data went.';
COMMENT ON COLUMN held.cell_publication.load_ids IS 'Which loads it saw.';
COMMENT ON COLUMN held.cell_publication.key_fingerprint
IS 'Which key adjusted it, without giving it away.';
COMMENT ON COLUMN held.cell_publication.code_version IS 'Which release published it.';
COMMENT ON COLUMN held.cell_publication.result_sha256
IS 'Shows that what is stored is what was published.';

COMMENT ON TABLE held.published_cell IS
'What officers are shown: an area and a band. The true count is kept nowhere. Kept for as '
'long as the database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.published_cell.quarter IS 'Which quarter.';
COMMENT ON COLUMN held.published_cell.cell_id IS 'Which cell.';
COMMENT ON COLUMN held.published_cell.is_rest IS 'Whether it is the rest of a square.';
COMMENT ON COLUMN held.published_cell.level_m IS 'How large its square is.';
COMMENT ON COLUMN held.published_cell.addresses IS 'How many homes are in it: its crowd.';
COMMENT ON COLUMN held.published_cell.band_from IS 'How many episodes, as a band.';
COMMENT ON COLUMN held.published_cell.band_to IS 'How many episodes, as a band.';
COMMENT ON COLUMN held.published_cell.part_of_day IS 'The usual time of day, from ten episodes on.';
COMMENT ON COLUMN held.published_cell.geom IS 'Its shape, on the lattice.';

COMMENT ON TABLE held.published_ward IS
'What the board is shown: a ward, an adjusted number and a band. Kept for as long as the '
'database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.published_ward.quarter IS 'Which quarter.';
COMMENT ON COLUMN held.published_ward.ward IS 'Which ward.';
COMMENT ON COLUMN held.published_ward.vintage IS 'Which ward.';
COMMENT ON COLUMN held.published_ward.children IS 'How many children, adjusted.';
COMMENT ON COLUMN held.published_ward.band_from IS 'How many episodes, as a band.';
COMMENT ON COLUMN held.published_ward.band_to IS 'How many episodes, as a band.';

COMMENT ON TABLE held.officer_flag IS
'Premises near the middle of a published cell: what visits are planned from. Kept for as '
'long as the database: published figures are final, and name nobody.';
COMMENT ON COLUMN held.officer_flag.quarter IS 'Which published cell.';
COMMENT ON COLUMN held.officer_flag.cell_id IS 'Which published cell.';
COMMENT ON COLUMN held.officer_flag.is_rest IS 'Which published cell.';
COMMENT ON COLUMN held.officer_flag.premises_id IS 'Which premises.';
COMMENT ON COLUMN held.officer_flag.band_m IS 'How near, as a band.';
