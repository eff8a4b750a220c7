-- Say for which authority the rest of the transaction reads; it ends with the transaction.
SELECT set_config('nightjar.authority', :authority, true);
