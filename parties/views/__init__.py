"""Pages of parties, for staff."""
