-- Ask for a right.
SELECT released.ask_right_for_admin(:actor, :account_id, :audience, :authority);
