-- Ask for a right by command.
SELECT derived.ask_right(:actor, :account_id, :audience, :authority);
