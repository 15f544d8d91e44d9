"""The rows of organization."""
