"""Template tags of organization."""
