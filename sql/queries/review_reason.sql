-- Say of a stated purpose that it is in order, or is asked about.
SELECT released.review_reason_for_admin(:session, :task, :verdict);
