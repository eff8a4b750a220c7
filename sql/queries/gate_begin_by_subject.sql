-- Let in whom an identity provider has vouched for.
SELECT released.begin_by_subject_for_gate(:issuer, :subject, :token);
