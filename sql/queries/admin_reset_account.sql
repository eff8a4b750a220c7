-- Give an account a new password for one use.
SELECT released.reset_account_for_admin(:actor, :account_id, :setting, :proof);
