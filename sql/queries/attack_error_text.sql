-- Casts that fail and quote the value they failed on, and conditions that look at every row: none
-- may tell of a row that the login is not to see. Each comes twice where rows of others come first:
-- the second looks for a canary alone.
SELECT cast(name AS integer) FROM released.premises_for_officer;

SELECT 1 FROM released.premises_for_officer WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.premises_for_officer
WHERE name LIKE '%Canary%' AND cast(name AS integer) = 1;

SELECT 1 FROM released.flag_for_officer WHERE cast(address AS integer) = 1;

SELECT 1 FROM released.flag_for_officer WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.flag_for_officer WHERE name LIKE '%Canary%' AND cast(name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer WHERE cast(holder_name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer
WHERE holder_name LIKE '%Canary%' AND cast(holder_name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer WHERE cast(supervisor_name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer
WHERE supervisor_name LIKE '%Canary%' AND cast(supervisor_name AS integer) = 1;

SELECT 1 FROM released.visit_record_for_officer
WHERE note LIKE '%canary%' AND cast(note AS integer) = 1;

SELECT 1 FROM released.saved_view_for_officer
WHERE name LIKE '%canary%' AND cast(name AS integer) = 1;

SELECT 1 FROM released.flag_count_for_board WHERE cast(authority_name AS integer) = 1;

SELECT 1 FROM released.ward_count_for_board WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.account_for_admin WHERE cast(display_name AS integer) = 1;

SELECT 1 FROM released.load_for_admin WHERE cast(kind AS integer) = 1;

SELECT 1 FROM released.licence_for_analyst WHERE cast(licence_number AS integer) = 1;

SELECT 1 FROM released.reject_for_analyst WHERE cast(found AS integer) = 1;

SELECT cast(name AS integer) FROM held.premises WHERE name LIKE '%Canary%';

SELECT cast(child_ref AS integer) FROM held.child WHERE child_ref LIKE 'c0ffee%';

SELECT cast(episode_ref AS integer) FROM held.episode WHERE episode_ref LIKE 'CANARY%';

SELECT cast(grading AS integer) FROM held.place_coding WHERE grading LIKE '%canary%';

SELECT cast(holder_name AS integer) FROM held.premises_licence WHERE holder_name LIKE '%Canary%';

SELECT cast(name AS integer) FROM held.taxi_driver WHERE name LIKE '%Canary%';

SELECT cast(display_name AS integer) FROM held.account WHERE sign_in_name LIKE 'far%';

SELECT cast(words AS integer) FROM held.case_note WHERE words LIKE '%canary%';

SELECT cast(note AS integer) FROM held.visit_record WHERE note LIKE '%canary%';

SELECT cast(asked AS integer) FROM held.representation WHERE asked LIKE '%canary%';

SELECT cast(name AS integer) FROM held.saved_view WHERE name LIKE '%canary%';

SELECT cast(cast(fields AS text) AS integer) FROM held.draft;

SELECT cast(subject AS integer) FROM audit.entry;
