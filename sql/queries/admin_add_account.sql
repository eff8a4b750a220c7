-- Add an account.
SELECT
    released.add_account_for_admin(
        :actor, :name, :display_name, :email, :setting, :proof, :issuer, :subject
    );
