"""The rows of workflow."""
