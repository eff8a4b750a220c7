-- End an account.
SELECT released.end_account_for_admin(:actor, :account_id);
