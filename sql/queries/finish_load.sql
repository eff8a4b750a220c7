-- Close the account of a load.
UPDATE held.load
SET
    file_sha256 = :file_sha256,
    read = :read,
    blank = :blank,
    accepted = :accepted,
    rejected = :rejected,
    already_held = :already_held,
    encoding = :encoding,
    reasons = CAST(:reasons AS jsonb),
    mapping = CAST(:mapping AS jsonb),
    report = CAST(:report AS jsonb),
    notices = :notices,
    data_from = :data_from,
    data_to = :data_to,
    seconds = :seconds
WHERE load_id = :load_id;
