-- What somebody did, newest first; the session says who.
SELECT * FROM released.own_action_for_all(:session, :before, :at_most);
