"""Drills: harm done on purpose, to a database that is made for it and removed."""
