"""The project: settings, URL roots, home page, navigation and the demo world."""
