"""The forms of organization."""
