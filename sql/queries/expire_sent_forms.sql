-- Forget forms that were sent more than a day ago: a session lasts for 8 hours.
DELETE FROM held.sent_form
WHERE sent_at < clock_timestamp() - interval '1 day';
