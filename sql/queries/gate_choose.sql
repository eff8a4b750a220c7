-- Go on as another thing that one may be.
SELECT released.choose_for_gate(:token, :right_id, :new_token);
