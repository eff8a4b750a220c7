-- Take a new password and a new authenticator app.
SELECT
    released.set_up_for_gate(
        :token, :same_proof, :setting, :proof, :code, :address, :new_token
    );
