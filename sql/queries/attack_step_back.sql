-- Ways by which a login might become the one behind it; they must change nothing.
RESET ROLE;

SET ROLE NONE;

RESET SESSION AUTHORIZATION;

RESET ALL;
