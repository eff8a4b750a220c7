-- What the columns of accounts are held for, and until when: nothing is held without a purpose.
--
-- nightjar dpia draws its annex from these comments. "Kept by rule: X" names the dataset of
-- held.retention_policy that a table goes with; other words say what holds in its place.

COMMENT ON TABLE held.account IS
'Who may sign in. Kept for as long as the history of rights must be answered for; it is '
'never deleted.';
COMMENT ON COLUMN held.account.account_id IS
'The account''s number, by which rights, sessions and the record name a person without '
'naming them.';
COMMENT ON COLUMN held.account.sign_in_name IS 'What a person types to sign in.';
COMMENT ON COLUMN held.account.display_name
IS 'What others read of who has a right, and who granted it.';
COMMENT ON COLUMN held.account.email IS 'How to reach a person about their account.';
COMMENT ON COLUMN held.account.oidc_issuer IS 'How an identity provider vouches for the person.';
COMMENT ON COLUMN held.account.oidc_subject IS 'How an identity provider vouches for the person.';
COMMENT ON COLUMN held.account.password_setting IS 'Checks a password without holding it.';
COMMENT ON COLUMN held.account.password_proof IS 'Checks a password without holding it.';
COMMENT ON COLUMN held.account.one_time_until IS 'Until when a password for one use holds.';
COMMENT ON COLUMN held.account.totp_secret IS 'Checks the codes of an authenticator app.';
COMMENT ON COLUMN held.account.totp_step
IS 'The last code that was taken, so that none is taken twice.';
COMMENT ON COLUMN held.account.sample
IS 'Whether it is one of the demonstration''s invented people.';
COMMENT ON COLUMN held.account.made_by IS 'Who added the account and when, to answer for it.';
COMMENT ON COLUMN held.account.made_at IS 'Who added the account and when, to answer for it.';
COMMENT ON COLUMN held.account.ended_by IS 'Who ended the account and when, to answer for it.';
COMMENT ON COLUMN held.account.ended_at IS 'Who ended the account and when, to answer for it.';

COMMENT ON TABLE held.account_right IS
'What an account may be, since when and until when: what could X see on day D. Kept for '
'as long as it must be answered for; it is only ever added to.';
COMMENT ON COLUMN held.account_right.right_id IS 'The right''s number.';
COMMENT ON COLUMN held.account_right.account_id IS 'Whose right it is.';
COMMENT ON COLUMN held.account_right.audience IS 'What it lets a person be.';
COMMENT ON COLUMN held.account_right.authority
IS 'The authority of an officer, which decides what is shown.';
COMMENT ON COLUMN held.account_right.asked_by
IS 'Who asked for it and when: two people are needed for an analyst.';
COMMENT ON COLUMN held.account_right.asked_at
IS 'Who asked for it and when: two people are needed for an analyst.';
COMMENT ON COLUMN held.account_right.granted_by IS 'Who granted it and when.';
COMMENT ON COLUMN held.account_right.granted_at IS 'Who granted it and when.';
COMMENT ON COLUMN held.account_right.ended_by IS 'Who ended it and when.';
COMMENT ON COLUMN held.account_right.ended_at IS 'Who ended it and when.';

COMMENT ON TABLE held.session IS 'One sign-in. Kept by rule: sessions.';
COMMENT ON COLUMN held.session.token_sha256 IS 'Knows a session''s token again without holding it.';
COMMENT ON COLUMN held.session.account_id IS 'Whose session it is.';
COMMENT ON COLUMN held.session.stage IS 'How far the sign-in has come.';
COMMENT ON COLUMN held.session.right_id IS 'As what the person looks.';
COMMENT ON COLUMN held.session.began_at IS 'Ends a session after 8 hours.';
COMMENT ON COLUMN held.session.last_seen IS 'Ends a session after 15 minutes without use.';
COMMENT ON COLUMN held.session.ended_at IS 'When it was ended, to look into a misuse.';
COMMENT ON COLUMN held.session.task IS 'The entry that states what the person looks for.';
COMMENT ON COLUMN held.session.new_totp_secret
IS 'An authenticator app''s secret until it is proved.';

COMMENT ON TABLE held.sign_in_guard IS
'Failures to sign in, to lock a name or an address. Kept as a hash, for as long as the '
'database; it stops counting 15 minutes after the last failure.';
COMMENT ON COLUMN held.sign_in_guard.kind
IS 'Whether a name, an address or all unknown names are counted.';
COMMENT ON COLUMN held.sign_in_guard.digest IS 'The name or address, as a hash.';
COMMENT ON COLUMN held.sign_in_guard.failures IS 'How often a sign-in has failed.';
COMMENT ON COLUMN held.sign_in_guard.last_failed IS 'When the last failed.';
COMMENT ON COLUMN held.sign_in_guard.locked_until IS 'Until when it is locked.';

COMMENT ON TABLE held.sign_in_decoy
IS 'Makes the answers to unknown names like those to known ones. Kept for as long as the database.';
COMMENT ON COLUMN held.sign_in_decoy.only_row IS 'There is one.';
COMMENT ON COLUMN held.sign_in_decoy.secret IS 'What the salts of unknown names are made of.';
