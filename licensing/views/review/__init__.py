"""Pages of those who review, check, draw together, decide and forward."""
