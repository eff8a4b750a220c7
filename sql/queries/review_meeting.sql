-- One meeting, if whoever asks may see it.
SELECT * FROM released.review_meeting_for_all(:session) WHERE meeting_id = :meeting_id;
