"""Tags and filters that the templates of every app may load."""
