-- Give an account a new password for one use, by command.
SELECT derived.reset_account(:actor, :account_id, :setting, :proof);
