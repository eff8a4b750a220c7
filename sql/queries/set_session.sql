-- Say by whose session the rest of the transaction reads; it ends with the transaction.
SELECT set_config('nightjar.session', encode(CAST(:session AS bytea), 'hex'), true);
