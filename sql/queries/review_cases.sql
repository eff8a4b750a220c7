-- The cases that whoever asks may see, the open ones first; the session says who.
SELECT * FROM released.review_case_for_all(:session)
ORDER BY state DESC, opened_at DESC, case_id;
