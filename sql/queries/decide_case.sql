-- Write the next version of a decision.
SELECT * FROM released.decide_case_for_all(
    :session, :case_id, :based_on, :measure, :reason, :meeting_id, :settles
);
