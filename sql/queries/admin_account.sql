-- One account.
SELECT *
FROM released.account_for_admin
WHERE account_id = :account_id;
