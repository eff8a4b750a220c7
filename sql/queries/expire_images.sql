-- Forget what loads changed that can no longer be taken back.
DELETE FROM held.load_before AS kept
USING held.load AS load
WHERE kept.load_id = load.load_id AND load.loaded_at < now() - interval '7 days';
