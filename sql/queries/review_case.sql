-- One case, if whoever asks may see it; the session says who.
SELECT * FROM released.review_case_for_all(:session) WHERE case_id = :case_id;
