-- Forget what episodes said before a load corrected them: they say it again.
DELETE FROM held.episode_correction
WHERE load_id = :load_id;
