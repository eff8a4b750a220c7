"""Pages, the map, and the command that joins everything."""
