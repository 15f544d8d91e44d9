"""The rows of workdays."""
