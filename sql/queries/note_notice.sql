-- Note that somebody was told of something that waits.
INSERT INTO held.notice (account_id, kind, object, about)
VALUES (:account_id, :kind, :object, :about);
