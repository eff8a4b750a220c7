-- Add an account by command.
SELECT
    derived.add_account(
        :actor, :sample, :name, :display_name, :email, :setting, :proof, :issuer, :subject
    );
