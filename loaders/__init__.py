"""Files that agencies hold, read into the tables of the database: one module a kind of source."""
