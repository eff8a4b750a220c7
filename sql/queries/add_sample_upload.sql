-- Have a file checked in the name of the demonstration's analyst.
SELECT
    derived.add_upload(
        account.account_id, :upload_id, :kind, CAST(:options AS jsonb), :file_names, :file_bytes,
        :file_hashes
    )
FROM held.account AS account
WHERE
    account.sample AND account.sign_in_name = :sign_in_name
    AND NOT EXISTS (
        SELECT FROM held.upload AS other WHERE other.account_id = account.account_id
    );
