"""The forms of licensing, cut by audience."""
