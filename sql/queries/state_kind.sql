-- Take the stated kind of a premises in place of a guess.
UPDATE held.premises
SET
    kind = :kind,
    kind_basis = 'stated'
WHERE premises_id = :premises_id AND kind_basis <> 'stated';
