-- What the columns of snapshots are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.snapshot IS
'Published pages of a quarter, with adjusted counts and no child''s. Kept for as long as it '
'must be answered for.';
COMMENT ON COLUMN held.snapshot.snapshot_id IS 'A number that joins rows, and says nothing.';
COMMENT ON COLUMN held.snapshot.name IS 'What an address calls it.';
COMMENT ON COLUMN held.snapshot.period IS 'Which quarter, or year of restatement.';
COMMENT ON COLUMN held.snapshot.edition IS 'The how manieth of its period.';
COMMENT ON COLUMN held.snapshot.manifest IS 'Which files it has, each by its hash.';
COMMENT ON COLUMN held.snapshot.sha256 IS 'Knows the manifest again.';
COMMENT ON COLUMN held.snapshot.signature IS 'Proves that it is what was signed.';
COMMENT ON COLUMN held.snapshot.key_fingerprint IS 'By which key.';
COMMENT ON COLUMN held.snapshot.built_at IS 'Who built it and when.';
COMMENT ON COLUMN held.snapshot.built_by IS 'Who built it and when.';

COMMENT ON TABLE held.snapshot_file
IS 'The files of snapshots, as they were published. Kept for as long as it must be answered for.';
COMMENT ON COLUMN held.snapshot_file.snapshot_id IS 'Of which snapshot.';
COMMENT ON COLUMN held.snapshot_file.name IS 'What it is called.';
COMMENT ON COLUMN held.snapshot_file.bytes IS 'What is shown, the same at every reading.';
COMMENT ON COLUMN held.snapshot_file.sha256 IS 'Knows the file again.';

COMMENT ON TABLE held.snapshot_check
IS 'What attacks made of a snapshot before it was published. Kept for as long as it must be '
'answered for.';
COMMENT ON COLUMN held.snapshot_check.check_no IS 'Which check, in order.';
COMMENT ON COLUMN held.snapshot_check.snapshot_id IS 'Of which snapshot.';
COMMENT ON COLUMN held.snapshot_check.sha256 IS 'Of exactly which bytes.';
COMMENT ON COLUMN held.snapshot_check.beside IS 'Beside exactly what was published by then.';
COMMENT ON COLUMN held.snapshot_check.checked_at IS 'Who checked it and when.';
COMMENT ON COLUMN held.snapshot_check.checked_by IS 'Who checked it and when.';
COMMENT ON COLUMN held.snapshot_check.passed IS 'Whether it may be published.';
COMMENT ON COLUMN held.snapshot_check.findings
IS 'What was tried, what was found, against which threshold.';

COMMENT ON TABLE held.snapshot_event IS
'When snapshots were published, withdrawn or noted upon. Kept for as long as it must be '
'answered for.';
COMMENT ON COLUMN held.snapshot_event.event_no IS 'Which event, in order.';
COMMENT ON COLUMN held.snapshot_event.snapshot_id IS 'Of which snapshot.';
COMMENT ON COLUMN held.snapshot_event.kind IS 'What was done.';
COMMENT ON COLUMN held.snapshot_event.at IS 'Who did it and when.';
COMMENT ON COLUMN held.snapshot_event.actor IS 'Who did it and when.';
COMMENT ON COLUMN held.snapshot_event.check_no IS 'The check that let it be published.';
COMMENT ON COLUMN held.snapshot_event.reason IS 'Why.';

COMMENT ON TABLE held.published_ward_basis IS
'How many children were counted in each ward when a quarter was published, against which a '
'restatement is measured; never shown. Kept by rule: episodes.';
COMMENT ON COLUMN held.published_ward_basis.quarter IS 'In which quarter.';
COMMENT ON COLUMN held.published_ward_basis.ward IS 'In which ward.';
COMMENT ON COLUMN held.published_ward_basis.children
IS 'Whether a correction is large enough to be told.';
COMMENT ON COLUMN held.cell_publication.basis_kept
IS 'Whether what a restatement is measured against is still held.';
