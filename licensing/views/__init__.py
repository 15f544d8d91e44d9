"""Pages of licensing, cut by audience."""
