-- A page of the record of who did what, newest first.
SELECT *
FROM released.audit_page_for_admin(
    :session, :since, :until, :actor, :action, :before, :at_most
);
