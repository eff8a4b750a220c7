-- The meetings that whoever asks may see, newest first.
SELECT * FROM released.review_meeting_for_all(:session);
