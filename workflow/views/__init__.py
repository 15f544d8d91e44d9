"""Pages of the engine: the inbox, the case, and the acts on a task that every kind of case shares."""
