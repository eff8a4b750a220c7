-- Casts that fail and quote the value they failed on, and conditions that look at every row: none
-- may tell of a row that the login is not to see.
SELECT cast(name AS integer) FROM released.premises_for_officer;

SELECT 1 FROM released.premises_for_officer WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.flag_for_officer WHERE cast(address AS integer) = 1;

SELECT 1 FROM released.flag_for_officer WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer WHERE cast(holder_name AS integer) = 1;

SELECT 1 FROM released.licence_for_officer WHERE cast(supervisor_name AS integer) = 1;

SELECT 1 FROM released.flag_count_for_board WHERE cast(authority_name AS integer) = 1;

SELECT 1 FROM released.ward_count_for_board WHERE cast(name AS integer) = 1;

SELECT 1 FROM released.account_for_admin WHERE cast(display_name AS integer) = 1;

SELECT 1 FROM released.load_for_admin WHERE cast(kind AS integer) = 1;

SELECT 1 FROM released.licence_for_analyst WHERE cast(licence_number AS integer) = 1;

SELECT 1 FROM released.reject_for_analyst WHERE cast(found AS integer) = 1;

SELECT cast(name AS integer) FROM held.premises;

SELECT cast(child_ref AS integer) FROM held.child;

SELECT cast(grading AS integer) FROM held.place_coding;

SELECT cast(holder_name AS integer) FROM held.premises_licence;
