-- State, at the console, what the next commands are for.
SELECT audit.state_purpose(:account, :audience, :purpose, :case_reference, :reason);
