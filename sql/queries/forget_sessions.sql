-- End every session: after a restore none is anybody's.
DELETE FROM held.session;
