"""The rows of parties."""
