-- The purpose that an account stated last, if that was within some minutes.
SELECT
    task,
    purpose,
    detail
FROM audit.purpose_in_force(:account, :minutes);
