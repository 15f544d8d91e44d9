"""What the settings are made of: keys, databases, cache and broker, logs, in their two columns."""
