"""The database as text: a package without code, so that its files can be read from a wheel."""
