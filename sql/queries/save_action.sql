-- Write an action, or the next version of one.
SELECT * FROM released.save_action_for_all(
    :session, :case_id, :action_id, :based_on, :what, :owner, :due_on, :state, :outcome, :settles
);
