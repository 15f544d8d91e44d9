"""The rows of licensing."""
