-- End an account by command.
SELECT derived.end_account(:actor, :account_id);
