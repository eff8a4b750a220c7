-- SET ROLE, with the role as a value.
SELECT set_config('role', :role, TRUE);
