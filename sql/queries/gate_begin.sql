-- Begin a sign-in by a name and the proof of its password.
SELECT released.begin_for_gate(:name, :proof, :address, :token);
