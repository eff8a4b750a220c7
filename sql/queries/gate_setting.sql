-- How the password of a name is hashed, with its salt.
SELECT released.setting_for_gate(:name, :usual);
