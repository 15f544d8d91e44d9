"""Forms of licensing, cut by audience."""
