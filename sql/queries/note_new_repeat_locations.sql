-- Note with a load how many places recur since, in its account and in words.
UPDATE held.load
SET
    report = report || jsonb_build_object('new_repeat_locations', CAST(:places AS bigint)),
    notices = notices || CAST(:notice AS text)
WHERE load_id = :load_id AND NOT report ? 'new_repeat_locations';
